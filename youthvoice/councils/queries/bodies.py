"""Bodies, and what somebody is in them today."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.councils.standing import Standing


def held_on(day: date) -> ColumnElement[bool]:
    """The SQL of ``rules.seats.is_held``: a seat is held on that day."""
    ended = or_(Seat.ended_on.is_(None), Seat.ended_on > day)
    return and_(Seat.starts_on <= day, Seat.ends_on >= day, ended)


def find_body(session: Session, body_id: int) -> Body | None:
    """The body with its school and the body above, closed ones too; None where there is none. One query."""
    if body_id > MAX_ID:
        return None
    query = select(Body).where(Body.id == body_id).options(joinedload(Body.school), joinedload(Body.parent))
    return session.scalar(query)


def get_body(session: Session, body_id: int) -> Body:
    """As ``find_body``; raises NotFound."""
    body = find_body(session, body_id)
    if body is None:
        raise NotFound
    return body


def standing_in(session: Session, person_id: int | None, body: Body) -> Standing:
    """What a person is in a body today: one query; none for a visitor."""
    return standing_of(body, _seats_around(session, person_id, body) if person_id is not None else ())


def standing_of(body: Body, seats: Iterable[tuple[SeatRole, int]]) -> Standing:
    """The same from (role, body) of the person's seats here, one level above and one level below."""
    roles: set[SeatRole] = set()
    parent_roles: set[SeatRole] = set()
    is_represented = False
    for role, seat_body_id in seats:
        if seat_body_id == body.id:
            roles.add(role)
        elif seat_body_id == body.parent_id:
            parent_roles.add(role)
        else:
            is_represented = True
    return Standing(
        body_id=body.id,
        kind=body.kind,
        attendance=body.attendance,
        is_closed=body.closed_at is not None,
        roles=frozenset(roles),
        parent_roles=frozenset(parent_roles),
        is_represented=is_represented,
    )


def _seats_around(session: Session, person_id: int, body: Body) -> Sequence[tuple[SeatRole, int]]:
    """(role, body) of the person's seats here, one level above and one level below."""
    below = aliased(Body)
    query = select(Seat.role, Seat.body_id).join(below, below.id == Seat.body_id)
    near = is_near(body, below)
    found = session.execute(query.where(Seat.person_id == person_id, held_on(today()), near))
    return [(role, body_id) for role, body_id in found]


def is_near(body: Body, of_seat: type[Body]) -> ColumnElement[bool]:
    """SQL: a seat (whose body is ``of_seat``) in a body, one level above or one level below."""
    near = or_(Seat.body_id == body.id, of_seat.parent_id == body.id)
    return near if body.parent_id is None else or_(near, Seat.body_id == body.parent_id)


def own_bodies(session: Session, person_id: int) -> list[tuple[Body, SeatRole]]:
    """The bodies in which a person has a seat today, with the role; a body once for each role."""
    query = select(Body, Seat.role).join(Seat, Seat.body_id == Body.id).options(joinedload(Body.school))
    query = query.where(Seat.person_id == person_id, held_on(today()), Body.closed_at.is_(None))
    return [(body, role) for body, role in session.execute(query.order_by(Body.kind, Body.name, Body.id))]


def bodies_of_kind(session: Session, kind: BodyKind, school_id: int | None = None) -> list[Body]:
    """The bodies of a kind that are not closed, by name; of one school, where it is given."""
    query = select(Body).where(Body.kind == kind, Body.closed_at.is_(None)).options(joinedload(Body.school))
    if school_id is not None:
        query = query.where(Body.school_id == school_id)
    return list(session.scalars(query.order_by(Body.name, Body.id)))


def children_of(session: Session, body_id: int) -> list[Body]:
    """The bodies right below that are not closed, by name."""
    query = select(Body).where(Body.parent_id == body_id, Body.closed_at.is_(None))
    return list(session.scalars(query.order_by(Body.name, Body.id)))
