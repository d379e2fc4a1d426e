"""Who could be at a meeting, and who was."""

from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.councils.models import Attendee, Seat
from youthvoice.councils.queries.bodies import held_on


def seats_and_notes(session: Session, meeting_id: int, body_id: int, day: date) -> list[tuple[Seat, Attendee | None]]:
    """Everyone who had a seat on that day, with person, and what is noted of them: one query; a line for each seat."""
    query = (
        select(Seat, Attendee)
        .outerjoin(Attendee, and_(Attendee.person_id == Seat.person_id, Attendee.meeting_id == meeting_id))
        .where(Seat.body_id == body_id, held_on(day))
        .options(joinedload(Seat.person))
        .order_by(Seat.starts_on, Seat.id)
    )
    return [(seat, attendee) for seat, attendee in session.execute(query)]
