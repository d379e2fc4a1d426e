"""Somebody goes to another class: the old seats end, the school follows, the account stays."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.councils import (
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    SeatFactory,
    StudentCouncilFactory,
)
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.councils.commands.seats import move_to_class
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatEnd, SeatRole


def held(session: Session, person: Person) -> set[tuple[int, SeatRole]]:
    """Where the person sits today, as what."""
    query = select(Seat.body_id, Seat.role).where(Seat.person_id == person.id, held_on(today()))
    return {(body_id, role) for body_id, role in session.execute(query)}


def pupil_with_everything(session: Session) -> tuple[Person, Body, list[Seat]]:
    """A pupil of a class, who speaks for it in the elevråd (and leads it), and for the elevråd above."""
    joint = BodyFactory(kind=BodyKind.joint_student_council)
    council = StudentCouncilFactory(parent=joint)
    old = ClassFactory(parent=council)
    person = PersonFactory(school=old.school)
    seats = [
        SeatFactory(body=old, person=person),
        SeatFactory(body=council, person=person, from_body=old),
        SeatFactory(body=council, person=person, role=SeatRole.chair),
        SeatFactory(body=joint, person=person, from_body=council),
    ]
    return person, old, seats


def test_a_first_class_gives_a_seat_and_a_school(session: Session) -> None:
    body, person = ClassFactory(), PersonFactory(school=None)
    seat = move_to_class(session, body, person, actor_id=None)
    assert (seat.role, seat.starts_on, person.school_id) == (SeatRole.member, today(), body.school_id)


def test_twice_is_once(session: Session) -> None:
    body, person = ClassFactory(), PersonFactory()
    first = move_to_class(session, body, person, actor_id=None)
    version = session.get_one(Body, body.id).version
    again = move_to_class(session, body, person, actor_id=None)
    assert again.id == first.id
    assert session.get_one(Body, body.id).version == version


def test_a_new_class_ends_all_that_the_old_one_gave(session: Session) -> None:
    person, _old, seats = pupil_with_everything(session)
    new = ClassFactory()
    move_to_class(session, new, person, actor_id=None)
    assert held(session, person) == {(new.id, SeatRole.member)}
    assert {(seat.ended_on, seat.end_reason) for seat in seats} == {(today(), SeatEnd.moved)}
    assert person.school_id == new.school_id
    assert person.closed_at is None


def test_other_seats_stay(session: Session) -> None:
    person, _old, _seats = pupil_with_everything(session)
    elsewhere = SeatFactory(person=person)
    new = ClassFactory()
    move_to_class(session, new, person, actor_id=None)
    assert held(session, person) == {(new.id, SeatRole.member), (elsewhere.body_id, SeatRole.member)}


def test_moved_on_a_later_day(session: Session) -> None:
    person, old, _seats = pupil_with_everything(session)
    new, day = ClassFactory(), today() + timedelta(days=7)
    seat = move_to_class(session, new, person, actor_id=None, on=day)
    assert seat.starts_on == day
    assert (old.id, SeatRole.member) in held(session, person)
    assert (new.id, SeatRole.member) not in held(session, person)


def test_back_again_on_the_same_day(session: Session) -> None:
    first, second, person = ClassFactory(), ClassFactory(), PersonFactory()
    for body in (first, second, first):
        move_to_class(session, body, person, actor_id=None)
    assert held(session, person) == {(first.id, SeatRole.member)}


def test_only_classes_that_stand(session: Session) -> None:
    for body in (StudentCouncilFactory(), ClassFactory(closed_at=now())):
        with pytest.raises(Conflict):
            move_to_class(session, body, PersonFactory(), actor_id=None)


def test_an_adult_does_not_become_a_pupil(session: Session) -> None:
    teacher = CoordinatorSeatFactory().person
    for adult in (teacher, TeacherFactory()):
        with pytest.raises(RuleBroken) as broken:
            move_to_class(session, ClassFactory(), adult, actor_id=None)
        assert "role" in broken.value.problems
