"""What leaves the house after the transaction that wrote it: the columns that the worker (core/jobs.py) needs."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Boolean, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from youthvoice.core.db import Moment, PrimaryKey, UtcDateTime, enum_column


class OutboxState(StrEnum):
    """Where a message is on its way."""

    waiting = "waiting"
    sent = "sent"
    failed = "failed"


class Outgoing:
    """A row that is sent at least once. Its table needs an index on (state, next_try_at)."""

    id: Mapped[PrimaryKey]
    created_at: Mapped[Moment]
    state: Mapped[OutboxState] = mapped_column(enum_column(OutboxState, "outbox_state"), default=OutboxState.waiting)
    next_try_at: Mapped[Moment]
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(Integer, default=0)
    last_error: Mapped[str | None] = mapped_column(Text)
    rests_at_night: Mapped[bool] = mapped_column(Boolean, default=False)
    """For somebody under 18: it leaves by day alone (core/quiet.py), at every try."""
