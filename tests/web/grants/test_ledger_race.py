"""Thirty-two processes want the same money at the same moment: the pool is granted to the last øre, and never beyond."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.factories.base import bind_factories
from tests.factories.grants import KR, sent, town
from tests.races import SECONDS, at_once, in_database
from youthvoice.grants.commands.ledger import Movement, balance_of, move
from youthvoice.grants.errors import Overspent
from youthvoice.grants.models import LedgerEntry
from youthvoice.grants.rules.ledger import EntryKind

PROCESSES = 32
POOL, WISH = 100_000 * KR, 7_900 * KR


def prepare(session: Session) -> tuple[int, int, list[int]]:
    """A pool with 100,000 kr., its coordinator, and an application of 7,900 kr. for each process."""
    bind_factories(session)
    place = town(session, POOL)
    return place.pool.id, place.coordinator.id, [sent(session, place.pool, asked=WISH).id for _ in range(PROCESSES)]


def grant(url: str, pool_id: int, person_id: int, application_id: int, start: Any, results: Any) -> None:
    """Hold the money of one application and grant it, as soon as all are there."""
    app = app_on(url)
    database = app.extensions["youthvoice"].database
    kinds = (EntryKind.reserve, EntryKind.grant)
    with app.test_request_context("/"), database.session(read_only=False) as session:
        start.wait(SECONDS)
        try:
            for kind in kinds:
                key = f"{kind.value}:{application_id}"
                wish = Movement(
                    kind=kind, amount=WISH, why="Rådet", document="Møde 1", key=key, application_id=application_id
                )
                move(session, pool_id, wish, by_id=person_id)
            session.commit()
        except Overspent as refused:
            results.put(refused.left)
        else:
            results.put("granted")
    database.dispose()


def test_no_krone_too_much(own_url: str) -> None:
    pool_id, person_id, applications = in_database(own_url, prepare)
    got = at_once(grant, [(own_url, pool_id, person_id, one) for one in applications])
    most, left = divmod(POOL, WISH)
    assert got.count("granted") == most
    assert [one for one in got if one != "granted"] == [left] * (PROCESSES - most)

    def after(session: Session) -> tuple[int, int, int, int, list[int]]:
        row = balance_of(session, pool_id)
        numbers = list(session.scalars(select(LedgerEntry.number).order_by(LedgerEntry.number)))
        total = session.scalar(select(func.sum(LedgerEntry.amount)).where(LedgerEntry.kind == EntryKind.grant))
        return row.allocation, row.granted, row.reserved, int(total or 0), numbers

    allocation, granted, reserved, total, numbers = in_database(own_url, after)
    assert (allocation, granted, reserved, total) == (left, most * WISH, 0, most * WISH)
    assert numbers == list(range(1, 2 * most + 2))
