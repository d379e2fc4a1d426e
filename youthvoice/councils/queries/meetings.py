"""Meetings of a body."""

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID, Page, decode, encode
from youthvoice.councils.models import Body, Meeting
from youthvoice.councils.rules.meetings import PLANNABLE, MeetingState

COMING = 20
HELD_ON_A_PAGE = 20


def get_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting with its body, that body's school and the body above: one query. Raises NotFound."""
    query = select(Meeting).where(Meeting.id == meeting_id)
    query = query.options(joinedload(Meeting.body).options(joinedload(Body.school), joinedload(Body.parent)))
    meeting = session.scalar(query) if meeting_id <= MAX_ID else None
    if meeting is None:
        raise NotFound
    return meeting


def next_meeting(session: Session, body_id: int) -> Meeting | None:
    """The first meeting that is still to come (or is being held), None where none is planned."""
    query = select(Meeting).where(*is_coming(body_id))
    return session.scalar(query.order_by(Meeting.starts_at, Meeting.id).limit(1))


def is_coming(body_id: int) -> tuple[ColumnElement[bool], ...]:
    """SQL: a meeting of the body that is still to come, or is being held."""
    return Meeting.body_id == body_id, Meeting.state.in_(PLANNABLE), Meeting.ends_at > now()


def next_open_for_items(session: Session, body_id: int) -> Meeting | None:
    """The first meeting whose deadline for items has not passed; None where an item must wait."""
    query = select(Meeting).where(
        Meeting.body_id == body_id, Meeting.state.in_(PLANNABLE), Meeting.items_due_at > now()
    )
    return session.scalar(query.order_by(Meeting.starts_at, Meeting.id).limit(1))


def coming_meetings(session: Session, body_id: int) -> list[Meeting]:
    """What is planned, called or being held, the first to come first. A meeting nobody began stays until it is cancelled."""
    query = select(Meeting).where(Meeting.body_id == body_id, Meeting.state.in_(PLANNABLE))
    return list(session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(COMING)))


def held_meetings(session: Session, body_id: int, cursor: str | None) -> Page[Meeting]:
    """What was held or cancelled, the last first."""
    over = [state for state in MeetingState if state not in PLANNABLE]
    query = select(Meeting).where(Meeting.body_id == body_id, Meeting.state.in_(over))
    after = decode(cursor)
    if after is not None:
        query = query.where(tuple_(Meeting.starts_at, Meeting.id) < after)
    query = query.order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    rows = list(session.scalars(query.limit(HELD_ON_A_PAGE + 1)))
    more = len(rows) > HELD_ON_A_PAGE
    rows = rows[:HELD_ON_A_PAGE]
    return Page(rows, encode(rows[-1].starts_at, rows[-1].id) if more else None)
