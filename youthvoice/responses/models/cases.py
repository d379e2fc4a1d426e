"""A case: somebody is owed an answer. Who asked, whose turn it is, and what moved the clock."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.db import Base, BigId, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.responses.duty import seen
from youthvoice.responses.rules.answers import CaseState
from youthvoice.responses.rules.clock import ReminderStage
from youthvoice.responses.rules.follow_up import ReopenCause

OPEN = text("state <> 'answered' AND closed_at IS NULL")
OWED = text("state <> 'answered' AND closed_at IS NULL AND state <> 'needs_more'")
"""It is the municipality's turn: open, and not waiting for the young person."""


class Case(Base):
    """Somebody is owed an answer, by a date, from a unit. The room above gives subject, title and path."""

    __tablename__ = "cases"
    __table_args__ = (
        UniqueConstraint("subject_kind", "subject_id", name="uq_cases_subject"),
        Index("ix_cases_open_unit_due", "unit_id", "answer_due_on", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index(
            "ix_cases_open_assignee_due", "assignee_id", "answer_due_on", "id", postgresql_where=OPEN, sqlite_where=OPEN
        ),
        Index("ix_cases_open_due", "answer_due_on", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_cases_owed_unit_due", "unit_id", "answer_due_on", "id", postgresql_where=OWED, sqlite_where=OWED),
        Index("ix_cases_owed_due", "answer_due_on", "id", postgresql_where=OWED, sqlite_where=OWED),
        Index(
            "ix_cases_open_unit_state_due",
            "unit_id",
            "state",
            "answer_due_on",
            "id",
            postgresql_where=OPEN,
            sqlite_where=OPEN,
        ),
        Index("ix_cases_open_state_due", "state", "answer_due_on", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_cases_unit_answered", "unit_id", "answered_at", "id"),
        Index("ix_cases_answered", "answered_at", "id"),
        CheckConstraint("answer_due_on >= receipt_due_on OR receipt_at IS NOT NULL", name="receipt_due_before_answer"),
        CheckConstraint("(first_answered_at IS NULL) = (first_due_on IS NULL)", name="first_answer_is_whole"),
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
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Whose turn it is; None: nobody of the unit has taken it."""
    opened_at: Mapped[Moment]
    receipt_due_on: Mapped[date] = mapped_column(Date)
    answer_due_on: Mapped[date] = mapped_column(Date)
    clock_from: Mapped[date] = mapped_column(Date)
    """The Danish day the deadline is counted from; moved on by a pause, and anew when the case is reopened."""
    paused_on: Mapped[date | None] = mapped_column(Date)
    """Set while the young person is asked for more: the clock stands still."""
    paused_days: Mapped[int] = mapped_column(Integer, default=0)
    """Days in which it stood still before."""
    receipt_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    receipt_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    state: Mapped[CaseState] = mapped_column(enum_column(CaseState, "case_state"), default=CaseState.awaiting_receipt)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    first_answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the first answer with a yes, partly, no or passed-on was given; it stays."""
    first_due_on: Mapped[date | None] = mapped_column(Date)
    """The deadline that this answer was to keep."""
    first_paused_days: Mapped[int] = mapped_column(Integer, default=0)
    """Of ``paused_days``, those before this answer."""
    reopened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Set when what was asked is withdrawn: nobody is owed an answer any more."""
    version: Mapped[int] = mapped_column(Integer, default=1)

    unit: Mapped[Unit] = relationship(lazy="joined")
    receipt_by: Mapped[Person | None] = relationship(foreign_keys=[receipt_by_id])
    assignee: Mapped[Person | None] = relationship(foreign_keys=[assignee_id])

    __mapper_args__ = {"version_id_col": version}


class CaseParty(Base):
    """Somebody who asked, and is told and asked about the answer. The room above keeps them up."""

    __tablename__ = "case_parties"
    __table_args__ = (
        UniqueConstraint("case_id", "person_id", name="uq_case_parties_case_id_person_id"),
        Index("ix_case_parties_person", "person_id", "case_id"),
    )

    id: Mapped[PrimaryKey]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    since: Mapped[Moment]
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship()


class CaseExtension(Base):
    """More time, once for each case, with a reason that everybody can read."""

    __tablename__ = "case_extensions"
    __table_args__ = (
        UniqueConstraint("case_id", name="uq_case_extensions_case_id"),
        CheckConstraint("until_on > before_on", name="extended_forward"),
        CheckConstraint(
            f"length(trim(reason)) >= 20 AND length({seen('reason')}) >= 12", name="extension_reason_needed"
        ),
    )

    id: Mapped[PrimaryKey]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    before_on: Mapped[date] = mapped_column(Date)
    until_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    by_label: Mapped[ShortText]
    at: Mapped[Moment]


class CaseMove(Base):
    """A case changed hands: given to somebody of the unit, or handed to another unit with a word why."""

    __tablename__ = "case_moves"
    __table_args__ = (
        Index("ix_case_moves_case", "case_id", "id"),
        CheckConstraint(
            f"from_unit_id = to_unit_id OR (length(trim(word)) >= 10 AND length({seen('word')}) >= 6)",
            name="handover_word_needed",
        ),
    )

    id: Mapped[PrimaryKey]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    from_unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    to_unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    from_person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    word: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]


class Reopening(Base):
    """A case was taken up again because the answer was not understood: once, with a due date of its own."""

    __tablename__ = "reopenings"
    __table_args__ = (UniqueConstraint("case_id", name="uq_reopenings_case_id"),)

    id: Mapped[PrimaryKey]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"))
    """The wording that was not understood."""
    cause: Mapped[ReopenCause] = mapped_column(enum_column(ReopenCause, "reopening_cause"))
    due_on: Mapped[date] = mapped_column(Date)
    at: Mapped[Moment]


class CaseReminder(Base):
    """Somebody was reminded of a deadline: once for each stage of each deadline."""

    __tablename__ = "case_reminders"
    __table_args__ = (
        UniqueConstraint("case_id", "person_id", "stage", "due_on", "of_receipt", name="uq_case_reminders_once"),
    )

    id: Mapped[PrimaryKey]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    stage: Mapped[ReminderStage] = mapped_column(enum_column(ReminderStage, "reminder_stage"))
    due_on: Mapped[date] = mapped_column(Date)
    of_receipt: Mapped[bool] = mapped_column(Boolean, default=False)
    at: Mapped[Moment]


class ReminderRound(Base):
    """The last morning on which somebody's cases were looked through for reminders: one mail a person a day."""

    __tablename__ = "reminder_rounds"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Date)
