"""The page of choices, and «no more of these» from a mail: without signing in, by a button or by the mail provider."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.factories.accounts import ModeratorFactory, OfficialFactory, PersonFactory
from tests.web.forms import form_fields, submit
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.jobs import as_email
from youthvoice.core.mail import OutboxMessage
from youthvoice.core.signing import sign
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.commands.choosing import choices_of
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import NotificationSetting
from youthvoice.notifications.rules import NewsTopic, Pace
from youthvoice.notifications.unsubscribing import token_for

PAGE = "/beskeder/indstillinger"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
QUIET = "mellem kl. 21 og kl. 7"


def paces(session: Session, person: Any) -> dict[str, str]:
    session.expire_all()
    return {topic.value: choice.pace.value for topic, choice in choices_of(session, person.id).items()}


def test_choices_are_kept_and_shown_again(session: Session, sign_in: Any, count_queries: Any) -> None:
    person = PersonFactory()
    client = sign_in(person)
    with count_queries() as seen:
        page = client.get(PAGE).text
    assert len(seen) <= 8, seen
    assert form_fields(page, PAGE)["comments"] == "daily"
    assert "Opgaver på arbejdet" not in page
    assert QUIET in page
    for _ in range(2):
        assert submit(client, PAGE, {"comments": "never", "own": "weekly"}).status_code == 303
    fields = form_fields(client.get(PAGE).text, PAGE)
    assert (fields["comments"], fields["own"], fields["councils"]) == ("never", "weekly", "now")
    assert session.scalar(select(func.count(NotificationSetting.id))) == 2
    assert client.get("/beskeder").text.count(PAGE) == 1


@pytest.mark.parametrize("wrong", [{"comments": "hourly"}, {"comments": ""}, {"own": "\x00now"}])
def test_what_is_no_choice_is_refused_beside_the_field(session: Session, sign_in: Any, wrong: dict[str, str]) -> None:
    person = PersonFactory()
    sent = submit(sign_in(person), PAGE, {"following": "never", **wrong})
    assert sent.status_code == 422
    assert form_fields(sent.text, PAGE)["following"] == "never"
    assert paces(session, person)["following"] == "weekly"


def test_adults_set_their_duties_and_nobody_sets_the_alarm(session: Session, sign_in: Any) -> None:
    moderator = ModeratorFactory()
    client = sign_in(moderator)
    page = client.get(PAGE).text
    assert "Opgaver på arbejdet" in page
    assert "Den kan ikke slås fra." in page
    assert QUIET not in page
    assert 'data-push="' not in page
    assert submit(client, PAGE, {"alarms": "never", "duties": "now"}).status_code == 303
    assert (paces(session, moderator)["alarms"], paces(session, moderator)["duties"]) == ("now", "now")


def test_a_refused_address_is_shown_with_the_way_to_another(session: Session, sign_in: Any) -> None:
    person = PersonFactory(email_refused_at=now(), email_refused_why="550 5.1.1 no such user")
    client = sign_in(person)
    for path in ("/beskeder", PAGE, "/min-side"):
        page = client.get(path).text
        assert "Dine mails når ikke frem" in page
        assert 'href="/min-side/e-mail"' in page
    assert "Ret din e-mail" in client.get("/min-side/e-mail").text
    person.email_refused_at = None
    session.commit()
    assert "når ikke frem" not in client.get(PAGE).text


@pytest.fixture
def letter(session: Session) -> tuple[Any, OutboxMessage]:
    """A mail about the person's own proposal."""
    person = PersonFactory(birth_year=2000)
    news = News(NewsKind.seat_ended, "seat:1:ended", "/raad/1", {"title": "Ungerådet"})
    tell(session, select(Person.id).where(Person.id == person.id), news)
    return person, session.scalars(select(OutboxMessage)).one()


def address_of(message: OutboxMessage) -> str:
    """Where its header leads."""
    mail = as_email(message, make_settings("sqlite:///unused"))
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip("<>")
    for part in ("plain", "html"):
        text = mail.get_body((part,)).get_content()
        assert address in text
        assert f"http://localhost{PAGE}" in text
        assert "0-token-0" not in text
    return str(address).removeprefix("http://localhost")


def test_one_click_of_the_mail_provider_stops_the_topic(session: Session, client: Any, letter: Any) -> None:
    person, message = letter
    address = address_of(message)
    session.commit()
    from_elsewhere = {"Sec-Fetch-Site": "cross-site", "Origin": "https://mail.example.test"}
    for _ in range(2):
        done = client.post(address, data=ONE_CLICK, headers=from_elsewhere)
        assert done.status_code == 200
        assert "Set-Cookie" not in done.headers
    held = paces(session, person)
    assert (held["councils"], held["own"]) == ("never", "now")


def test_opening_the_address_changes_nothing_and_its_button_does(session: Session, client: Any, letter: Any) -> None:
    person, message = letter
    address = address_of(message)
    session.commit()
    page = client.get(address)
    assert "Råd og møder" in page.text
    assert "Set-Cookie" not in page.headers
    assert paces(session, person)["councils"] == "now"
    assert '<form method="post">' in page.text
    assert "slået fra" in client.post(address).text
    assert paces(session, person)["councils"] == "never"
    assert client.get(f"/en{address}").status_code == 200


def test_a_digest_stops_what_comes_gathered_and_nothing_else(session: Session, client: Any, app: Flask) -> None:
    person = OfficialFactory()
    session.commit()
    token = token_for(app.extensions["youthvoice"].settings, person.id, "digest")
    assert client.post(f"/beskeder/afmeld/{token}", data=ONE_CLICK).status_code == 200
    stopped = {topic for topic, pace in paces(session, person).items() if pace == Pace.never}
    gathered = {NewsTopic.following, NewsTopic.comments, NewsTopic.votes, NewsTopic.assembly, NewsTopic.hearings}
    assert stopped == gathered | {NewsTopic.duties}


def test_an_address_that_we_did_not_write_is_a_kind_404(session: Session, client: Any) -> None:
    person = PersonFactory()
    session.commit()
    wrong = (
        "x",
        "a.b.c",
        sign("other", [person.id, "own"]),
        sign("unsubscribe", [person.id, "alarms"]),
        sign("unsubscribe", [person.id, "unheard-of"]),
        sign("unsubscribe", [person.id, ["own"]]),
        sign("unsubscribe", "own"),
        sign("unsubscribe", [person.id, "own"])[:-1],
    )
    for token in wrong:
        for answer in (client.get(f"/beskeder/afmeld/{token}"), client.post(f"/beskeder/afmeld/{token}")):
            assert answer.status_code == 404, token
            assert "Linket virker ikke" in answer.text
    nobody = sign("unsubscribe", [10**9, "own"])
    assert client.post(f"/beskeder/afmeld/{nobody}").status_code == 200
    assert session.scalar(select(func.count(NotificationSetting.id))) == 0
