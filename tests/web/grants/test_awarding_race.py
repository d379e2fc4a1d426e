"""Two who decide at the same moment, a decision while the group withdraws, and a meeting that is planned meanwhile."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.factories.awarding import award_facts, voted
from tests.factories.base import bind_factories
from tests.factories.grants import KR, sent, town
from tests.races import SECONDS, at_once, in_database
from youthvoice.accounts.models import Person
from youthvoice.core.errors import Conflict
from youthvoice.councils.commands.subjects import Result, tell_body
from youthvoice.councils.models import Body
from youthvoice.grants.commands.asking import withdraw
from youthvoice.grants.commands.awarding import give_award
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.models import Application, Award, Motion, PoolTally
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.responses.models import Answer

ASKED, POOL = 8_000 * KR, 8_000 * KR
Ids = dict[str, int]


def prepare(session: Session) -> Ids:
    """The last money of a pool is voted for one application; it waits for the decision to be written."""
    bind_factories(session)
    place = town(session, POOL)
    application = sent(session, place.pool, asked=ASKED)
    motion = voted(session, place.chair, application, ASKED)
    return {
        "pool": place.pool.id,
        "body": place.council.id,
        "application": application.id,
        "motion": motion.id,
        "lead": application.lead_id,
        "chair": place.chair.id,
        "deputy": place.coordinator.id,
    }


def act(url: str, ids: Ids, deed: str, start: Any, results: Any) -> None:
    """One deed, as soon as all are there: «chair» and «deputy» decide, «lead» withdraws, «body» hears of something else."""
    app = app_on(url)
    database = app.extensions["youthvoice"].database
    with app.test_request_context("/"), database.session(read_only=False) as session:
        application = get_application(session, ids["application"])
        session.rollback()
        start.wait(SECONDS)
        try:
            _do(session, application, ids, deed)
            session.commit()
        except Conflict:
            results.put(f"{deed} late")
        else:
            results.put(deed)
    database.dispose()


def _do(session: Session, application: Application, ids: Ids, deed: str) -> None:
    application = get_application(session, ids["application"])
    if deed == "lead":
        withdraw(session, session.get_one(Person, ids["lead"]), application)
    elif deed == "body":
        told = Result(title="Noget andet", text="", minutes="Vi talte om det.", path="")
        tell_body(session, session.get_one(Body, ids["body"]), told, "b" * 32, by_id=ids["chair"])
    else:
        motion, person = session.get_one(Motion, ids["motion"]), session.get_one(Person, ids[deed])
        give_award(session, application, motion, person, award_facts(), f"{ids[deed]:032x}")


def after(session: Session, ids: Ids) -> tuple[ApplicationStatus, int, int, int, int, int]:
    """Status, awards, answers, free øre, granted øre, and how many grants are counted."""
    application = session.get_one(Application, ids["application"])
    awards = session.scalar(select(func.count(Award.id))) or 0
    answers = session.scalar(select(func.count(Answer.id))) or 0
    row = balance_of(session, ids["pool"])
    counted = session.scalar(select(func.sum(PoolTally.awards)).where(PoolTally.dimension == "all")) or 0
    return application.status, awards, answers, row.allocation, row.granted, counted


DECIDED = (ApplicationStatus.granted, 1, 1, 0, ASKED, 1)
WITHDRAWN = (ApplicationStatus.withdrawn, 0, 0, POOL, 0, 0)


@pytest.mark.parametrize("deeds", [("chair", "deputy", "body"), ("chair", "lead", "body")])
def test_one_after_the_other(own_url: str, deeds: tuple[str, ...]) -> None:
    ids = in_database(own_url, prepare)
    got = at_once(act, [(own_url, ids, deed) for deed in deeds])
    found = in_database(own_url, lambda session: after(session, ids))
    assert "body" in got
    assert sum(one.endswith(" late") for one in got) == 1
    assert found == (WITHDRAWN if "lead" in got else DECIDED)
