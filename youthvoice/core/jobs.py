"""The worker: sends what stands in the outbox, at least once, with growing pauses after a failure; and does the jobs that
come back (core/ticks.py) in between."""

import logging
import smtplib
import ssl
import time
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.mail import OutboxMessage, OutboxState
from youthvoice.settings import Settings

log = logging.getLogger("youthvoice.worker")
MAX_TRIES = 8
LEASE = timedelta(minutes=5)
Deliver = Callable[[OutboxMessage], None]


def send_one(database: Database, deliver: Deliver) -> bool:
    """Send the mail that has waited longest; False where none is due.

    The row is leased in a short transaction first, so that two workers never take the same one and no lock is held while
    the mail server answers. A worker killed in between leaves the mail to be sent when the lease ends: at least once.
    """
    with database.transaction() as session:
        message = _lease(session)
    if message is None:
        return False
    error: Exception | None = None
    try:
        deliver(message)
    except Exception as raised:  # one mail that cannot be built must not keep the others from being sent
        error = raised
    with database.transaction() as session:
        stored = session.get_one(OutboxMessage, message.id)
        _postpone(stored, error) if error else _mark_sent(stored)
    return True


def _lease(session: Session) -> OutboxMessage | None:
    due = select(OutboxMessage).where(OutboxMessage.state == OutboxState.waiting, OutboxMessage.next_try_at <= now())
    message = session.scalar(due.order_by(OutboxMessage.next_try_at).limit(1).with_for_update(skip_locked=True))
    if message is not None:
        message.tries += 1
        message.next_try_at = now() + LEASE
    return message


def _mark_sent(message: OutboxMessage) -> None:
    message.state, message.sent_at, message.last_error = OutboxState.sent, now(), None
    if message.is_secret:
        message.body_text = message.body_html = ""
    log.info("mail sent", extra={"data": {"outbox_id": message.id}})


def _postpone(message: OutboxMessage, error: Exception) -> None:
    message.last_error = f"{type(error).__name__}: {error}"[:500]
    message.next_try_at = now() + timedelta(minutes=2**message.tries)
    refused_for_good = isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in error.recipients.values()
    )
    if refused_for_good or message.tries >= MAX_TRIES:
        message.state = OutboxState.failed
    log.warning("mail not sent", extra={"data": {"outbox_id": message.id, "error": message.last_error}})


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
            smtp.send_message(as_email(message, settings.mail_from))

    return deliver


def as_email(message: OutboxMessage, sender: str) -> EmailMessage:
    """The stored row as a multipart mail (plain text and HTML)."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, message.recipient, message.subject
    mail["Date"] = formatdate(message.created_at.timestamp(), localtime=False)
    mail["Message-ID"] = make_msgid(
        f"outbox-{message.id}", domain=sender.rpartition("@")[2].rstrip("> ") or "localhost"
    )
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body_text)
    mail.add_alternative(message.body_html, subtype="html")
    return mail


def run_worker(database: Database, deliver: Deliver | None, *, once: bool = False, pause_seconds: float = 2.0) -> int:
    """Work until stopped (or until nothing is due, with ``once``); returns how many mails were tried.

    Without ``deliver`` the mails stay where they are. Jobs that are due come before the next mail: they may write some.
    """
    tried = 0
    while True:
        worked = ticks.run_due(database) > 0
        if deliver is not None and send_one(database, deliver):
            tried += 1
        elif worked:
            continue
        elif once:
            return tried
        else:
            time.sleep(pause_seconds)
