"""Versions: whatever shows a body or a meeting is made anew when they rise."""

from sqlalchemy.orm import Session

from youthvoice.councils.models import Body, Meeting


def touch_body(session: Session, body: Body) -> None:
    """Something that the body's page shows has changed."""
    body.version = Body.version + 1  # added by the database: two at once count as two
    session.flush()


def touch_meeting(session: Session, meeting: Meeting) -> None:
    """Something that the meeting's page shows has changed."""
    meeting.version = Meeting.version + 1
    session.flush()
