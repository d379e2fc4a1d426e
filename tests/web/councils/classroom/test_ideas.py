"""The teacher writes the ideas of the class, and looks at those from tablets first."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.classroom import ClassIdeaFactory, WaitingIdeaFactory
from tests.web.councils.classroom.steps import held, press
from tests.web.forms import submit
from youthvoice.councils.commands import classroom as commands
from youthvoice.councils.models import ClassIdea
from youthvoice.councils.rules.meetings import MOST_IDEAS


def test_an_idea_stands_on_the_screen_once(session: Session, room: SimpleNamespace) -> None:
    found, board = held(session, room)
    sent = submit(room.client, f"{board}/ideer", {"text": "  Vi  vil spille fodbold "}, board)
    assert sent.status_code == 303
    idea = session.scalars(select(ClassIdea)).one()
    assert (idea.text, idea.picture, idea.hidden_at) == ("Vi vil spille fodbold", "volleyball", None)
    again = commands.add_idea(session, found.meeting_id, "Andre ord", None, idea.form_key, actor_id=room.teacher.id)
    assert again.id == idea.id
    assert "Vi vil spille fodbold" in room.client.get(board).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Skriv en idé først."),
        ("Ja", "Skriv lidt mere."),
        ("x" * 141, "Det er for langt."),
        ("Ring til 010203-1234", "Skriv ikke CPR-numre"),
        ("Ring til 20 12 34 56 om det", "Skriv ikke CPR-numre"),
        ("Skriv til mig@skole.dk nu", "Skriv ikke CPR-numre"),
    ],
)
def test_what_cannot_stand_there_is_said_and_nothing_is_lost(
    session: Session, room: SimpleNamespace, text: str, said: str
) -> None:
    _, board = held(session, room)
    sent = submit(room.client, f"{board}/ideer", {"text": text}, board)
    assert sent.status_code == 422
    assert said in sent.text
    assert text in sent.text
    assert session.scalars(select(ClassIdea)).all() == []


def test_there_is_room_for_forty_ideas_and_a_hidden_one_makes_room(session: Session, room: SimpleNamespace) -> None:
    found, board = held(session, room)
    ideas = ClassIdeaFactory.create_batch(MOST_IDEAS, class_meeting=found)
    session.commit()
    sent = submit(room.client, f"{board}/ideer", {"text": "Idé nummer 41"}, board)
    assert sent.status_code == 422
    assert "Der er ikke plads" in sent.text
    press(room, board, f"ideer/{ideas[0].id}/fjern")
    assert submit(room.client, f"{board}/ideer", {"text": "Idé nummer 41"}, board).status_code == 303


def test_an_idea_is_put_right_and_taken_off_and_put_back(session: Session, room: SimpleNamespace) -> None:
    found, board = held(session, room)
    idea = ClassIdeaFactory(class_meeting=found, text="En gunge", hands=3)
    session.commit()
    path = f"{board}/ideer/{idea.id}"
    assert submit(room.client, path, {"text": "En gynge", "picture": "party-popper"}).status_code == 303
    session.refresh(idea)
    assert (idea.text, idea.picture, idea.hands) == ("En gynge", "party-popper", 3)
    removed = press(room, board, f"ideer/{idea.id}/fjern")
    page = room.client.get(removed.headers["Location"]).text
    assert "Fjernet: En gynge" in page
    assert f'id="idea-{idea.id}"' not in page
    press(room, board, f"ideer/{idea.id}/vis")
    assert f'id="idea-{idea.id}"' in room.client.get(board).text


def test_ideas_from_tablets_wait_for_the_teacher(session: Session, room: SimpleNamespace) -> None:
    found, board = held(session, room)
    waiting = WaitingIdeaFactory(class_meeting=found, text="En zoo i gården")
    other = WaitingIdeaFactory(class_meeting=found, text="Noget grimt")
    session.commit()
    page = room.client.get(board).text
    assert "2 idéer fra tablets venter på dig" in page
    assert "En zoo i gården" not in page
    assert "En zoo i gården" in room.client.get(f"{board}/venter").text
    assert press(room, board, f"ideer/{waiting.id}/vis", {"waiting": "1"}).headers["Location"] == f"{board}/venter"
    press(room, board, f"ideer/{other.id}/fjern", {"waiting": "1"})
    page = room.client.get(board).text
    assert "En zoo i gården" in page
    assert "venter på dig" not in page
    assert "Noget grimt" not in room.client.get(f"{board}/venter").text


def test_words_of_a_crisis_stay_folded_on_the_teachers_page(session: Session, room: SimpleNamespace) -> None:
    found, board = held(session, room)
    WaitingIdeaFactory(class_meeting=found, text="Min far slår mig")
    session.commit()
    assert "Min far slår mig" not in room.client.get(board).text
    page = room.client.get(f"{board}/venter").text
    assert page.index("<details>") < page.index("Min far slår mig") < page.index("</details>")


def test_an_idea_typed_after_the_end_is_shown_again(session: Session, room: SimpleNamespace) -> None:
    _, board = held(session, room)
    page = room.client.get(board).text
    token = page.split('name="csrf_token" ')[1].split('value="')[1].split('"')[0]
    press(room, board, "slut")
    sent = room.client.post(f"{board}/ideer", data={"csrf_token": token, "text": "En idé, der kom for sent"})
    assert sent.status_code == 409
    assert "En idé, der kom for sent" in sent.text
    assert session.scalars(select(ClassIdea)).all() == []


def test_an_idea_typed_while_another_window_counts_is_kept(session: Session, room: SimpleNamespace) -> None:
    found, board = held(session, room)
    ClassIdeaFactory(class_meeting=found)
    session.commit()
    page = room.client.get(board).text
    token = page.split('name="csrf_token" ')[1].split('value="')[1].split('"')[0]
    assert press(room, board, "trin", {"phase": "hands"}).status_code == 303
    fields = {"csrf_token": token, "text": "En idé til", "form_key": "a" * 32}
    assert room.client.post(f"{board}/ideer", data=fields).status_code == 303
    assert "En idé til" in room.client.get(board).text
    short = room.client.post(f"{board}/ideer", data={**fields, "text": "Nå", "form_key": "b" * 32})
    assert short.status_code == 422
    assert 'value="Nå"' in short.text
