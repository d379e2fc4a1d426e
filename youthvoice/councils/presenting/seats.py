"""The page on which seats are given and ended: who sits for whom, and where there is room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.councils.labels import END_LABELS, ROLE_LABELS
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import children_of
from youthvoice.councils.queries.seats import seats_of
from youthvoice.councils.rules.seats import OFFICES, ROLE_ORDER, Room, SeatRole


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat; ``may_step_in`` where a substitute of the same constituency is ready."""

    id: int
    name: str
    where: str
    role: str
    since: date
    until: date
    may_step_in: bool
    is_member: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The seats of a constituency, or of the whole body (``id`` None), and how many are left."""

    id: int | None
    name: str
    rows: list[SeatRow]
    room: list[str]
    has_room: bool


@dataclass(frozen=True, slots=True)
class SeatsPage:
    """All that the page shows."""

    groups: list[Group]
    offices: list[SeatRow]
    helpers: list[SeatRow]
    per_child: bool


def read_seats(session: Session, body: Body) -> SeatsPage:
    """Two queries, one where seats are not counted for each body below."""
    seats = seats_of(session, body.id)
    children = children_of(session, body.id) if body.seats_per_child else []
    counted = [seat for seat in seats if seat.role in (SeatRole.member, SeatRole.substitute)]
    groups = [_group(body, child, [s for s in counted if s.from_body_id == child.id]) for child in children]
    known = {child.id for child in children}
    rest = [seat for seat in counted if seat.from_body_id not in known] if body.seats_per_child else counted
    if rest or not body.seats_per_child:
        groups.append(_group(body, None, rest))
    return SeatsPage(
        groups=groups,
        offices=_rows([seat for seat in seats if seat.role in OFFICES]),
        helpers=_rows([seat for seat in seats if seat.role is SeatRole.coordinator]),
        per_child=body.seats_per_child,
    )


def _group(body: Body, child: Body | None, seats: Sequence[Seat]) -> Group:
    if child is None and body.seats_per_child:
        # They sit for a body that is closed or stands elsewhere now; no more can.
        return Group(None, gettext("Andre"), _rows(seats), [], has_room=False)
    rooms = {
        SeatRole.member: Room(body.member_seats, _count(seats, SeatRole.member)),
        SeatRole.substitute: Room(body.substitute_seats, _count(seats, SeatRole.substitute)),
    }
    return Group(
        id=child.id if child else None,
        name=child.name if child else "",
        rows=_rows(seats),
        room=[_room(role, room) for role, room in rooms.items() if room.seats or room.taken],
        has_room=any(not room.is_full for room in rooms.values()),
    )


def _count(seats: Sequence[Seat], role: SeatRole) -> int:
    return sum(seat.role is role for seat in seats)


def _room(role: SeatRole, room: Room) -> str:
    label = {SeatRole.member: gettext("Medlemmer"), SeatRole.substitute: gettext("Suppleanter")}[role]
    if room.seats is None:
        return gettext("%(label)s: %(taken)d", label=label, taken=room.taken)
    return gettext("%(label)s: %(taken)d af %(seats)d", label=label, taken=room.taken, seats=room.seats)


def _rows(seats: Sequence[Seat]) -> list[SeatRow]:
    ready = any(seat.role is SeatRole.substitute for seat in seats)
    ordered = sorted(seats, key=lambda seat: (ROLE_ORDER.index(seat.role), seat.id))
    return [seat_row(seat, may_step_in=ready and seat.role is SeatRole.member) for seat in ordered]


def seat_row(seat: Seat, *, may_step_in: bool = False) -> SeatRow:
    """One seat in words."""
    person = seat.person
    return SeatRow(
        id=seat.id,
        name=person.display_name,
        where=person.byline.removeprefix(person.display_name).lstrip(", "),
        role=str(ROLE_LABELS[seat.role]),
        since=seat.starts_on,
        until=seat.ends_on,
        may_step_in=may_step_in,
        is_member=seat.role is SeatRole.member,
    )


@dataclass(frozen=True, slots=True)
class PastSeat:
    """One line of the history; ``reason`` is empty where the term ran out or still runs."""

    name: str
    where: str
    role: str
    speaks_for: str
    since: date
    until: date
    reason: str
    is_held: bool


def past_seat(seat: Seat, day: date) -> PastSeat:
    """Who sat, from when, until when and why no longer. ``ended_on`` is the first day without the seat."""
    row = seat_row(seat)
    until = seat.ended_on or seat.ends_on
    return PastSeat(
        name=row.name,
        where=row.where,
        role=row.role,
        speaks_for=seat.from_body.name if seat.from_body else "",
        since=seat.starts_on,
        until=until,
        reason=str(END_LABELS[seat.end_reason]) if seat.end_reason else "",
        is_held=seat.ended_on is None and seat.ends_on >= day,
    )
