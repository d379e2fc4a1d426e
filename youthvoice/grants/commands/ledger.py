"""Moving money. One entry at a time, under the lock of the pool's row; the database moves the balances and has the last word."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, violated_constraint
from youthvoice.grants.errors import NotThatMuch, Overspent, PoolEnded
from youthvoice.grants.models import GrantBalance, LedgerEntry, Pool, PoolBalance
from youthvoice.grants.rules.ledger import FLOWS, Account, EntryKind

BELOW_ZERO = "_not_below_zero"
POOL_SPENT = "ck_pool_balances_allocation_not_below_zero"
TWICE = "uq_ledger_entries_reverses_id"


@dataclass(frozen=True, kw_only=True)
class Movement:
    """What moves: øre above zero, why, and the document it rests on. ``key`` makes it happen once in its pool."""

    kind: EntryKind
    amount: int
    why: str
    document: str
    key: str
    application_id: int | None = None
    carries_id: int | None = None
    """Of a ``carry_in``: the ``carry_out`` that it comes from."""


@dataclass(frozen=True)
class EntryAudit:
    """What the log keeps of an entry; øre."""

    pool_id: int
    number: int
    kind: str
    amount: int


def open_balance(session: Session, pool_id: int) -> None:
    """Give a new pool its row; a second time changes nothing."""
    if session.get(PoolBalance, pool_id) is None:
        session.add(PoolBalance(pool_id=pool_id))
        session.flush()


def open_grant_balance(session: Session, application_id: int, pool_id: int) -> None:
    """Give an application that is sent its row; a second time changes nothing."""
    if session.get(GrantBalance, application_id) is None:
        session.add(GrantBalance(application_id=application_id, pool_id=pool_id))
        session.flush()


def move(session: Session, pool_id: int, movement: Movement, *, by_id: int) -> LedgerEntry:
    """Store one entry. With a key that is there already, the entry that is there is returned.

    Raises Overspent where the pool does not hold so much, NotThatMuch where the application does not, PoolEnded where its
    year is closed.
    """
    flow = FLOWS[movement.kind]
    number = hold_balance(session, pool_id) + 1
    stored = entry_by_key(session, pool_id, movement.key)
    if stored is not None:
        return stored
    _still_open(session, pool_id)
    entry = _entry(pool_id, number, movement, by_id)
    entry.from_account, entry.to_account = flow.source, flow.target
    return _store(session, entry)


def reverse(session: Session, entry: LedgerEntry, why: str, document: str, *, by_id: int) -> LedgerEntry:
    """Undo an entry by its opposite, once. Raises Conflict where that was done, or the money is no longer there."""
    if entry.kind is EntryKind.reversal:
        raise Conflict
    number = hold_balance(session, entry.pool_id) + 1
    _still_open(session, entry.pool_id)
    movement = Movement(
        kind=EntryKind.reversal,
        amount=entry.amount,
        why=why,
        document=document,
        key=f"reversal:{entry.id}",
        application_id=entry.application_id,
    )
    if entry_by_key(session, entry.pool_id, movement.key) is not None:
        raise Conflict
    undone = _entry(entry.pool_id, number, movement, by_id)
    undone.from_account, undone.to_account, undone.reverses_id = entry.to_account, entry.from_account, entry.id
    return _store(session, undone)


def entry_by_key(session: Session, pool_id: int, key: str) -> LedgerEntry | None:
    """The entry of that key."""
    query = select(LedgerEntry).where(LedgerEntry.pool_id == pool_id, LedgerEntry.form_key == key)
    return session.scalar(query)


def hold_balance(session: Session, pool_id: int) -> int:
    """Hold the pool's row until the end of the transaction (whoever comes next waits here); the number of its last entry."""
    held = select(PoolBalance.entries).where(PoolBalance.pool_id == pool_id).with_for_update()
    return session.execute(held).scalar_one()


def _still_open(session: Session, pool_id: int) -> None:
    """Asked for once the row is held: whoever ends the year holds it too."""
    if session.scalar(select(Pool.ended_at).where(Pool.id == pool_id)) is not None:
        raise PoolEnded


def _entry(pool_id: int, number: int, movement: Movement, by_id: int) -> LedgerEntry:
    return LedgerEntry(
        form_key=movement.key,
        pool_id=pool_id,
        number=number,
        kind=movement.kind,
        amount=movement.amount,
        application_id=movement.application_id,
        carries_id=movement.carries_id,
        why=movement.why,
        document=movement.document,
        by_id=by_id,
        at=now(),
    )


def _store(session: Session, entry: LedgerEntry) -> LedgerEntry:
    try:
        with session.begin_nested():
            session.add(entry)
    except IntegrityError as error:
        raise _refusal(session, entry.pool_id, error) from error
    for model, key in ((PoolBalance, entry.pool_id), (GrantBalance, entry.application_id)):
        row = session.identity_map.get(session.identity_key(model, key)) if key is not None else None
        if row is not None:
            session.expire(row)
    data = EntryAudit(entry.pool_id, entry.number, entry.kind.value, entry.amount)
    audit.record(session, entry.by_id, "ledger.enter", ("ledger_entry", entry.id), data, at=entry.at)
    return entry


def _refusal(session: Session, pool_id: int, error: IntegrityError) -> Exception:
    """The database's no, in words."""
    name = violated_constraint(error, Base.metadata) or ""
    if name == POOL_SPENT:
        left = session.scalar(select(PoolBalance.allocation).where(PoolBalance.pool_id == pool_id))
        return Overspent(left or 0)
    if name.endswith(BELOW_ZERO):
        return NotThatMuch()
    return Conflict() if name == TWICE else error


def balance_of(session: Session, pool_id: int) -> PoolBalance:
    """The row of a pool, as it stands."""
    return session.get_one(PoolBalance, pool_id, populate_existing=True)


def held_amount(session: Session, application_id: int, account: Account) -> int:
    """Øre of one application on one of its accounts, 0 before it was sent."""
    row = session.get(GrantBalance, application_id, populate_existing=True)
    return int(getattr(row, account.value)) if row is not None else 0
