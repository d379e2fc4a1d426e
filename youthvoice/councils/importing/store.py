"""A plan becomes rows, in batches: the same rows that the single commands would write, in a bounded time.

What the single commands write to the audit log one by one is one entry here, with the numbers.
"""

import uuid
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import case, insert, update
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Identity, Person
from youthvoice.accounts.models import School as StoredSchool
from youthvoice.accounts.oidc.provider import UNILOGIN
from youthvoice.accounts.rules import Role, SchoolType, normalise_display_name
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.events import publish
from youthvoice.councils.events import SeatEnded, SeatGiven
from youthvoice.councils.importing.columns import SchoolRole
from youthvoice.councils.importing.plan import NewSeat, Place, Plan, batches
from youthvoice.councils.importing.pseudonyms import Pseudonyms
from youthvoice.councils.importing.register import FilePerson
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.bodies import DEFAULTS, BodyKind
from youthvoice.councils.rules.seats import SeatEnd, SeatRole, last_day_by_age, seat_end, term_end

Progress = Callable[[int, int], None]
"""Called with how many people are stored, of how many."""
ROLES = {
    SchoolRole.pupil: Role.young_person,
    SchoolRole.teacher: Role.teacher,
    SchoolRole.contact_teacher: Role.teacher,
    SchoolRole.coordinator: Role.council_coordinator,
}


def store(session: Session, plan: Plan, school_kind: SchoolType, *, actor_id: int | None, progress: Progress) -> None:
    """Store all of it. The plan must have been made in this transaction, with the people it knows locked."""
    counts = plan.summary().counts
    _store_schools(session, plan, school_kind)
    _store_bodies(session, plan, [one for one in plan.councils.values() if one.id is None])
    _store_bodies(session, plan, [one for one in plan.classes.values() if one.id is None])
    new = [one for one in plan.people if one.id is None]
    pseudonyms, done = Pseudonyms(), 0
    for some in batches(new):
        _store_people(session, plan, some, pseudonyms)
        done += len(some)
        progress(done, len(new))
    _link(session, plan.links)
    _end_seats(session, plan, actor_id)
    _give_seats(session, plan, actor_id)
    _change_schools(session, plan)
    _touch(session, plan)
    audit.record(session, actor_id, "council.import", ("import", 0), counts)
    session.flush()


def _store_schools(session: Session, plan: Plan, kind: SchoolType) -> None:
    for school in plan.schools.values():
        if school.id is None:
            made = StoredSchool(name=school.name, kind=kind)
            session.add(made)
            session.flush()
            school.id = made.id


def _store_bodies(session: Session, plan: Plan, places: list[Place]) -> None:
    for some in batches(places):
        made = insert(Body).returning(Body.id, sort_by_parameter_order=True)
        ids = session.scalars(made, [_body_row(plan, place) for place in some]).all()
        for place, body_id in zip(some, ids, strict=True):
            place.id = body_id


def _body_row(plan: Plan, place: Place) -> dict[str, Any]:
    is_class = place.kind is BodyKind.school_class
    return {
        "form_key": uuid.uuid4().hex,
        "kind": place.kind,
        "name": place.name,
        "school_id": plan.schools[place.school].id,
        "parent_id": plan.councils[place.school].id if is_class else plan.joint_council_id,
        "grade": place.grade,
        "created_at": now(),
        **asdict(DEFAULTS[place.kind]),
    }


def _store_people(session: Session, plan: Plan, people: list[FilePerson], pseudonyms: Pseudonyms) -> None:
    made = insert(Person).returning(Person.id, sort_by_parameter_order=True)
    ids = session.scalars(made, [_person_row(plan, person, pseudonyms) for person in people]).all()
    for person, person_id in zip(people, ids, strict=True):
        person.id = person_id
    _link(session, [(person.id, person.uniid) for person in people if person.uniid and person.id is not None])


def _person_row(plan: Plan, person: FilePerson, pseudonyms: Pseudonyms) -> dict[str, Any]:
    name = person.name or pseudonyms.next_for(person.classes[0])
    return {
        "display_name": normalise_display_name(name),
        "email": person.email or None,
        "role": ROLES[person.role],
        "birth_year": person.birth_year,
        "school_id": plan.schools[person.school].id,
        "title": person.title or None,
        "created_at": now(),
    }


def _link(session: Session, links: list[tuple[int, str]]) -> None:
    for some in batches(links):
        rows = [
            {"person_id": person_id, "provider": UNILOGIN, "subject": uniid, "created_at": now()}
            for person_id, uniid in some
        ]
        session.execute(insert(Identity), rows)


def _end_seats(session: Session, plan: Plan, actor_id: int | None) -> None:
    """From the plan's day on; a seat that was to begin later, on the day it would have."""
    last = case((Seat.starts_on > plan.day, Seat.starts_on), else_=plan.day)
    values = {"ended_on": last, "end_reason": SeatEnd.moved, "ended_by_id": actor_id}
    for some in batches(plan.endings):
        query = update(Seat).where(Seat.id.in_([one.seat_id for one in some]), Seat.ended_on.is_(None))
        session.execute(query.values(values).execution_options(synchronize_session=False))
    for one in plan.endings:
        if not one.in_class:
            publish(session, SeatEnded(one.seat_id, one.body_id, one.person_id, one.role))


def _give_seats(session: Session, plan: Plan, actor_id: int | None) -> None:
    """Whoever helps is told; to be a pupil of a class is no news."""
    for some in batches([one for one in plan.seats if one.role is SeatRole.member]):
        session.execute(insert(Seat), [_seat_row(plan.day, one, actor_id) for one in some])
    for some in batches([one for one in plan.seats if one.role is not SeatRole.member]):
        made = insert(Seat).returning(Seat.id, sort_by_parameter_order=True)
        ids = session.scalars(made, [_seat_row(plan.day, one, actor_id) for one in some]).all()
        for one, seat_id in zip(some, ids, strict=True):
            publish(session, SeatGiven(seat_id, _id(one.place.id), _id(one.person.id), one.role, None))


def _seat_row(day: date, new: NewSeat, actor_id: int | None) -> dict[str, Any]:
    place, person = new.place, new.person
    last = term_end(day, place.term_months, ends_with_school_year=place.ends_with_school_year)
    by_age = None if new.role is SeatRole.coordinator else last_day_by_age(person.birth_year, place.ages[1])
    return {
        "body_id": place.id,
        "person_id": person.id,
        "role": new.role,
        "starts_on": day,
        "ends_on": seat_end(day, last, by_age),
        "given_by_id": actor_id,
        "created_at": now(),
    }


def _change_schools(session: Session, plan: Plan) -> None:
    by_school: dict[str, list[int]] = {}
    for person in plan.changed_schools:
        by_school.setdefault(person.school, []).append(_id(person.id))
    for key, ids in by_school.items():
        for some in batches(ids):
            query = update(Person).where(Person.id.in_(some)).values(school_id=plan.schools[key].id)
            session.execute(query.execution_options(synchronize_session=False))


def _touch(session: Session, plan: Plan) -> None:
    """Pages of bodies that were there before are drawn anew."""
    changed = {one.body_id for one in plan.endings} | {_id(one.place.id) for one in plan.seats}
    for some in batches(sorted(changed)):
        query = update(Body).where(Body.id.in_(some)).values(version=Body.version + 1)
        session.execute(query.execution_options(synchronize_session=False))


def _id(row_id: int | None) -> int:
    """An id that is there by now."""
    if row_id is None:
        raise ValueError("a row was needed before it was stored")
    return row_id
