"""Lists of contests: those that are open, those to come, and those that are decided."""

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from youthvoice.core import keyset
from youthvoice.core.clock import now
from youthvoice.core.keyset import Page
from youthvoice.voting.models import Contest, GivenPaper, RollEntry

PAGE_SIZE = 20
LATE = timedelta(days=1)
"""How much later than its time a contest may be opened or closed and still be found: so no list walks through the old ones."""


class Shelf(StrEnum):
    """Where a contest stands in the list; as it is written in addresses."""

    open = "aabne"
    coming = "kommende"
    decided = "afgjorte"


def contests_on(session: Session, shelf: Shelf, person_id: int | None, cursor: str | None) -> Page[Contest]:
    """A page of one shelf: public contests, and those the person may vote in. One query."""
    moment, condition = _SHELVES[shelf]
    is_last_first = shelf is Shelf.decided
    query = select(Contest).where(condition(), _visible(person_id))
    after = keyset.decode(cursor)
    if after is not None:
        if is_last_first:
            query = query.where(or_(moment < after[0], and_(moment == after[0], Contest.id < after[1])))
        else:
            query = query.where(or_(moment > after[0], and_(moment == after[0], Contest.id > after[1])))
    order = (moment.desc(), Contest.id.desc()) if is_last_first else (moment, Contest.id)
    return _page(session.scalars(query.order_by(*order).limit(PAGE_SIZE + 1)).all(), moment.key)


def count_needing_vote(session: Session, person_id: int) -> int:
    """How many open contests wait for somebody's vote: those on whose roll they stand and that gave them no paper yet."""
    given = exists().where(GivenPaper.contest_id == Contest.id, GivenPaper.person_id == person_id)
    query = select(func.count()).select_from(RollEntry).join(Contest, Contest.id == RollEntry.contest_id)
    return (
        session.scalar(query.where(RollEntry.person_id == person_id, _open(), Contest.closes_at > now(), ~given)) or 0
    )


def _page(found: Sequence[Contest], moment: str) -> Page[Contest]:
    items = list(found[:PAGE_SIZE])
    more = len(found) > PAGE_SIZE
    return Page(items, keyset.encode(getattr(items[-1], moment), items[-1].id) if more else None)


def _visible(person_id: int | None) -> ColumnElement[bool]:
    if person_id is None:
        return Contest.is_public.is_(True)
    mine = exists().where(RollEntry.contest_id == Contest.id, RollEntry.person_id == person_id)
    return or_(Contest.is_public, mine)


def _open() -> ColumnElement[bool]:
    stands = and_(Contest.sealed_at.is_(None), Contest.cancelled_at.is_(None), Contest.counted_at.is_(None))
    return and_(Contest.opened_at.is_not(None), stands, Contest.closes_at > now() - LATE)


def _coming() -> ColumnElement[bool]:
    stands = and_(Contest.cancelled_at.is_(None), Contest.counted_at.is_(None))
    return and_(Contest.opened_at.is_(None), stands, Contest.opens_at > now() - LATE)


def _decided() -> ColumnElement[bool]:
    return or_(Contest.sealed_at.is_not(None), Contest.counted_at.is_not(None), Contest.cancelled_at.is_not(None))


_SHELVES: dict[Shelf, tuple[InstrumentedAttribute[Any], Any]] = {
    Shelf.open: (Contest.closes_at, _open),
    Shelf.coming: (Contest.opens_at, _coming),
    Shelf.decided: (Contest.closes_at, _decided),
}
