"""Digests: one mail a person for everything that waits, at four, once, whoever is killed in the middle."""

import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.factories.accounts import PersonFactory
from tests.races import SECONDS, exit_codes
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.jobs import run_worker
from youthvoice.core.mail import OutboxMessage
from youthvoice.notifications import digests
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.commands.choosing import choose
from youthvoice.notifications.digests import MOST_SHOWN, send_digests
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification
from youthvoice.notifications.rules import Choice, NewsTopic, Pace

# A Friday at noon, and the Monday after at four; Denmark is an hour ahead of UTC.
FRIDAY = datetime(2027, 2, 26, 11, tzinfo=UTC)
FRIDAY_FOUR = FRIDAY.replace(hour=15)
MONDAY_FOUR = FRIDAY_FOUR + timedelta(days=3)


def told(session: Session, *people: Any, kind: NewsKind = NewsKind.comment, number: int = 1) -> None:
    ids = select(Person.id).where(Person.id.in_([one.id for one in people]))
    news = News(kind, f"{kind}:{number}", f"/forslag/{number}", {"title": f"Bane {number}", "outcome": "yes"})
    tell(session, ids, news)


def mails_at(session: Session, moment: datetime) -> list[OutboxMessage]:
    """What the job writes at that moment."""
    last = session.scalar(select(func.max(OutboxMessage.id))) or 0
    with time_machine.travel(moment, tick=False):
        while send_digests(session):
            pass
    session.flush()
    return list(session.scalars(select(OutboxMessage).where(OutboxMessage.id > last).order_by(OutboxMessage.id)))


def test_a_day_is_one_mail_at_four(session: Session) -> None:
    first, second = PersonFactory(display_name="Ræven"), PersonFactory(locale="en")
    with time_machine.travel(FRIDAY, tick=False):
        told(session, first, second)
        told(session, first, number=2, kind=NewsKind.reply)
    assert mails_at(session, FRIDAY_FOUR - timedelta(seconds=1)) == []
    to_first, to_second = mails_at(session, FRIDAY_FOUR)
    assert to_first.subject == "Der er 2 nye beskeder til dig"
    for words in ("Hej Ræven", "- Ny kommentar til dit forslag\n  «Bane 1»", "- Nogen har skrevet til din kommentar"):
        assert words in to_first.body_text
    assert "http://localhost/forslag/2" in to_first.body_html
    assert "http://localhost/en/forslag/1" in to_second.body_text
    assert (to_first.topic, to_first.person_id) == ("digest", first.id)
    assert mails_at(session, FRIDAY_FOUR) == mails_at(session, MONDAY_FOUR) == []


def test_mondays_mail_holds_the_week_and_the_day(session: Session) -> None:
    person = PersonFactory()
    with time_machine.travel(FRIDAY, tick=False):
        told(session, person, kind=NewsKind.followed_answered)
    assert mails_at(session, FRIDAY_FOUR) == []
    with time_machine.travel(MONDAY_FOUR - timedelta(hours=1), tick=False):
        told(session, person)
    (mail,) = mails_at(session, MONDAY_FOUR)
    assert "et forslag, du følger" in mail.body_text.lower()
    assert "Ny kommentar" in mail.body_text


def test_what_was_read_closed_or_cannot_arrive_is_not_mailed_and_waits_no_more(session: Session) -> None:
    reader, closed, refused = PersonFactory(), PersonFactory(), PersonFactory()
    with time_machine.travel(FRIDAY, tick=False):
        told(session, reader, closed, refused)
    for news in session.scalars(select(Notification).where(Notification.person_id == reader.id)):
        news.read_at = FRIDAY
    closed.closed_at, refused.email_refused_at = FRIDAY, FRIDAY
    session.flush()
    assert mails_at(session, FRIDAY_FOUR) == []
    assert session.scalar(select(func.count()).where(Notification.digested_at.is_(None))) == 0


def test_very_much_news_is_a_list_that_ends(session: Session, count_queries: Any) -> None:
    person, other = PersonFactory(), PersonFactory()
    with time_machine.travel(FRIDAY, tick=False):
        for number in range(MOST_SHOWN + 3):
            told(session, person, number=number)
        told(session, other)
    with count_queries() as seen:
        mail, _ = mails_at(session, FRIDAY_FOUR)
    assert mail.body_text.count("- Ny kommentar") == MOST_SHOWN
    assert "Og 3 til." in mail.body_text
    assert f"«Bane {MOST_SHOWN + 2}»" in mail.body_text
    assert len(seen) <= 9, seen


def test_more_people_than_one_round_takes(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "PEOPLE_AT_A_TIME", 2)
    people = [PersonFactory() for _ in range(5)]
    with time_machine.travel(FRIDAY, tick=False):
        told(session, *people)
    assert sorted(mail.recipient for mail in mails_at(session, FRIDAY_FOUR)) == sorted(one.email for one in people)


PEOPLE = 30


@pytest.fixture
def crowd(own_url: str) -> Iterator[Database]:
    """Many people with news of two days ago, in a database of their own."""
    app = app_on(own_url)
    database = app.extensions["youthvoice"].database
    before = now() - timedelta(days=2)
    with app.test_request_context("/"), database.transaction() as session, time_machine.travel(before):
        facts = {"role": Role.young_person, "birth_year": 2000, "created_at": before}
        people = [Person(display_name=f"Ung {n}", email=f"u{n}@example.test", **facts) for n in range(PEOPLE)]
        session.add_all(people)
        session.flush()
        for number in range(3):
            told(session, *people, number=number)
        choose(session, people[0].id, {NewsTopic.comments: Choice(Pace.never, push=False)})
    yield database
    database.dispose()


def _work(url: str, is_killed: bool, start: Any) -> None:
    """One worker process; one of them is killed while it writes its second round."""
    digests.PEOPLE_AT_A_TIME = 5
    app = app_on(url)
    rounds = []
    real = digests._mail

    def counted(*facts: Any) -> None:
        rounds.append(1)
        real(*facts)
        if is_killed and len(rounds) == 8:
            facts[0].flush()
            os.kill(os.getpid(), signal.SIGKILL)

    digests._mail = counted
    with app.app_context():
        start.wait(SECONDS)
        run_worker(app.extensions["youthvoice"].database, None, once=True)


def test_two_workers_and_one_killed_leave_everybody_one_digest(own_url: str, crowd: Database) -> None:
    assert exit_codes(_work, [(own_url, True)]) == [-signal.SIGKILL]
    assert exit_codes(_work, [(own_url, False)] * 2) == [0, 0]
    with crowd.session(read_only=True) as session:
        recipients = list(session.scalars(select(OutboxMessage.recipient)))
        waiting = session.scalar(select(func.count()).where(Notification.digested_at.is_(None)))
    assert sorted(recipients) == sorted(f"u{n}@example.test" for n in range(1, PEOPLE))
    assert waiting == 0
