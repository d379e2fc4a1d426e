"""What the worker owes to readers: one mail though it was killed, quiet nights for the young, and word of refused addresses."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.web.core.test_worker import Mailbox, add_mail, database, delivery, mailbox
from youthvoice.accounts.codes import send_code
from youthvoice.accounts.commands import confirm_email
from youthvoice.accounts.refusals import forget_refusal
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.jobs import LEASE, run_worker, send_one
from youthvoice.core.mail import OutboxMessage, OutboxState

__all__ = ["database", "mailbox"]
EVENING = datetime(2027, 3, 3, 19, 59, 30, tzinfo=UTC)
MORNING = datetime(2027, 3, 4, 6, tzinfo=UTC)


def test_a_mail_sent_again_after_a_kill_is_the_same_mail(
    session: Session, database: Database, mailbox: tuple[Mailbox, str]
) -> None:
    box, url = mailbox
    message = add_mail(session)

    def sent_and_killed(mail: OutboxMessage) -> None:
        delivery(url)(mail)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send_one(database, sent_and_killed)
    assert not send_one(database, delivery(url))
    with time_machine.travel(now() + LEASE + timedelta(seconds=1)):
        assert send_one(database, delivery(url))
    names = [re.findall(r"^Message-ID:\s+(\S+)", text, re.MULTILINE)[0] for _, text in box.got]
    assert len(names) == 2
    assert len(set(names)) == 1
    session.refresh(message)
    assert message.state is OutboxState.sent


def test_no_try_falls_into_the_night_of_the_young(session: Session, database: Database) -> None:
    """Not when the worker comes late, nor when an evening's try fails; others are sent all the same."""
    tried: list[str] = []

    def refused(message: OutboxMessage) -> None:
        tried.append(message.recipient)
        raise ConnectionRefusedError

    with time_machine.travel(EVENING, tick=False) as clock:
        young, other = add_mail(session, 1, rests_at_night=True), add_mail(session, 2)
        assert run_worker(database, refused, once=True) == 2
        for message in (young, other):
            session.refresh(message)
        assert (young.next_try_at, other.next_try_at) == (MORNING, EVENING + timedelta(minutes=2))
        late = add_mail(session, 3, rests_at_night=True, next_try_at=EVENING - timedelta(hours=8))
        clock.shift(timedelta(hours=2))
        tried.clear()
        run_worker(database, refused, once=True)
        assert tried == [other.recipient]
        session.refresh(late)
        assert (late.next_try_at, late.tries) == (MORNING, 0)
        clock.move_to(MORNING)
        tried.clear()
        run_worker(database, tried.append, once=True)
        assert len(tried) == 3


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        ("550 5.1.1 no such user", "550 5.1.1 no such user"),
        ("552 mailbox gone", "552 mailbox gone"),
        ("554 5.7.1 you are on a block list", None),
        ("450 4.2.1 busy", None),
    ],
)
def test_a_refused_address_is_noted_but_not_what_is_our_own_fault(
    session: Session, database: Database, mailbox: tuple[Mailbox, str], reply: str, why: str | None
) -> None:
    box, url = mailbox
    person, other = PersonFactory(), PersonFactory()
    add_mail(session, recipient=person.email)
    box.reply_to_recipient = reply
    run_worker(database, delivery(url), once=True)
    for one in (person, other):
        session.refresh(one)
    assert person.email_refused_why == why
    assert (person.email_refused_at is not None) is (why is not None)
    assert other.email_refused_at is None


def test_an_address_that_is_confirmed_works_again(session: Session) -> None:
    person = PersonFactory(email_refused_at=now(), email_refused_why="550")
    session.flush()
    forget_refusal(session, person.email)
    session.refresh(person)
    assert person.email_refused_at is None
    person.email_refused_at = now()
    confirm_email(session, person, "ny@example.test")
    assert (person.email, person.email_refused_at, person.email_refused_why) == ("ny@example.test", None, None)


def test_a_code_is_sent_by_night_and_to_a_refused_address(session: Session) -> None:
    person: Any = PersonFactory(birth_year=2015, email_refused_at=now())
    with time_machine.travel(EVENING + timedelta(hours=3), tick=False):
        send_code(session, "a secret of at least 32 characters", person.email, "da")
        session.flush()
        message = session.scalars(select(OutboxMessage)).one()
        assert (message.recipient, message.next_try_at) == (person.email, now())
