"""One idea is chosen: the one with most hands, or by a lot. It is sent on."""

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.councils import (
    ClassFactory,
    CoordinatorSeatFactory,
    DecisionFactory,
    MeetingFactory,
)
from tests.web.councils.classroom.steps import counting, meeting_of, press
from tests.web.forms import submit
from youthvoice.councils.commands import classroom as commands
from youthvoice.councils.events import ClassDecided
from youthvoice.councils.models import AgendaItem, Decision, Meeting
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import ClassPhase, MeetingState


def test_the_idea_with_most_hands_is_decided_and_sent_on(
    session: Session, room: SimpleNamespace, heard: list[ClassDecided]
) -> None:
    MeetingFactory(body=room.council)
    (_, best), board = counting(session, room, 4, 9, children=22, tablets=True)
    page = room.client.get(f"{board}/valg").text
    assert best.text in page
    assert "Skal vi sende det til elevrådet?" in page
    assert submit(room.client, f"{board}/valg", {}).status_code == 303
    decision = session.scalars(select(Decision)).one()
    assert (decision.outcome, decision.text) == (DecisionOutcome.adopted, best.text)
    assert (decision.votes_for, decision.votes_against, decision.votes_abstaining) == (9, 0, 13)
    found = meeting_of(session, room)
    assert (found.phase, found.join_code, found.join_until) == (ClassPhase.decided, None, None)
    assert session.get_one(Meeting, found.meeting_id).state is MeetingState.ended
    assert [(e.body_id, e.idea_id, e.text, e.hands, e.children, e.by_id) for e in heard] == [
        (room.school_class.id, best.id, best.text, 9, 22, room.teacher.id)
    ]
    over = room.client.get(board).text
    assert best.text in over
    assert "Nu får elevrådet jeres idé" in over
    assert f"/raad/{room.council.id}" in over
    assert "De mødes" in over


def test_a_choice_sent_twice_is_made_once(session: Session, room: SimpleNamespace, heard: list[ClassDecided]) -> None:
    (best,), board = counting(session, room, 3)
    meeting_id = int(board.rsplit("/", 1)[1])
    first = commands.choose_idea(session, meeting_id, best.id, "a" * 32, actor_id=room.teacher.id)
    again = commands.choose_idea(session, meeting_id, best.id, "b" * 32, actor_id=room.teacher.id)
    assert first.id == again.id
    assert len(heard) == 1


def test_other_hands_than_the_page_showed_choose_nothing(session: Session, room: SimpleNamespace) -> None:
    (first, second), board = counting(session, room, 5, 4)
    page = room.client.get(f"{board}/valg").text
    token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    press(room, board, f"haender/{second.id}", {"hands": "9"})
    sent = room.client.post(f"{board}/valg", data={"csrf_token": token, "idea_id": str(first.id)})
    assert sent.status_code == 409
    assert session.scalars(select(Decision)).all() == []


def test_a_tie_is_shown_and_talked_about_or_drawn(
    session: Session, room: SimpleNamespace, heard: list[ClassDecided], monkeypatch: pytest.MonkeyPatch
) -> None:
    (one, _less, other), board = counting(session, room, 7, 2, 7)
    page = room.client.get(f"{board}/valg").text
    assert "Der er lige mange hænder" in page
    assert one.text in page
    assert other.text in page
    sent = press(room, board, "valg", {"idea_id": str(one.id)})
    assert sent.status_code == 422
    drawn = press(room, board, "lod")
    assert drawn.headers["Location"] == f"{board}/valg"
    page = room.client.get(f"{board}/valg").text
    assert "Loddet faldt på" in page
    fell_on = one if f'value="{one.id}"' in page else other
    press(room, board, "lod")
    assert f'value="{fell_on.id}"' in room.client.get(f"{board}/valg").text
    submit(room.client, f"{board}/valg", {})
    decision = session.scalars(select(Decision)).one()
    assert decision.text == f"{fell_on.text} (To eller flere idéer fik lige mange hænder. Klassen trak lod.)"
    assert [event.text for event in heard] == [fell_on.text]
    assert "I trak lod" in room.client.get(board).text


def test_a_lot_falls_on_each_of_those_ahead_and_on_nobody_else(session: Session, room: SimpleNamespace) -> None:
    ideas, board = counting(session, room, 7, 2, 7, 7)
    meeting_id, fell_on = int(board.rsplit("/", 1)[1]), set()
    for n in range(60):
        fell_on.add(commands.draw_lot(session, meeting_id, actor_id=room.teacher.id).id)
        commands.set_hands(session, meeting_id, ideas[1].id, 3 + n % 2)
    assert fell_on == {ideas[0].id, ideas[2].id, ideas[3].id}


def test_other_hands_make_a_lot_void(session: Session, room: SimpleNamespace) -> None:
    (one, _), board = counting(session, room, 7, 7)
    press(room, board, "lod")
    press(room, board, f"haender/{one.id}", {"step": "minus"})
    press(room, board, f"haender/{one.id}", {"step": "plus"})
    assert "Der er lige mange hænder" in room.client.get(f"{board}/valg").text


def test_where_nothing_is_equal_no_lot_is_drawn(session: Session, room: SimpleNamespace) -> None:
    _, board = counting(session, room, 7, 3)
    assert press(room, board, "lod").status_code == 409


def test_without_hands_nothing_is_chosen(session: Session, room: SimpleNamespace) -> None:
    (idea,), board = counting(session, room, 0)
    assert "Ingen hænder endnu" in room.client.get(f"{board}/valg").text
    assert press(room, board, "valg", {"idea_id": str(idea.id)}).status_code == 422
    assert press(room, board, "valg", {"idea_id": "1; DROP TABLE"}).status_code == 404


def test_a_class_without_an_elevraad_keeps_its_choice(session: Session, room: SimpleNamespace, sign_in: Any) -> None:
    alone = ClassFactory(parent=None, school=room.school_class.school, name="3.C")
    teacher = CoordinatorSeatFactory(body=alone).person
    room = SimpleNamespace(school_class=alone, client=sign_in(teacher), teacher=teacher)
    _, board = counting(session, room, 5)
    assert "Skal det være klassens valg?" in room.client.get(f"{board}/valg").text
    submit(room.client, f"{board}/valg", {})
    assert "Der er intet elevråd at sende det til." in room.client.get(board).text


def test_a_decision_on_the_ordinary_page_comes_first(session: Session, room: SimpleNamespace) -> None:
    _ideas, board = counting(session, room, 5)
    meeting_id = int(board.rsplit("/", 1)[1])
    item = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)).first()
    DecisionFactory(item=item)
    session.commit()
    assert submit(room.client, f"{board}/valg", {}).status_code == 409
    assert len(session.scalars(select(Decision)).all()) == 1


def test_a_meeting_can_end_without_a_choice(session: Session, room: SimpleNamespace, heard: list[ClassDecided]) -> None:
    _, board = counting(session, room, 5, tablets=True)
    press(room, board, "slut")
    page = room.client.get(board).text
    assert "Mødet er slut" in page
    assert meeting_of(session, room).join_code is None
    assert session.scalars(select(Decision)).all() == []
    assert heard == []
    assert room.client.get(f"/raad/{room.school_class.id}/klassemoede").status_code == 200
