"""What the page of a body shows: the way up, what was decided, and who sat there."""

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session, contains_eager, joinedload

from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID, Page, whole_number
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting, Seat

LAST_DECISIONS = 5
SEATS_A_PAGE = 50


def body_and_way_up(session: Session, body_id: int) -> Body:
    """The body with its school and all above it (the kinds allow five levels): one query. Raises NotFound."""
    up = joinedload(Body.parent)
    above = up.joinedload(Body.parent).joinedload(Body.parent).joinedload(Body.parent).joinedload(Body.parent)
    query = select(Body).where(Body.id == body_id).options(joinedload(Body.school), above)
    body = session.scalar(query) if body_id <= MAX_ID else None
    if body is None:
        raise NotFound
    return body


def last_decisions(session: Session, body_id: int, *, with_internal: bool) -> list[Decision]:
    """The decisions that stand, newest first, with item and meeting: one query.

    Without ``with_internal`` only those whose minutes anyone may read.
    """
    query = select(Decision).join(Decision.item).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    query = query.options(contains_eager(Decision.item).contains_eager(AgendaItem.meeting))
    query = query.where(Decision.body_id == body_id, Decision.replaced_at.is_(None), AgendaItem.hidden_at.is_(None))
    if not with_internal:
        query = query.where(Meeting.published_at.is_not(None))
    return list(session.scalars(query.order_by(Decision.recorded_at.desc(), Decision.id.desc()).limit(LAST_DECISIONS)))


def seat_history(session: Session, body_id: int, before: str | None) -> Page[Seat]:
    """Every seat there has been, the newest first, with person and constituency: one query."""
    query = select(Seat).where(Seat.body_id == body_id).options(joinedload(Seat.person), joinedload(Seat.from_body))
    last = whole_number(before)
    if last is not None:
        starts_on = select(Seat.starts_on).where(Seat.id == last).correlate(None).scalar_subquery()
        query = query.where(tuple_(Seat.starts_on, Seat.id) < tuple_(starts_on, last))
    rows = list(session.scalars(query.order_by(Seat.starts_on.desc(), Seat.id.desc()).limit(SEATS_A_PAGE + 1)))
    return Page(rows[:SEATS_A_PAGE], str(rows[SEATS_A_PAGE - 1].id) if len(rows) > SEATS_A_PAGE else None)
