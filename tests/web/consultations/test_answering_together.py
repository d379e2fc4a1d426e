"""A class or a council answers together: who may, how many stand behind it, and that there is one answer."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory, TeacherFactory
from tests.factories.consultations import ConsultationResponseFactory
from tests.factories.consultations_answered import answered, asked, question, together
from tests.factories.councils import (
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    SeatFactory,
    StudentCouncilFactory,
)
from tests.web.consultations.recount import recounted, stored
from tests.web.forms import form_fields
from youthvoice.accounts.models import Person
from youthvoice.consultations.models import Consultation, ConsultationResponse, ConsultationSchool
from youthvoice.consultations.queries.answering import COUNCILS, spoken_for, whole_questions
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import Audience, Respondent
from youthvoice.core.authz import can
from youthvoice.core.clock import today
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import standing_in
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole

CHILDREN = 24


@pytest.fixture
def found(session: Session) -> Consultation:
    return asked(session, QuestionKind.text, QuestionKind.one, QuestionKind.ranking)


def path(found: Consultation, body: Body, rest: str = "") -> str:
    return f"/hoeringer/{found.id}/sammen/{body.id}{rest}"


def teacher_of(body: Body) -> Person:
    person: Person = CoordinatorSeatFactory(body=body).person
    return person


def test_a_teacher_answers_with_the_class(session: Session, sign_in: Any, found: Consultation) -> None:
    body = ClassFactory()
    for _ in range(3):
        SeatFactory(body=body)
    browser = sign_in(teacher_of(body))
    listed = browser.get(f"/hoeringer/{found.id}/sammen").get_data(as_text=True)
    assert body.name in listed
    page = browser.get(path(found, body)).get_data(as_text=True)
    assert "Skriv ingen navne" in page
    fields = form_fields(page, path(found, body))
    assert fields["people"] == "3"
    text = question(session, found, QuestionKind.text)
    fields |= {"people": str(CHILDREN), f"q{text.id}": "Vi vil have en bane"}
    answer = browser.post(path(found, body), data=fields)
    assert answer.status_code == 303
    response = session.query(ConsultationResponse).one()
    assert (response.kind, response.people, response.body_id) == (Respondent.school_class, CHILDREN, body.id)
    assert response.school_id == body.school_id
    assert stored(session, found.id)[1:] == (1, CHILDREN)
    assert "Har svaret" in browser.get(f"/hoeringer/{found.id}/sammen").get_data(as_text=True)


@pytest.mark.parametrize("people", ["", "0", "mange", "2001", "-3"])
def test_how_many_is_a_number(session: Session, sign_in: Any, found: Consultation, people: str) -> None:
    body = ClassFactory()
    browser = sign_in(teacher_of(body))
    fields = form_fields(browser.get(path(found, body)).get_data(as_text=True), path(found, body))
    text = question(session, found, QuestionKind.text)
    answer = browser.post(path(found, body), data=fields | {"people": people, f"q{text.id}": "En bane"})
    assert answer.status_code == 422
    assert "En bane" in answer.get_data(as_text=True)
    assert "Skriv et tal fra 1 til 2.000" in answer.get_data(as_text=True)


def test_two_teachers_share_the_answer_of_a_class(session: Session, sign_in: Any, found: Consultation) -> None:
    body = ClassFactory()
    one, two = teacher_of(body), teacher_of(body)
    answered(session, found, together(one, body), people=CHILDREN, text=["Fra den ene"])
    page = sign_in(two).get(path(found, body)).get_data(as_text=True)
    assert "Fra den ene" in page
    answered(session, found, together(two, body), people=CHILDREN + 1, text=["Fra den anden"])
    assert stored(session, found.id) == recounted(session, found.id)
    assert stored(session, found.id)[1:] == (1, CHILDREN + 1)


def test_one_answer_of_a_body_by_the_database_too(session: Session, found: Consultation) -> None:
    body = ClassFactory()
    answered(session, found, together(teacher_of(body), body), people=CHILDREN, one=["1"])
    with pytest.raises(IntegrityError), session.begin_nested():
        ConsultationResponseFactory(
            consultation_id=found.id, kind=Respondent.school_class, body_id=body.id, people=CHILDREN
        )


def bodies_around(session: Session) -> tuple[list[Body], Person]:
    """Bodies of every kind, open and closed, in which somebody has every role, now and before; and that person."""
    person = TeacherFactory()
    made: list[Body] = []
    for kind in BodyKind:
        for role in (None, *SeatRole):
            school = SchoolFactory() if kind in (BodyKind.school_class, BodyKind.student_council) else None
            body = BodyFactory(kind=kind, school_id=school.id if school else None)
            if role is not None:
                SeatFactory(body=body, person=person, role=role)
            made.append(body)
    helped = StudentCouncilFactory()
    CoordinatorSeatFactory(body=helped, person=person)
    made += [helped, ClassFactory(parent=helped)]
    over = ClassFactory()
    CoordinatorSeatFactory(
        body=over,
        person=person,
        ends_on=today().replace(year=today().year - 1),
        starts_on=today().replace(year=today().year - 2),
    )
    shut = ClassFactory(closed_at=over.created_at)
    CoordinatorSeatFactory(body=shut, person=person)
    session.flush()
    return [*made, over, shut], person


def test_who_may_answer_is_who_runs_it_by_the_map(session: Session, found: Consultation) -> None:
    bodies, person = bodies_around(session)
    by_query = {one.body.id for one in spoken_for(session, found, person.id)}
    by_map = set()
    for body in bodies:
        permission = "classroom.run" if body.kind is BodyKind.school_class else "meeting.plan"
        is_kind = body.kind is BodyKind.school_class or body.kind in COUNCILS
        if is_kind and can(person, permission, standing_in(session, person.id, body)):
            by_map.add(body.id)
    assert by_query == by_map
    assert len(by_map) > 10


def test_nobody_else_gets_in(session: Session, sign_in: Any, client: Any, found: Consultation) -> None:
    body, council = ClassFactory(), BodyFactory()
    pupil, member = SeatFactory(body=body).person, SeatFactory(body=council).person
    assert client.get(path(found, body)).status_code == 302
    for person, where in ((pupil, body), (member, council), (TeacherFactory(), body), (PersonFactory(), council)):
        browser = sign_in(person)
        for rest in ("", "/svar", "/fortryd"):
            assert browser.get(path(found, where, rest)).status_code == 403


def test_only_bodies_of_the_schools_that_are_asked(session: Session, sign_in: Any, found: Consultation) -> None:
    asked_class, other = ClassFactory(), ClassFactory()
    teacher = teacher_of(asked_class)
    CoordinatorSeatFactory(body=other, person=teacher)
    found.audience = Audience.schools
    session.add(ConsultationSchool(consultation_id=found.id, school_id=asked_class.school_id))
    session.flush()
    assert [one.body.id for one in spoken_for(session, found, teacher.id)] == [asked_class.id]
    browser = sign_in(teacher)
    assert browser.get(path(found, asked_class)).status_code == 200
    assert browser.get(path(found, other)).status_code == 403


def test_a_teacher_without_a_class_is_told_how_it_is_done(session: Session, sign_in: Any, found: Consultation) -> None:
    page = sign_in(TeacherFactory()).get(f"/hoeringer/{found.id}/sammen").get_data(as_text=True)
    assert "Du kan ikke svare for nogen" in page


def test_pages_cost_little(session: Session, sign_in: Any, found: Consultation, count_queries: Any) -> None:
    body = ClassFactory()
    teacher = teacher_of(body)
    for _ in range(12):
        CoordinatorSeatFactory(body=ClassFactory(parent=body.parent), person=teacher)
    browser = sign_in(teacher)
    pages = (f"/hoeringer/{found.id}/sammen", path(found, body), path(found, body, "/svar"))
    for where in pages:
        with count_queries() as seen:
            assert browser.get(where).status_code == 200
        assert len(seen) <= 8, where
    answered(session, found, together(teacher, body), people=CHILDREN, one=["1"])
    session.commit()
    for where in pages:
        with count_queries() as seen:
            assert browser.get(where).status_code == 200
        assert len(seen) <= 8, where
    assert session.scalar(select(ConsultationResponse.people)) == CHILDREN
    assert len(whole_questions(session, found.id)) == 3
