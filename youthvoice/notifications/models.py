"""What a person is told inside the app."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText, UtcDateTime

UNREAD = text("read_at IS NULL")


class Notification(Base):
    """One piece of news for one person; its words are made from ``kind`` and ``data`` when it is read."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("person_id", "event_key", name="uq_notifications_person_id_event_key"),
        Index("ix_notifications_person_id_id", "person_id", "id"),
        Index("ix_notifications_unread", "person_id", postgresql_where=UNREAD, sqlite_where=UNREAD),
    )

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    kind: Mapped[str] = mapped_column(String(40))
    event_key: Mapped[str] = mapped_column(String(120))
    """Names the event, so that nobody is told twice of one."""
    path: Mapped[ShortText]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[Moment]
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
