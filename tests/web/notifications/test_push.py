"""Web push: asked for by a button, sent once to each device, unreadable on the way, and given up when a browser is gone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.web.forms import form_fields, submit
from tests.web.notifications.push_service import Browser, PushService, push_service
from youthvoice.accounts.commands import close_account
from youthvoice.accounts.export import export
from youthvoice.accounts.models import Person
from youthvoice.core.db import Database
from youthvoice.core.jobs import carry_one
from youthvoice.core.outgoing import OutboxState
from youthvoice.core.web import Services
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.commands.choosing import choose
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import PushMessage, PushSubscription
from youthvoice.notifications.pushing import carrier, new_keys, public_key
from youthvoice.notifications.rules import Choice, NewsTopic, Pace

PRIVATE, PUBLIC = new_keys()
ANSWERED = News(NewsKind.answered, "answer:1", "/forslag/1#svar", {"title": "Min hemmelige idé", "outcome": "yes"})
SETTINGS = "/beskeder/indstillinger"
NOON = datetime(2027, 3, 3, 11, tzinfo=UTC)


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as running:
        yield running


@pytest.fixture
def app(app: Flask) -> Iterator[Flask]:
    """With keys, and a push service on this machine."""
    found = app.extensions["youthvoice"]
    changes = {"vapid_private_key": PRIVATE, "vapid_contact": "mailto:it@example.test", "push_hosts": ("127.0.0.1",)}
    app.extensions["youthvoice"] = Services(replace(found.settings, **changes), found.database)
    yield app
    app.extensions["youthvoice"] = found


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["youthvoice"].database
    return found


@pytest.fixture
def owner(session: Session) -> Any:
    return PersonFactory(birth_year=2000, email=None)


def typed(service: PushService, browser: Browser, name: str = "a", **changes: str) -> dict[str, str]:
    return {"endpoint": f"{service.url}/{name}", "p256dh": browser.p256dh, "auth": browser.auth, **changes}


def device(session: Session, service: PushService, person: Any, name: str = "a") -> Browser:
    """One of the person's browsers has said yes."""
    browser = Browser()
    facts = {**typed(service, browser, name), "label": "Firefox", "created_at": NOON}
    session.add(PushSubscription(person_id=person.id, **facts))
    session.flush()
    return browser


def told(session: Session, *people: Any, news: News = ANSWERED) -> None:
    tell(session, select(Person.id).where(Person.id.in_([one.id for one in people])), news)


def carried(app: Flask, database: Database) -> int:
    """How many were tried."""
    way = carrier(app.extensions["youthvoice"].settings)
    assert way is not None
    count = 0
    while carry_one(database, way):
        count += 1
    return count


@time_machine.travel(NOON, tick=False)
def test_each_device_gets_it_once_and_only_its_owner_can_read_it(
    session: Session, app: Flask, database: Database, service: PushService, owner: Any
) -> None:
    browsers = {name: device(session, service, owner, name) for name in ("a", "b")}
    told(session, owner, PersonFactory())
    told(session, owner)
    session.commit()
    assert (carried(app, database), carried(app, database)) == (2, 0)
    assert sorted(path for path, _, _ in service.got) == ["/a", "/b"]
    for path, headers, content in service.got:
        assert b"Dit forslag" not in content
        shown = browsers[path[1:]].opened(content)
        assert shown["body"] == "Dit forslag har fået svar: Ja"
        assert shown["url"] == "http://localhost/forslag/1#svar"
        assert "hemmelige" not in str(shown)
        assert PUBLIC in headers["authorization"]
        assert headers["topic"] == shown["tag"]
    assert {one.state for one in session.scalars(select(PushMessage))} == {OutboxState.sent}
    assert set(session.scalars(select(PushSubscription.last_ok_at))) == {NOON}


@time_machine.travel(NOON, tick=False)
def test_who_did_not_ask_for_a_topic_is_left_in_peace(
    session: Session, app: Flask, database: Database, service: PushService, owner: Any
) -> None:
    device(session, service, owner)
    comment = News(NewsKind.comment, "comment:1", "/forslag/1", {})
    told(session, owner, news=comment)
    choose(session, owner.id, {NewsTopic.own: Choice(Pace.now, push=False)})
    told(session, owner)
    choose(session, owner.id, {NewsTopic.comments: Choice(Pace.never, push=True)})
    told(session, owner, news=replace(comment, event_key="comment:2"))
    session.commit()
    assert carried(app, database) == 1


