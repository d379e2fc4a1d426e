"""Money that somebody moves by hand: the year's money, adjustments, what is carried over, and corrections."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.errors import Conflict
from youthvoice.grants.commands.ledger import Movement, entry_by_key, hold_balance, move, reverse
from youthvoice.grants.commands.pools import touch_pool
from youthvoice.grants.labels.pools import WHY_NOT_TEXTS
from youthvoice.grants.models import LedgerEntry, Pool
from youthvoice.grants.queries.ledger import other_side
from youthvoice.grants.rules.corrections import CARRIED, why_not
from youthvoice.grants.rules.ledger import BY_HAND, EntryKind


@dataclass(frozen=True, kw_only=True)
class Told:
    """Øre, why, and the document it rests on."""

    amount: int
    why: str
    document: str


def enter(
    session: Session, pool: Pool, kind: EntryKind, told: Told, form_key: str, *, seen: int | None = None, actor_id: int
) -> LedgerEntry:
    """Enter the year's money or an adjustment. Sent twice, it is entered once.

    Raises Conflict where entries have come since number ``seen`` (None: not looked at), Overspent, PoolEnded, and ValueError
    for a kind that nobody enters by hand.
    """
    if kind not in BY_HAND:
        raise ValueError(kind)
    key = f"{kind.value}:{form_key}"
    last = hold_balance(session, pool.id)
    if seen is not None and seen != last and entry_by_key(session, pool.id, key) is None:
        raise Conflict
    entry = move(session, pool.id, _movement(kind, told, key), by_id=actor_id)
    touch_pool(session, pool)
    return entry


def carry_over(
    session: Session, source: Pool, target: Pool, told: Told, form_key: str, *, actor_id: int
) -> tuple[LedgerEntry, LedgerEntry]:
    """Money leaves a pool and comes into a later one of the same council: both or none. Sent twice, it goes once.

    Raises Overspent, PoolEnded, and Conflict for a pool that it may not go to.
    """
    if target.body_id != source.body_id or target.year <= source.year:
        raise Conflict(gettext("Pengene kan kun føres over til en senere pulje i samme råd."))
    # Always in the same order, so that two who carry to and fro never wait for each other.
    for pool_id in sorted((source.id, target.id)):
        hold_balance(session, pool_id)
    out = move(session, source.id, _movement(EntryKind.carry_out, told, f"carry_out:{form_key}"), by_id=actor_id)
    came = Movement(
        kind=EntryKind.carry_in,
        amount=out.amount,
        why=out.why,
        document=out.document,
        key=f"carry_in:{out.id}",
        carries_id=out.id,
    )
    carried = move(session, target.id, came, by_id=actor_id)
    for pool in sorted((source, target), key=lambda one: one.id):
        touch_pool(session, pool)
    return out, carried


def undo_entry(
    session: Session, pool: Pool, entry: LedgerEntry, why: str, document: str, *, actor_id: int
) -> LedgerEntry:
    """Undo what was entered by hand; what was carried over, in both pools. Raises Conflict with its reason, and Overspent."""
    other = other_side(session, entry) if entry.kind in CARRIED else None
    pools = {pool.id: pool}
    if other is not None:
        pools[other.pool_id] = session.get_one(Pool, other.pool_id)
    for pool_id in sorted(pools):
        hold_balance(session, pool_id)
    refused = why_not(
        entry.kind, is_undone=_is_undone(session, entry), is_ended=any(one.ended_at for one in pools.values())
    )
    if refused is not None:
        raise Conflict(WHY_NOT_TEXTS[refused])
    undone = reverse(session, entry, why, document, by_id=actor_id)
    if other is not None:
        reverse(session, other, why, document, by_id=actor_id)
    for pool_id in sorted(pools):
        touch_pool(session, pools[pool_id])
    return undone


def _movement(kind: EntryKind, told: Told, key: str) -> Movement:
    return Movement(kind=kind, amount=told.amount, why=told.why, document=told.document, key=key)


def _is_undone(session: Session, entry: LedgerEntry) -> bool:
    return session.scalar(select(LedgerEntry.id).where(LedgerEntry.reverses_id == entry.id)) is not None
