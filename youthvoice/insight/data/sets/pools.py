"""Pools of money that were opened, and how their money stands."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flask_babel import lazy_gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Unit
from youthvoice.core.keyset import Page
from youthvoice.councils.models import Body
from youthvoice.grants.models import Pool, PoolBalance
from youthvoice.grants.queries.public import NO_MONEY
from youthvoice.grants.rules.pools import PoolState
from youthvoice.insight.data.cursors import Key
from youthvoice.insight.data.shape import Address, DataSet, cut


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One pool in one year; money is øre."""

    id: Annotated[int, _("Puljens nummer")]
    url: Annotated[Address, _("Puljens side")]
    name: Annotated[str, _("Navn")]
    year: Annotated[int, _("År")]
    state: Annotated[PoolState, _("Om puljen er åben")]
    body_id: Annotated[int, _("Nummeret på det råd, der bestemmer")]
    body: Annotated[str, _("Det råd, der bestemmer")]
    unit_id: Annotated[int, _("Nummeret på den enhed, der betaler")]
    unit: Annotated[str, _("Den enhed, der betaler")]
    starts_on: Annotated[date, _("Den første dag")]
    ends_on: Annotated[date, _("Den sidste dag, noget kan begynde")]
    lowest: Annotated[int | None, _("Det mindste, man kan søge, i øre")]
    highest: Annotated[int | None, _("Det meste, man kan søge, i øre")]
    total: Annotated[int, _("Penge i puljen i alt, i øre")]
    free: Annotated[int, _("Penge, der ikke er givet endnu, i øre")]
    granted: Annotated[int, _("Givet, men ikke betalt endnu, i øre")]
    paid: Annotated[int, _("Betalt, i øre")]
    given_back: Annotated[int, _("Betalt tilbage i alt, i øre")]


def read(session: Session, after: Key | None, size: int) -> Page[PoolRow]:
    """One page, the newest first: one query."""
    query = (
        select(Pool, Body.name, Unit.name, PoolBalance)
        .join(Body, Body.id == Pool.body_id)
        .join(Unit, Unit.id == Pool.unit_id)
        .outerjoin(PoolBalance, PoolBalance.pool_id == Pool.id)
        .where(Pool.opened_at.is_not(None))
        .order_by(Pool.id.desc())
        .limit(size + 1)
    )
    if after is not None:
        query = query.where(Pool.id < after[0])
    rows = (_row(pool, body, unit, money or NO_MONEY) for pool, body, unit, money in session.execute(query))
    return cut((((row.id,), row) for row in rows), size)


def _row(pool: Pool, body: str, unit: str, money: PoolBalance) -> PoolRow:
    free = money.allocation + money.reserved
    return PoolRow(
        pool.id, Address(f"/puljen/{pool.id}"), pool.name, pool.year, pool.state, pool.body_id, body, pool.unit_id, unit,
        pool.starts_on, pool.ends_on, pool.lowest, pool.highest, money.total, free, money.granted, money.paid,
        money.given_back,
    )  # fmt: skip


POOLS = DataSet(
    "pools",
    _("Puljer"),
    _("Hver pulje i hvert år, og hvor pengene er. Alle beløb er i øre."),
    PoolRow,
    1,
    read,
)
