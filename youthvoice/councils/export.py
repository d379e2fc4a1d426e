"""The part of this room in the file with a person's own data: where the person sits and sat, and the calendar of it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.models import Person
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.calendars import find_feed


def seats(session: Session, person: Person) -> list[dict[str, Any]]:
    """Every seat, with the body, whom the person spoke for, and how it ended."""
    below = aliased(Body)
    query = (
        select(
            Body.name.label("body"), Seat.role, below.name.label("speaks_for"), Seat.starts_on, Seat.ends_on,
            Seat.ended_on, Seat.end_reason,
        )
        .join(Body, Body.id == Seat.body_id)
        .outerjoin(below, below.id == Seat.from_body_id)
        .where(Seat.person_id == person.id)
        .order_by(Seat.id)
    )  # fmt: skip
    return [dict(row) for row in session.execute(query).mappings()]


def calendar(session: Session, person: Person) -> dict[str, Any] | None:
    """The secret address of the person's calendar, and since when it holds."""
    feed = find_feed(session, person.id)
    return {"token": feed.token, "created_at": feed.created_at} if feed else None


PARTS = {"council_seats": seats, "calendar": calendar}
