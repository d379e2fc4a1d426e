"""What the page of a body shows: the way up, what was decided, and who sat there."""

from sqlalchemy import and_, false, or_, select, tuple_
from sqlalchemy.orm import Session, contains_eager, joinedload

from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID, Page, whole_number
from youthvoice.councils.beside import columns_of
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting, Seat
from youthvoice.councils.queries.bodies import held_on, is_near, standing_of
from youthvoice.councils.queries.meetings import is_coming
from youthvoice.councils.standing import Standing

LAST_DECISIONS = 5
SEATS_A_PAGE = 50


def body_and_way_up(session: Session, body_id: int) -> tuple[Body, Meeting | None, dict[str, str | None]]:
    """The body with its school and all above it (the kinds allow five levels), its next meeting, and what rooms above tell
    of it (beside.py), by name: one query.

    Raises NotFound.
    """
    up = joinedload(Body.parent)
    above = up.joinedload(Body.parent).joinedload(Body.parent).joinedload(Body.parent).joinedload(Body.parent)
    coming = select(Meeting.id).where(*is_coming(body_id)).order_by(Meeting.starts_at, Meeting.id).limit(1)
    if body_id > MAX_ID:
        raise NotFound
    told = columns_of(session, body_id)
    query = select(Body, Meeting, *told.values()).outerjoin(Meeting, Meeting.id == coming.scalar_subquery())
    query = query.where(Body.id == body_id).options(joinedload(Body.school), above)
    found = session.execute(query).one_or_none()
    if found is None:
        raise NotFound
    return found[0], found[1], dict(zip(told, found[2:], strict=True))


def seats_and_standing(session: Session, body: Body, person_id: int | None) -> tuple[list[Seat], Standing]:
    """Who sits in a body today, as ``seats_of``, and what a person is there, as ``standing_in``: one query."""
    mine = and_(Seat.person_id == person_id, is_near(body, Body)) if person_id is not None else false()
    query = select(Seat).join(Seat.body).where(held_on(today()), or_(Seat.body_id == body.id, mine))
    query = query.options(joinedload(Seat.person), joinedload(Seat.from_body), contains_eager(Seat.body))
    found = session.scalars(query.order_by(Seat.starts_on, Seat.id)).all()
    standing = standing_of(body, [(seat.role, seat.body_id) for seat in found if seat.person_id == person_id])
    return [seat for seat in found if seat.body_id == body.id], standing


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
