"""Rights follow the seat by the day: from its first day to its last, asked through the pages themselves."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    MeetingFactory,
    OpenMeetingFactory,
    SeatFactory,
    StudentCouncilFactory,
)
from youthvoice.accounts.models import Person
from youthvoice.core.clock import COPENHAGEN, today
from youthvoice.councils.commands.seats import SeatFacts, give_seat, step_in
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.councils.rules.seats import SeatEnd, SeatRole

# What each role's seat opens, by address; {body} is the elevråd, {school_class} a class of it.
MEMBER = ("/raad/{body}/overdragelse", "/moeder/{meeting}/punkt")
CHAIR = (
    *MEMBER,
    "/raad/{body}/moeder/nyt",
    "/moeder/{open}/ret",
    "/moeder/{ready}/godkend",
    "/punkter/{item}/referat",
    "/punkter/{item}/beslut",
)
HELPER = (
    *CHAIR,
    "/raad/{body}/pladser",
    "/raad/{body}/pladser/giv",
    "/raad/{school_class}/sedler",
    "/raad/{school_class}/klassemoede",
    "/raad/{school_class}/pladser/historik",
)
PUPIL = ("/raad/{school_class}/pladser/historik", "/raad/{school_class}/overdragelse")
OPENS = {SeatRole.member: MEMBER, SeatRole.chair: CHAIR, SeatRole.coordinator: HELPER}


class House:
    """An elevråd with meetings in every state that matters, and a class."""

    def __init__(self) -> None:
        self.body: Body = StudentCouncilFactory()
        self.school_class: Body = ClassFactory(parent=self.body)
        opened = OpenMeetingFactory(body=self.body)
        self.ids = {
            "body": self.body.id,
            "school_class": self.school_class.id,
            "meeting": MeetingFactory(body=self.body, starts_at=opened.starts_at + timedelta(days=400)).id,
            "open": MeetingFactory(body=self.body).id,
            "ready": MeetingFactory(body=self.body, state=MeetingState.minutes_ready).id,
            "item": AgendaItemFactory(meeting=opened).id,
        }

    def seat(self, role: SeatRole, starts_on: date, ends_on: date) -> Person:
        """Somebody with that seat; a chair is a member too."""
        dates = {"starts_on": starts_on, "ends_on": ends_on}
        if role is SeatRole.coordinator:
            person: Person = CoordinatorSeatFactory(body=self.body, **dates).person
            return person
        person = SeatFactory(body=self.body, from_body=self.school_class, **dates).person
        if role is not SeatRole.member:
            SeatFactory(body=self.body, person=person, role=role, **dates)
        return person


def doors(browser: Any, paths: tuple[str, ...], ids: dict[str, int]) -> dict[str, bool]:
    """Address -> whether it opens."""
    found = {path: browser.get(path.format(**ids), check=False).status_code for path in paths}
    assert set(found.values()) <= {200, 403, 404}, found
    return {path: status == 200 for path, status in found.items()}


@pytest.mark.parametrize("role", OPENS)
def test_a_seat_that_ended_yesterday_opens_nothing(session: Session, sign_in: Any, role: SeatRole) -> None:
    house = House()
    long_ago, yesterday = today() - timedelta(days=300), today() - timedelta(days=1)
    now_seated = house.seat(role, long_ago, today())
    ended = house.seat(role, long_ago, yesterday)
    coming = house.seat(role, today() + timedelta(days=1), today() + timedelta(days=300))
    assert all(doors(sign_in(now_seated), OPENS[role], house.ids).values())
    for person in (ended, coming):
        assert not any(doors(sign_in(person), OPENS[role], house.ids).values())


@pytest.mark.parametrize("role", OPENS)
def test_a_seat_that_was_ended_early_opens_nothing_from_that_day(
    session: Session, sign_in: Any, role: SeatRole
) -> None:
    house = House()
    person = house.seat(role, today() - timedelta(days=30), today() + timedelta(days=300))
    browser = sign_in(person)
    assert all(doors(browser, OPENS[role], house.ids).values())
    for seat in session.scalars(select(Seat).where(Seat.person_id == person.id)):
        seat.ended_on, seat.end_reason = today(), SeatEnd.recalled
    session.commit()
    assert not any(doors(browser, OPENS[role], house.ids).values())


def test_a_pupil_who_left_sees_the_class_no_more(session: Session, sign_in: Any) -> None:
    house = House()
    pupil = SeatFactory(body=house.school_class).person
    left = SeatFactory(body=house.school_class, ends_on=today() - timedelta(days=1)).person
    assert all(doors(sign_in(pupil), PUPIL, house.ids).values())
    assert not any(doors(sign_in(left), PUPIL, house.ids).values())


def test_the_day_is_a_danish_day(session: Session, sign_in: Any) -> None:
    last = date(2027, 7, 31)
    seat = SeatFactory(starts_on=date(2026, 8, 10), ends_on=last)
    path = f"/raad/{seat.body_id}/overdragelse"
    for moment, opens in (
        (datetime(2027, 7, 31, 23, 59, 59, tzinfo=COPENHAGEN), True),
        (datetime(2027, 8, 1, 0, 0, 1, tzinfo=COPENHAGEN), False),
        (datetime(2026, 8, 9, 23, 59, 59, tzinfo=COPENHAGEN), False),
        (datetime(2026, 8, 10, 0, 0, 1, tzinfo=COPENHAGEN), True),
    ):
        with time_machine.travel(moment, tick=False):
            assert (sign_in(seat.person).get(path).status_code == 200) is opens, moment


def test_whoever_ages_out_sits_to_the_last_day_of_that_year(session: Session, sign_in: Any) -> None:
    with time_machine.travel(datetime(2026, 9, 1, 12, tzinfo=COPENHAGEN), tick=False):
        body = BodyFactory(min_age=14, max_age=20, term_months=24)
        person = PersonFactory(birth_year=2006)
        seat = give_seat(session, body, person, SeatFacts(role=SeatRole.member, starts_on=today()), actor_id=None)
        assert seat.ends_on == date(2026, 12, 31)
    for moment, opens in (
        (datetime(2026, 12, 31, 23, 59, tzinfo=COPENHAGEN), True),
        (datetime(2027, 1, 1, 0, 1, tzinfo=COPENHAGEN), False),
    ):
        with time_machine.travel(moment, tick=False):
            browser = sign_in(person)
            assert (browser.get(f"/raad/{body.id}/overdragelse").status_code == 200) is opens
            shown = person.display_name in browser.get(f"/raad/{body.id}").text.split("<main")[1]
            assert shown is opens


def test_a_substitute_who_stepped_in_has_the_seat_at_once(session: Session, sign_in: Any) -> None:
    house = House()
    leaving = SeatFactory(body=house.body, from_body=house.school_class)
    substitute = SeatFactory(body=house.body, from_body=house.school_class, role=SeatRole.substitute)
    step_in(session, leaving, substitute, reason=SeatEnd.resigned, actor_id=None)
    session.commit()
    page = sign_in(substitute.person).get(f"/raad/{house.body.id}").text
    people = page[page.index('id="people"') :]
    assert substitute.person.display_name in people
    assert leaving.person.display_name not in people
    assert not any(doors(sign_in(leaving.person), MEMBER, house.ids).values())
    assert all(doors(sign_in(substitute.person), MEMBER, house.ids).values())
