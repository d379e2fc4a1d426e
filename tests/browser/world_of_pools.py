"""What the browser's world needs of pools around this year's: last year's, whose year can end, and next year's, with rounds."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.grants import KR, PoolFactory, allocate
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.grants.commands.ledger import open_balance
from youthvoice.grants.commands.money import Told, carry_over, enter, undo_entry
from youthvoice.grants.models import LedgerEntry, Pool, PoolOfficer, PoolRound
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.pools import Officer

BEFORE, LATER = "Puljen sidste år", "Puljen næste år"


def furnish_pools(session: Session, pool: Pool, people: dict[str, Person]) -> None:
    """``people`` as in ``furnish_grants``. Money came from last year, and one entry was undone."""
    official = people["official"]
    before = _beside(session, pool, people, name=BEFORE, year=pool.year - 1, closed_at=now())
    later = _beside(session, pool, people, name=LATER, year=pool.year + 1, opened_at=None, is_rolling=False)
    allocate(session, before, 12_500 * KR, people["admin"])
    told = Told(amount=10_000 * KR, why="Der var penge tilbage fra sidste år", document="Ungerådet, møde 1, punkt 3")
    carry_over(session, before, pool, told, "a1" * 16, actor_id=official.id)
    wrong = Told(amount=5_000 * KR, why="Byrådet gav mere", document="Byrådet, punkt 12")
    entry = enter(session, pool, EntryKind.adjust_up, wrong, "a2" * 16, actor_id=official.id)
    undo_entry(session, pool, entry, "Pengene var til en anden pulje", "Notat 4", actor_id=official.id)
    for number, name in enumerate(("Forår", "Efterår"), 1):
        opens = today() + timedelta(days=100 * number)
        days = {"opens_on": opens, "closes_at": now() + timedelta(days=100 * number + 40)}
        session.add(PoolRound(pool_id=later.id, name=name, decides_on=opens + timedelta(days=60), **days))
    session.flush()


def _beside(session: Session, pool: Pool, people: dict[str, Person], **more: Any) -> Pool:
    made: Pool = PoolFactory(body=pool.body, unit=pool.unit, created_by_id=people["admin"].id, **more)
    session.add(PoolOfficer(pool_id=made.id, person_id=people["official"].id, role=Officer.coordinator, since=now()))
    session.flush()
    open_balance(session, made.id)
    return made


def pool_values(session: Session, pool_id: int) -> dict[str, Any]:
    """Ids of the pools beside this one, of a round, and the number of what was carried over."""
    found = dict(session.execute(select(Pool.name, Pool.id).where(Pool.name.in_((BEFORE, LATER)))).all())
    carried = select(LedgerEntry.number).where(LedgerEntry.pool_id == pool_id, LedgerEntry.kind == EntryKind.carry_in)
    return {
        "money_before": found[BEFORE],
        "money_later": found[LATER],
        "money_round": session.scalars(select(PoolRound.id).where(PoolRound.name == "Forår")).one(),
        "money_carried": session.scalars(carried).one(),
    }
