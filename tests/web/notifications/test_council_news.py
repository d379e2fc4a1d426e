"""Who hears of what happens in councils: whoever sits there today, once, in one statement however many they are."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    MeetingFactory,
    SeatFactory,
)
from tests.web.notifications.hearing import headlines, news_of
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now, today
from youthvoice.core.events import publish
from youthvoice.core.mail import OutboxMessage
from youthvoice.councils.commands.seats import SeatFacts, end_seat, give_seat, step_in
from youthvoice.councils.events import MeetingCalled, MeetingChanged, MeetingNear, MinutesApproved
from youthvoice.councils.models import Attendee, Seat
from youthvoice.councils.rules.meetings import Presence
from youthvoice.councils.rules.seats import SeatEnd, SeatRole
from youthvoice.notifications.models import Notification
from youthvoice.notifications.presenting import news_view

MANY = 2_000


@pytest.fixture
def meeting() -> Any:
    return MeetingFactory(body=BodyFactory(name="Ungerådet"), place="Rådhuset")


def mails_to(session: Session, person: Any) -> list[OutboxMessage]:
    query = select(OutboxMessage).where(OutboxMessage.recipient == person.email).order_by(OutboxMessage.id)
    return list(session.scalars(query))


def test_everybody_with_a_seat_today_is_called(session: Session, meeting: Any) -> None:
    body = meeting.body
    AgendaItemFactory(meeting=meeting, title="En skatebane")
    AgendaItemFactory(meeting=meeting, title="Taget af igen", withdrawn_at=now())
    people = [SeatFactory(body=body).person, CoordinatorSeatFactory(body=body).person]
    waiting = SeatFactory(body=body, role=SeatRole.substitute).person
    gone = SeatFactory(body=body, ended_on=today(), end_reason=SeatEnd.resigned).person
    over = SeatFactory(body=body, starts_on=today() - timedelta(9), ends_on=today() - timedelta(1)).person
    stranger = SeatFactory().person
    publish(session, MeetingCalled(meeting.id, body.id))
    for person in people:
        (news,) = news_of(session, person)
        view = news_view(news)
        assert (view.headline, view.about, view.path) == (
            "Du er indkaldt til møde",
            "Ungerådet",
            f"/moeder/{meeting.id}",
        )
        assert view.note.endswith(", Rådhuset")
        (mail,) = mails_to(session, person)
        assert mail.subject.startswith("Møde i Ungerådet: ")
        assert "1. En skatebane" in mail.body_text
        assert "Taget af igen" not in mail.body_text
        assert f"http://localhost/raad/{body.id}/kalender.ics" in mail.body_text
        assert "Har du selv et punkt?" in mail.body_text
    for person in (waiting, gone, over, stranger):
        assert (news_of(session, person), mails_to(session, person)) == ([], [])


def test_a_substitute_hears_of_the_meeting_at_which_they_stand_in_and_of_no_other(
    session: Session, meeting: Any
) -> None:
    other = MeetingFactory(body=meeting.body, starts_at=meeting.starts_at + timedelta(days=7))
    member, substitute = SeatFactory(body=meeting.body), SeatFactory(body=meeting.body, role=SeatRole.substitute)
    facts = {"presence": Presence.present, "noted_at": now(), "stands_in_for_id": member.person_id}
    session.add(Attendee(meeting_id=meeting.id, person_id=substitute.person_id, **facts))
    session.flush()
    for one in (meeting, other):
        publish(session, MeetingNear(one.id, one.body_id))
    assert [news.path for news in news_of(session, substitute.person)] == [f"/moeder/{meeting.id}"]
    assert len(news_of(session, member.person)) == 2


def test_two_seats_are_one_call_and_told_twice_is_told_once(session: Session, meeting: Any) -> None:
    seat = SeatFactory(body=meeting.body)
    SeatFactory(body=meeting.body, person=seat.person, role=SeatRole.chair)
    for _ in range(2):
        publish(session, MeetingCalled(meeting.id, meeting.body_id))
    assert len(news_of(session, seat.person)) == 1
    assert len(mails_to(session, seat.person)) == 1


def test_without_an_address_it_stands_in_the_app_alone_and_each_reads_their_own_language(
    session: Session, meeting: Any
) -> None:
    without = SeatFactory(body=meeting.body, person=PersonFactory(email=None)).person
    english = SeatFactory(body=meeting.body, person=PersonFactory(locale="en")).person
    closed = SeatFactory(body=meeting.body, person=PersonFactory(closed_at=now())).person
    publish(session, MeetingCalled(meeting.id, meeting.body_id))
    assert len(news_of(session, without)) == 1
    assert [mail.recipient for mail in session.scalars(select(OutboxMessage))] == [english.email]
    assert f"http://localhost/en/moeder/{meeting.id}" in mails_to(session, english)[0].body_text
    assert news_of(session, closed) == []


def test_a_class_is_given_no_address_of_a_calendar(session: Session) -> None:
    meeting = MeetingFactory(body=ClassFactory())
    pupil = SeatFactory(body=meeting.body).person
    publish(session, MeetingCalled(meeting.id, meeting.body_id))
    assert "kalender" not in mails_to(session, pupil)[0].body_text


def test_each_change_is_told_anew_and_a_cancelled_one_says_why(session: Session, meeting: Any) -> None:
    person = SeatFactory(body=meeting.body).person
    for sequence in (1, 2, 2):
        publish(session, MeetingChanged(meeting.id, meeting.body_id, is_cancelled=False, sequence=sequence))
    meeting.cancel_reason = "Lokalet er optaget."
    publish(session, MeetingChanged(meeting.id, meeting.body_id, is_cancelled=True, sequence=3))
    assert headlines(session, person) == ["Mødet har fået ny tid eller nyt sted"] * 2 + ["Mødet er aflyst"]
    assert news_view(news_of(session, person)[-1]).note == "Grund: Lokalet er optaget."
    mails = mails_to(session, person)
    assert len(mails) == 3
    assert "Lokalet er optaget." in mails[-1].body_text


def test_a_reminder_has_a_mail_of_its_own_and_minutes_a_headline_with_a_link(session: Session, meeting: Any) -> None:
    person = SeatFactory(body=meeting.body).person
    publish(session, MeetingNear(meeting.id, meeting.body_id))
    publish(session, MinutesApproved(meeting.id, meeting.body_id, is_public=True))
    assert headlines(session, person) == ["Husk jeres møde", "Referatet er klar"]
    near, minutes = mails_to(session, person)
    assert near.subject.startswith("Husk mødet i Ungerådet: ")
    assert minutes.subject == "Referatet er klar"
    assert f"http://localhost/moeder/{meeting.id}" in minutes.body_text


def test_a_large_body_is_told_in_a_few_statements(session: Session, meeting: Any, count_queries: Any) -> None:
    first = session.scalar(select(func.max(Person.id))) or 0
    rows = [
        {"display_name": f"Ung {n}", "email": f"u{n}@example.test", "role": Role.young_person, "created_at": now()}
        for n in range(MANY)
    ]
    session.execute(insert(Person), rows)
    ids = session.scalars(select(Person.id).where(Person.id > first)).all()
    seat = {
        "body_id": meeting.body_id,
        "role": SeatRole.member,
        "starts_on": today(),
        "ends_on": today(),
        "created_at": now(),
    }
    session.execute(insert(Seat), [{**seat, "person_id": person_id} for person_id in ids])
    with count_queries() as seen:
        publish(session, MeetingCalled(meeting.id, meeting.body_id))
    assert len(seen) <= 6
    assert session.scalar(select(func.count()).select_from(Notification)) == MANY
    assert session.scalar(select(func.count()).select_from(OutboxMessage)) == MANY


def test_whoever_gets_a_seat_hears_of_it_with_its_days(session: Session) -> None:
    body = BodyFactory(name="Ungerådet")
    chosen, helper = PersonFactory(birth_year=today().year - 15), TeacherFactory()
    seat = give_seat(session, body, chosen, SeatFacts(role=SeatRole.member, starts_on=today()), actor_id=None)
    give_seat(session, body, helper, SeatFacts(role=SeatRole.coordinator, starts_on=today()), actor_id=None)
    (news,) = news_of(session, chosen)
    view = news_view(news)
    assert (view.headline, view.about, view.path) == ("Du er valgt til medlem", "Ungerådet", f"/raad/{body.id}")
    assert str(seat.ends_on.year) in view.note
    assert headlines(session, helper) == ["Du er udpeget til tovholder"]
    assert "Du er valgt til medlem i Ungerådet." in mails_to(session, chosen)[0].body_text
    assert "Du er udpeget til tovholder i Ungerådet." in mails_to(session, helper)[0].body_text


def test_to_become_a_pupil_is_no_news_and_to_help_a_class_is_no_mail(session: Session) -> None:
    school_class, helper = ClassFactory(), TeacherFactory()
    pupil = PersonFactory()
    seat = give_seat(session, school_class, pupil, SeatFacts(role=SeatRole.member, starts_on=today()), actor_id=None)
    give_seat(session, school_class, helper, SeatFacts(role=SeatRole.coordinator, starts_on=today()), actor_id=None)
    end_seat(session, seat, SeatEnd.moved, actor_id=None)
    assert (news_of(session, pupil), mails_to(session, pupil)) == ([], [])
    assert (len(news_of(session, helper)), mails_to(session, helper)) == (1, [])


def test_a_seat_that_ends_is_told_but_not_to_whoever_left_by_themselves(session: Session) -> None:
    recalled, resigned = SeatFactory(), SeatFactory()
    end_seat(session, recalled, SeatEnd.recalled, actor_id=None)
    end_seat(session, resigned, SeatEnd.resigned, actor_id=resigned.person_id)
    assert headlines(session, recalled.person) == ["Du er ikke længere medlem"]
    assert news_of(session, resigned.person) == []


def test_a_substitute_who_steps_in_hears_only_of_the_new_seat(session: Session) -> None:
    body = BodyFactory()
    leaving = SeatFactory(body=body)
    substitute = SeatFactory(body=body, role=SeatRole.substitute)
    other = SeatFactory(body=body, role=SeatRole.substitute)
    step_in(session, leaving, substitute, reason=SeatEnd.resigned, actor_id=leaving.person_id)
    assert headlines(session, substitute.person) == ["Du er valgt til medlem"]
    assert news_of(session, other.person) == []
