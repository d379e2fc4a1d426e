"""The end of a pool's year: nothing is left, held, owed or unaccounted for; then the money stands still."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.core.translating import speaking
from youthvoice.grants.commands.ledger import Movement, hold_balance, move
from youthvoice.grants.commands.money import Told, carry_over
from youthvoice.grants.commands.pools import touch_pool
from youthvoice.grants.models import Pool
from youthvoice.grants.queries.looking_after import year_end_of
from youthvoice.grants.rules.corrections import YearEnd
from youthvoice.grants.rules.ledger import EntryKind

KEY = "year_end"


class NotYet(Conflict):
    """Something stands in the way; ``year`` says what."""

    def __init__(self, year: YearEnd) -> None:
        super().__init__(gettext("Året kan ikke afsluttes endnu."))
        self.year = year


@dataclass(frozen=True)
class EndAudit:
    """Audit: øre that went back to the municipality, and that went to a later pool."""

    lapsed: int
    carried: int


def end_year(session: Session, pool: Pool, carry_to: Pool | None, *, actor_id: int) -> None:
    """End the year. What is left goes to a later pool, or back to the municipality; what was given back goes back.

    A second time changes nothing. Raises NotYet, and what ``carry_over`` raises.
    """
    for pool_id in sorted({pool.id, *([carry_to.id] if carry_to else [])}):
        hold_balance(session, pool_id)
    ended, closed = session.execute(select(Pool.ended_at, Pool.closed_at).where(Pool.id == pool.id)).one()
    if ended is not None:
        return
    session.refresh(pool, ["closed_at", "ended_at"])
    year = year_end_of(session, pool)
    if closed is None or year.in_the_way():
        raise NotYet(year)
    document = _document(pool)
    carried = year.allocation if carry_to is not None else 0
    if carry_to is not None and carried:
        with speaking("da"):
            why = str(gettext("Ført over, da året blev afsluttet"))
        carry_over(session, pool, carry_to, Told(amount=carried, why=why, document=document), KEY, actor_id=actor_id)
    left = {EntryKind.lapse: year.allocation - carried, EntryKind.lapse_returned: year.returned}
    for kind, amount in left.items():
        _lapse(session, pool, kind, amount, document, actor_id)
    pool.ended_at = now()
    touch_pool(session, pool)
    told = EndAudit(lapsed=sum(left.values()), carried=carried)
    audit.record(session, actor_id, "pool.end", ("pool", pool.id), told)


def _document(pool: Pool) -> str:
    with speaking("da"):
        return str(gettext("Årsafslutning %(year)d", year=pool.year))


def _lapse(session: Session, pool: Pool, kind: EntryKind, amount: int, document: str, actor_id: int) -> None:
    if amount:
        with speaking("da"):
            why = str(gettext("Tilbage til kommunen, da året blev afsluttet"))
        movement = Movement(kind=kind, amount=amount, why=why, document=document, key=f"{kind.value}:{KEY}")
        move(session, pool.id, movement, by_id=actor_id)
