"""One writer at a time in the meetings of a body: everything is decided and counted while its row is held."""

from sqlalchemy.orm import Session

from youthvoice.core.errors import Conflict
from youthvoice.councils.models import AgendaItem, Body, Meeting
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.meetings import MeetingState, allowed

MEETING_COLUMNS = [column.key for column in Meeting.__table__.columns]
ITEM_COLUMNS = [column.key for column in AgendaItem.__table__.columns]


def body_of(session: Session, meeting: Meeting) -> Body:
    """The body that meets, whether or not it came along with the meeting."""
    return session.get_one(Body, meeting.body_id)


def hold_meeting(session: Session, meeting: Meeting, *states: MeetingState) -> None:
    """Hold the body, and read the meeting as it is now. Raises Conflict where it is in none of the states."""
    lock_body(session, meeting.body_id)
    session.refresh(meeting, MEETING_COLUMNS)
    if states and meeting.state not in states:
        raise Conflict


def move_meeting(session: Session, meeting: Meeting, after: MeetingState) -> bool:
    """Change the state; False where it stands so already. Raises Conflict where the table of rules says no."""
    hold_meeting(session, meeting)
    if meeting.state is after:
        return False
    if not allowed(meeting.state, after):
        raise Conflict
    meeting.state = after
    return True


def hold_item(session: Session, item: AgendaItem) -> None:
    """Hold the body, and read the item as it is now. Raises Conflict where it was withdrawn meanwhile."""
    lock_body(session, item.body_id)
    session.refresh(item, ITEM_COLUMNS)
    if item.withdrawn_at is not None:
        raise Conflict
