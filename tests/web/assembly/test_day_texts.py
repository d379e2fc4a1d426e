"""The day's own texts can be reported where they are read, and hidden: then no page, screen or paper shows them any more."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory
from tests.factories.hall import SECRET, Hall, cast, hall, opened, planned
from tests.html import CheckingClient
from tests.web.forms import submit
from youthvoice.accounts.export import export
from youthvoice.assembly.commands.agenda import ItemFacts, add_item, change_item
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.commands.day import say
from youthvoice.assembly.commands.opening_votes import open_vote
from youthvoice.assembly.models import DayEvent, DayItem, DayVote
from youthvoice.assembly.models.day import MESSAGE
from youthvoice.assembly.rules.day import ItemKind, ItemState, VoteState
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.elections.rules.polls import Way
from youthvoice.moderation.commands import decide, report_content
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportReason, ReportState
from youthvoice.moderation.targets import find_target, hide_target, restore_target
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification
from youthvoice.voting.queries.contests import get_contest

PAGES = ("dagen", "dagen/nu", "dagen/skaerm", "referat", "referat.pdf")
NASTY = "Punktet om Perle"
QUESTION, ANSWER = "Er Perle en nar?", "Perle er en nar"
SHOUT = "Perle er en nar på alle skærme"


@pytest.fixture
def place(session: Session) -> Hall:
    return hall(session)


def base(place: Hall) -> str:
    return f"/bytinget/{place.year.year}"


def told(client: CheckingClient, place: Hall, page: str) -> str:
    answer = client.get(f"{base(place)}/{page}")
    assert answer.status_code == 200
    if not page.endswith(".pdf"):
        return answer.text
    return " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.data)).pages).split())


def nasty_item(session: Session, place: Hall) -> DayItem:
    """The chair words the item that is on."""
    facts = ItemFacts(ItemKind.motion, NASTY, "Vi taler om Perle.", 10)
    change_item(session, place.year.id, place.item.id, facts, actor_id=place.chair.id)
    session.commit()
    return place.item


def nasty_vote(session: Session, place: Hall, *, is_named: bool = True) -> DayVote:
    """It is counted."""
    options = ((ANSWER, None), ("Nej", None))
    vote = opened(session, place, way=Way.one, question=QUESTION, options=options, is_named=is_named)
    cast(session, place, vote, *[(1,)] * 5, (2,))
    close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    session.commit()
    return vote


def reported(page: str, kind: str) -> int:
    """What the page lets one report."""
    found = re.search(rf'href="/anmeld/{kind}/(\d+)"', page)
    assert found is not None, kind
    return int(found.group(1))


@pytest.mark.parametrize("path", ["dagen", "dagen/nu"])
def test_each_is_reported_where_it_is_read(client: CheckingClient, session: Session, place: Hall, path: str) -> None:
    nasty_item(session, place)
    vote = nasty_vote(session, place)
    say(session, place.year.id, SHOUT, actor_id=place.chair.id)
    session.commit()
    shown = told(client, place, path)
    for kind, words, row_id in (("day_item", NASTY, place.item.id), ("day_vote", QUESTION, vote.id)):
        assert words in shown
        assert re.search(rf'href="/anmeld/{kind}/{row_id}"', shown)
        target = find_target(session, kind, row_id)
        assert target is not None
        assert (target.author_id, target.is_readable) == (place.chair.id, True)
        assert words in client.get(f"/anmeld/{kind}/{row_id}").text
    message = find_target(session, "day_message", reported(shown, "day_message"))
    assert message is not None
    assert (message.text, message.author_id, message.is_readable) == (SHOUT, place.chair.id, True)


def test_a_hidden_item_is_shown_nowhere_and_comes_back(client: CheckingClient, session: Session, place: Hall) -> None:
    item = nasty_item(session, place)
    assert all(NASTY in told(client, place, page) for page in PAGES)
    for _twice in range(2):
        hide_target(session, "day_item", item.id)
    session.commit()
    for page in PAGES:
        shown = told(client, place, page)
        assert "Perle" not in shown, page
        assert "Skjult af en moderator" in shown
        assert f"/anmeld/day_item/{item.id}" not in shown
    assert client.get(f"/anmeld/day_item/{item.id}").status_code == 404
    restore_target(session, "day_item", item.id)
    session.commit()
    assert all(NASTY in told(client, place, page) for page in PAGES)


def test_the_chair_too_reads_it_in_its_form_alone(session: Session, place: Hall, sign_in: Any) -> None:
    item = nasty_item(session, place)
    hide_target(session, "day_item", item.id)
    session.commit()
    client = sign_in(place.chair)
    for page in (
        "dagen/styring",
        "dagen/dagsorden",
        "dagen/styring/slut",
        f"dagen/styring/punkter/{item.id}/afstemning",
    ):
        assert NASTY not in told(client, place, page), page
    assert NASTY in told(client, place, f"dagen/dagsorden/{item.id}")


def test_what_comes_next_is_hidden_too(client: CheckingClient, session: Session, place: Hall) -> None:
    after = place.items[1]
    after.title = NASTY
    hide_target(session, "day_item", after.id)
    session.commit()
    assert after.state is ItemState.waiting
    for page in ("dagen", "dagen/nu", "dagen/skaerm"):
        assert NASTY not in told(client, place, page)


@pytest.mark.parametrize("is_named", [True, False], ids=["named", "secret"])
def test_of_a_hidden_question_its_result_stays_without_a_word(
    client: CheckingClient, session: Session, place: Hall, is_named: bool
) -> None:
    vote = nasty_vote(session, place, is_named=is_named)
    contest = f"/afstemninger/{vote.contest_id}"
    assert all(QUESTION in told(client, place, page) and ANSWER in told(client, place, page) for page in PAGES[:4])
    hide_target(session, "day_vote", vote.id)
    session.commit()
    for page in PAGES:
        shown = told(client, place, page)
        assert "Perle" not in shown, page
        assert "Skjult af en moderator" in shown
        assert f"/anmeld/day_vote/{vote.id}" not in shown
    if not is_named:
        # Its own page, and the files of it, belong to the room of voting.
        assert [client.get(f"{contest}{rest}").status_code for rest in ("", "/resultat", "/optaelling.jsonl")] == [
            404
        ] * 3
    restore_target(session, "day_vote", vote.id)
    session.commit()
    assert ANSWER in told(client, place, "dagen")
    if not is_named:
        assert QUESTION in client.get(contest).text


@pytest.mark.parametrize("is_named", [True, False], ids=["named", "secret"])
@pytest.mark.parametrize("make", [planned, opened], ids=["planned", "open"])
def test_nobody_votes_on_a_question_that_nobody_may_read(
    session: Session, place: Hall, make: Callable[..., DayVote], is_named: bool
) -> None:
    vote = make(session, place, is_named=is_named)
    hide_target(session, "day_vote", vote.id)
    session.refresh(vote)
    assert vote.state is VoteState.cancelled
    if vote.contest_id is not None:
        assert get_contest(session, vote.contest_id).cancelled_at is not None
    restore_target(session, "day_vote", vote.id)
    session.refresh(vote)
    assert (vote.hidden_at, vote.state) == (None, VoteState.cancelled)


def test_a_hidden_motion_is_named_and_voted_on_nowhere(
    client: CheckingClient, session: Session, place: Hall, sign_in: Any
) -> None:
    place.item.title = f"Forslag 1: {NASTY}"
    vote = opened(session, place, question=f"Skal forslag 1 vedtages? {NASTY}", is_named=False)
    session.commit()
    assert NASTY in told(client, place, "dagen/skaerm")
    hide_target(session, "assembly_motion", place.motion.id)
    session.commit()
    session.refresh(vote)
    assert vote.state is VoteState.cancelled
    for page in PAGES:
        assert "Perle" not in told(client, place, page), page
    assert NASTY not in told(sign_in(place.chair), place, "dagen/styring")
    assert client.get(f"/afstemninger/{vote.contest_id}").status_code == 404
    later = planned(session, place, is_on_motion=True)
    with pytest.raises(Conflict):
        open_vote(session, SECRET, place.year.id, later.id, actor_id=place.chair.id)


def test_a_hidden_message_leaves_the_screens_and_comes_back_where_nothing_else_was_said(
    client: CheckingClient, session: Session, place: Hall, sign_in: Any
) -> None:
    say(session, place.year.id, SHOUT, actor_id=place.chair.id)
    session.commit()
    shown = ("dagen", "dagen/nu", "dagen/skaerm")
    assert all(SHOUT in told(client, place, page) for page in shown)
    message_id = reported(told(client, place, "dagen/nu"), "day_message")
    hide_target(session, "day_message", message_id)
    session.commit()
    assert not any("Perle" in told(client, place, page) for page in shown)
    assert SHOUT not in told(sign_in(place.chair), place, "dagen/styring")
    restore_target(session, "day_message", message_id)
    session.commit()
    assert all(SHOUT in told(client, place, page) for page in shown)
    say(session, place.year.id, "Pause til klokken 11", actor_id=place.chair.id)
    hide_target(session, "day_message", message_id)
    session.commit()
    assert all("Pause til klokken 11" in told(client, place, page) for page in shown)
    say(session, place.year.id, "", actor_id=place.chair.id)
    restore_target(session, "day_message", message_id)
    session.commit()
    assert not any("Perle" in told(client, place, page) for page in shown)


def test_whoever_wrote_it_is_told_why(session: Session, place: Hall) -> None:
    item = nasty_item(session, place)
    target = find_target(session, "day_item", item.id)
    assert target is not None
    report = report_content(session, target, ReportReason.mean, "", None, "f" * 32)
    reason = "Her bliver en elev gjort til grin."
    decide(session, AdministratorFactory(), report.id, ReportState.hidden, reason, seen=ReportState.open)
    news = session.scalars(select(Notification).where(Notification.person_id == place.chair.id)).all()
    assert [(one.kind, one.data["reason"]) for one in news if one.kind == NewsKind.text_hidden] == [
        (NewsKind.text_hidden.value, reason)
    ]
    assert item.hidden_at is not None


def test_words_of_a_crisis_call_for_a_human_and_show_help(session: Session, place: Hall, sign_in: Any) -> None:
    cry = "Jeg vil ikke leve mere"
    client = sign_in(place.chair)
    console = f"{base(place)}/dagen/styring"
    for address, typed, page in (
        (f"{base(place)}/dagen/dagsorden", {"title": cry, "kind": "talk"}, None),
        (f"{console}/besked", {"message": cry}, console),
        (
            f"{console}/punkter/{place.item.id}/afstemning",
            {"about": "free", "question": cry, "openness": "named"},
            None,
        ),
    ):
        sent = submit(client, address, typed, page)
        assert sent.status_code == 303
        assert "116 111" in client.get(sent.headers["Location"]).text
    kinds = session.scalars(select(ContentReport.target_kind).where(ContentReport.is_automatic)).all()
    assert sorted(kinds) == ["day_item", "day_message", "day_vote"]


def test_what_one_wrote_can_be_taken_along(session: Session, place: Hall) -> None:
    made = add_item(session, place.year.id, ItemFacts(ItemKind.talk, "Borgmesteren"), "a" * 32, actor_id=place.chair.id)
    vote = planned(session, place)
    say(session, place.year.id, "Pause", actor_id=place.chair.id)
    file = export(session, place.chair)
    assert [one["id"] for one in file["assembly_items"]] == [made.id]
    assert [one["id"] for one in file["assembly_questions"]] == [vote.id]
    assert [one["text"] for one in file["assembly_messages"]] == ["Pause"]


def test_before_it_is_opened_a_vote_cannot_be_reported(client: CheckingClient, session: Session, place: Hall) -> None:
    vote = planned(session, place)
    session.add(DayEvent(year_id=place.year.id, kind=MESSAGE, text="", by_id=place.chair.id, at=now()))
    session.commit()
    assert client.get(f"/anmeld/day_vote/{vote.id}").status_code == 404
    for kind in ("day_item", "day_vote", "day_message"):
        assert find_target(session, kind, 999_999) is None
