"""Which seats people get and which end: what ``move_to_class`` and ``give_seat`` do to one, reckoned for many at once."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Identity, Person
from youthvoice.accounts.oidc.provider import UNILOGIN
from youthvoice.councils.importing.columns import COLUMN_LABELS, Column
from youthvoice.councils.importing.plan import Ending, NewSeat, Plan, batches
from youthvoice.councils.importing.problems import Problems
from youthvoice.councils.importing.register import ClassKey, FilePerson, Register
from youthvoice.councils.labels import SEAT_PROBLEM_TEXTS
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import OFFICES, SeatProblem, SeatRole, check_age


@dataclass(frozen=True, slots=True)
class Held:
    """A seat that somebody holds on the day, or has been given for later."""

    id: int
    person_id: int
    body_id: int
    role: SeatRole
    from_body_id: int | None
    ends_early: bool
    in_class: bool

    @property
    def of_pupil(self) -> bool:
        """In a class, and not as the adult who helps there."""
        return self.in_class and self.role is not SeatRole.coordinator


def reckon_seats(session: Session, register: Register, plan: Plan, problems: Problems) -> None:
    """Fill in the seats to give and to end."""
    for new in (one for one in plan.people if one.id is None):
        _give_all(plan, new, [], problems)
    for some in batches([one for one in plan.people if one.id is not None]):
        held = _held(session, plan, [one.id for one in some])
        for person in some:
            _give_all(plan, person, held.get(person.id or 0, []), problems)
    _reckon_leaving(session, register, plan)
    _check_room(session, plan, problems)


def _held(session: Session, plan: Plan, person_ids: list[int | None]) -> dict[int, list[Held]]:
    columns = (
        Seat.id,
        Seat.person_id,
        Seat.body_id,
        Seat.role,
        Seat.from_body_id,
        Seat.ended_on.is_not(None),
        Body.kind,
    )
    query = select(*columns).join(Body, Body.id == Seat.body_id)
    query = query.where(Seat.person_id.in_(person_ids), *_from_day(plan)).order_by(Seat.id)
    found: dict[int, list[Held]] = {}
    for seat_id, person_id, body_id, role, from_id, ends_early, kind in session.execute(query):
        one = Held(seat_id, person_id, body_id, role, from_id, ends_early, kind is BodyKind.school_class)
        found.setdefault(one.person_id, []).append(one)
    return found


def _from_day(plan: Plan) -> tuple[Any, ...]:
    return Seat.ends_on >= plan.day, or_(Seat.ended_on.is_(None), Seat.ended_on > plan.day)


def _give_all(plan: Plan, person: FilePerson, held: list[Held], problems: Problems) -> None:
    if person.is_pupil:
        _place_pupil(plan, person, held, problems)
        return
    for place in [*(plan.classes[key] for key in person.classes), *(plan.councils[key] for key in person.councils)]:
        helps = any(one.body_id == place.id and one.role is SeatRole.coordinator for one in held)
        if not helps:
            plan.seats.append(NewSeat(person, place, SeatRole.coordinator))


def _place_pupil(plan: Plan, person: FilePerson, held: list[Held], problems: Problems) -> None:
    place = plan.classes[person.classes[0]]
    left = [one for one in held if one.of_pupil and one.body_id != place.id]
    plan.endings += _with_all_that_follows(left, held)
    if any(one.body_id == place.id and one.role is SeatRole.member for one in held):
        plan.moved += bool(left)
        return
    problem = check_age(person.birth_year, place.ages, plan.day)
    if problem is not None:
        label, value = str(COLUMN_LABELS[Column.birth_year]), str(person.birth_year)
        problems.add(person.line, label, value, str(SEAT_PROBLEM_TEXTS[problem]))
    plan.moved += person.id is not None
    plan.seats.append(NewSeat(person, place, SeatRole.member))


def _with_all_that_follows(left: list[Held], held: list[Held]) -> list[Ending]:
    """The seats themselves, the offices that go with a member's seat, and what was done in that body's name further up."""
    ends: dict[int, Held] = {}
    waiting = list(left)
    while waiting:
        one = waiting.pop()
        if one.id in ends:
            continue
        ends[one.id] = one
        offices = [o for o in held if o.body_id == one.body_id and o.role in OFFICES and one.role is SeatRole.member]
        waiting += [*offices, *(o for o in held if o.from_body_id == one.body_id)]
    return [
        Ending(one.id, one.body_id, one.person_id, one.role, one.of_pupil)
        for one in ends.values()
        if not one.ends_early
    ]


def _reckon_leaving(session: Session, register: Register, plan: Plan) -> None:
    """Pupils of the file's classes who stand in the file no more. Who came by a slip cannot be missed, and stays."""
    known = {place.id: key for key, place in plan.classes.items() if place.id is not None}
    present = {one.id for one in plan.people if one.id is not None}
    leaving: dict[int, list[int]] = {}
    for some in batches(sorted(known)):
        for person_id, body_id, has_email, has_uniid in session.execute(_pupils_of(plan, some)):
            told = register.classes[known[body_id]]
            is_missed = (told.by_uniid and has_uniid) or (told.by_email and has_email)
            if person_id not in present and is_missed:
                leaving.setdefault(person_id, []).append(body_id)
    for some in batches(list(leaving)):
        held = _held(session, plan, list(some))
        for person_id in some:
            mine = held.get(person_id, [])
            left = [one for one in mine if one.of_pupil and one.body_id in leaving[person_id]]
            plan.endings += _with_all_that_follows(left, mine)
            key: ClassKey = known[leaving[person_id][0]]
            plan.leaving[key] = plan.leaving.get(key, 0) + 1


def _pupils_of(plan: Plan, body_ids: list[int]) -> Any:
    vouched = exists().where(Identity.person_id == Person.id, Identity.provider == UNILOGIN)
    columns = Seat.person_id, Seat.body_id, Person.email.is_not(None), vouched
    query = select(*columns).join(Person, Person.id == Seat.person_id)
    held = (*_from_day(plan), Seat.ended_on.is_(None), Seat.role == SeatRole.member)
    return query.where(Seat.body_id.in_(body_ids), *held)


def _check_room(session: Session, plan: Plan, problems: Problems) -> None:
    """Where an administrator set a limit, the class may not grow past it."""
    coming = Counter(id(one.place) for one in plan.seats if one.role is SeatRole.member)
    going = Counter(one.body_id for one in plan.endings if one.role is SeatRole.member)
    for place in plan.classes.values():
        if place.member_seats is None or not coming[id(place)]:
            continue
        taken = _members(session, plan, place.id) - going[place.id] if place.id is not None else 0
        if taken + coming[id(place)] > place.member_seats:
            text = str(SEAT_PROBLEM_TEXTS[SeatProblem.no_room])
            problems.add(place.line, str(COLUMN_LABELS[Column.school_class]), place.name, text)


def _members(session: Session, plan: Plan, body_id: int) -> int:
    query = select(Seat.id).where(Seat.body_id == body_id, Seat.role == SeatRole.member, *_from_day(plan))
    return len(session.scalars(query).all())
