"""Sent from two phones at the same moment: one case, one number. And different applications never get the same number."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.base import bind_factories
from tests.factories.grants import draft, town
from tests.races import SECONDS, at_once, client_of, in_database
from tests.web.forms import form_fields
from tests.web.grants.applying import joined
from youthvoice.grants.models import Application, ApplicationEvent, GrantBalance, Pool, PoolTally
from youthvoice.responses.models import Case

PHONES, GROUPS = 4, 6


def send(url: str, person_id: int, application_id: int, start: Any, results: Any) -> None:
    """Press «Send ansøgningen» as soon as all are there."""
    client = client_of(url, person_id)
    path = f"/puljen/ansoegninger/{application_id}/send"
    fields = form_fields(client.get(path).get_data(as_text=True), path)
    start.wait(SECONDS)
    results.put(client.post(path, data=fields).status_code)


def test_sent_from_two_phones(own_url: str) -> None:
    def prepare(session: Session) -> tuple[int, list[int]]:
        bind_factories(session)
        application = draft(session, town(session).pool)
        return application.id, [application.lead_id, joined(session, application).id]

    application_id, people = in_database(own_url, prepare)
    got = at_once(send, [(own_url, people[n % 2], application_id) for n in range(PHONES)])
    assert got == [303] * PHONES

    def after(session: Session) -> list[int]:
        kinds = (Case, ApplicationEvent, GrantBalance)
        counts = [session.scalar(select(func.count()).select_from(kind)) or 0 for kind in kinds]
        application = session.get_one(Application, application_id)
        tally = session.scalars(select(PoolTally.applications).where(PoolTally.dimension == "all")).one()
        return [*counts, application.number or 0, tally]

    assert in_database(own_url, after) == [1, 1, 1, 1, 1]


def test_every_application_gets_its_own_number(own_url: str) -> None:
    def prepare(session: Session) -> list[tuple[int, int]]:
        bind_factories(session)
        pool = town(session).pool
        made = [draft(session, pool, PersonFactory()) for _ in range(GROUPS)]
        return [(one.lead_id, one.id) for one in made]

    made = in_database(own_url, prepare)
    assert at_once(send, [(own_url, *one) for one in made]) == [303] * GROUPS

    def after(session: Session) -> tuple[list[int], int]:
        numbers = session.scalars(select(Application.number).order_by(Application.number)).all()
        return [number or 0 for number in numbers], session.scalars(select(Pool.next_number)).one()

    assert in_database(own_url, after) == (list(range(1, GROUPS + 1)), GROUPS + 1)
