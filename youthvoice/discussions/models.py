"""A thread of comments, one level of replies deep. The room above owns the thread and knows what it is about."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person
from youthvoice.core.db import Base, BigId, Moment, PrimaryKey, ShortText, UtcDateTime


class Thread(Base):
    """A discussion. ``title`` and ``path`` are those of the page it stands on."""

    __tablename__ = "threads"

    id: Mapped[PrimaryKey]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(BigId)
    title: Mapped[ShortText]
    path: Mapped[ShortText]
    comment_count: Mapped[int] = mapped_column(Integer, default=0)
    """Comments that can be read (neither withdrawn nor hidden)."""


class Comment(Base):
    """One comment; ``parent_id`` names the comment it replies to, which itself has none."""

    __tablename__ = "comments"
    __table_args__ = (
        UniqueConstraint("author_id", "form_key", name="uq_comments_author_id_form_key"),
        Index("ix_comments_thread_id_parent_id_id", "thread_id", "parent_id", "id"),
        Index("ix_comments_parent_id", "parent_id"),
        Index("ix_comments_author_id", "author_id", "id"),
        CheckConstraint("length(trim(body)) >= 2", name="body_needed"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comments.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    body: Mapped[str] = mapped_column(Text)
    created_at: Mapped[Moment]
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    author: Mapped[Person] = relationship()
    thread: Mapped[Thread] = relationship()

    @property
    def is_readable(self) -> bool:
        """Neither withdrawn by its author nor hidden by a moderator."""
        return self.withdrawn_at is None and self.hidden_at is None
