"""Reports of texts that somebody found wrong, and what a human decided."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person
from youthvoice.core.db import Base, BigId, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.moderation.rules import ReportReason, ReportState


class ContentReport(Base):
    """One report. The room that owns the text gives ``target_kind``, ``target_id``, its title and path."""

    __tablename__ = "content_reports"
    __table_args__ = (
        Index("ix_content_reports_state_due_at", "state", "due_at", "id"),
        Index("ix_content_reports_target", "target_kind", "target_id"),
        CheckConstraint(
            "state = 'open' OR (handled_at IS NOT NULL AND handled_by_id IS NOT NULL)", name="handled_by_someone"
        ),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str | None] = mapped_column(String(32), unique=True)
    target_kind: Mapped[str] = mapped_column(String(40))
    target_id: Mapped[int] = mapped_column(BigId)
    target_title: Mapped[ShortText]
    target_path: Mapped[ShortText]
    quoted: Mapped[str] = mapped_column(Text)
    """The text as it stood when it was reported."""
    reason: Mapped[ReportReason] = mapped_column(enum_column(ReportReason, "report_reason"))
    note: Mapped[str] = mapped_column(Text, default="")
    is_automatic: Mapped[bool] = mapped_column(default=False)
    """Made by the platform itself, since the text has words of a crisis."""
    reporter_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    due_at: Mapped[Moment]
    state: Mapped[ReportState] = mapped_column(enum_column(ReportState, "report_state"), default=ReportState.open)
    handled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    decision_note: Mapped[str] = mapped_column(Text, default="")

    reporter: Mapped[Person | None] = relationship(foreign_keys=[reporter_id])
