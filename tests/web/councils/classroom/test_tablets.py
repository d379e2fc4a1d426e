"""Shared tablets in a class meeting: a code, an idea, a raised hand; no account, no name, no cookie."""

from datetime import timedelta
from typing import Any

import html5lib
import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.classroom import ClassIdeaFactory, ClassMeetingFactory, TabletMeetingFactory, WaitingIdeaFactory
from tests.web.councils.classroom.steps import HARDEST, read
from tests.web.forms import submit
from youthvoice.core.clock import now
from youthvoice.core.readability import lix
from youthvoice.councils.commands import classroom as commands
from youthvoice.councils.models import ClassIdea, ClassMeeting
from youthvoice.councils.rules.classroom import MOST_ROWS, is_code
from youthvoice.councils.rules.meetings import MOST_IDEAS, ClassPhase
from youthvoice.moderation.models import ContentReport


@pytest.fixture
def held(session: Session) -> ClassMeeting:
    """A class that collects ideas and lets tablets in."""
    found = TabletMeetingFactory(children=5)
    session.commit()
    return found


def counting(session: Session, held: ClassMeeting, hands: int = 0) -> ClassIdea:
    """The class counts hands; one idea stands on the screen."""
    idea = ClassIdeaFactory(class_meeting=held, hands=hands)
    held.phase = ClassPhase.hands
    session.commit()
    return idea


def test_a_child_sends_an_idea_that_waits(session: Session, client: Any, held: ClassMeeting) -> None:
    path = f"/t/{held.join_code}"
    sent = submit(client, path, {"text": "En hund i klassen"})
    assert (sent.status_code, sent.headers["Location"]) == (303, f"{path}?tak=idea")
    assert "Tak for din idé!" in client.get(sent.headers["Location"]).text
    idea = session.scalars(select(ClassIdea)).one()
    assert (idea.text, idea.picture, idea.from_tablet, idea.is_waiting) == (
        "En hund i klassen",
        "paw-print",
        True,
        True,
    )


def test_the_same_form_sent_twice_is_one_idea(session: Session, client: Any, held: ClassMeeting) -> None:
    fields = {"text": "En hund i klassen", "form_key": "a" * 32}
    for _ in range(2):
        assert client.post(f"/t/{held.join_code}", data=fields).status_code == 303
    assert len(session.scalars(select(ClassIdea)).all()) == 1


def test_an_idea_sent_while_hands_are_counted_is_not_lost(session: Session, client: Any, held: ClassMeeting) -> None:
    counting(session, held)
    assert client.post(f"/t/{held.join_code}", data={"text": "En hund i klassen"}).status_code == 303
    assert [idea.text for idea in session.scalars(select(ClassIdea).where(ClassIdea.from_tablet))] == [
        "En hund i klassen"
    ]


def test_a_tap_is_one_hand_and_never_more_than_the_children(session: Session, client: Any, held: ClassMeeting) -> None:
    idea = counting(session, held)
    page = client.get(f"/t/{held.join_code}").text
    assert idea.text in page
    assert "Én gang for hvert barn." in page
    for n in range(1, 8):
        sent = client.post(f"/t/{held.join_code}/haand/{idea.id}")
        assert sent.headers["Location"] == f"/t/{held.join_code}?tak=hand"
        session.refresh(idea)
        assert idea.hands == min(n, 5)
    assert "Giv nu skærmen til den næste." in client.get(sent.headers["Location"]).text


def test_a_hand_for_what_is_no_longer_there_counts_nothing(session: Session, client: Any, held: ClassMeeting) -> None:
    idea, waiting = counting(session, held), WaitingIdeaFactory(class_meeting=held)
    elsewhere = ClassIdeaFactory()
    session.commit()
    for idea_id in (waiting.id, elsewhere.id, 9_999_999):
        sent = client.post(f"/t/{held.join_code}/haand/{idea_id}")
        assert (sent.status_code, sent.headers["Location"]) == (303, f"/t/{held.join_code}")
    held.phase = ClassPhase.ideas
    session.commit()
    client.post(f"/t/{held.join_code}/haand/{idea.id}")
    session.expire_all()
    assert {idea.hands for idea in session.scalars(select(ClassIdea))} == {0}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Skriv en idé først."),
        ("x" * 141, "Det er for langt."),
        ("Mit nummer er 20 12 34 56", "Skriv ikke CPR-numre"),
        ("010203-1234", "Skriv ikke CPR-numre"),
    ],
)
def test_what_cannot_be_sent_is_said_and_stays(client: Any, held: ClassMeeting, text: str, said: str) -> None:
    sent = submit(client, f"/t/{held.join_code}", {"text": text})
    assert sent.status_code == 422
    assert said in sent.text
    assert f'value="{text}"' in sent.text


