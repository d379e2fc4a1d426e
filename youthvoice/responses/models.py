"""The duty to answer: a case, and its answers. What must never be stored is refused by the database itself."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.db import Base, BigId, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.responses.duty import reasons_owed, seen
from youthvoice.responses.rules import CaseState, Outcome, ReasonCode

REFUSES = "outcome IN ('no', 'partly', 'passed_on')"
OPEN = text("state <> 'answered' AND closed_at IS NULL")


class Case(Base):
    """Somebody is owed an answer, by a date, from a unit. The room above gives subject, title and path."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", name="uq_cases_subject"),
        Index("ix_cases_open_unit_due", "unit_id", "answer_due_on", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_cases_open_due", "answer_due_on", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_cases_unit_answered", "unit_id", "answered_at", "id"),
        Index("ix_cases_answered", "answered_at", "id"),
        CheckConstraint("answer_due_on >= receipt_due_on OR receipt_at IS NOT NULL", name="receipt_due_before_answer"),
        CheckConstraint("state <> 'answered' OR answered_at IS NOT NULL", name="answered_has_a_time"),
    )

    id: Mapped[PrimaryKey]
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int] = mapped_column(BigId)
    title: Mapped[ShortText]
    path: Mapped[ShortText]
    question: Mapped[str] = mapped_column(Text)
    """The words that wait for an answer, shown beside it to whoever writes it."""
    asked_by: Mapped[ShortText]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    opened_at: Mapped[Moment]
    receipt_due_on: Mapped[date] = mapped_column(Date)
    answer_due_on: Mapped[date] = mapped_column(Date)
    receipt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    receipt_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    state: Mapped[CaseState] = mapped_column(enum_column(CaseState, "case_state"), default=CaseState.awaiting_receipt)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Set when what was asked is withdrawn: nobody is owed an answer any more."""
    version: Mapped[int] = mapped_column(Integer, default=1)

    unit: Mapped[Unit] = relationship(lazy="joined")
    receipt_by: Mapped[Person | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Answer(Base):
    """One wording of the answer to a case. Rows are never changed but to say they were replaced: a new wording is a new row.

    The checks below are the product's promise. They hold for whoever writes the row.
    """

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("case_id", "form_key", name="uq_answers_case_id_form_key"),
        UniqueConstraint("case_id", "number", name="uq_answers_case_id_number"),
        Index("ix_answers_explanation_key", "explanation_key"),
        Index(
            "uq_answers_current",
            "case_id",
            unique=True,
            postgresql_where=text("replaced_at IS NULL"),
            sqlite_where=text("replaced_at IS NULL"),
        ),
        *reasons_owed(REFUSES),
        CheckConstraint(
            f"outcome <> 'needs_more' OR (length(trim(asked_for)) >= 10 AND length({seen('asked_for')}) >= 6)",
            name="asked_for_needed",
        ),
        CheckConstraint("outcome <> 'in_progress' OR expected_on IS NOT NULL", name="expected_on_needed"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome, "answer_outcome"))
    reason_code: Mapped[ReasonCode | None] = mapped_column(enum_column(ReasonCode, "answer_reason_code"))
    explanation: Mapped[str] = mapped_column(Text)
    explanation_key: Mapped[str] = mapped_column(String(64))
    """Hash of the explanation's letters and digits: finds a text that was used before."""
    next_step: Mapped[str] = mapped_column(Text, default="")
    asked_for: Mapped[str] = mapped_column(Text, default="")
    expected_on: Mapped[date | None] = mapped_column(Date)
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_title: Mapped[str] = mapped_column(String(120), default="")
    contact_unit: Mapped[str] = mapped_column(String(200), default="")
    lix: Mapped[int] = mapped_column(Integer)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    written_by: Mapped[Person] = relationship()
    case: Mapped[Case] = relationship()
