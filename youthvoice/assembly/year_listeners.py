"""Years and delegates: what they listen to, and what they register below."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonClosed
from youthvoice.assembly import hall_export, year_export
from youthvoice.assembly.commands.following import seat_ended, seat_given
from youthvoice.assembly.commands.years import follow_meeting
from youthvoice.assembly.models import Volunteer
from youthvoice.core.clock import now
from youthvoice.core.events import subscribe
from youthvoice.councils.events import MeetingMoved, SeatEnded, SeatGiven


def init() -> None:
    """Delegates follow seats; nobody draws lots without an account."""
    subscribe(SeatGiven, seat_given)
    subscribe(SeatEnded, seat_ended)
    subscribe(MeetingMoved, follow_meeting)
    subscribe(PersonClosed, person_closed)
    year_export.register()
    hall_export.register()


def person_closed(session: Session, event: PersonClosed) -> None:
    """Whoever closes their account would not like to go any more; their seats end in councils."""
    mine = Volunteer.person_id == event.person_id, Volunteer.withdrawn_at.is_(None)
    for one in session.scalars(select(Volunteer).where(*mine).order_by(Volunteer.id)).all():
        one.withdrawn_at = now()
    session.flush()
