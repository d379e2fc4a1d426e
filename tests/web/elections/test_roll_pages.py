"""Who may vote: from classes, from all classes, from ages; who is missing, and who is told."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.factories.councils import (
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    SeatFactory,
    StudentCouncilFactory,
)
from tests.factories.elections import MONDAY, NOMINATION, PAUSE, SchoolTown, announced, drawn, opened, standing_up
from tests.web.forms import submit
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.models import Election, RollAddition
from youthvoice.elections.queries.roll import count_voters, may_vote, voters_of
from youthvoice.voting.models import RollEntry


def roll(session: Session, election: Election) -> set[int]:
    found = list(session.scalars(voters_of(election)))
    assert len(found) == len(set(found))
    return set(found)


def test_a_class_votes_for_its_own(session: Session, town: SchoolTown) -> None:
    yesterday = (MONDAY - timedelta(days=1)).date()
    SeatFactory(body=town.school_class, ends_on=yesterday)
    SeatFactory(body=town.school_class, person=PersonFactory(closed_at=now()))
    SeatFactory(body=ClassFactory(parent=town.council))
    CoordinatorSeatFactory(body=town.school_class)
    election = announced(session, town.council, [town.school_class])
    assert roll(session, election) == {one.id for one in town.pupils}


def test_all_classes_vote_for_a_council_that_counts_no_seats_for_each(session: Session) -> None:
    council = StudentCouncilFactory(seats_per_child=False, member_seats=5)
    classes = [ClassFactory(parent=council), ClassFactory(parent=council)]
    closed = ClassFactory(parent=council, closed_at=now())
    pupils = [SeatFactory(body=one).person_id for one in classes]
    SeatFactory(body=closed)
    # Somebody who goes to two classes still has one vote.
    SeatFactory(body=classes[0], person=session.get_one(Person, pupils[1]))
    assert roll(session, announced(session, council)) == set(pupils)


def test_an_elevraad_votes_for_det_faelles_elevraad(session: Session, town: SchoolTown) -> None:
    joint = BodyFactory(
        kind=BodyKind.joint_student_council, name="Det Fælles Elevråd", seats_per_child=True, member_seats=2
    )
    town.council.parent_id = joint.id
    session.flush()
    sits = SeatFactory(body=town.council, from_body=town.school_class, person=town.pupils[0])
    SeatFactory(body=town.council, from_body=town.school_class, person=town.pupils[1], role=SeatRole.substitute)
    assert roll(session, announced(session, joint, [town.council])) == {sits.person_id}


def test_ages_are_those_of_the_calendar_year(session: Session) -> None:
    council = BodyFactory(min_age=14, max_age=20)
    people = {age: PersonFactory(birth_year=MONDAY.year - age) for age in (13, 14, 20, 21)}
    PersonFactory(birth_year=None)
    OfficialFactory(birth_year=MONDAY.year - 18)
    assert roll(session, announced(session, council, seats=1)) == {people[14].id, people[20].id}


def test_a_body_with_nothing_below_is_elected_by_its_members(session: Session) -> None:
    body = BodyFactory(kind=BodyKind.youth_council)
    member = SeatFactory(body=body)
    assert roll(session, announced(session, body, seats=1)) == {member.person_id}


def path(election: Election) -> str:
    return f"/valg/{election.id}/valgliste"


def test_one_reads_whether_one_stands_on_it_and_whom_to_tell(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, client: Any
) -> None:
    assert "/log-ind" in client.get(path(election)).location
    assert "Du står på valglisten" in sign_in(town.pupils[0]).get(path(election)).text
    page = sign_in(PersonFactory()).get(path(election)).text
    assert "Du står ikke på valglisten" in page
    assert town.helper.display_name in page


def test_whoever_runs_it_sees_how_many_and_adds_somebody(
    session: Session, town: SchoolTown, election: Election, sign_in: Any
) -> None:
    newcomer = PersonFactory(school_id=town.council.school_id, display_name="Ny Nattergal")
    browser = sign_in(town.helper)
    assert "8 har stemmeret." in browser.get(path(election)).text
    sent = {"person_id": str(newcomer.id), "reason": "Begyndte i dag."}
    assert submit(browser, path(election), sent).status_code == 303
    page = browser.get(path(election)).text
    assert "9 har stemmeret." in page
    assert "Begyndte i dag." in page
    assert may_vote(session, election, newcomer.id)
    assert sign_in(newcomer).get(f"/valg/{election.id}/stil-op").status_code == 200
    browser = sign_in(town.helper)
    remove = f"{path(election)}/{newcomer.id}/fjern"
    assert submit(browser, remove, {}, page=path(election)).status_code == 303
    assert count_voters(session, election) == 8


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Vælg en person, eller skriv en e-mail."),
        ({"email": "ingen@example.test"}, "Der er ingen konto med den e-mail."),
        ({"email": "HELPER"}, "Kun børn og unge kan stå på valglisten."),
        ({"email": "PUPIL"}, "Personen står allerede på valglisten."),
        ({"email": "OTHER", "reason": ""}, "Skriv hvorfor."),
        ({"person_id": "999999"}, "Vælg noget fra listen."),
    ],
)
def test_what_is_wrong_with_an_addition(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, sent: dict[str, str], said: str
) -> None:
    known = {"HELPER": town.helper.email, "PUPIL": town.pupils[0].email, "OTHER": PersonFactory().email}
    filled = {name: known.get(value, value) for name, value in sent.items()}
    answer = submit(sign_in(town.helper), path(election), {"reason": "Begyndte i dag.", **filled})
    assert (answer.status_code, said in answer.text) == (422, True)
    assert session.query(RollAddition).count() == 0


def test_the_roll_is_frozen_when_it_opens(
    session: Session, town: SchoolTown, election: Election, sign_in: Any, clock: Any
) -> None:
    standing_up(session, election, town.pupils[:3])
    clock.move_to(MONDAY + NOMINATION)
    drawn(session, election)
    clock.move_to(MONDAY + NOMINATION + PAUSE)
    opened(session, election)
    late = SeatFactory(body=town.school_class).person
    session.commit()
    assert session.query(RollEntry).count() == 8
    assert not may_vote(session, election, late.id)
    browser = sign_in(town.helper)
    page = browser.get(path(election)).text
    assert "Listen er låst." in page
    assert "Mangler der en?" not in page
    token = page.split('name="csrf_token" value="')[1].split('"')[0] if 'name="csrf_token" value="' in page else ""
    sent = {"csrf_token": token, "email": late.email, "reason": "Begyndte i dag."}
    assert browser.post(path(election), data=sent).status_code in (400, 409)
    assert session.query(RollAddition).count() == 0
