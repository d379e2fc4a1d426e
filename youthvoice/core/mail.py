"""Mail: three templates become a row of the outbox in the writer's transaction; the worker sends it afterwards."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask import current_app, render_template
from sqlalchemy import Boolean, Index, Integer, Select, String, Text, cast, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from youthvoice.core.clock import now
from youthvoice.core.db import Base, Moment, PrimaryKey, UtcDateTime, enum_column
from youthvoice.core.translating import speaking


class OutboxState(StrEnum):
    """Where a message is on its way."""

    waiting = "waiting"
    sent = "sent"
    failed = "failed"


class OutboxMessage(Base):
    """One mail. ``dedupe_key`` makes two mails for one event to one person impossible."""

    __tablename__ = "outbox_messages"
    __table_args__ = (Index("ix_outbox_messages_state_next_try_at", "state", "next_try_at"),)

    id: Mapped[PrimaryKey]
    created_at: Mapped[Moment]
    state: Mapped[OutboxState] = mapped_column(enum_column(OutboxState, "outbox_state"), default=OutboxState.waiting)
    next_try_at: Mapped[Moment]
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body_text: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    is_secret: Mapped[bool] = mapped_column(Boolean, default=False)
    """The body is emptied once sent (a one-time code)."""
    dedupe_key: Mapped[str | None] = mapped_column(String(120), unique=True)


def enqueue(
    session: Session,
    recipient: str,
    template: str,
    locale: str,
    *,
    dedupe_key: str | None = None,
    is_secret: bool = False,
    **context: Any,
) -> OutboxMessage:
    """Render ``<room>/email/<name>.{subject.txt,txt,html}`` in ``locale`` and store it to be sent.

    ``template`` is "room/name". Links in mails are absolute: use ``link(path)`` in the templates.
    """
    subject, text, html = _rendered(template, locale, context)
    moment = now()
    message = OutboxMessage(
        created_at=moment,
        next_try_at=moment,
        recipient=recipient,
        subject=" ".join(subject.split())[:300],
        body_text=text.strip() + "\n",
        body_html=html,
        dedupe_key=dedupe_key,
        is_secret=is_secret,
    )
    session.add(message)
    return message


def enqueue_each(
    session: Session,
    recipients: Select[str | None, int],
    template: str,
    locale: str,
    *,
    dedupe_key: str,
    **context: Any,
) -> None:
    """The same mail to everybody whose (address, id) ``recipients`` selects: drawn once, stored in one statement.

    Whoever has a mail of that ``dedupe_key`` already gets no second one.
    """
    told = recipients.subquery()
    key = literal(f"{dedupe_key}:", String) + cast(told.c[1], String)
    values = {"recipient": told.c[0], "dedupe_key": key, **_same_for_all(*_rendered(template, locale, context))}
    columns: list[Any] = list(values.values())
    # WHERE: without one SQLite reads ON CONFLICT as part of a join.
    rows = select(*columns).where(told.c[0].is_not(None))
    insert_into: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    insert = insert_into(OutboxMessage).from_select(list(values), rows, include_defaults=False)
    session.execute(insert.on_conflict_do_nothing(index_elements=["dedupe_key"]))


def _same_for_all(subject: str, text: str, html: str) -> dict[str, Any]:
    moment = literal(now(), UtcDateTime)
    return {
        "created_at": moment,
        "next_try_at": moment,
        "state": literal(OutboxState.waiting.value, String),
        "tries": literal(0, Integer),
        "subject": literal(" ".join(subject.split())[:300], String),
        "body_text": literal(text.strip() + "\n", Text),
        "body_html": literal(html, Text),
        "is_secret": literal(value=False, type_=Boolean()),
    }


def _rendered(template: str, locale: str, context: dict[str, Any]) -> list[str]:
    room, name = template.split("/")
    values = {**context, "link": lambda path: absolute(path, locale), "mail_locale": locale}
    with speaking(locale):
        return [render_template(f"{room}/email/{name}.{ending}", **values) for ending in ("subject.txt", "txt", "html")]


def absolute(path: str, locale: str) -> str:
    """The public address of a path such as ``/forslag/7``, in the reader's language."""
    settings = current_app.extensions["youthvoice"].settings
    prefix = "" if locale == settings.default_locale else f"/{locale}"
    return f"{settings.base_url}{prefix}{path}"
