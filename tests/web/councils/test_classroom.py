"""A class meeting on the big screen, as the teacher holds it: from a question to one idea that is sent on."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.classroom import ClassIdeaFactory, ClassMeetingFactory, TabletMeetingFactory, WaitingIdeaFactory
from tests.factories.councils import (
    ClassFactory,
    CoordinatorSeatFactory,
    DecisionFactory,
    MeetingFactory,
    SeatFactory,
    StudentCouncilFactory,
)
from tests.web.councils.test_tablets import HARDEST, read
from tests.web.forms import submit
from youthvoice.core import events
from youthvoice.core.clock import now, today
from youthvoice.core.readability import lix
from youthvoice.councils.commands import classroom as commands
from youthvoice.councils.events import ClassDecided
from youthvoice.councils.models import AgendaItem, Attendee, ClassIdea, ClassMeeting, Decision, Meeting
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import MOST_IDEAS, ClassPhase, MeetingState
from youthvoice.moderation.models import ContentReport


@pytest.fixture
def room(session: Session, sign_in: Any) -> SimpleNamespace:
    """A class below the elevråd of its school, its teacher, and a browser in which the teacher is signed in."""
    council = StudentCouncilFactory(name="Elevrådet")
    school_class = ClassFactory(parent=council, name="2.B")
    teacher = CoordinatorSeatFactory(body=school_class).person
    return SimpleNamespace(council=council, school_class=school_class, teacher=teacher, client=sign_in(teacher))


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[ClassDecided]:
    """What the rooms above are told."""
    found: list[ClassDecided] = []
    monkeypatch.setitem(events._listeners, ClassDecided, [lambda _session, event: found.append(event)])
    return found


def start(room: SimpleNamespace, **fields: Any) -> str:
    """Begin a meeting; the address of its screen."""
    sent = submit(
        room.client, f"/raad/{room.school_class.id}/klassemoede", {"topic": "yard", "children": "22", **fields}
    )
    assert sent.status_code == 303, sent.text
    return str(sent.headers["Location"])


def meeting_of(session: Session, room: SimpleNamespace) -> ClassMeeting:
    session.expire_all()
    query = select(ClassMeeting).join(Meeting).where(Meeting.body_id == room.school_class.id)
    return session.scalars(query).one()


def held(session: Session, room: SimpleNamespace, **fields: Any) -> tuple[ClassMeeting, str]:
    """A class meeting of the room in any state, and its address."""
    factory = TabletMeetingFactory if fields.pop("tablets", False) else ClassMeetingFactory
    found = factory(meeting__body=room.school_class, **fields)
    session.commit()
    return found, f"/klassemoede/{found.meeting_id}"


def press(room: SimpleNamespace, board: str, what: str, data: dict[str, str] | None = None, **kwargs: Any) -> Any:
    """Press a button of the screen (the token of any of its forms will do)."""
    page = room.client.get(board).text
    token = page.split('name="csrf_token" ')[1].split('value="')[1].split('"')[0]
    return room.client.post(f"{board}/{what}", data={"csrf_token": token, **(data or {})}, **kwargs)


# Beginning


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


# Ideas


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
        ("Ring til 010203-1234", "Skriv ingen numre"),
        ("Ring til 20 12 34 56 om det", "Skriv ingen numre"),
        ("Skriv til mig@skole.dk nu", "Skriv ingen numre"),
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


# Hands


def counting(session: Session, room: SimpleNamespace, *hands: int, **fields: Any) -> tuple[list[ClassIdea], str]:
    found, board = held(session, room, phase=ClassPhase.hands, **fields)
    ideas = [ClassIdeaFactory(class_meeting=found, hands=count) for count in hands]
    session.commit()
    return ideas, board


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


# Choosing


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


# The screen by itself


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


# Nobody's name


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
