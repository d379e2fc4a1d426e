"""The worker: sends what stands in the outbox, at least once, with growing pauses after a failure; and does the jobs that
come back (core/ticks.py) in between.

Mails are not the only thing that leaves the house: a room above registers a ``Carrier`` for its own kind of message.
"""

import logging
import smtplib
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.events import publish
from youthvoice.core.mail import OutboxMessage, OutboxState, letter_of
from youthvoice.core.outgoing import Outgoing
from youthvoice.core.quiet import awake_at, is_quiet
from youthvoice.settings import Settings

log = logging.getLogger("youthvoice.worker")
MAX_TRIES = 8
LEASE = timedelta(minutes=5)
Deliver = Callable[[OutboxMessage], None]


@dataclass(frozen=True)
class MailRefused:
    """An address takes no mail, now or later; ``why`` is what its server said."""

    recipient: str
    why: str


class UndeliverableError(Exception):
    """It will never arrive: no use in trying again."""


@dataclass(frozen=True)
class Carrier:
    """How one kind of message leaves the house."""

    model: type[Outgoing]
    deliver: Callable[[Any], None]
    load: Callable[[Session, Any], None] = lambda _session, _message: None
    """Reads what ``deliver`` needs, while a session is open: none is, while it sends."""
    settled: Callable[[Session, Any, Exception | None], None] = lambda _session, _message, _error: None
    """Told in the transaction that stores how it went (None: it was sent)."""


def send_one(database: Database, deliver: Deliver) -> bool:
    """Send the mail that has waited longest; False where none is due."""
    return carry_one(database, mail_carrier(deliver))


def mail_carrier(deliver: Deliver) -> Carrier:
    """Mails, by a function that delivers one."""
    return Carrier(OutboxMessage, deliver, settled=_mail_settled)


def carry_one(database: Database, carrier: Carrier) -> bool:
    """Send the message that has waited longest; False where none is due.

    The row is leased in a short transaction first, so that two workers never take the same one and no lock is held while
    the other side answers. A worker killed in between leaves the message to be sent when the lease ends: at least once.
    """
    with database.transaction() as session:
        message = _lease(session, carrier.model)
        if message is not None:
            carrier.load(session, message)
    if message is None:
        return False
    error: Exception | None = None
    try:
        carrier.deliver(message)
    except Exception as raised:  # one message that cannot be built must not keep the others from being sent
        error = raised
    with database.transaction() as session:
        stored = session.get(carrier.model, message.id)
        if stored is not None:  # removed meanwhile: its reader closed the account
            _postpone(stored, error) if error else _mark_sent(stored)
            carrier.settled(session, stored, error)
    return True


def _lease(session: Session, model: type[Any]) -> Any:
    moment = now()
    due = (model.state == OutboxState.waiting, model.next_try_at <= moment)
    if is_quiet(moment):
        # The worker stood still by day, or a try failed in the evening.
        asleep = update(model).where(*due, model.rests_at_night.is_(True))
        session.execute(asleep.values(next_try_at=awake_at(moment)), execution_options={"synchronize_session": False})
    oldest = select(model).where(*due).order_by(model.next_try_at).limit(1)
    message = session.scalar(oldest.with_for_update(skip_locked=True))
    if message is not None:
        message.tries += 1
        message.next_try_at = moment + LEASE
    return message


def _mark_sent(message: Outgoing) -> None:
    message.state, message.sent_at, message.last_error = OutboxState.sent, now(), None
    log.info("message sent", extra={"data": {"kind": type(message).__name__, "id": message.id}})


def _postpone(message: Outgoing, error: Exception) -> None:
    message.last_error = f"{type(error).__name__}: {error}"[:500]
    later = now() + timedelta(minutes=2**message.tries)
    message.next_try_at = awake_at(later) if message.rests_at_night else later
    is_final = isinstance(error, UndeliverableError) or bool(refusal_of(error))
    if is_final or message.tries >= MAX_TRIES:
        message.state = OutboxState.failed
    data = {"kind": type(message).__name__, "id": message.id, "error": message.last_error}
    log.warning("message not sent", extra={"data": data})


def _mail_settled(session: Session, message: OutboxMessage, error: Exception | None) -> None:
    if message.is_secret and error is None:
        message.body_text = message.body_html = ""
    why = refusal_of(error)
    if why and not is_about_us(why):
        publish(session, MailRefused(message.recipient, why))


def refusal_of(error: Exception | None) -> str:
    """What the mail server said where it refused the recipient for good; empty where it did not."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return ""
    if not all(code >= 500 for code, _ in error.recipients.values()):
        return ""
    code, said = next(iter(error.recipients.values()))
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{code} {text}"


def is_about_us(why: str) -> bool:
    """Whether a refusal blames the sender (5.7: policy, such as a block list) and says nothing of the address."""
    return why.split(" ", 1)[-1].startswith("5.7.")


def smtp_delivery(settings: Settings) -> Deliver:
    """A function that delivers by the SMTP server of ``settings.mail_url`` (STARTTLS on port 587, TLS for smtps)."""
    parts = urlsplit(settings.mail_url)

    def deliver(message: OutboxMessage) -> None:
        connect = smtplib.SMTP_SSL if parts.scheme == "smtps" else smtplib.SMTP
        port = parts.port or (465 if parts.scheme == "smtps" else 25)
        with connect(parts.hostname or "", port, timeout=20) as smtp:
            if parts.scheme == "smtp" and port == 587:
                smtp.starttls(context=ssl.create_default_context())
            if parts.username:
                smtp.login(unquote(parts.username), unquote(parts.password or ""))
            smtp.send_message(as_email(message, settings))

    return deliver


def as_email(message: OutboxMessage, settings: Settings) -> EmailMessage:
    """The stored row as a multipart mail (plain text and HTML), with one-click unsubscribing (RFC 8058) where it has a topic."""
    mail, letter, sender = EmailMessage(), letter_of(message, settings), settings.mail_from
    mail["From"], mail["To"], mail["Subject"] = sender, message.recipient, message.subject
    mail["Date"] = formatdate(message.created_at.timestamp(), localtime=False)
    # The same at every try: a mail sent again after a killed worker is one mail for whoever gets it.
    domain = sender.rpartition("@")[2].rstrip("> ") or "localhost"
    mail["Message-ID"] = f"<outbox-{message.id}-{message.created_at.timestamp():.6f}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe_url:
        mail["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    return mail


_carriers: list[Callable[[Settings], Carrier | None]] = []


def register_carrier(make: Callable[[Settings], Carrier | None]) -> None:
    """Let workers carry one more kind of message, where ``make(settings)`` says that it is set up."""
    if make not in _carriers:
        _carriers.append(make)


def carriers(settings: Settings) -> list[Carrier]:
    """Every registered way out of the house that is set up."""
    return [carrier for make in _carriers if (carrier := make(settings)) is not None]


def run_worker(
    database: Database,
    deliver: Deliver | None,
    *,
    others: Sequence[Carrier] = (),
    once: bool = False,
    pause_seconds: float = 2.0,
) -> int:
    """Work until stopped (or until nothing is due, with ``once``); returns how many messages were tried.

    Without ``deliver`` the mails stay where they are. Jobs that are due come before the next message: they may write
    some.
    """
    ways = [mail_carrier(deliver), *others] if deliver is not None else others
    tried = 0
    while True:
        worked = ticks.run_due(database) > 0
        carried = sum(carry_one(database, carrier) for carrier in ways)
        tried += carried
        if carried or worked:
            continue
        if once:
            return tried
        time.sleep(pause_seconds)