def test_the_young_are_told_in_the_morning(
    session: Session, app: Flask, database: Database, service: PushService
) -> None:
    young = PersonFactory(birth_year=2015)
    device(session, service, young)
    with time_machine.travel(NOON.replace(hour=20), tick=False) as clock:
        told(session, young)
        session.commit()
        assert carried(app, database) == 0
        clock.move_to(NOON + timedelta(hours=18, minutes=59))
        assert carried(app, database) == 0
        clock.shift(timedelta(minutes=1))
        assert carried(app, database) == 1


@pytest.mark.parametrize(
    ("answer", "is_kept", "state"),
    [
        (410, False, None),
        (404, False, None),
        (413, True, OutboxState.failed),
        (500, True, OutboxState.waiting),
        (429, True, OutboxState.waiting),
        (302, True, OutboxState.waiting),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_a_browser_that_is_gone_is_forgotten_and_a_failure_is_tried_again(
    session: Session,
    app: Flask,
    database: Database,
    service: PushService,
    owner: Any,
    answer: int,
    is_kept: bool,
    state: OutboxState | None,
) -> None:
    device(session, service, owner)
    told(session, owner)
    session.commit()
    service.answer = answer
    assert carried(app, database) == 1
    assert (session.scalar(select(func.count(PushSubscription.id))) == 1) is is_kept
    assert session.scalar(select(PushMessage.state)) == state


def test_the_page_asks_by_a_button_and_lists_the_devices(
    session: Session, service: PushService, owner: Any, sign_in: Any
) -> None:
    client, browser = sign_in(owner), Browser()
    page = client.get(SETTINGS)
    assert f'data-push="{PUBLIC}"' in page.text
    assert public_key(PRIVATE) == PUBLIC
    agent = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Firefox/130.0"}
    for _ in range(2):
        sent = submit(client, "/beskeder/enheder", typed(service, browser), SETTINGS, headers=agent)
        assert sent.status_code == 303
    shown = client.get(sent.location).text
    assert shown.count("Firefox, Android") == 1
    found = session.scalars(select(PushSubscription)).one()
    assert export(session, owner)["how_to_be_told"]["devices"][0]["name"] == "Firefox, Android"
    assert submit(client, f"/beskeder/enheder/{found.id}/fjern", {}, SETTINGS).status_code == 303
    assert session.scalar(select(func.count(PushSubscription.id))) == 0


def test_nobody_sends_the_worker_elsewhere_or_removes_what_is_not_theirs(
    session: Session, service: PushService, owner: Any, sign_in: Any
) -> None:
    stranger = PersonFactory()
    device(session, service, stranger)
    client, browser = sign_in(owner), Browser()
    for wrong in (
        {"endpoint": "https://169.254.169.254/latest"},
        {"endpoint": "https://evil.test/127.0.0.1"},
        {"endpoint": "http://[::1"},
        {"endpoint": "x" * 2000},
        {"endpoint": ""},
        {"p256dh": "short"},
        {"auth": "ø" * 22},
    ):
        sent = submit(client, "/beskeder/enheder", typed(service, browser, **wrong), SETTINGS)
        assert sent.status_code == 422, wrong
    (theirs,) = session.scalars(select(PushSubscription))
    assert theirs.person_id == stranger.id
    token = form_fields(client.get(SETTINGS).text, "/beskeder/enheder")["csrf_token"]
    assert client.post(f"/beskeder/enheder/{theirs.id}/fjern", data={"csrf_token": token}).status_code == 404


def test_a_browser_that_somebody_else_signs_in_on_is_theirs_and_a_closed_account_has_none(
    session: Session, service: PushService, owner: Any, sign_in: Any
) -> None:
    device(session, service, PersonFactory())
    assert submit(sign_in(owner), "/beskeder/enheder", typed(service, Browser()), SETTINGS).status_code == 303
    assert session.scalars(select(PushSubscription.person_id)).all() == [owner.id]
    told(session, owner)
    close_account(session, owner, owner.id)
    session.flush()
    assert session.scalar(select(func.count(PushSubscription.id))) == 0
    assert session.scalar(select(func.count(PushMessage.id))) == 0


def test_the_script_stands_at_the_root_and_is_never_kept(client: Any) -> None:
    got = client.get("/service-worker.js")
    assert (got.status_code, got.headers["Cache-Control"]) == (200, "no-cache")
    assert got.mimetype == "text/javascript"
    assert "Set-Cookie" not in got.headers
    assert "notificationclick" in got.text
