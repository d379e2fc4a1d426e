"""Where a pool stands: opened for applications, closed, and opened again."""

from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.grants.commands.pools import touch_pool
from youthvoice.grants.events import PoolOpened
from youthvoice.grants.labels.pools import LACK_TEXTS
from youthvoice.grants.models import Pool
from youthvoice.grants.queries.looking_after import lacks_of
from youthvoice.grants.rules.looking_after import can_open
from youthvoice.grants.rules.pools import PoolState


def open_pool(session: Session, pool: Pool, *, actor_id: int) -> None:
    """One may apply from now on, or again. A second time changes nothing. Raises RuleBroken (form) and Conflict."""
    if pool.state is PoolState.open:
        return
    if not can_open(pool.state):
        raise Conflict
    missing = lacks_of(session, pool)
    if missing:
        raise RuleBroken({"form": [LACK_TEXTS[one] for one in missing]})
    is_first = pool.opened_at is None
    pool.opened_at, pool.closed_at = pool.opened_at or now(), None
    touch_pool(session, pool)
    audit.record(session, actor_id, "pool.open", ("pool", pool.id))
    if is_first:
        publish(session, PoolOpened(pool.id))


def close_pool(session: Session, pool: Pool, *, actor_id: int) -> None:
    """Nobody can send an application any more; what was granted goes on. A second time changes nothing."""
    if pool.state is PoolState.planned:
        raise Conflict
    if pool.state is not PoolState.open:
        return
    pool.closed_at = now()
    touch_pool(session, pool)
    audit.record(session, actor_id, "pool.close", ("pool", pool.id))
