"""The pools of a council as its own page shows them: one value, read in that page's query."""

from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, func, select
from sqlalchemy.orm import Session

from youthvoice.core.clock import now, today
from youthvoice.grants.models import Pool, PoolBalance, PoolRound

MOST = 4


def pools_column(session: Session, body_id: int) -> ColumnElement[str]:
    """The newest pools that were opened, each with its money and the round whose deadline comes next, as JSON."""
    coming = (
        select(PoolRound.id)
        .where(PoolRound.pool_id == Pool.id, PoolRound.closes_at > now())
        .order_by(PoolRound.closes_at, PoolRound.id)
        .limit(1)
        .correlate(Pool)
        .scalar_subquery()
    )
    wanted = {
        "id": Pool.id, "name": Pool.name, "year": Pool.year, "rolling": Pool.is_rolling, "closed": Pool.closed_at,
        "ended": Pool.ended_at, "left": PoolBalance.allocation, "total": -PoolBalance.source, "round": PoolRound.name,
        "opens": PoolRound.opens_on, "closes": PoolRound.closes_at, "decides": PoolRound.decides_on,
        "begun": PoolRound.opens_on <= today(),
    }  # fmt: skip
    rows: Select[*tuple[Any, ...]] = select(*(column.label(name) for name, column in wanted.items()))
    rows = rows.outerjoin(PoolBalance, PoolBalance.pool_id == Pool.id).outerjoin(PoolRound, PoolRound.id == coming)
    rows = rows.where(Pool.body_id == body_id, Pool.opened_at.is_not(None))
    found = rows.order_by(Pool.year.desc(), Pool.id.desc()).limit(MOST).subquery()
    is_postgres = session.get_bind().dialect.name == "postgresql"
    pair, together = (
        (func.json_build_object, func.json_agg) if is_postgres else (func.json_object, func.json_group_array)
    )
    parts = [part for name in wanted for part in (name, found.c[name])]
    return select(cast(together(pair(*parts)), Text)).scalar_subquery()
