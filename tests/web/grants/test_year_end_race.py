"""Two who carry over, or end a year, at the same moment, in two processes: no krone is lost, and none is made."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.factories.grants import KR, PoolFactory, town
from tests.races import at_once, doing, in_database
from youthvoice.core.clock import now
from youthvoice.grants.commands.ledger import open_balance
from youthvoice.grants.commands.money import Told, carry_over, enter
from youthvoice.grants.commands.year_end import end_year
from youthvoice.grants.models import LedgerEntry, Pool, PoolBalance
from youthvoice.grants.rules.ledger import EntryKind

Ids = tuple[int, int, int]
Deed = Callable[[Session, Ids, str], None]


def prepare(session: Session) -> Ids:
    """A pool with 10,000 kr. whose year can end, the next year's, and who looks after both."""
    bind_factories(session)
    place = town(session, 10_000 * KR)
    later = PoolFactory(body=place.council, unit=place.pool.unit, year=place.pool.year + 1)
    session.flush()
    open_balance(session, later.id)
    place.pool.closed_at = now()
    return place.pool.id, later.id, place.coordinator.id


def carry(session: Session, ids: Ids, key: str) -> None:
    """All that there is goes to the next year."""
    pool, later = session.get_one(Pool, ids[0]), session.get_one(Pool, ids[1])
    told = Told(amount=10_000 * KR, why="Resten føres over", document="Notat 1")
    carry_over(session, pool, later, told, key, actor_id=ids[2])


def end(session: Session, ids: Ids, _key: str) -> None:
    """The year ends, and the rest goes to the next one."""
    end_year(session, session.get_one(Pool, ids[0]), session.get_one(Pool, ids[1]), actor_id=ids[2])


def lapse(session: Session, ids: Ids, _key: str) -> None:
    """The year ends, and the rest goes back."""
    end_year(session, session.get_one(Pool, ids[0]), None, actor_id=ids[2])


def add(session: Session, ids: Ids, key: str) -> None:
    """More money comes."""
    told = Told(amount=500 * KR, why="Flere penge", document="Notat 2")
    enter(session, session.get_one(Pool, ids[0]), EntryKind.adjust_up, told, key, actor_id=ids[2])


def race(url: str, ids: Ids, *deeds: Deed, key: str | None = None) -> list[str]:
    """Do all of it at the same moment; what came of each, sorted."""
    keys = [key or f"{n:032x}" for n in range(len(deeds))]
    return sorted(at_once(doing, [(url, deed, (ids, own)) for deed, own in zip(deeds, keys, strict=True)]))


def standing(url: str, ids: Ids) -> tuple[int, int, int]:
    """Kroner in both pools, and how many entries there are."""

    def found(session: Session) -> tuple[int, int, int]:
        first, second = (session.get_one(PoolBalance, pool_id).total // KR for pool_id in ids[:2])
        return first, second, len(session.scalars(select(LedgerEntry.id)).all())

    first, second, entries = in_database(url, found)
    return first, second, entries


def test_two_carry_over_everything(own_url: str) -> None:
    ids = in_database(own_url, prepare)
    assert race(own_url, ids, carry, carry) == ["Overspent", "done"]
    assert standing(own_url, ids) == (0, 10_000, 3)


def test_one_who_sends_it_twice(own_url: str) -> None:
    ids = in_database(own_url, prepare)
    assert race(own_url, ids, carry, carry, key="a" * 32) == ["done", "done"]
    assert standing(own_url, ids) == (0, 10_000, 3)


def test_two_end_the_year(own_url: str) -> None:
    ids = in_database(own_url, prepare)
    assert race(own_url, ids, end, end) == ["done", "done"]
    assert standing(own_url, ids) == (0, 10_000, 3)


def test_one_carries_the_rest_and_one_gives_it_back(own_url: str) -> None:
    ids = in_database(own_url, prepare)
    assert race(own_url, ids, end, lapse) == ["done", "done"]
    first, second, _entries = standing(own_url, ids)
    assert first == 0
    assert second in (0, 10_000)


@pytest.mark.parametrize("other", [carry, add])
def test_the_year_ends_while_somebody_moves_money(own_url: str, other: Deed) -> None:
    ids = in_database(own_url, prepare)
    outcomes = race(own_url, ids, end, other)
    assert outcomes in (["done", "done"], ["PoolEnded", "done"])
    first, second, _entries = standing(own_url, ids)
    assert first == 0
    assert second == (10_500 if other is add and outcomes == ["done", "done"] else 10_000)
