"""A year with two schools' delegates, a chair and a committee; for tests of motions."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.assembly import (
    AssemblyYearFactory,
    CommitteeFactory,
    CommitteeMemberFactory,
    DelegateFactory,
    DelegationFactory,
    MotionFactory,
    key,
    seat_of_chair,
)
from tests.factories.councils import CoordinatorSeatFactory, SeatFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.amendments import Change, send_amendment
from youthvoice.assembly.models import Amendment, AssemblyYear, Committee, Delegation, Motion, MotionVersion
from youthvoice.assembly.rules.motions import MotionState, Writer

TEXT = "Bytinget foreslår, at der plantes mindst tre træer ved hver skole i kommunen.\nKommunen betaler for træerne."
CHANGED = "Bytinget foreslår, at der plantes mindst fem træer ved hver skole i kommunen.\nKommunen betaler for træerne."


@dataclass
class Hall:
    """Who there is: Egeskolen's two delegates, Bøgeskolen's one, whoever chairs, and the adult who helps."""

    year: AssemblyYear
    oak: Delegation
    beech: Delegation
    oak_pupil: Person
    oak_other: Person
    beech_pupil: Person
    chair: Person
    helper: Person
    committee: Committee
    stranger: Person

    @property
    def base(self) -> str:
        """The address of the year."""
        return f"/bytinget/{self.year.year}"


def hall(session: Session, **facts: Any) -> Hall:
    """The committee has Egeskolen's other delegate, who leads it, and Bøgeskolen's."""
    year = AssemblyYearFactory(**facts)
    oak = DelegationFactory(year_id=year.id, name="Egeskolen")
    beech = DelegationFactory(year_id=year.id, name="Bøgeskolen")
    people = [_delegate(year, place) for place in (oak, oak, beech)]
    committee = CommitteeFactory(year_id=year.id, name="Klima og natur")
    CommitteeMemberFactory(committee_id=committee.id, person=people[1], leads=True)
    CommitteeMemberFactory(committee_id=committee.id, person=people[2])
    helper, chair = CoordinatorSeatFactory(body=year.body).person, seat_of_chair(year)
    session.flush()
    return Hall(year, oak, beech, *people, chair, helper, committee, PersonFactory())


def _delegate(year: AssemblyYear, delegation: Delegation) -> Person:
    person = PersonFactory()
    seat = SeatFactory(body=year.body, person=person)
    DelegateFactory(delegation=delegation, year_id=year.id, person=person, seat_id=seat.id)
    found: Person = person
    return found


def motion_in(
    at: Hall, number: int | None = 1, *, state: MotionState = MotionState.submitted, **changes: Any
) -> Motion:
    """A motion of Egeskolen's; in the committee where its state says so."""
    works = {"committee_id": at.committee.id} if state in (MotionState.in_committee, MotionState.ready) else {}
    facts = {"delegation_id": at.oak.id, "written_by_id": at.oak_pupil.id, "text": TEXT, "state": state} | works
    motion: Motion = MotionFactory(year_id=at.year.id, number=number, **(facts | changes))
    at.year.next_motion = max(at.year.next_motion, (number or 0) + 1)
    return motion


def amendment_of(
    session: Session, at: Hall, motion: Motion, text: str = CHANGED, reason: str = "Tre træer er for få til en skole."
) -> Amendment:
    """Bøgeskolen asks for another text."""
    change = Change(text, reason, motion.versions)
    return send_amendment(session, motion, at.beech_pupil, Writer(at.beech_pupil.id, at.beech.name), change, key())


def texts(session: Session, motion_id: int) -> list[str]:
    """Every wording, the first first."""
    query = select(MotionVersion.text).where(MotionVersion.motion_id == motion_id)
    return list(session.scalars(query.order_by(MotionVersion.number)))


def state_of(session: Session, motion_id: int) -> MotionState:
    """As it is stored."""
    session.expire_all()
    return session.get_one(Motion, motion_id).state


def visitor(app: Flask, session: Session) -> Any:
    """Another browser, with nobody signed in; what the test made is stored."""
    session.commit()
    return app.test_client()
