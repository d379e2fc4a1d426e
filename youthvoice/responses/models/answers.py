"""Answers, and the drafts and phrases they are made from. What must never be stored is refused by the database itself."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.responses.duty import reasons_owed, seen
from youthvoice.responses.models.cases import Case
from youthvoice.responses.rules.answers import Outcome, ReasonCode

REFUSES = "outcome IN ('no', 'partly', 'passed_on')"
RULES_VERSION = 2
LATER_CHECKS = {
    "reason_tells_which": "reason_code IS NULL OR reason_code NOT IN ('law_or_rules', 'budget', 'not_our_decision') "
    f"OR length({seen('reason_detail')}) >= 3",
    "reason_tells_when": "reason_code IS NULL OR reason_code NOT IN ('budget', 'not_our_decision') "
    "OR reason_on IS NOT NULL",
    "passed_on_to_whom": "outcome <> 'passed_on' OR reason_code = 'not_our_decision'",
    "promise_has_a_day": "outcome NOT IN ('yes', 'partly', 'passed_on') OR expected_on IS NOT NULL",
}


class Answer(Base):
    """One wording of the answer to a case. Rows are never changed but to say they were replaced: a new wording is a new row.

    The checks below are the product's promise. They hold for whoever writes the row.
    """

    __tablename__ = "answers"
    __table_args__ = (
        UniqueConstraint("case_id", "form_key", name="uq_answers_case_id_form_key"),
        UniqueConstraint("case_id", "number", name="uq_answers_case_id_number"),
        # Rooms above point to an answer together with what it says.
        Index("uq_answers_id_outcome", "id", "outcome", unique=True),
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
        *(CheckConstraint(f"rules_version < 2 OR {what}", name=name) for name, what in LATER_CHECKS.items()),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome, "answer_outcome"))
    rules_version: Mapped[int] = mapped_column(SmallInteger, default=RULES_VERSION)
    """Which checks hold: 1 for what was given before reasons had to tell which rule, what cost or who decides."""
    reason_code: Mapped[ReasonCode | None] = mapped_column(enum_column(ReasonCode, "answer_reason_code"))
    reason_detail: Mapped[str] = mapped_column(String(300), default="")
    reason_on: Mapped[date | None] = mapped_column(Date)
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


class AnswerDraft(Base):
    """What is being written for a case: one draft, which the unit shares, until it is sent by hand or by the clock."""

    __tablename__ = "answer_drafts"
    __table_args__ = (
        UniqueConstraint("case_id", name="uq_answer_drafts_case_id"),
        Index(
            "ix_answer_drafts_publish",
            "publish_at",
            postgresql_where=text("publish_at IS NOT NULL"),
            sqlite_where=text("publish_at IS NOT NULL"),
        ),
        CheckConstraint("reviewer_id IS NULL OR reviewer_id <> asked_by_id", name="reviewed_by_another"),
        CheckConstraint("approved_at IS NULL OR reviewer_id IS NOT NULL", name="approved_by_somebody"),
    )

    id: Mapped[PrimaryKey]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    form_key: Mapped[str] = mapped_column(String(32))
    """The key the answer will be stored with: published twice, it is stored once."""
    outcome: Mapped[Outcome | None] = mapped_column(enum_column(Outcome, "draft_outcome"))
    reason_code: Mapped[ReasonCode | None] = mapped_column(enum_column(ReasonCode, "draft_reason_code"))
    reason_detail: Mapped[str] = mapped_column(String(300), default="")
    reason_on: Mapped[date | None] = mapped_column(Date)
    explanation: Mapped[str] = mapped_column(Text, default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    asked_for: Mapped[str] = mapped_column(Text, default="")
    expected_on: Mapped[date | None] = mapped_column(Date)
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_title: Mapped[str] = mapped_column(String(120), default="")
    contact_unit: Mapped[str] = mapped_column(String(200), default="")
    written_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """Who changed it last, and in whose name it is published."""
    changed_at: Mapped[Moment]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who asked for the review."""
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Gone again as soon as a word is changed."""
    publish_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    publish_error: Mapped[str] = mapped_column(Text, default="")
    """Why the clock could not publish it; shown to the writer."""
    version: Mapped[int] = mapped_column(Integer, default=1)

    written_by: Mapped[Person] = relationship(foreign_keys=[written_by_id])
    reviewer: Mapped[Person | None] = relationship(foreign_keys=[reviewer_id])
    case: Mapped[Case] = relationship()

    __mapper_args__ = {"version_id_col": version}


class DraftNote(Base):
    """A word between colleagues about a draft; never public."""

    __tablename__ = "draft_notes"
    __table_args__ = (
        UniqueConstraint("form_key", name="uq_draft_notes_form_key"),
        Index("ix_draft_notes_case", "case_id", "id"),
        CheckConstraint("length(trim(words)) >= 2", name="note_needed"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    words: Mapped[str] = mapped_column(Text)
    approves: Mapped[bool | None] = mapped_column(Boolean)
    """True: approved; False: returned; None: only a word."""
    at: Mapped[Moment]

    by: Mapped[Person] = relationship()


class Phrase(Base):
    """A reusable piece of an explanation. It must be adapted: an answer that holds it as it is, is refused."""

    __tablename__ = "phrases"
    __table_args__ = (
        UniqueConstraint("form_key", name="uq_phrases_form_key"),
        Index("ix_phrases_unit", "unit_id", "id"),
        CheckConstraint("length(trim(words)) >= 20", name="phrase_has_words"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    """None: for every unit."""
    name: Mapped[ShortText]
    words: Mapped[str] = mapped_column(Text)
    """Gaps to fill in stand in square brackets: «[dato]»."""
    letters: Mapped[str] = mapped_column(Text)
    """Its letters and digits in lower case: found again whatever is done to spaces and signs."""
    created_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    unit: Mapped[Unit | None] = relationship()
