"""Giving seats and ending them. History stays: a seat ends, and a new one is given."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish
from youthvoice.councils.commands.touch import touch_body
from youthvoice.councils.events import SeatEnded, SeatGiven
from youthvoice.councils.labels import SEAT_PROBLEM_TEXTS
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import find_body, get_body, held_on
from youthvoice.councils.queries.seats import (
    class_seats,
    count_taken,
    find_same_seat,
    lock_body,
    lock_person,
    own_seats,
    seats_for,
    seats_to_come,
)
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import (
    OFFICES,
    Room,
    SeatEnd,
    SeatProblem,
    SeatRole,
    check_age,
    is_held,
    last_day_by_age,
    seat_end,
    term_end,
)

# Politicians sit in committees; elsewhere members are young.
ADULTS_MAY_SIT = frozenset({BodyKind.committee})
PROBLEM_FIELDS: dict[SeatProblem, str] = {
    SeatProblem.no_room: "role",
    SeatProblem.member_first: "role",
    SeatProblem.adults_only: "role",
    SeatProblem.young_only: "role",
    SeatProblem.ends_before_it_begins: "ends_on",
    SeatProblem.constituency_needed: "from_body_id",
    SeatProblem.not_below: "from_body_id",
}


@dataclass(frozen=True, kw_only=True)
class SeatFacts:
    """Which seat: ``ends_on`` None is the end of the term that begins with ``starts_on``."""

    role: SeatRole
    starts_on: date
    ends_on: date | None = None
    from_body_id: int | None = None
    replaces_id: int | None = None


@dataclass(frozen=True)
class SeatAudit:
    """Audit: who sits where, as what."""

    seat_id: int
    person_id: int
    role: str


def give_seat(session: Session, body: Body, person: Person, facts: SeatFacts, *, actor_id: int | None) -> Seat:
    """Give somebody a seat until the end of the term, or until the age says stop. An office passes on to its new holder.

    Sent twice, it is given once. Raises RuleBroken (fields person, role, from_body_id, ends_on) for a wrong age, no room,
    another seat of that kind, and Conflict for a closed body.
    """
    lock_body(session, body.id)
    if body.closed_at is not None:
        raise Conflict
    there = find_same_seat(session, body.id, person.id, facts.role, facts.starts_on)
    if there is not None and there.from_body_id == facts.from_body_id:
        return there
    problem = _problem(session, body, person, facts)
    if problem is not None:
        raise _broken(problem)
    if facts.role in OFFICES:
        _pass_on(session, body, facts.role, facts.starts_on, actor_id)
    seat = _store(session, body, person, facts, actor_id)
    touch_body(session, body)
    data = SeatAudit(seat.id, person.id, facts.role.value)
    audit.record(session, actor_id, "council.give_seat", ("body", body.id), data)
    publish(session, SeatGiven(seat.id, body.id, person.id, facts.role, facts.replaces_id))
    return seat


def end_seat(session: Session, seat: Seat, reason: SeatEnd, *, actor_id: int | None, on: date | None = None) -> None:
    """End a seat from that day on (today, if None). Ended already, nothing happens. A member's offices end with it."""
    day = max(on or today(), seat.starts_on)
    lock_body(session, seat.body_id)
    session.refresh(seat, ["ended_on", "end_reason", "ended_by_id"])
    if seat.ended_on is not None:
        return
    _end(session, seat, reason, day, actor_id)
    if seat.role is SeatRole.member:
        for office in own_seats(session, seat.person_id, seat.body_id, day):
            if office.role in OFFICES:
                _end(session, office, reason, day, actor_id)
    touch_body(session, get_body(session, seat.body_id))


def step_in(session: Session, leaving: Seat, substitute: Seat, *, reason: SeatEnd, actor_id: int | None) -> Seat:
    """A member leaves and a substitute takes the seat for the rest of its term; both seats stay in the history.

    Raises RuleBroken where the substitute is none of that body (or constituency), and Conflict where either seat is not
    held any more.
    """
    fits = substitute.body_id == leaving.body_id and substitute.from_body_id == leaving.from_body_id
    if not fits or substitute.role is not SeatRole.substitute or leaving.role is not SeatRole.member:
        raise RuleBroken({"substitute_id": [SEAT_PROBLEM_TEXTS[SeatProblem.not_below]]})
    lock_body(session, leaving.body_id)
    body, day = get_body(session, leaving.body_id), today()
    for seat in (leaving, substitute):
        session.refresh(seat, ["ended_on", "end_reason", "ended_by_id"])
        if not is_held(seat.starts_on, seat.ends_on, seat.ended_on, day):
            raise Conflict
    end_seat(session, leaving, reason, actor_id=actor_id)
    end_seat(session, substitute, SeatEnd.replaced, actor_id=actor_id)
    facts = SeatFacts(
        role=SeatRole.member,
        starts_on=day,
        ends_on=max(day, leaving.ends_on),
        from_body_id=leaving.from_body_id,
        replaces_id=leaving.id,
    )
    return give_seat(session, body, session.get_one(Person, substitute.person_id), facts, actor_id=actor_id)


