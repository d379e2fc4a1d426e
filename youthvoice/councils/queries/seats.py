"""Who sits where, now and before."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole

MOST_CANDIDATES = 300
COUNTED_ROLES = (SeatRole.member, SeatRole.substitute)


def get_seat(session: Session, seat_id: int) -> Seat:
    """The seat with its person and body. Raises NotFound."""
    query = select(Seat).where(Seat.id == seat_id).options(joinedload(Seat.person), joinedload(Seat.body))
    seat = session.scalar(query) if seat_id <= MAX_ID else None
    if seat is None:
        raise NotFound
    return seat


def seats_of(session: Session, body_id: int, on: date | None = None) -> list[Seat]:
    """Who sits in a body on that day (today, if None), with person and constituency: one query."""
    query = select(Seat).where(Seat.body_id == body_id, held_on(on or today()))
    query = query.options(joinedload(Seat.person), joinedload(Seat.from_body), joinedload(Seat.body))
    return list(session.scalars(query.order_by(Seat.starts_on, Seat.id)))


def own_seats(session: Session, person_id: int, body_id: int, on: date) -> list[Seat]:
    """A person's seats in a body on that day."""
    query = select(Seat).where(Seat.body_id == body_id, Seat.person_id == person_id, held_on(on))
    return list(session.scalars(query.order_by(Seat.id)))


def class_seats(session: Session, person_id: int, on: date) -> list[Seat]:
    """A person's own seats in classes on that day; not those of an adult who helps there."""
    query = select(Seat).join(Body, Body.id == Seat.body_id).where(Body.kind == BodyKind.school_class)
    query = query.where(Seat.person_id == person_id, Seat.role != SeatRole.coordinator, held_on(on))
    return list(session.scalars(query.order_by(Seat.id)))


def seats_for(session: Session, person_id: int, from_body_id: int, on: date) -> list[Seat]:
    """The seats in which a person speaks for a body on that day."""
    query = select(Seat).where(Seat.from_body_id == from_body_id, Seat.person_id == person_id, held_on(on))
    return list(session.scalars(query.order_by(Seat.id)))


def seats_to_come(session: Session, person_id: int, on: date) -> list[Seat]:
    """All that a person holds on that day or will hold later."""
    query = select(Seat).where(Seat.person_id == person_id, Seat.ends_on >= on, Seat.ended_on.is_(None))
    return list(session.scalars(query.order_by(Seat.id)))


def find_same_seat(session: Session, body_id: int, person_id: int, role: SeatRole, starts_on: date) -> Seat | None:
    """The seat that was given for the same role from the same day on, and has not ended early."""
    query = select(Seat).where(Seat.body_id == body_id, Seat.person_id == person_id, Seat.role == role)
    return session.scalar(query.where(Seat.starts_on == starts_on, Seat.ended_on.is_(None)))


def count_taken(session: Session, body_id: int, role: SeatRole, on: date, from_body_id: int | None) -> int:
    """How many hold a seat of that role on that day; of one constituency, where it is given."""
    query = select(func.count()).select_from(Seat).where(Seat.body_id == body_id, Seat.role == role, held_on(on))
    if from_body_id is not None:
        query = query.where(Seat.from_body_id == from_body_id)
    return session.scalar(query) or 0


def voting_member_ids(session: Session, body_id: int, on: date) -> set[int]:
    """The people who hold a member's seat on that day."""
    query = select(Seat.person_id).where(Seat.body_id == body_id, Seat.role == SeatRole.member, held_on(on))
    return set(session.scalars(query))


def candidates(session: Session, body_id: int, from_body_id: int | None) -> list[tuple[int, str]]:
    """(id, name) of the members of a body below (of any, where None) who have no such seat in this one; at most 300."""
    below = select(Body.id).where(Body.parent_id == body_id, Body.closed_at.is_(None))
    if from_body_id is not None:
        below = below.where(Body.id == from_body_id)
    taken = select(Seat.person_id).where(Seat.body_id == body_id, held_on(today()), Seat.role.in_(COUNTED_ROLES))
    sits_below = select(Seat.person_id).where(
        Seat.body_id.in_(below), Seat.role == SeatRole.member, held_on(today()), Seat.person_id.not_in(taken)
    )
    query = select(Person.id, Person.display_name).where(Person.id.in_(sits_below), Person.closed_at.is_(None))
    found = session.execute(query.order_by(Person.display_name, Person.id).limit(MOST_CANDIDATES))
    return [(person_id, name) for person_id, name in found]


def lock_body(session: Session, body_id: int) -> None:
    """Hold the body's row until the end of the transaction: seats and numbers of meetings are counted under it."""
    session.execute(select(Body.id).where(Body.id == body_id).with_for_update())


def lock_person(session: Session, person_id: int) -> None:
    """Hold the person's row until the end of the transaction: nobody goes to two classes at once."""
    session.execute(select(Person.id).where(Person.id == person_id).with_for_update(key_share=True))
