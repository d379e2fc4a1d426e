"""Lists of hearings: everybody's, part by part, and a unit's own with its drafts. Keyset pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from youthvoice.consultations.models import Consultation
from youthvoice.core import keyset
from youthvoice.core.keyset import Page

A_PAGE = 20


class Part(StrEnum):
    """What a list shows, in this order; the value stands in addresses."""

    open = "aabne"
    planned = "snart"
    waiting = "venter"
    """Closed; the summary is owed. Those that wait longest come first."""
    ended = "slut"


@dataclass(frozen=True)
class Order:
    """By which moment a part is ordered, and whether the newest come first."""

    by: InstrumentedAttribute[datetime]
    newest_first: bool = False


ORDERS: Mapping[Part, Order] = {
    Part.open: Order(Consultation.closes_at),
    Part.planned: Order(Consultation.opens_at),
    Part.waiting: Order(Consultation.closes_at),
    Part.ended: Order(Consultation.closes_at, newest_first=True),
}
IS_SHOWN: tuple[ColumnElement[bool], ...] = (
    Consultation.published_at.is_not(None),
    Consultation.hidden_at.is_(None),
)
IS_OVER = Consultation.finished_at.is_not(None) | Consultation.cancelled_at.is_not(None)


def listed(
    session: Session, part: Part, moment: datetime, after: str | None, limit: int = A_PAGE
) -> Page[Consultation]:
    """Hearings that everybody can read, with their units: one query."""
    order = ORDERS[part]
    query = select(Consultation).where(*IS_SHOWN, *_conditions(part, moment)).options(joinedload(Consultation.unit))
    place = keyset.decode(after)
    if place is not None:
        here = tuple_(order.by, Consultation.id)
        query = query.where(here < tuple_(*place) if order.newest_first else here > tuple_(*place))
    if order.newest_first:
        query = query.order_by(order.by.desc(), Consultation.id.desc())
    else:
        query = query.order_by(order.by, Consultation.id)
    rows = list(session.scalars(query.limit(limit + 1)))
    shown = rows[:limit]
    last = getattr(shown[-1], order.by.key) if len(rows) > limit else None
    return Page(shown, keyset.encode(last, shown[-1].id) if last is not None else None)


def _conditions(part: Part, moment: datetime) -> tuple[ColumnElement[bool], ...]:
    if part is Part.ended:
        return (IS_OVER,)
    if part is Part.planned:
        return ~IS_OVER, Consultation.opens_at > moment
    if part is Part.waiting:
        return ~IS_OVER, Consultation.closes_at <= moment
    return ~IS_OVER, Consultation.opens_at <= moment, Consultation.closes_at > moment


def of_unit(session: Session, unit_id: int, after: str | None) -> Page[Consultation]:
    """All of a unit, drafts too, the newest first: one query."""
    query = select(Consultation).where(Consultation.unit_id == unit_id).options(joinedload(Consultation.unit))
    place = keyset.decode(after)
    if place is not None:
        query = query.where(Consultation.id < place[1])
    rows = list(session.scalars(query.order_by(Consultation.id.desc()).limit(A_PAGE + 1)))
    shown = rows[:A_PAGE]
    more = keyset.encode(shown[-1].created_at, shown[-1].id) if len(rows) > A_PAGE else None
    return Page(shown, more)