def move_to_class(
    session: Session, body: Body, person: Person, *, actor_id: int | None, on: date | None = None
) -> Seat:
    """Somebody goes to this class from that day on (today, if None), and to its school; the account stays as it is.

    Seats in other classes end, and so do the seats in which the person spoke for them. Done twice, nothing more happens.
    Raises Conflict where the body is no class or is closed, RuleBroken (role) for an adult.
    """
    if body.kind is not BodyKind.school_class or body.closed_at is not None:
        raise Conflict
    day = on or today()
    lock_person(session, person.id)
    held = class_seats(session, person.id, day)
    left = [one for seat in held if seat.body_id != body.id for one in (seat, *_above(session, seat, day))]
    _lock_bodies(session, {seat.body_id for seat in left} | ({body.id} if left else set()))
    for seat in left:
        end_seat(session, seat, SeatEnd.moved, actor_id=actor_id, on=day)
    here = next((seat for seat in held if seat.body_id == body.id and seat.role is SeatRole.member), None)
    if here is None:
        here = give_seat(session, body, person, SeatFacts(role=SeatRole.member, starts_on=day), actor_id=actor_id)
    if person.school_id != body.school_id:
        person.school_id = body.school_id
        session.flush()
    return here


def end_all_seats(session: Session, person_id: int, reason: SeatEnd, *, actor_id: int | None) -> None:
    """A person leaves for good: what is held ends today, and what was to begin later never does."""
    lock_person(session, person_id)
    seats = seats_to_come(session, person_id, today())
    _lock_bodies(session, {seat.body_id for seat in seats})
    for seat in seats:
        end_seat(session, seat, reason, actor_id=actor_id)


def _lock_bodies(session: Session, body_ids: set[int]) -> None:
    """In one order, so that two pupils who change places do not wait for each other."""
    for body_id in sorted(body_ids):
        lock_body(session, body_id)


def _above(session: Session, seat: Seat, day: date) -> list[Seat]:
    """The seats in which its holder speaks for that body further up; the kinds allow no more than five levels."""
    found = seats_for(session, seat.person_id, seat.body_id, day)
    return [one for above in found for one in (above, *_above(session, above, day))]


def _problem(session: Session, body: Body, person: Person, facts: SeatFacts) -> SeatProblem | None:
    if facts.ends_on is not None and facts.ends_on < facts.starts_on:
        return SeatProblem.ends_before_it_begins
    held = {seat.role for seat in own_seats(session, person.id, body.id, facts.starts_on)}
    if facts.role in held:
        return SeatProblem.has_it_already
    if facts.role is SeatRole.coordinator:
        return None if person.is_adult else SeatProblem.adults_only
    if person.is_adult and body.kind not in ADULTS_MAY_SIT:
        return SeatProblem.young_only
    if facts.role in OFFICES:
        return None if SeatRole.member in held else SeatProblem.member_first
    return check_age(person.birth_year, body.ages, facts.starts_on) or _room_problem(session, body, facts)


def _room_problem(session: Session, body: Body, facts: SeatFacts) -> SeatProblem | None:
    if facts.from_body_id is None and body.seats_per_child:
        return SeatProblem.constituency_needed
    if facts.from_body_id is not None:
        below = find_body(session, facts.from_body_id)
        if below is None or below.parent_id != body.id:
            return SeatProblem.not_below
    seats = body.member_seats if facts.role is SeatRole.member else body.substitute_seats
    if seats is None:
        return None
    constituency = facts.from_body_id if body.seats_per_child else None
    taken = count_taken(session, body.id, facts.role, facts.starts_on, constituency)
    return SeatProblem.no_room if Room(seats, taken).is_full else None


def _pass_on(session: Session, body: Body, office: SeatRole, day: date, actor_id: int | None) -> None:
    """Whoever holds the office now holds it no more."""
    query = select(Seat).where(Seat.body_id == body.id, Seat.role == office, held_on(day))
    for seat in session.scalars(query).all():
        _end(session, seat, SeatEnd.replaced, day, actor_id)


def _end(session: Session, seat: Seat, reason: SeatEnd, day: date, actor_id: int | None) -> None:
    seat.ended_on, seat.end_reason, seat.ended_by_id = day, reason, actor_id
    session.flush()
    data = SeatAudit(seat.id, seat.person_id, seat.role.value)
    audit.record(session, actor_id, "council.end_seat", ("body", seat.body_id), data)
    publish(session, SeatEnded(seat.id, seat.body_id, seat.person_id, seat.role))


def _store(session: Session, body: Body, person: Person, facts: SeatFacts, actor_id: int | None) -> Seat:
    last = facts.ends_on or term_end(
        facts.starts_on, body.term_months, ends_with_school_year=body.ends_with_school_year
    )
    by_age = None if facts.role is SeatRole.coordinator else last_day_by_age(person.birth_year, body.max_age)
    seat = Seat(
        body_id=body.id,
        person_id=person.id,
        role=facts.role,
        from_body_id=facts.from_body_id,
        starts_on=facts.starts_on,
        ends_on=seat_end(facts.starts_on, last, by_age),
        replaces_id=facts.replaces_id,
        given_by_id=actor_id,
        created_at=now(),
    )
    try:
        with session.begin_nested():
            session.add(seat)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) == "uq_seats_held":
            raise _broken(SeatProblem.has_it_already) from error
        raise
    return seat


def _broken(problem: SeatProblem) -> RuleBroken:
    return RuleBroken({PROBLEM_FIELDS.get(problem, "person"): [SEAT_PROBLEM_TEXTS[problem]]})
