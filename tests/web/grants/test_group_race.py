"""Processes that press at the same moment: an invitation is accepted once, a note stored once, a full group stays full."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.factories.accounts import PersonFactory
from tests.factories.base import bind_factories
from tests.factories.grants import draft, key, sent, town
from tests.races import SECONDS, at_once, in_database
from youthvoice.accounts.models import Person
from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.asking import ask_more, tell_more, withdraw
from youthvoice.grants.commands.members import join
from youthvoice.grants.models import Application, ApplicationEvent, ApplicationMember
from youthvoice.grants.rules.applications import MOST_MEMBERS
from youthvoice.grants.rules.timeline import Step

PROCESSES = 4


def act(url: str, what: str, application_id: int, person_id: int, form_key: str, start: Any, results: Any) -> None:
    """Do it as that person, as soon as all are there."""
    app = app_on(url)
    database = app.extensions["youthvoice"].database
    with app.test_request_context("/"), database.session(read_only=False) as session:
        start.wait(SECONDS)
        try:
            results.put(do(session, what, application_id, person_id, form_key))
        except Conflict:
            session.rollback()
            results.put("conflict")
    database.dispose()


def do(session: Session, what: str, application_id: int, person_id: int, form_key: str) -> Any:
    """One deed, committed."""
    application = session.get_one(Application, application_id)
    person = session.get_one(Person, person_id)
    found: Any = "done"
    if what == "join":
        found = join(session, person, application)
    elif what == "tell":
        tell_more(session, person, application, "Der kommer 40, og lyden er gratis.", form_key)
    else:
        withdraw(session, person, application)
    session.commit()
    return found


def count(url: str, query: Any) -> int:
    return int(in_database(url, lambda session: session.scalar(query)))


def test_the_same_invitation_twice(own_url: str) -> None:
    def prepare(session: Session) -> tuple[int, int]:
        bind_factories(session)
        return sent(session, town(session).pool).id, PersonFactory().id

    application_id, person_id = in_database(own_url, prepare)
    got = at_once(act, [(own_url, "join", application_id, person_id, "") for _ in range(PROCESSES)])
    assert sorted(got) == [False] * (PROCESSES - 1) + [True]


def test_the_last_place(own_url: str) -> None:
    def prepare(session: Session) -> tuple[int, list[int]]:
        bind_factories(session)
        application = draft(session, town(session).pool)
        for _ in range(MOST_MEMBERS - 2):
            join(session, PersonFactory(), application)
        return application.id, [PersonFactory().id for _ in range(PROCESSES)]

    application_id, people = in_database(own_url, prepare)
    got = at_once(act, [(own_url, "join", application_id, person_id, "") for person_id in people])
    assert (got.count(True), got.count("conflict")) == (1, PROCESSES - 1)
    here = ApplicationMember.application_id == application_id, ApplicationMember.left_at.is_(None)
    assert count(own_url, select(func.count()).select_from(ApplicationMember).where(*here)) == MOST_MEMBERS


def test_a_reply_and_a_withdrawal(own_url: str) -> None:
    def prepare(session: Session) -> tuple[int, int]:
        bind_factories(session)
        place = town(session)
        application = sent(session, place.pool)
        ask_more(session, place.chair, application, "Hvor mange kommer der?", key())
        return application.id, application.lead_id

    application_id, lead_id = in_database(own_url, prepare)
    deeds = [(own_url, "tell", application_id, lead_id, "a" * 32) for _ in range(3)]
    at_once(act, [*deeds, (own_url, "withdraw", application_id, lead_id, "")])

    def steps(session: Session) -> list[Step]:
        query = select(ApplicationEvent.kind).where(ApplicationEvent.application_id == application_id)
        return list(session.scalars(query.order_by(ApplicationEvent.id)))

    found = in_database(own_url, steps)
    assert found.count(Step.told_more) <= 1
    assert found[-1] is Step.withdrawn
