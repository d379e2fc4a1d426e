"""Meetings of a body."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import Body, Meeting
from youthvoice.councils.rules.meetings import PLANNABLE


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
    query = select(Meeting).where(Meeting.body_id == body_id, Meeting.state.in_(PLANNABLE), Meeting.ends_at > now())
    return session.scalar(query.order_by(Meeting.starts_at, Meeting.id).limit(1))


def next_open_for_items(session: Session, body_id: int) -> Meeting | None:
    """The first meeting whose deadline for items has not passed; None where an item must wait."""
    query = select(Meeting).where(
        Meeting.body_id == body_id, Meeting.state.in_(PLANNABLE), Meeting.items_due_at > now()
    )
    return session.scalar(query.order_by(Meeting.starts_at, Meeting.id).limit(1))