def test_a_cry_for_help_shows_where_help_is_and_a_human_is_told(
    session: Session, client: Any, held: ClassMeeting
) -> None:
    sent = submit(client, f"/t/{held.join_code}", {"text": "Min far slår mig derhjemme"})
    page = client.get(sent.headers["Location"]).text
    assert "Du er ikke alene" in page
    assert "116 111" in page
    report = session.scalars(select(ContentReport)).one()
    assert report.is_automatic
    assert report.quoted == "Min far slår mig derhjemme"
    assert session.scalars(select(ClassIdea)).one().is_waiting


def test_forty_ideas_have_room_and_hidden_ones_are_bounded(session: Session, client: Any, held: ClassMeeting) -> None:
    WaitingIdeaFactory.create_batch(MOST_IDEAS - 1, class_meeting=held)
    session.commit()
    assert client.post(f"/t/{held.join_code}", data={"text": "Nummer fyrre"}).status_code == 303
    sent = client.post(f"/t/{held.join_code}", data={"text": "Nummer 41"})
    assert sent.status_code == 422
    assert "Der er ikke plads" in sent.text
    hidden = now() + timedelta(seconds=1)
    for idea in session.scalars(select(ClassIdea)):
        idea.hidden_at = hidden
    ClassIdeaFactory.create_batch(MOST_ROWS - MOST_IDEAS, class_meeting=held, hidden_at=hidden)
    session.commit()
    assert client.post(f"/t/{held.join_code}", data={"text": "Nummer 201"}).status_code == 422


# The code


def test_a_code_is_found_however_it_is_typed(client: Any, held: ClassMeeting) -> None:
    code = held.join_code or ""
    assert is_code(code)
    for typed in (code.lower(), f"{code[:3]} {code[3:]}", f" {code[:3]}-{code[3:]} "):
        assert client.get("/t", query_string={"kode": typed}).headers["Location"] == f"/t/{code}"
        assert client.get(f"/t/{typed.strip()}").status_code == 200
    assert client.get("/t").status_code == 200


def test_a_code_ends_after_two_hours(client: Any, held: ClassMeeting) -> None:
    path = f"/t/{held.join_code}"
    with time_machine.travel(now() + timedelta(minutes=119)):
        assert client.get(path).status_code == 200
    with time_machine.travel(now() + timedelta(minutes=121)):
        assert client.get(path).status_code == 404
        late = client.post(path, data={"text": "En idé, der kom for sent"})
        assert late.status_code == 404
        assert "En idé, der kom for sent" in late.text
        assert client.get(f"{path}/nyt").headers["HX-Refresh"] == "true"


def test_a_code_is_made_closed_and_made_anew(session: Session, client: Any) -> None:
    found = ClassMeetingFactory()
    idea = ClassIdeaFactory(class_meeting=found)
    first = commands.open_tablets(session, found.meeting_id).join_code
    assert is_code(first or "")
    assert commands.open_tablets(session, found.meeting_id).join_code == first
    commands.go_to_phase(session, found.meeting_id, ClassPhase.hands)
    session.commit()
    assert client.get(f"/t/{first}").status_code == 200
    commands.close_tablets(session, found.meeting_id)
    session.commit()
    assert client.get(f"/t/{first}").status_code == 404
    assert client.post(f"/t/{first}/haand/{idea.id}").status_code == 404
    session.refresh(idea)
    assert idea.hands == 0
    second = commands.open_tablets(session, found.meeting_id).join_code
    assert second != first


def test_the_code_ends_with_the_meeting(session: Session, client: Any, held: ClassMeeting) -> None:
    path = f"/t/{held.join_code}"
    commands.end_class_meeting(session, held.meeting_id, actor_id=held.meeting.created_by_id)
    session.commit()
    assert client.get(path).status_code == 404
    assert client.post(path, data={"text": "En idé til"}).status_code == 404


@pytest.mark.parametrize("code", ["AAAAAA", "-", "x" * 500, "%00", "CDF34", "<script>", "CDF 34 6 7", "٣٣٣٣٣٣"])
def test_what_is_no_code_leads_nowhere(client: Any, code: str) -> None:
    for answer in (client.get(f"/t/{code}"), client.post(f"/t/{code}", data={"text": "En idé"})):
        assert answer.status_code == 404
    assert client.get("/t", query_string={"kode": code}).status_code in (200, 303)
    assert client.get(f"/t/{code}/nyt").status_code == 200


