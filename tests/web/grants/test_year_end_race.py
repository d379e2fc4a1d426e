"""Two who carry over, or end a year, at the same moment, in two processes: no krone is lost, and none is made."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import make_settings
from tests.factories.base import bind_factories
from tests.factories.grants import KR, PoolFactory, town
from tests.races import SECONDS, at_once
from youthvoice.app import create_app
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.ledger import open_balance
from youthvoice.grants.commands.money import Told, carry_over, enter
from youthvoice.grants.commands.year_end import end_year
from youthvoice.grants.models import LedgerEntry, Pool, PoolBalance
from youthvoice.grants.rules.ledger import EntryKind

Ids = tuple[int, int, int]


def prepare(url: str, *, is_closed: bool = True) -> Ids:
    """A pool with 10,000 kr. whose year can end, the next year's, and who looks after both."""
    create_app(make_settings(url))
    database = Database(make_settings(url))
    with database.session(read_only=False) as session:
        bind_factories(session)
        place = town(session, 10_000 * KR)
        later = PoolFactory(body=place.council, unit=place.pool.unit, year=place.pool.year + 1)
        session.flush()
        open_balance(session, later.id)
        place.pool.closed_at = now() if is_closed else None
        session.commit()
        found = place.pool.id, later.id, place.coordinator.id
    database.dispose()
    return found


def act(url: str, ids: Ids, deed: str, key: str, start: Any, results: Any) -> None:
    """One person in a process of their own: gets ready, waits for the others, does it, and says what came of it."""
    app = create_app(make_settings(url))
    database = app.extensions["youthvoice"].database
    with app.test_request_context("/"), database.session(read_only=False) as session:
        start.wait(SECONDS)
        try:
            DEEDS[deed](session, ids, key)
            session.commit()
        except Conflict as refused:
            session.rollback()
            results.put(type(refused).__name__)
        else:
            results.put("done")
    database.dispose()


def carry(session: Any, ids: Ids, key: str) -> None:
    """All that there is goes to the next year."""
    pool, later = session.get_one(Pool, ids[0]), session.get_one(Pool, ids[1])
    told = Told(amount=10_000 * KR, why="Resten føres over", document="Notat 1")
    carry_over(session, pool, later, told, key, actor_id=ids[2])


def end(session: Any, ids: Ids, _key: str) -> None:
    """The year ends, and the rest goes to the next one."""
    end_year(session, session.get_one(Pool, ids[0]), session.get_one(Pool, ids[1]), actor_id=ids[2])


def lapse(session: Any, ids: Ids, _key: str) -> None:
    """The year ends, and the rest goes back."""
    end_year(session, session.get_one(Pool, ids[0]), None, actor_id=ids[2])


def add(session: Any, ids: Ids, key: str) -> None:
    """More money comes."""
    told = Told(amount=500 * KR, why="Flere penge", document="Notat 2")
    enter(session, session.get_one(Pool, ids[0]), EntryKind.adjust_up, told, key, actor_id=ids[2])


DEEDS: dict[str, Callable[[Any, Ids, str], None]] = {"carry": carry, "end": end, "lapse": lapse, "add": add}


def race(url: str, ids: Ids, *deeds: str, key: str | None = None) -> list[str]:
    """Do all of it at the same moment; what came of each, sorted."""
    keys = [key or f"{n:032x}" for n in range(len(deeds))]
    return sorted(at_once(act, [(url, ids, deed, own) for deed, own in zip(deeds, keys, strict=True)]))


def standing(url: str, ids: Ids) -> tuple[int, int, int]:
    """Kroner in both pools, and how many entries there are."""
    database = Database(make_settings(url))
    with database.session(read_only=True) as session:
        first, second = (session.get_one(PoolBalance, pool_id).total // KR for pool_id in ids[:2])
        entries = len(session.scalars(select(LedgerEntry.id)).all())
    database.dispose()
    return first, second, entries


def test_two_carry_over_everything(own_url: str) -> None:
    ids = prepare(own_url)
    assert race(own_url, ids, "carry", "carry") == ["Overspent", "done"]
    assert standing(own_url, ids) == (0, 10_000, 3)


def test_one_who_sends_it_twice(own_url: str) -> None:
    ids = prepare(own_url)
    assert race(own_url, ids, "carry", "carry", key="a" * 32) == ["done", "done"]
    assert standing(own_url, ids) == (0, 10_000, 3)


def test_two_end_the_year(own_url: str) -> None:
    ids = prepare(own_url)
    assert race(own_url, ids, "end", "end") == ["done", "done"]
    assert standing(own_url, ids) == (0, 10_000, 3)


def test_one_carries_the_rest_and_one_gives_it_back(own_url: str) -> None:
    ids = prepare(own_url)
    assert race(own_url, ids, "end", "lapse") == ["done", "done"]
    first, second, _entries = standing(own_url, ids)
    assert first == 0
    assert second in (0, 10_000)


@pytest.mark.parametrize("other", ["carry", "add"])
def test_the_year_ends_while_somebody_moves_money(own_url: str, other: str) -> None:
    ids = prepare(own_url)
    outcomes = race(own_url, ids, "end", other)
    assert outcomes in (["done", "done"], ["PoolEnded", "done"])
    first, second, _entries = standing(own_url, ids)
    assert first == 0
    assert second == (10_500 if other == "add" and outcomes == ["done", "done"] else 10_000)
