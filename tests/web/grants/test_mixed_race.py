"""Thirty-two processes do all that moves a pool's money at the same moment: every krone is found again, nobody waits for ever."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.factories.awarding import award_facts, voted
from tests.factories.base import bind_factories
from tests.factories.grants import KR, sent, town
from tests.factories.grants_after import lead_of, planned, running
from tests.races import SECONDS, at_once
from tests.simulation.pools.town import ACCOUNTS, fold, stored
from tests.web.grants.test_ledger_race import in_database
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.core.errors import DomainError
from youthvoice.grants.commands import accepting, asking, awarding, money, motions, paid
from youthvoice.grants.models import Application, Award, LedgerEntry, Motion, Pool
from youthvoice.grants.queries.pools import get_application
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import MotionWay
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.motions import MotionFacts

POOL, WISH = 60_000 * KR, 4_000 * KR
Ids = dict[str, Any]


def prepare(session: Session) -> Ids:
    """Eight applications that were voted for, a grant with a payment, and five applications that wait for a vote."""
    bind_factories(session)
    place = town(session, POOL)
    found: Ids = {"pool": place.pool.id, "chair": place.chair.id, "by": place.coordinator.id}
    found["voted"] = []
    for _ in range(8):
        application = sent(session, place.pool, asked=WISH)
        found["voted"].append((application.id, voted(session, place.chair, application, WISH).id))
    grant = running(session, place)
    found["grant"] = grant.id
    found["payments"] = [planned(session, place, grant, 1_000).id for _ in range(3)]
    found["fresh"] = [sent(session, place.pool, asked=WISH).id for _ in range(5)]
    of = LedgerEntry.pool_id == place.pool.id, LedgerEntry.kind == EntryKind.allocate
    found["entry"] = session.scalars(select(LedgerEntry.id).where(*of)).one()
    return found


def decide(session: Session, ids: Ids, number: int) -> None:
    application_id, motion_id = ids["voted"][number]
    application, motion = get_application(session, application_id), session.get_one(Motion, motion_id)
    chair = session.get_one(Person, ids["chair"])
    awarding.give_award(session, application, motion, chair, award_facts(), f"{number:032x}")


def withdraw(session: Session, ids: Ids, number: int) -> None:
    application = get_application(session, ids["voted"][number][0])
    asking.withdraw(session, lead_of(session, application), application)


def put(session: Session, ids: Ids, number: int) -> None:
    application = get_application(session, ids["fresh"][number])
    facts = MotionFacts(amount=WISH, conditions="", way=MotionWay.meeting)
    motions.put_motion(session, application, facts, f"{number:032x}", actor_id=ids["chair"])


def less(session: Session, ids: Ids, number: int) -> None:
    told = money.Told(amount=9_000 * KR, why="Byrådet sparer", document="Punkt 7")
    pool = session.get_one(Pool, ids["pool"])
    money.enter(session, pool, EntryKind.adjust_down, told, f"{number:032x}", actor_id=ids["by"])


def undo(session: Session, ids: Ids, _number: int) -> None:
    pool, entry = session.get_one(Pool, ids["pool"]), session.get_one(LedgerEntry, ids["entry"])
    money.undo_entry(session, pool, entry, "En fejl", "Notat 1", actor_id=ids["by"])


def pay(session: Session, ids: Ids, number: int) -> None:
    days = {ids["payments"][number % 3]: today()}
    paid.mark_paid(session, session.get_one(Pool, ids["pool"]), days, by_id=ids["by"])


def give_up(session: Session, ids: Ids, _number: int) -> None:
    application = get_application(session, ids["grant"])
    accepting.give_up(session, application, by_id=application.lead_id)


DEEDS = {"decide": decide, "withdraw": withdraw, "put": put, "less": less, "undo": undo, "pay": pay, "give_up": give_up}
TIMES = {"decide": 8, "withdraw": 8, "put": 5, "less": 3, "undo": 2, "pay": 4, "give_up": 2}


def act(url: str, ids: Ids, deed: str, number: int, start: Any, results: Any) -> None:
    """One deed in a transaction of its own; what the product does not refuse in words is told as it is."""
    app = app_on(url)
    database = app.extensions["youthvoice"].database
    with app.test_request_context("/"), database.session(read_only=False) as session:
        start.wait(SECONDS)
        try:
            DEEDS[deed](session, ids, number)
            session.commit()
        except DomainError as refused:
            session.rollback()
            results.put((deed, type(refused).__name__))
        except Exception as error:
            results.put((deed, repr(error)))
        else:
            results.put((deed, "done"))
    database.dispose()


def test_all_at_once(own_url: str) -> None:
    assert sum(TIMES.values()) == 32
    ids = in_database(own_url, prepare)
    began = now()
    got = at_once(act, [(own_url, ids, deed, number) for deed, times in TIMES.items() for number in range(times)])
    assert {how for _, how in got} <= {"done", "Conflict", "Overspent", "NotThatMuch"}, (got, now() - began)
    decided = sum(one == ("decide", "done") for one in got)
    assert decided + sum(one == ("withdraw", "done") for one in got) == 8

    def look(session: Session) -> None:
        of_pool, of_grant, numbers = fold(session, ids["pool"])
        assert {name: stored(session, "pool_balances", "pool_id", ids["pool"])[name] for name in ACCOUNTS} == of_pool
        assert min(of_pool[name] for name in ACCOUNTS[1:]) >= 0
        assert sum(of_pool.values()) == 0
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(session.scalars(select(Award.id).where(Award.application_id != ids["grant"])).all()) == decided
        for application_id, _motion in ids["voted"]:
            status = session.get_one(Application, application_id).status
            granted = WISH if status is ApplicationStatus.granted else 0
            assert status in (ApplicationStatus.granted, ApplicationStatus.withdrawn)
            assert (of_grant[application_id]["reserved"], of_grant[application_id]["granted"]) == (0, granted)
        grant, is_given_up = of_grant[ids["grant"]], ("give_up", "done") in got
        assert grant["granted"] + grant["paid"] == (0 if is_given_up else 6_000 * KR)

    in_database(own_url, look)
