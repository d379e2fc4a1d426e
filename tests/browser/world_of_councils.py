"""What the browser's world needs of the councils: the elevråd of Virum, a class of it, and seats there, as the demo has them."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import SeatRole

COUNCIL, SCHOOL_CLASS, WIDE = "Elevrådet på Virum Skole", "9.B", "Ungerådet"
CHAIR, HELPER = "Blå Ræv", "Peter Lund"


def council_values(session: Session) -> dict[str, Any]:
    """Ids: bodies, the class of the chair, and the chair's own seats as a member and in the office."""
    council, school_class, wide = (_body(session, name) for name in (COUNCIL, SCHOOL_CLASS, WIDE))
    seats = select(Seat.id).join(Person, Person.id == Seat.person_id)
    of_chair = seats.where(Seat.body_id == council.id, Person.display_name == CHAIR)
    return {
        "virum": council.id,
        "virum_class": school_class.id,
        "ungeraad": wide.id,
        "virum_school": council.school_id,
        "virum_seat": session.scalars(of_chair.where(Seat.role == SeatRole.member)).one(),
        "virum_office": session.scalars(of_chair.where(Seat.role == SeatRole.chair)).one(),
    }


def _body(session: Session, name: str) -> Body:
    return session.scalars(select(Body).where(Body.name == name, Body.closed_at.is_(None))).one()
