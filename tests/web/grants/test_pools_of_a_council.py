"""A council's own page tells of its pools, and its calendar of what ends in them."""

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar
from sqlalchemy.orm import Session

from tests.factories.councils import BodyFactory, MeetingFactory, SeatFactory
from tests.factories.grants import KR, PoolFactory, Town, sent, town
from tests.factories.grants_after import planned, running
from tests.factories.grants_decided import accepted, decided
from youthvoice.accounts.models import Person
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.i18n import format_day, format_moment
from youthvoice.councils.commands.calendars import renew_feed
from youthvoice.grants.models import Application, PoolRound
from youthvoice.grants.queries import deadlines, on_body
from youthvoice.grants.targets import hide_application

FOR_VISITORS, SIGNED_IN = 6, 8


@pytest.fixture
def place(session: Session) -> Town:
    return town(session, is_rolling=False, name="Sommerpengene")


def a_round(session: Session, place: Town, name: str, opens: int, closes: int) -> PoolRound:
    """Opens and closes so many days from today."""
    row = PoolRound(
        pool_id=place.pool.id, name=name, opens_on=today() + timedelta(days=opens),
        closes_at=now() + timedelta(days=closes), decides_on=local_date(now() + timedelta(days=closes + 10)),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def page_of(browser: Any, place: Town) -> str:
    return str(browser.get(f"/raad/{place.council.id}").text)


def test_the_page_tells_what_is_left_and_until_when(session: Session, client: Any, place: Town) -> None:
    round_ = a_round(session, place, "Forår", -5, 20)
    a_round(session, place, "Efterår", 60, 90)
    decided(session, sent(session, place.pool), 8_000 * KR, place.chair)
    PoolFactory(body=place.council, opened_at=None, name="Hemmelig endnu")
    PoolFactory(name="Et andet råds penge")
    session.commit()
    text = page_of(client, place)
    assert f"Sommerpengene {place.pool.year}" in text
    assert f"/puljen/{place.pool.id}" in text
    assert "92.000 kr. tilbage af 100.000 kr." in text
    assert f"Søg senest {format_moment(round_.closes_at)}." in text
    assert "Hemmelig endnu" not in text
    assert "Et andet råds penge" not in text


def test_the_page_is_drawn_anew_when_money_moves_or_a_round_ends(session: Session, client: Any, place: Town) -> None:
    first, later = a_round(session, place, "Forår", -5, 20), a_round(session, place, "Efterår", 60, 90)
    session.commit()
    assert "100.000 kr. tilbage" in page_of(client, place)
    decided(session, sent(session, place.pool), 8_000 * KR, place.chair)
    session.commit()
    assert "92.000 kr. tilbage" in page_of(client, place)
    first.closes_at = now() - timedelta(minutes=1)
    session.commit()
    assert f"Du kan søge fra {format_day(later.opens_on)}." in page_of(client, place)
    place.pool.closed_at = now()
    session.commit()
    assert "Man kan ikke søge mere i år." in page_of(client, place)


def test_a_council_without_a_pool_says_nothing(session: Session, client: Any) -> None:
    body = BodyFactory()
    session.commit()
    assert "Penge, man kan søge" not in client.get(f"/raad/{body.id}").text


def test_the_page_costs_what_it_did(
    session: Session, client: Any, sign_in: Any, place: Town, count_queries: Any
) -> None:
    member = place.members[1]
    counts = []
    for number in range(2):
        session.commit()
        with count_queries() as seen:
            client.get(f"/raad/{place.council.id}")
        assert len(seen) <= FOR_VISITORS, seen
        counts.append(len(seen))
        for year in range(1, on_body.MOST + 2):
            PoolFactory(body=place.council, year=place.pool.year + year + 10 * number)
    assert counts[0] == counts[1]
    with count_queries() as seen:
        sign_in(member).get(f"/raad/{place.council.id}")
    assert len(seen) <= SIGNED_IN, seen


def events(answer: Any) -> dict[str, Any]:
    """The events of a calendar, by their names without the host."""
    assert answer.status_code == 200
    found = Calendar.from_ical(answer.data).walk("VEVENT")
    return {str(event["UID"]).partition("@")[0]: event for event in found}


def public(client: Any, place: Town) -> dict[str, Any]:
    return events(client.get(f"/raad/{place.council.id}/kalender.ics"))


def own(session: Session, client: Any, person: Person) -> dict[str, Any]:
    feed = renew_feed(session, person.id, "")
    session.commit()
    return events(client.get(f"/kalender/{feed.token}.ics"))


def test_rounds_stand_in_the_calendar_of_the_council(session: Session, client: Any, place: Town) -> None:
    round_ = a_round(session, place, "Forår", -5, 20)
    session.commit()
    found = public(client, place)
    last_call, decision = found[f"round-{round_.id}"], found[f"decision-{round_.id}"]
    assert last_call["SUMMARY"] == "Sidste frist for at søge: Forår"
    assert last_call["DTEND"].dt == round_.closes_at.replace(microsecond=0)
    assert last_call["URL"].endswith(f"/puljen/{place.pool.id}")
    assert decision["DTSTART"].dt == round_.decides_on
    assert isinstance(decision["DTSTART"].dt, date)
    assert decision["TRANSP"] == "TRANSPARENT"


def test_a_calendar_is_made_anew_when_a_deadline_moves(session: Session, client: Any, place: Town) -> None:
    round_ = a_round(session, place, "Forår", -5, 20)
    session.commit()
    url = f"/raad/{place.council.id}/kalender.ics"
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    round_.closes_at += timedelta(days=1)
    session.commit()
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 200


def granted(session: Session, place: Town, title: str) -> Application:
    application = sent(session, place.pool, title=title)
    decided(session, application, application.asked, place.chair)
    accepted(session, application)
    return application


def test_accounts_are_told_to_those_who_may_read_the_grant(session: Session, client: Any, place: Town) -> None:
    shown, hidden = granted(session, place, "Åben hal"), granted(session, place, "Skjult hal")
    hide_application(session, hidden.id)
    lead = session.get_one(Person, hidden.lead_id)
    session.commit()
    found = public(client, place)
    assert found[f"accounts-{shown.id}"]["DTSTART"].dt == shown.accounts_due_on
    assert f"accounts-{hidden.id}" not in found
    mine = own(session, client, lead)
    assert mine[f"accounts-{hidden.id}"]["SUMMARY"] == "Regnskab skal være sendt: Skjult hal"
    assert f"accounts-{shown.id}" not in mine


def test_payments_are_for_those_who_pay(session: Session, client: Any, place: Town) -> None:
    application = running(session, place, title="Åben hal")
    payment = planned(session, place, application, 1_000)
    session.commit()
    key = f"payment-{payment.id}"
    assert key not in public(client, place)
    paying = own(session, client, place.treasurer)
    assert paying[key]["SUMMARY"] == "Skal betales: Åben hal"
    assert paying[key]["DTSTART"].dt == payment.due_on
    for person in (place.coordinator, place.chair, session.get_one(Person, application.lead_id)):
        assert key not in own(session, client, person)


def test_calendars_cost_the_same_however_much_ends(
    session: Session, client: Any, place: Town, count_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "MOST", 3)
    feed = renew_feed(session, place.chair.id, "")
    MeetingFactory(body=place.council)
    counts = []
    for number in range(2):
        for _ in range(1 + 5 * number):
            granted(session, place, "Åben hal")
        SeatFactory(person=place.chair)
        session.commit()
        for url in (f"/raad/{place.council.id}/kalender.ics", f"/kalender/{feed.token}.ics"):
            with count_queries() as seen:
                found = events(client.get(url))
            assert len(seen) <= FOR_VISITORS, seen
            counts.append(len(seen))
    assert counts[:2] == counts[2:]
    assert sum(name.startswith("accounts-") for name in found) == 3
