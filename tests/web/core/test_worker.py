"""The worker against a real mail server on loopback: each mail once, pauses that grow, and nothing secret kept."""

import smtplib
import socket
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.races import SECONDS, exit_codes
from youthvoice.app import create_app
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.jobs import MAX_TRIES, as_email, run_worker, send_one, smtp_delivery
from youthvoice.core.mail import OutboxMessage, OutboxState, absolute

MAILS = 60
WORKERS = 2


class Mailbox:
    """A handler of aiosmtpd that keeps what it gets, and answers as it is told."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str]] = []
        self.reply_to_recipient = "250 OK"
        self.reply_to_data = "250 OK"

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd calls
        self, _server: SMTP, _session: Any, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.reply_to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.reply_to_recipient

    async def handle_DATA(  # noqa: N802  # the name that aiosmtpd calls
        self, _server: SMTP, _session: Any, envelope: Envelope
    ) -> str:
        if self.reply_to_data.startswith("250"):
            content = envelope.content or b""
            text = content.decode("utf-8") if isinstance(content, bytes) else content
            self.got.append((envelope.rcpt_tos[0], text))
        return self.reply_to_data


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    """A running server and its MAIL_URL."""
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=0)
    with listening(controller) as port:
        yield box, f"smtp://127.0.0.1:{port}"


@contextmanager
def listening(controller: Controller) -> Iterator[int]:
    """Start it on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        controller.port = probe.getsockname()[1]
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["youthvoice"].database
    return found


def add_mail(session: Session, number: int = 0, **changes: Any) -> OutboxMessage:
    """A mail that is due now."""
    values = {
        "recipient": f"unge{number}@example.test",
        "subject": f"Svar på dit forslag {number} æøå",
        "body_text": f"Kære nr. {number}: nej, fordi …\n",
        "body_html": f"<p>Kære nr. {number}</p>",
        "created_at": now(),
        "next_try_at": now() - timedelta(seconds=1),
        **changes,
    }
    message = OutboxMessage(**values)
    session.add(message)
    session.commit()
    return message


def delivery(url: str) -> Callable[[OutboxMessage], None]:
    return smtp_delivery(make_settings("sqlite:///unused", mail_url=url))


