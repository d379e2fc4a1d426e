"""Telling people things, once each; and what they have read."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Select, String, Update, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.core.db import UtcDateTime
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.notifications.models import Notification
from youthvoice.notifications.rules import NewsKind

COLUMNS = ("person_id", "kind", "event_key", "path", "data", "created_at")
LONGEST_PATH = 200


@dataclass(frozen=True)
class News:
    """What somebody is told. ``event_key`` names the event, so that nobody is told of it twice."""

    kind: NewsKind
    event_key: str
    path: str
    data: dict[str, Any]


def notify(session: Session, person_id: int, news: News) -> None:
    """Tell one person. Told already of the same event: nothing happens."""
    notify_each(session, select(Person.id).where(Person.id == person_id), news)


def notify_each(session: Session, people: Select[int], news: News) -> None:
    """Tell everybody whose id ``people`` selects, in one statement however many. Closed accounts are left out."""
    ids = people.subquery()
    rows = select(
        Person.id,
        literal(news.kind.value, String),
        literal(news.event_key, String),
        literal(news.path[:LONGEST_PATH], String),
        literal(news.data, JSON),
        literal(now(), UtcDateTime),
    ).where(Person.id.in_(select(ids.c[0])), Person.closed_at.is_(None))
    session.execute(_insert_if_new(session, rows))


def _insert_if_new(session: Session, rows: Select[Any]) -> Any:
    """INSERT .. SELECT .. ON CONFLICT DO NOTHING; both databases know it, SQLAlchemy by two names."""
    insert_into: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return (
        insert_into(Notification)
        .from_select(COLUMNS, rows)
        .on_conflict_do_nothing(index_elements=["person_id", "event_key"])
    )


def mark_all_read(session: Session, person_id: int) -> None:
    """Nothing is new any more."""
    session.execute(_reading().where(Notification.person_id == person_id))


def mark_read(session: Session, person_id: int, notification_id: int) -> Notification:
    """Read one's own piece of news; read twice it keeps its first time. Raises NotFound for somebody else's."""
    found = session.get(Notification, notification_id) if notification_id <= MAX_ID else None
    if found is None or found.person_id != person_id:
        raise NotFound
    if found.read_at is None:
        found.read_at = now()
    return found


def _reading() -> Update:
    return update(Notification).where(Notification.read_at.is_(None)).values(read_at=now())
