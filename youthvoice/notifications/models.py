"""What a person is told, how they want to be told, and the devices that want to know."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.core.outgoing import Outgoing
from youthvoice.notifications.rules import Pace

OF_MOTIONS = text("kind = 'grant_vote_near'")
UNREAD = text("read_at IS NULL")
WAITS = text("digested_at IS NULL AND pace IN ('daily', 'weekly')")


class Notification(Base):
    """One piece of news for one person; its words are made from ``kind`` and ``data`` when it is read."""

    __tablename__ = "notifications"
    __table_args__ = (
        UniqueConstraint("person_id", "event_key", name="uq_notifications_person_id_event_key"),
        Index("ix_notifications_person_id_id", "person_id", "id"),
        Index("ix_notifications_unread", "person_id", postgresql_where=UNREAD, sqlite_where=UNREAD),
        # Few rows: was anybody reminded of that motion?
        Index("ix_notifications_of_motions", "event_key", postgresql_where=OF_MOTIONS, sqlite_where=OF_MOTIONS),
        Index("ix_notifications_waits", "person_id", "pace", "created_at", postgresql_where=WAITS, sqlite_where=WAITS),
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
    pace: Mapped[Pace | None] = mapped_column(enum_column(Pace, "news_pace"))
    """How soon it is mailed, as its reader wanted when it happened; NULL where it stands in the list alone."""
    digested_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it left the queue for a digest (mailed, or read before)."""


class NotificationSetting(Base):
    """What one person chose for one topic; without a row the defaults of rules.py hold."""

    __tablename__ = "notification_settings"
    __table_args__ = (UniqueConstraint("person_id", "topic"),)

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    topic: Mapped[str] = mapped_column(String(40))
    """A NewsTopic; text, so that a topic more needs no new shape of the table."""
    pace: Mapped[Pace] = mapped_column(enum_column(Pace, "setting_pace"))
    push: Mapped[bool] = mapped_column(Boolean)


class PushSubscription(Base):
    """A browser whose owner asked to be told there. Whoever knows ``endpoint`` can only write to it with our key."""

    __tablename__ = "push_subscriptions"

    id: Mapped[PrimaryKey]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    endpoint: Mapped[str] = mapped_column(String(1000), unique=True)
    p256dh: Mapped[str] = mapped_column(String(100))
    auth: Mapped[str] = mapped_column(String(40))
    """The browser's public key and secret, base64url: the push service cannot read what passes through it."""
    label: Mapped[str] = mapped_column(String(60))
    """«Firefox på Android»: for its owner to know it again."""
    created_at: Mapped[Moment]
    last_ok_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PushMessage(Outgoing, Base):
    """One piece of news on its way to one device; its words are made when it is sent."""

    __tablename__ = "push_messages"
    __table_args__ = (
        UniqueConstraint("subscription_id", "notification_id"),
        Index("ix_push_messages_state_next_try_at", "state", "next_try_at"),
    )

    subscription_id: Mapped[int] = mapped_column(ForeignKey("push_subscriptions.id", ondelete="CASCADE"))
    notification_id: Mapped[int] = mapped_column(ForeignKey("notifications.id"), index=True)

    subscription: Mapped[PushSubscription] = relationship(lazy="raise")
    notification: Mapped[Notification] = relationship(lazy="raise")
