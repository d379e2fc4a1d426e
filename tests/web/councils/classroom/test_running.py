"""A class meeting begins, and nobody's name belongs to anything in it."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.councils import (
    CoordinatorSeatFactory,
    SeatFactory,
)
from tests.web.councils.classroom.steps import held, meeting_of, press, start
from tests.web.forms import submit
from youthvoice.core.clock import now, today
from youthvoice.councils.commands import classroom as commands
from youthvoice.councils.models import AgendaItem, Attendee, ClassIdea, ClassMeeting, Decision, Meeting
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.moderation.models import ContentReport


def test_a_meeting_begins_with_a_question_and_the_children(session: Session, room: SimpleNamespace) -> None:
    for _ in range(3):
        SeatFactory(body=room.school_class)
    session.commit()
    page = room.client.get(f"/raad/{room.school_class.id}/klassemoede").text
    assert 'value="3"' in page
    board = start(room)
    found = meeting_of(session, room)
    meeting = session.get_one(Meeting, found.meeting_id)
    assert (found.question, found.children) == ("Hvad skal der ske i vores skolegård?", 22)
    assert (meeting.state, meeting.place) == (MeetingState.open, "Klasseværelset")
    assert board == f"/klassemoede/{meeting.id}"
    titles = session.scalars(select(AgendaItem.title).where(AgendaItem.meeting_id == meeting.id)).all()
    assert found.question in titles


def test_without_seats_a_usual_class_is_offered(room: SimpleNamespace) -> None:
    assert 'value="24"' in room.client.get(f"/raad/{room.school_class.id}/klassemoede").text


def test_the_class_may_ask_its_own_question(session: Session, room: SimpleNamespace) -> None:
    start(room, question="Skal vi have en hund?")
    assert meeting_of(session, room).question == "Skal vi have en hund?"


def test_a_second_start_leads_to_the_meeting_that_runs(session: Session, room: SimpleNamespace) -> None:
    board = start(room)
    assert room.client.get(f"/raad/{room.school_class.id}/klassemoede").headers["Location"] == board
    facts = commands.ClassFacts("Et andet spørgsmål?", 20)
    again = commands.start_class_meeting(session, room.school_class, facts, "0" * 32, actor_id=room.teacher.id)
    assert f"/klassemoede/{again.meeting_id}" == board
    assert session.scalars(select(ClassMeeting)).one().question != "Et andet spørgsmål?"


def test_a_form_sent_again_after_the_meeting_begins_none(session: Session, room: SimpleNamespace) -> None:
    facts = commands.ClassFacts("Hvad vil vi?", 20)
    first = commands.start_class_meeting(session, room.school_class, facts, "1" * 32, actor_id=room.teacher.id)
    commands.end_class_meeting(session, first.meeting_id, actor_id=room.teacher.id)
    again = commands.start_class_meeting(session, room.school_class, facts, "1" * 32, actor_id=room.teacher.id)
    assert again.id == first.id


def test_a_meeting_that_nobody_ended_does_not_keep_a_class_from_the_next(
    session: Session, room: SimpleNamespace
) -> None:
    old, _ = held(session, room)
    old.meeting.opened_at = now() - timedelta(hours=13)
    session.commit()
    assert room.client.get(f"/raad/{room.school_class.id}/klassemoede").status_code == 200


@pytest.mark.parametrize("children", ["0", "201", "-3", "mange", "", "9" * 5000, "1e1"])
def test_a_number_that_is_no_class_is_said_beside_the_field(room: SimpleNamespace, children: str) -> None:
    path = f"/raad/{room.school_class.id}/klassemoede"
    sent = submit(room.client, path, {"question": "Skal vi have en hund?", "children": children})
    assert sent.status_code == 422
    assert "children-error" in sent.text
    assert "Skal vi have en hund?" in sent.text


def test_only_a_class_has_class_meetings(session: Session, room: SimpleNamespace, sign_in: Any) -> None:
    helper = CoordinatorSeatFactory(body=room.council).person
    browser = sign_in(helper)
    assert browser.get(f"/raad/{room.council.id}/klassemoede").status_code == 404
    assert browser.get(f"/raad/{room.school_class.id}/klassemoede").status_code == 200


def test_a_seat_that_ended_yesterday_runs_nothing(session: Session, room: SimpleNamespace, sign_in: Any) -> None:
    _, board = held(session, room)
    yesterday = today() - timedelta(days=1)
    before = CoordinatorSeatFactory(body=room.school_class, ends_on=yesterday).person
    browser = sign_in(before)
    for path in (board, f"{board}/venter", f"{board}/valg", f"/raad/{room.school_class.id}/klassemoede"):
        assert browser.get(path).status_code == 403
    assert sign_in(room.teacher).get(board).status_code == 200


def test_nothing_of_a_whole_meeting_names_a_child(session: Session, room: SimpleNamespace, app: Any) -> None:
    pupil = SeatFactory(body=room.school_class).person
    board = start(room)
    press(room, board, "tabletter", {"open": "1"})
    code = meeting_of(session, room).join_code
    tablet = app.test_client()
    submit(tablet, f"/t/{code}", {"text": "En gynge mere"})
    idea = session.scalars(select(ClassIdea)).one()
    press(room, board, f"ideer/{idea.id}/vis", {"waiting": "1"})
    press(room, board, "trin", {"phase": "hands"})
    tablet.post(f"/t/{code}/haand/{idea.id}")
    submit(room.client, f"{board}/valg", {})
    session.expire_all()
    people = {
        column.name for column in ClassIdea.__table__.columns if "person" in column.name or "by_id" in column.name
    }
    assert people == set()
    meeting = session.get_one(Meeting, meeting_of(session, room).meeting_id)
    decision = session.scalars(select(Decision)).one()
    assert {meeting.created_by_id, decision.recorded_by_id} == {room.teacher.id}
    assert session.scalars(select(Attendee)).all() == []
    for item in session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)):
        assert item.proposed_by_id is None
        assert pupil.display_name not in item.proposed_by_label


def test_a_teachers_words_of_a_crisis_call_for_a_human(session: Session, room: SimpleNamespace) -> None:
    _, board = held(session, room)
    submit(room.client, f"{board}/ideer", {"text": "Et barn siger, at far slår mig derhjemme"}, board)
    report = session.scalars(select(ContentReport)).one()
    assert (report.target_kind, report.is_automatic) == ("class_idea", True)
    assert room.client.get(f"/anmeld/class_idea/{report.target_id}").status_code == 404


def test_kinds_of_bodies_other_than_a_class_cannot_be_started(session: Session, room: SimpleNamespace) -> None:
    from youthvoice.core.errors import Conflict

    assert room.council.kind is not BodyKind.school_class
    with pytest.raises(Conflict):
        commands.start_class_meeting(
            session, room.council, commands.ClassFacts("Hvad nu?", 3), "2" * 32, actor_id=room.teacher.id
        )
