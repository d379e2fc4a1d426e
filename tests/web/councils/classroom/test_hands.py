"""Hands are counted, and the screen shows by itself what is new."""

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.classroom import ClassIdeaFactory
from tests.factories.councils import (
    MeetingFactory,
)
from tests.web.councils.classroom.steps import HARDEST, counting, held, press, read, start
from tests.web.forms import submit
from youthvoice.core.readability import lix
from youthvoice.councils.models import ClassIdea
from youthvoice.councils.rules.meetings import ClassPhase


def test_hands_are_counted_one_by_one_and_by_number(session: Session, room: SimpleNamespace) -> None:
    (idea,), board = counting(session, room, 0, children=10)
    press(room, board, f"haender/{idea.id}", {"step": "plus"})
    press(room, board, f"haender/{idea.id}", {"step": "plus"})
    press(room, board, f"haender/{idea.id}", {"step": "minus"})
    session.refresh(idea)
    assert idea.hands == 1
    press(room, board, f"haender/{idea.id}", {"hands": "9"})
    press(room, board, f"haender/{idea.id}", {"step": "plus"})
    press(room, board, f"haender/{idea.id}", {"step": "plus"})
    session.refresh(idea)
    assert idea.hands == 10
    press(room, board, f"haender/{idea.id}", {"hands": "0"})
    press(room, board, f"haender/{idea.id}", {"step": "minus"})
    session.refresh(idea)
    assert idea.hands == 0


@pytest.mark.parametrize("hands", ["11", "-1", "mange", "", "9" * 40, "1.5"])
def test_a_number_that_cannot_be_is_said_beside_it(session: Session, room: SimpleNamespace, hands: str) -> None:
    (idea, _), board = counting(session, room, 4, 2, children=10)
    sent = press(room, board, f"haender/{idea.id}", {"hands": hands})
    assert sent.status_code == 422
    assert "hands-error" in sent.text
    assert f'value="{hands}"' in sent.text
    session.refresh(idea)
    assert idea.hands == 4


def test_hands_need_an_idea_and_can_be_left_again(session: Session, room: SimpleNamespace) -> None:
    found, board = held(session, room)
    sent = press(room, board, "trin", {"phase": "hands"})
    assert sent.status_code == 422
    assert "Skriv en idé først." in sent.text
    ClassIdeaFactory(class_meeting=found, hands=4)
    session.commit()
    press(room, board, "trin", {"phase": "hands"})
    assert "En hånd til" in room.client.get(board).text
    press(room, board, "trin", {"phase": "ideas"})
    assert "Sæt på tavlen" in room.client.get(board).text
    assert session.scalars(select(ClassIdea.hands)).one() == 4


@pytest.mark.parametrize("phase", ["decided", "", "x" * 500])
def test_a_step_that_is_none_is_no_step(session: Session, room: SimpleNamespace, phase: str) -> None:
    _, board = counting(session, room, 1)
    assert press(room, board, "trin", {"phase": phase}).status_code == 404


def test_the_screen_asks_for_news_and_gets_only_what_is_new(session: Session, room: SimpleNamespace) -> None:
    found, board = held(session, room)
    news = f"{board}/nyt?phase=ideas&version={found.version}"
    assert room.client.get(news).status_code == 204
    submit(room.client, f"{board}/ideer", {"text": "En gynge mere"}, board)
    changed = room.client.get(news)
    assert changed.status_code == 200
    assert "En gynge mere" in changed.text
    assert "<html" not in changed.text
    press(room, board, "trin", {"phase": "hands"})
    assert room.client.get(news).headers["HX-Refresh"] == "true"
    press(room, board, "slut")
    assert room.client.get(news).headers["HX-Refresh"] == "true"


def test_a_pressed_hand_without_a_new_page_gives_the_changing_part(session: Session, room: SimpleNamespace) -> None:
    (idea,), board = counting(session, room, 1)
    sent = press(room, board, f"haender/{idea.id}", {"step": "plus"}, headers={"HX-Request": "true"})
    assert sent.status_code == 200
    assert "<html" not in sent.text
    assert f'id="hands-{idea.id}" name="hands" inputmode="numeric" autocomplete="off" value="2"' in sent.text


@pytest.mark.parametrize("query", ["", "?version=x&phase=y", "?phase=hands&version=" + "9" * 400, "?fjernet=%00"])
def test_news_of_nonsense_are_a_new_page(session: Session, room: SimpleNamespace, query: str) -> None:
    _, board = held(session, room)
    assert room.client.get(f"{board}/nyt{query}").headers["HX-Refresh"] == "true"
    assert room.client.get(f"{board}{query}").status_code == 200


@pytest.mark.parametrize("ideas", [1, 30])
def test_the_number_of_queries_does_not_grow(
    session: Session, room: SimpleNamespace, count_queries: Any, ideas: int
) -> None:
    MeetingFactory(body=room.council)
    found, board = held(session, room, phase=ClassPhase.hands)
    ClassIdeaFactory.create_batch(ideas, class_meeting=found, hands=2)
    ClassIdeaFactory(class_meeting=found, hands=3)
    session.commit()
    for path, most in ((board, 4), (f"{board}/valg", 4), (f"{board}/nyt?phase=hands&version=1", 3)):
        with count_queries() as seen:
            room.client.get(path)
        assert len(seen) == most, (path, seen)
    submit(room.client, f"{board}/valg", {})
    with count_queries() as seen:
        room.client.get(board)
    assert len(seen) == 7, seen


def test_children_of_six_can_read_the_screen(session: Session, room: SimpleNamespace) -> None:
    board = start(room)
    shown = {"empty": read(room.client.get(board).text)}
    submit(room.client, f"{board}/ideer", {"text": "En ny gynge"}, board)
    press(room, board, "trin", {"phase": "hands"})
    shown["hands"] = read(room.client.get(board).text)
    shown["no hands"] = read(room.client.get(f"{board}/valg").text)
    idea = session.scalars(select(ClassIdea)).one()
    press(room, board, f"haender/{idea.id}", {"hands": "9"})
    shown["choice"] = read(room.client.get(f"{board}/valg").text)
    submit(room.client, f"{board}/valg", {})
    shown["over"] = read(room.client.get(board).text)
    hard = {page: lix(text).lix for page, text in shown.items() if lix(text).lix > HARDEST}
    assert not hard, {page: shown[page] for page in hard}