def test_a_mail_arrives_whole_and_once(session: Session, database: Database, mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    message = add_mail(session)
    assert run_worker(database, delivery(url), once=True) == 1
    assert run_worker(database, delivery(url), once=True) == 0
    ((recipient, text),) = box.got
    assert recipient == message.recipient
    mail = as_email(message, make_settings("sqlite:///unused"))
    assert mail.get_body(("plain",)).get_content() == message.body_text
    assert "Auto-Submitted: auto-generated" in text
    session.refresh(message)
    assert (message.state, message.tries, message.last_error) == (OutboxState.sent, 1, None)
    assert message.sent_at is not None
    assert message.body_text


def test_a_secret_body_is_emptied_once_sent_and_not_before(
    session: Session, database: Database, mailbox: tuple[Mailbox, str]
) -> None:
    box, url = mailbox
    message = add_mail(session, is_secret=True, body_text="Koden er 123456\n", body_html="<p>123456</p>")
    box.reply_to_data = "451 try later"
    run_worker(database, delivery(url), once=True)
    session.refresh(message)
    assert "123456" in message.body_text
    box.reply_to_data = "250 OK"
    message.next_try_at = now()
    session.commit()
    run_worker(database, delivery(url), once=True)
    session.refresh(message)
    assert (message.body_text, message.body_html) == ("", "")
    assert "123456" in box.got[0][1]


def test_a_server_that_is_down_is_asked_again_with_growing_pauses(session: Session, database: Database) -> None:
    message = add_mail(session)
    refused = delivery("smtp://127.0.0.1:9")
    pauses = []
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(MAX_TRIES):
            assert send_one(database, refused)
            assert not send_one(database, refused)
            session.refresh(message)
            pauses.append(message.next_try_at - now())
            clock.shift(message.next_try_at - now())
        assert not send_one(database, refused)
    assert pauses == sorted(pauses)
    assert len(set(pauses)) == MAX_TRIES
    assert pauses[0] >= timedelta(minutes=1)
    assert message.state is OutboxState.failed
    assert "ConnectionRefusedError" in (message.last_error or "")


def test_a_failing_server_gets_it_again_and_then_takes_it(
    session: Session, database: Database, mailbox: tuple[Mailbox, str]
) -> None:
    box, url = mailbox
    message = add_mail(session)
    box.reply_to_data = "451 try later"
    assert send_one(database, delivery(url))
    session.refresh(message)
    assert (message.state, message.tries) == (OutboxState.waiting, 1)
    assert "451" in (message.last_error or "")
    box.reply_to_data = "250 OK"
    with time_machine.travel(message.next_try_at + timedelta(seconds=1)):
        assert send_one(database, delivery(url))
    session.refresh(message)
    assert (message.state, len(box.got)) == (OutboxState.sent, 1)


@pytest.mark.parametrize(
    ("reply", "state"), [("550 no such user", OutboxState.failed), ("450 mailbox busy", OutboxState.waiting)]
)
def test_a_refused_recipient_is_final_only_for_good(
    session: Session, database: Database, mailbox: tuple[Mailbox, str], reply: str, state: OutboxState
) -> None:
    box, url = mailbox
    box.reply_to_recipient = reply
    message = add_mail(session)
    send_one(database, delivery(url))
    session.refresh(message)
    assert (message.state, message.tries) == (state, 1)
    assert box.got == []


def test_a_mail_that_cannot_even_be_built_does_not_stop_the_others(
    session: Session, database: Database, mailbox: tuple[Mailbox, str]
) -> None:
    """A line end in an address is refused by the mail library, with what is no error of SMTP."""
    box, url = mailbox
    bad = add_mail(session, 1, recipient="a@x.test\r\nBcc: b@example.test", next_try_at=now() - timedelta(hours=1))
    add_mail(session, 2)
    assert run_worker(database, delivery(url), once=True) == 2
    assert [recipient for recipient, _ in box.got] == ["unge2@example.test"]
    session.refresh(bad)
    assert bad.state is OutboxState.waiting
    assert bad.last_error


def test_one_bad_mail_does_not_stop_the_others(
    session: Session, database: Database, mailbox: tuple[Mailbox, str]
) -> None:
    box, url = mailbox
    add_mail(session, 1, next_try_at=now() - timedelta(hours=1))
    add_mail(session, 2)
    deliver = delivery(url)

    def picky(message: OutboxMessage) -> None:
        if message.recipient.startswith("unge1"):
            raise smtplib.SMTPServerDisconnected("gone")
        deliver(message)

    assert run_worker(database, picky, once=True) == 2
    assert [recipient for recipient, _ in box.got] == ["unge2@example.test"]


def test_a_mail_not_yet_due_waits(session: Session, database: Database, mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    add_mail(session, next_try_at=now() + timedelta(minutes=1))
    assert run_worker(database, delivery(url), once=True) == 0
    assert box.got == []


def test_the_command_says_that_mails_are_kept_without_a_server(app: Flask, session: Session) -> None:
    message = add_mail(session)
    result: Result = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert result.exit_code == 0
    assert "outbox" in result.output
    session.refresh(message)
    assert message.state is OutboxState.waiting


def test_links_go_to_the_public_address_in_the_readers_language(app: Flask, session: Session) -> None:
    assert absolute("/forslag/7", "da") == "http://localhost/forslag/7"
    assert absolute("/forslag/7", "en") == "http://localhost/en/forslag/7"


def _work(url: str, mail_url: str, start: Any) -> None:
    """One worker process, as ``flask worker --once`` runs it; all begin together."""
    app = create_app(make_settings(url, mail_url=mail_url))
    found = app.extensions["youthvoice"]
    start.wait(SECONDS)
    with app.app_context():
        run_worker(found.database, smtp_delivery(found.settings), once=True)


def test_two_workers_send_every_mail_exactly_once(own_url: str, mailbox: tuple[Mailbox, str]) -> None:
    box, mail_url = mailbox
    database = Database(make_settings(own_url))
    with database.session(read_only=False) as session:
        for number in range(MAILS):
            add_mail(session, number)
    assert exit_codes(_work, [(own_url, mail_url)] * WORKERS) == [0] * WORKERS
    counted = Counter(recipient for recipient, _ in box.got)
    assert counted == Counter({f"unge{number}@example.test": 1 for number in range(MAILS)})
    with database.session(read_only=True) as session:
        states = Counter(session.scalars(select(OutboxMessage.state)))
    database.dispose()
    assert states == Counter({OutboxState.sent: MAILS})
