"""Mail: three templates become a row of the outbox in the writer's transaction; the worker sends it afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Index,
    Integer,
    Select,
    String,
    Subquery,
    Text,
    case,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from youthvoice.core.clock import now
from youthvoice.core.db import Base, BigId, UtcDateTime
from youthvoice.core.outgoing import OutboxState, Outgoing
from youthvoice.core.quiet import awake_at
from youthvoice.core.translating import speaking
from youthvoice.settings import Settings

__all__ = ["OutboxMessage", "OutboxState", "absolute", "enqueue", "enqueue_each"]

NAME_MARK = "\ue000name\ue000"
"""Stands in a mail that is drawn once for many, where each reader's name comes: a name cannot hold these characters."""
TOKEN_MARK = "0-token-0"  # noqa: S105  # a place, not a secret
"""Stands in the foot of a mail until it is sent: each reader's own address to say «no more of these»."""


@dataclass(frozen=True)
class Foot:
    """Where readers say how much mail they want; ``token(settings, person_id, topic)`` signs one reader's no."""

    settings_path: str
    unsubscribe_path: str
    token: Callable[[Settings, int, str], str]


_feet: list[Foot] = []


def register_foot(foot: Foot) -> None:
    """Let mails with a topic carry it from now on; core knows no settings of people's."""
    _feet[:] = [foot]


class OutboxMessage(Outgoing, Base):
    """One mail. ``dedupe_key`` makes two mails for one event to one person impossible."""

    __tablename__ = "outbox_messages"
    __table_args__ = (Index("ix_outbox_messages_state_next_try_at", "state", "next_try_at"),)

    recipient: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(300))
    body_text: Mapped[str] = mapped_column(Text)
    body_html: Mapped[str] = mapped_column(Text)
    is_secret: Mapped[bool] = mapped_column(Boolean, default=False)
    """The body is emptied once sent (a one-time code)."""
    dedupe_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    person_id: Mapped[int | None] = mapped_column(BigId)
    topic: Mapped[str | None] = mapped_column(String(40))
    """Whose mail it is, and what it is about, where its reader can say «no more of these» in its foot and header."""


def enqueue(
    session: Session,
    recipient: str,
    template: str,
    locale: str,
    *,
    dedupe_key: str | None = None,
    is_secret: bool = False,
    person_id: int | None = None,
    topic: str | None = None,
    rests_at_night: bool = False,
    **context: Any,
) -> OutboxMessage:
    """Render ``<room>/email/<name>.{subject.txt,txt,html}`` in ``locale`` and store it to be sent.

    ``template`` is "room/name". Links in mails are absolute: use ``link(path)`` in the templates. With ``person_id`` and
    ``topic`` the mail says how to get no more of them.
    """
    drawn = _rendered(template, locale, context, has_foot=topic is not None)
    message = _message(recipient, *drawn, rests_at_night=rests_at_night)
    message.dedupe_key, message.is_secret = dedupe_key, is_secret
    message.person_id, message.topic = person_id, topic
    session.add(message)
    return message


def _message(recipient: str, subject: str, text: str, html: str, *, rests_at_night: bool) -> OutboxMessage:
    moment = now()
    return OutboxMessage(
        created_at=moment,
        next_try_at=awake_at(moment) if rests_at_night else moment,
        rests_at_night=rests_at_night,
        recipient=recipient,
        subject=subject,
        body_text=text,
        body_html=html,
    )


def enqueue_each(
    session: Session,
    recipients: Select[*tuple[Any, ...]],
    template: str,
    locale: str,
    *,
    dedupe_key: str,
    topic: str | None = None,
    **context: Any,
) -> None:
    """The same mail to everybody whose (address, id) ``recipients`` selects: drawn once, stored in one statement.

    Two more columns may be selected: ``name``, put where the mail has NAME_MARK, and ``rests`` (no mail by night).
    Whoever has a mail of that ``dedupe_key`` already gets no second one.
    """
    told = recipients.subquery()
    drawn = _rendered(template, locale, context, has_foot=topic is not None)
    values = {
        "recipient": told.c[0],
        "dedupe_key": literal(f"{dedupe_key}:", String) + cast(told.c[1], String),
        "person_id": told.c[1],
        "topic": literal(topic, String),
        **_for_each(told, *drawn),
        **_same_for_all(),
    }
    # WHERE: without one SQLite reads ON CONFLICT as part of a join.
    rows = select(*values.values()).where(told.c[0].is_not(None))
    insert_into: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    insert = insert_into(OutboxMessage).from_select(list(values), rows, include_defaults=False)
    session.execute(insert.on_conflict_do_nothing(index_elements=["dedupe_key"]))


