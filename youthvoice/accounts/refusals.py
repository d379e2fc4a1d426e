"""Addresses that take no mail: noted when a mail is refused for good, shown to whoever has one, forgotten when it works."""

from flask import Flask
from sqlalchemy import update
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.events import subscribe
from youthvoice.core.jobs import MailRefused

WHY_MAX = 200


def init(_app: Flask) -> None:
    """Listen to the worker."""
    subscribe(MailRefused, note_refusal)


def note_refusal(session: Session, event: MailRefused) -> None:
    """The first refusal stands, with what the mail server said; an address of nobody's is passed over."""
    fresh = update(Person).where(Person.email == event.recipient, Person.email_refused_at.is_(None))
    session.execute(fresh.values(email_refused_at=now(), email_refused_why=event.why[:WHY_MAX]))


def forget_refusal(session: Session, email: str) -> None:
    """Something that was mailed there has come back to us: the address works."""
    noted = update(Person).where(Person.email == email, Person.email_refused_at.is_not(None))
    session.execute(noted.values(email_refused_at=None, email_refused_why=None))
