"""Calendars that others' programs read: valid RFC 5545, no names, bounded; and the secret address of one's own."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import PersonFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    MeetingFactory,
    SeatFactory,
)
from tests.factories.voting import opened_contest
from tests.web.forms import form_fields
from youthvoice.accounts.commands import close_account
from youthvoice.accounts.export import export
from youthvoice.accounts.models import Person
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.core.publicpage import PageCache
from youthvoice.councils.commands.calendars import renew_feed
from youthvoice.councils.commands.meetings import cancel_meeting
from youthvoice.councils.models import Body, CalendarFeed, Meeting
from youthvoice.councils.queries.calendars import MOST_COMING, MOST_PAST
from youthvoice.councils.rules.meetings import ItemKind, MeetingState
from youthvoice.voting.commands.casting import give_and_cast
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.commands.turnout import count_turnout

OWN = "/min-side/kalender"


@pytest.fixture
def council(app: Flask, session: Session) -> Body:
    """Ungerådet. Pages of other tests are forgotten: after an undone transaction ids come again."""
    app.extensions["youthvoice.pages"] = PageCache()
    return BodyFactory(name="Ungerådet på Ærø")


def read(answer: Any) -> Calendar:
    """The calendar, after the essentials of RFC 5545 were looked at."""
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    raw = answer.data
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    raw.decode("utf-8")
    for line in raw.split(b"\r\n"):
        line.decode("utf-8")  # no letter is cut in two by a fold
    calendar = Calendar.from_ical(raw)
    assert not calendar.errors
    assert (calendar["VERSION"], calendar["CALSCALE"]) == ("2.0", "GREGORIAN")
    assert "YouthVoice" in calendar["PRODID"]
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT6H\r\nX-PUBLISHED-TTL:PT6H\r\n" in raw
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        assert all(
            name in event for name in ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LAST-MODIFIED", "SEQUENCE")
        )
        assert event["DTSTART"].dt.tzinfo is not None
        assert event["DTSTART"].dt < event["DTEND"].dt
    return calendar


def events(answer: Any) -> list[Any]:
    return list(read(answer).walk("VEVENT"))


def test_a_meeting_in_a_calendar(session: Session, client: Any, council: Body) -> None:
    meeting = MeetingFactory(
        body=council, title="Om kantinen, toiletterne; og \\ lektier", place="Lokale 2, Rådhuset, 2800 Kongens Lyngby",
        link="https://video.example/x", state=MeetingState.called, called_at=now(), sequence=3,
    )  # fmt: skip
    AgendaItemFactory(meeting=meeting, title="Godkendelse af dagsordenen", kind=ItemKind.standing, position=1)
    AgendaItemFactory(meeting=meeting, title="En skøn og meget lang skatebane ved åen, som alle må bruge hele året")
    AgendaItemFactory(meeting=meeting, title="Skjult", hidden_at=now())
    AgendaItemFactory(meeting=meeting, title="Trukket", withdrawn_at=now())
    session.commit()
    answer = client.get(f"/raad/{council.id}/kalender.ics")
    [event] = events(answer)
    assert event["UID"] == f"meeting-{meeting.id}@localhost"
    assert event["SUMMARY"] == "Ungerådet på Ærø: Om kantinen, toiletterne; og \\ lektier"
    assert event["LOCATION"] == "Lokale 2, Rådhuset, 2800 Kongens Lyngby"
    assert event["URL"] == f"http://localhost/moeder/{meeting.id}"
    assert (event["SEQUENCE"], event["STATUS"]) == (3, "CONFIRMED")
    assert event["DTSTART"].dt == meeting.starts_at.replace(microsecond=0)
    assert event["DTEND"].dt == meeting.ends_at.replace(microsecond=0)
    assert event["DESCRIPTION"] == (
        "https://video.example/x\n\nDagsorden\n1. Godkendelse af dagsordenen\n"
        "2. En skøn og meget lang skatebane ved åen, som alle må bruge hele året"
    )
    assert read(answer)["X-WR-CALNAME"] == "Ungerådet på Ærø"


def test_in_english(session: Session, client: Any, council: Body) -> None:
    meeting = MeetingFactory(body=council)
    AgendaItemFactory(meeting=meeting, title="Eventuelt", kind=ItemKind.standing)
    session.commit()
    [event] = events(client.get(f"/en/raad/{council.id}/kalender.ics"))
    assert event["URL"] == f"http://localhost/en/moeder/{meeting.id}"


def test_a_cancelled_meeting_is_told_as_cancelled(session: Session, client: Any, council: Body) -> None:
    meeting = MeetingFactory(
        body=council, title="Mødet", state=MeetingState.called, called_at=now() - timedelta(days=1)
    )
    meeting.created_at = now() - timedelta(days=3)
    session.commit()
    [before] = events(client.get(f"/raad/{council.id}/kalender.ics"))
    cancel_meeting(session, meeting, "Sne på alle veje.", actor_id=meeting.created_by_id)
    session.commit()
    [event] = events(client.get(f"/raad/{council.id}/kalender.ics"))
    assert (event["UID"], event["STATUS"]) == (before["UID"], "CANCELLED")
    assert event["SEQUENCE"] == before["SEQUENCE"] + 1
    assert event["SUMMARY"] == "Aflyst: Ungerådet på Ærø: Mødet"
    assert "Sne på alle veje." in event["DESCRIPTION"]
    assert event["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert abs(event["DTSTAMP"].dt - now()) < timedelta(minutes=1)


def test_no_names_of_people(session: Session, client: Any, council: Body) -> None:
    person = PersonFactory(display_name="Blå Ræv")
    SeatFactory(body=council, person=person)
    meeting = MeetingFactory(body=council, created_by_id=person.id)
    AgendaItemFactory(meeting=meeting, proposed_by_id=person.id, proposed_by_label="Blå Ræv")
    session.commit()
    assert "Ræv" not in client.get(f"/raad/{council.id}/kalender.ics").text


def test_the_link_and_the_agenda_are_for_those_who_may_see_them(session: Session, client: Any, council: Body) -> None:
    council.attendance, council.publishes_minutes = "members", False
    meeting = MeetingFactory(body=council, place="", link="https://video.example/x")
    AgendaItemFactory(meeting=meeting, title="Et internt punkt")
    token = renew_feed(session, SeatFactory(body=council).person_id, "").token
    session.commit()
    [event] = events(client.get(f"/raad/{council.id}/kalender.ics"))
    assert event["LOCATION"] == "På nettet"
    assert "video.example" not in str(event["DESCRIPTION"])
    assert "Et internt punkt" not in str(event["DESCRIPTION"])
    [own] = events(client.get(f"/kalender/{token}.ics"))
    assert own["UID"] == event["UID"]
    assert "https://video.example/x" in own["DESCRIPTION"]
    assert "1. Et internt punkt" in own["DESCRIPTION"]


def test_a_class_has_no_public_calendar(client: Any, session: Session, sign_in: Any) -> None:
    body = ClassFactory()
    teacher = CoordinatorSeatFactory(body=body).person
    session.commit()
    assert client.get(f"/raad/{body.id}/kalender.ics").status_code == 404
    assert sign_in(teacher).get(f"/raad/{body.id}/kalender.ics").status_code == 404
    assert client.get("/raad/999999/kalender.ics").status_code == 404


def test_visitors_are_answered_by_etag_until_something_changes(session: Session, client: Any, council: Body) -> None:
    meeting = MeetingFactory(body=council)
    session.commit()
    url = f"/raad/{council.id}/kalender.ics"
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    meeting.version += 1
    meeting.title = "Et andet"
    session.commit()
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def test_calendars_are_bounded_and_cost_the_same(
    session: Session, client: Any, council: Body, count_queries: Any
) -> None:
    MeetingFactory(body=council)
    session.commit()
    with count_queries() as few:
        client.get(f"/raad/{council.id}/kalender.ics")
    for days in range(1, MOST_COMING + 20):
        MeetingFactory(body=council, starts_at=now() + timedelta(days=days))
    for days in range(1, MOST_PAST + 20):
        MeetingFactory(body=council, starts_at=now() - timedelta(days=days))
    old = MeetingFactory(body=council, starts_at=now() - timedelta(days=366))
    council.version += 1
    session.commit()
    with count_queries() as many:
        found = events(client.get(f"/raad/{council.id}/kalender.ics"))
    assert len(many) == len(few) <= 6
    assert len(found) == MOST_COMING + MOST_PAST == 200
    starts = [event["DTSTART"].dt for event in found]
    assert starts == sorted(starts)
    assert starts[0] > now() - timedelta(days=MOST_PAST + 2)
    assert f"meeting-{old.id}@localhost" not in {event["UID"] for event in found}


def own_feed(session: Session) -> CalendarFeed | None:
    session.expire_all()
    return session.scalar(select(CalendarFeed))


def test_reading_makes_no_address(session: Session, sign_in: Any) -> None:
    page = sign_in(PersonFactory()).get(OWN)
    assert "Lav min adresse" in page.text
    assert own_feed(session) is None


def test_one_gets_an_address_renews_it_and_removes_it(session: Session, sign_in: Any, council: Body) -> None:
    person = SeatFactory(body=council).person
    MeetingFactory(body=council)
    client = sign_in(person)
    assert client.post(OWN, data=form_fields(client.get(OWN).text, OWN)).status_code == 303
    first = own_feed(session)
    assert first is not None
    token = first.token
    assert len(token) >= 43
    page = client.get(OWN).text
    assert f'href="webcal://localhost/kalender/{token}.ics"' in page
    assert f'value="http://localhost/kalender/{token}.ics"' in page
    assert len(events(client.get(f"/kalender/{token}.ics"))) == 1
    fields = form_fields(page, OWN)
    for _ in range(2):  # sent twice, renewed once
        assert client.post(OWN, data=fields).status_code == 303
    renewed = own_feed(session)
    assert renewed is not None
    assert renewed.token != token
    assert client.get(f"/kalender/{token}.ics").status_code == 404
    assert client.get(f"/kalender/{renewed.token}.ics").status_code == 200
    assert len(session.scalars(select(AuditEntry).where(AuditEntry.action == "calendar.renew")).all()) == 2
    assert client.post(OWN, data={**fields, "remove": "1"}).status_code == 303
    assert own_feed(session) is None


def feed_of(session: Session, person: Person) -> str:
    token = renew_feed(session, person.id, "").token
    session.commit()
    return f"/kalender/{token}.ics"


def test_ones_own_calendar_has_every_body_one_sits_in_today(session: Session, client: Any, council: Body) -> None:
    person = PersonFactory()
    school_class = ClassFactory(name="7.B")
    for body in (council, school_class):
        SeatFactory(body=body, person=person)
        MeetingFactory(body=body)
    before = SeatFactory(person=person, ends_on=(now() - timedelta(days=1)).date())
    MeetingFactory(body=before.body)
    MeetingFactory()
    url = feed_of(session, person)
    assert [str(event["SUMMARY"]).partition(":")[0] for event in events(client.get(url))] == ["Ungerådet på Ærø", "7.B"]


def test_ones_own_calendar_has_the_votes_one_can_take_part_in(session: Session, client: Any, council: Body) -> None:
    person, other = PersonFactory(), PersonFactory()
    contest, off = opened_contest(session, title="En ny bane?"), opened_contest(session)
    cancel_contest(session, off, "Vi venter til maj.", actor_id=None)
    late = PersonFactory()
    url = feed_of(session, person)
    before = client.get(url)
    first, second = events(before)
    assert {str(first["SUMMARY"]), str(second["SUMMARY"])} == {
        "Sidste chance for at stemme: En ny bane?",
        f"Aflyst: {off.title}",
    }
    one = first if first["STATUS"] == "CONFIRMED" else second
    assert one.end == contest.closes_at.replace(microsecond=0)
    assert one.duration == timedelta(minutes=30)
    assert str(one["URL"]) == f"http://localhost/afstemninger/{contest.id}"
    # Neither a vote nor the turnout changes a byte of anybody's calendar.
    give_and_cast(session, SECRET, contest, person, b"s" * 32, (1,))
    count_turnout(session, contest)
    session.commit()
    assert client.get(url).data == before.data
    assert len(events(client.get(feed_of(session, other)))) == 2
    assert events(client.get(feed_of(session, late))) == []


def test_it_needs_no_cookie_and_is_kept_by_nobody_between(session: Session, client: Any, council: Body) -> None:
    url = feed_of(session, SeatFactory(body=council).person)
    answer = client.get(url)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert client.get(url, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


def test_an_empty_calendar_is_one(session: Session, client: Any) -> None:
    assert events(client.get(feed_of(session, PersonFactory()))) == []


@pytest.mark.parametrize("token", ["no-token", "x" * 5000, "%00", "æøå"])
def test_an_address_nobody_has(client: Any, token: str) -> None:
    assert client.get(f"/kalender/{token}.ics").status_code == 404


def test_the_address_goes_with_the_account_and_can_be_taken_along(session: Session, client: Any) -> None:
    person = PersonFactory()
    url = feed_of(session, person)
    told = json.loads(json.dumps(export(session, person)))["calendar"]
    assert f"/kalender/{told['token']}.ics" == url
    assert datetime.fromisoformat(told["created_at"])
    close_account(session, person, person.id)
    session.commit()
    assert own_feed(session) is None
    assert client.get(url).status_code == 404


def test_ones_own_calendar_costs_the_same_however_many_bodies(
    session: Session, client: Any, count_queries: Any
) -> None:
    person = PersonFactory()
    url = feed_of(session, person)
    counts = []
    for _ in range(2):
        for _ in range(5):
            meeting: Meeting = MeetingFactory()
            AgendaItemFactory(meeting=meeting)
            SeatFactory(body=meeting.body, person=person)
        session.commit()
        with count_queries() as seen:
            assert client.get(url).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 6


def test_no_address_stands_in_the_log(session: Session, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from youthvoice.core import logs

    lines: list[str] = []
    monkeypatch.setattr(logs.access, "isEnabledFor", lambda _level: True)
    monkeypatch.setattr(logs.access, "info", lambda *args, **kwargs: lines.append(f"{args}{kwargs}"))
    url = feed_of(session, PersonFactory())
    client.get(url)
    assert lines
    assert re.findall(r"/kalender/([^.]+)", url)[0] not in "".join(lines)