def _same_for_all() -> dict[str, ColumnElement[Any]]:
    return {
        "created_at": literal(now(), UtcDateTime),
        "state": literal(OutboxState.waiting.value, String),
        "tries": literal(0, Integer),
        "is_secret": literal(value=False, type_=Boolean()),
    }


def _for_each(told: Subquery, subject: str, text: str, html: str) -> dict[str, ColumnElement[Any]]:
    """What differs: the name in the words, and when the young sleep."""
    name = told.c.get("name")
    drawn: dict[str, ColumnElement[Any]] = {
        "subject": literal(subject, String),
        "body_text": literal(text, Text),
        "body_html": literal(html, Text),
    }
    if name is not None:
        drawn = {
            part: func.replace(words, NAME_MARK, _escaped(name) if part == "body_html" else name)
            for part, words in drawn.items()
        }
    moment, rests = now(), told.c.get("rests")
    asleep = literal(value=False, type_=Boolean()) if rests is None else rests
    due = case((asleep, literal(awake_at(moment), UtcDateTime)), else_=literal(moment, UtcDateTime))
    return {**drawn, "rests_at_night": asleep, "next_try_at": due}


def _escaped(name: ColumnElement[str]) -> ColumnElement[str]:
    """As the templates escape it, in SQL."""
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&#34;"), ("'", "&#39;")):
        name = func.replace(name, sign, written)
    return name


def _rendered(template: str, locale: str, context: dict[str, Any], *, has_foot: bool) -> tuple[str, str, str]:
    """Subject, text and HTML, as they are stored."""
    room, name = template.split("/")
    values = {**context, "link": lambda path: absolute(path, locale), "mail_locale": locale}
    with speaking(locale):
        subject, text, html = (
            render_template(f"{room}/email/{name}.{ending}", **values) for ending in ("subject.txt", "txt", "html")
        )
        text = text.strip() + "\n"
        if has_foot and _feet:
            addresses = {
                "settings_url": absolute(_feet[0].settings_path, locale),
                "unsubscribe_url": absolute(f"{_feet[0].unsubscribe_path}{TOKEN_MARK}", locale),
            }
            text += "\n" + render_template("core/email/foot.txt", **addresses).strip() + "\n"
            foot = render_template("core/email/foot.html", **addresses).rstrip() + "\n"
            html = html.replace("  </body>", f"{foot}  </body>", 1)
    return " ".join(subject.split())[:300], text, html


@dataclass(frozen=True)
class Letter:
    """A mail as one reader gets it."""

    text: str
    html: str
    unsubscribe_url: str | None


def letter_of(message: OutboxMessage, settings: Settings) -> Letter:
    """The stored words with the reader's own address for «no more of these» in them; signed anew at each try."""
    if message.topic is None or message.person_id is None or not _feet:
        return Letter(message.body_text, message.body_html, None)
    token = _feet[0].token(settings, message.person_id, message.topic)
    text, html = (body.replace(TOKEN_MARK, token) for body in (message.body_text, message.body_html))
    return Letter(text, html, f"{settings.base_url}{_feet[0].unsubscribe_path}{token}")


def absolute(path: str, locale: str) -> str:
    """The public address of a path such as ``/forslag/7``, in the reader's language."""
    settings = current_app.extensions["youthvoice"].settings
    prefix = "" if locale == settings.default_locale else f"/{locale}"
    return f"{settings.base_url}{prefix}{path}"