def test_guessing_codes_is_slowed_down(client: Any, held: ClassMeeting) -> None:
    for _ in range(120):
        assert client.get("/t/CCCCCC", check=False).status_code == 404
    refused = client.get("/t/CCCCCC")
    assert refused.status_code == 429
    assert "Vent lidt" in refused.text


def test_a_class_that_uses_its_code_is_not_slowed_down(client: Any, held: ClassMeeting) -> None:
    for _ in range(150):
        assert client.get(f"/t/{held.join_code}", check=False).status_code == 200


def test_too_many_ideas_at_once_are_given_back(client: Any, held: ClassMeeting) -> None:
    for _ in range(60):
        client.post(f"/t/{held.join_code}", data={"text": ""}, check=False)
    refused = client.post(f"/t/{held.join_code}", data={"text": "En hund i klassen"})
    assert refused.status_code == 429
    assert "En hund i klassen" in refused.text
    assert "Vent lidt" in refused.text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_site_can_send_nothing(
    session: Session, client: Any, held: ClassMeeting, headers: dict[str, str]
) -> None:
    idea = counting(session, held)
    sent = [
        client.post(f"/t/{held.join_code}", data={"text": "En idé til"}, headers=headers),
        client.post(f"/t/{held.join_code}/haand/{idea.id}", headers=headers),
    ]
    assert [answer.status_code for answer in sent] == [403, 403]
    session.refresh(idea)
    assert idea.hands == 0
    assert len(session.scalars(select(ClassIdea)).all()) == 1


# What a tablet is given


def test_no_tablet_gets_a_cookie_and_none_is_remembered(session: Session, client: Any, held: ClassMeeting) -> None:
    path = f"/t/{held.join_code}"
    answers = [client.get("/t"), client.get(path), submit(client, path, {"text": "En hund i klassen"})]
    answers += [client.get(f"{path}?tak=idea"), client.get(f"{path}/nyt"), client.get("/t/CCCCCC")]
    idea = counting(session, held)
    answers += [client.get(path), client.post(f"{path}/haand/{idea.id}"), client.post(path, data={"text": ""})]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(path).headers["Referrer-Policy"] == "strict-origin"


def test_a_tablet_hears_when_the_class_goes_on(session: Session, client: Any, held: ClassMeeting) -> None:
    def asks() -> str:
        page = html5lib.parse(client.get(f"/t/{held.join_code}").text, namespaceHTMLElements=False)
        return next(e.get("hx-get") for e in page.iter("div") if e.get("hx-get"))

    before = asks()
    assert client.get(before).status_code == 204
    WaitingIdeaFactory(class_meeting=held)
    session.commit()
    assert client.get(before).status_code == 204
    idea = counting(session, held)
    assert client.get(before).headers["HX-Refresh"] == "true"
    during = asks()
    client.post(f"/t/{held.join_code}/haand/{idea.id}")
    assert client.get(during).status_code == 204
    ClassIdeaFactory(class_meeting=held)
    session.commit()
    assert client.get(during).headers["HX-Refresh"] == "true"


@pytest.mark.parametrize("ideas", [1, 25])
def test_the_number_of_queries_does_not_grow(
    session: Session, client: Any, held: ClassMeeting, count_queries: Any, ideas: int
) -> None:
    ClassIdeaFactory.create_batch(ideas, class_meeting=held)
    held.phase = ClassPhase.hands
    session.commit()
    for path, most in ((f"/t/{held.join_code}", 2), (f"/t/{held.join_code}/nyt", 2), ("/t/CCCCCC", 1), ("/t/x", 0)):
        with count_queries() as seen:
            client.get(path)
        assert len(seen) == most, path


def test_children_of_six_can_read_it(session: Session, client: Any, held: ClassMeeting, app: Flask) -> None:
    path = f"/t/{held.join_code}"
    pages = ["/t", "/t/CCCCCC", path, *(f"{path}?tak={done}" for done in ("idea", "hand"))]
    shown = {page: read(client.get(page).text) for page in pages}
    shown["refused"] = read(client.post(path, data={"text": "Ja"}).text)
    counting(session, held)
    shown["hands"] = read(client.get(path).text)
    hard = {page: lix(text).lix for page, text in shown.items() if lix(text).lix > HARDEST}
    assert not hard, {page: shown[page] for page in hard}
