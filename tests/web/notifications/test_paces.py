"""How each is told: at once, in a digest or not by mail; never by night if young; and never twice."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from tests.factories.accounts import ModeratorFactory, OfficialFactory, PersonFactory
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.core.mail import OutboxMessage
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.commands.choosing import choices_of, choose
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification
from youthvoice.notifications.rules import Choice, NewsTopic, Pace

NIGHT = datetime(2027, 1, 13, 21, 30, tzinfo=UTC)
MORNING = datetime(2027, 1, 14, 6, 0, tzinfo=UTC)
COMMENT = News(NewsKind.comment, "comment:1", "/forslag/1#kommentar-1", {"title": "Bane"})


def people(*ids: int) -> Any:
    return select(Person.id).where(Person.id.in_(ids))


def mails(session: Session) -> dict[str, OutboxMessage]:
    return {mail.recipient: mail for mail in session.scalars(select(OutboxMessage))}


def news_of(session: Session, person: Any) -> list[Notification]:
    return list(session.scalars(select(Notification).where(Notification.person_id == person.id)))


def test_each_is_told_as_they_chose_and_all_have_it_in_the_list(session: Session, count_queries: Any) -> None:
    paces = {pace: PersonFactory() for pace in Pace}
    for pace, person in paces.items():
        choose(session, person.id, {NewsTopic.comments: Choice(pace, push=False)})
    silent, refused = PersonFactory(email=None), PersonFactory(email_refused_at=now())
    unset = PersonFactory()
    everybody = [*paces.values(), silent, refused, unset]
    session.flush()
    with count_queries() as seen:
        for _ in range(2):
            tell(session, people(*(one.id for one in everybody)), COMMENT)
    # A row for each and a mail for one, with its language asked for; the second time nobody is new.
    assert len(seen) == 4, seen
    assert set(mails(session)) == {paces[Pace.now].email}
    stored = {one.id: [news.pace for news in news_of(session, one)] for one in everybody}
    assert stored == {
        **{person.id: [pace] for pace, person in paces.items()},
        silent.id: [None],
        refused.id: [None],
        unset.id: [Pace.daily],
    }


def test_a_large_audience_costs_no_more_and_everybody_is_called_by_name(session: Session, count_queries: Any) -> None:
    rows = [
        {"display_name": f"Ung & <{n}>", "email": f"u{n}@example.test", "role": Role.young_person, "created_at": now()}
        for n in range(500)
    ]
    session.execute(insert(Person), rows)
    called = News(NewsKind.meeting_near, "meeting:1:near", "/moeder/1", {"title": "Ungerådet"})
    with count_queries() as seen:
        tell(session, select(Person.id).where(Person.display_name.like("Ung & <%")), called)
    assert len(seen) == 3
    found = mails(session)
    assert len(found) == 500
    assert found["u7@example.test"].body_text.startswith("Hej Ung & <7>\n")
    assert "<p>Hej Ung &amp; &lt;7&gt;</p>" in found["u7@example.test"].body_html


def test_told_again_after_a_change_of_mind_nothing_is_said_twice(session: Session) -> None:
    person = PersonFactory()
    tell(session, people(person.id), COMMENT)
    choose(session, person.id, {NewsTopic.comments: Choice(Pace.now, push=False)})
    tell(session, people(person.id), COMMENT)
    assert mails(session) == {}
    assert [news.pace for news in news_of(session, person)] == [Pace.daily]


def test_one_event_of_two_kinds_is_told_as_the_first(session: Session) -> None:
    person = PersonFactory()
    choose(session, person.id, {NewsTopic.comments: Choice(Pace.now, push=False)})
    tell(session, people(person.id), News(NewsKind.reply, "comment:1", "/forslag/1", {"title": "Bane"}))
    tell(session, people(person.id), COMMENT)
    assert [mail.subject for mail in mails(session).values()] == ["Nogen har skrevet til din kommentar"]


@pytest.mark.parametrize(("birth_year", "rests"), [(2015, True), (2008, True), (2007, False), (None, True)])
def test_the_young_sleep(session: Session, birth_year: int | None, rests: bool) -> None:
    young, adult = PersonFactory(birth_year=birth_year), OfficialFactory()
    moment = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    with time_machine.travel(moment, tick=False):
        tell(session, people(young.id, adult.id), News(NewsKind.seat_ended, "seat:1:ended", "/raad/1", {}))
    found = mails(session)
    due = datetime(2027, 1, 1, 6, tzinfo=UTC) if rests else moment
    assert (found[young.email].next_try_at, found[young.email].rests_at_night) == (due, rests)
    assert (found[adult.email].next_try_at, found[adult.email].rests_at_night) == (moment, False)
    assert len(news_of(session, young)) == 1


def test_a_cry_for_help_waits_for_no_morning_and_has_no_way_out(session: Session) -> None:
    moderator = ModeratorFactory()
    choose(session, moderator.id, {NewsTopic.alarms: Choice(Pace.never, push=False)})
    with time_machine.travel(NIGHT, tick=False):
        tell(session, people(moderator.id), News(NewsKind.alarm, "alarm:1", "/anmeldelser/1", {}), "alarm")
    (mail,) = mails(session).values()
    assert (mail.next_try_at, mail.topic) == (NIGHT, None)
    assert "afmeld" not in mail.body_text
    assert choices_of(session, moderator.id)[NewsTopic.alarms].pace is Pace.now


def test_what_waits_follows_a_change_of_mind(session: Session) -> None:
    person, other = PersonFactory(), PersonFactory()
    tell(session, people(person.id, other.id), COMMENT)
    choose(session, person.id, {NewsTopic.comments: Choice(Pace.weekly, push=False)})
    (news,) = news_of(session, person)
    session.refresh(news)
    assert (news.pace, news.digested_at) == (Pace.weekly, None)
    choose(session, person.id, {NewsTopic.comments: Choice(Pace.never, push=False)})
    session.refresh(news)
    assert (news.pace, news.digested_at is None) == (Pace.never, False)
    (untouched,) = news_of(session, other)
    assert (untouched.pace, untouched.digested_at) == (Pace.daily, None)


def test_what_lies_ready_for_the_morning_is_taken_back_with_the_topic(session: Session) -> None:
    young, other = PersonFactory(birth_year=2015), PersonFactory(birth_year=2015)
    with time_machine.travel(NIGHT, tick=False):
        tell(session, people(young.id, other.id), News(NewsKind.seat_ended, "seat:1:ended", "/raad/1", {}))
        choose(session, young.id, {NewsTopic.councils: Choice(Pace.never, push=False)})
    assert set(mails(session)) == {other.email}
