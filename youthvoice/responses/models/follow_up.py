"""After the answer: whether it was understood, and what became of what was promised."""

from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.responses.models.cases import Case
from youthvoice.responses.rules.follow_up import PromiseState, Verdict

STILL_OPEN = text("state = 'under_way'")


class AnswerFeedback(Base):
    """What one of those who asked says of one wording of the answer. Counted; never shown by name."""

    __tablename__ = "answer_feedback"
    __table_args__ = (
        UniqueConstraint("answer_id", "person_id", name="uq_answer_feedback_answer_id_person_id"),
        CheckConstraint("(understood AND taken_seriously) OR length(trim(unclear)) >= 10", name="unclear_needed"),
    )

    id: Mapped[PrimaryKey]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    understood: Mapped[bool] = mapped_column(Boolean)
    taken_seriously: Mapped[bool] = mapped_column(Boolean)
    unclear: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[Moment]


class ClarityWish(Base):
    """A reader asks for a clearer answer; five of them count as one reopening."""

    __tablename__ = "clarity_wishes"
    __table_args__ = (UniqueConstraint("answer_id", "person_id", name="uq_clarity_wishes_answer_id_person_id"),)

    id: Mapped[PrimaryKey]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("answers.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    at: Mapped[Moment]


class Promise(Base):
    """What a yes or a partly promised: dated, owned by an adult, and judged by the young people who asked."""

    __tablename__ = "promises"
    __table_args__ = (
        UniqueConstraint("case_id", name="uq_promises_case_id"),
        Index("ix_promises_state", "state", "promised_at", "id"),
        Index("ix_promises_promised", "promised_at", "id"),
        Index("ix_promises_open_due", "due_on", "id", postgresql_where=STILL_OPEN, sqlite_where=STILL_OPEN),
        Index("ix_promises_owner", "owner_id", "id"),
        CheckConstraint("state IN ('under_way', 'kept', 'broken')", name="lateness_is_told_by_the_calendar"),
        CheckConstraint("(state = 'under_way') = (settled_at IS NULL)", name="settled_when"),
    )

    id: Mapped[PrimaryKey]
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    """The adult who is asked how it goes."""
    words: Mapped[str] = mapped_column(Text)
    """What is promised, as the answer says it."""
    promised_at: Mapped[Moment]
    promised_for: Mapped[date] = mapped_column(Date)
    """By when it is to be done."""
    due_on: Mapped[date | None] = mapped_column(Date)
    """The day it is measured by now: its first open milestone, else ``promised_for``; None when all is done."""
    state: Mapped[PromiseState] = mapped_column(
        enum_column(PromiseState, "promise_state"), default=PromiseState.under_way
    )
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The adults say that it is done; the young people have the last word."""
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The question it answers is not public (withdrawn or hidden)."""
    version: Mapped[int] = mapped_column(Integer, default=1)

    case: Mapped[Case] = relationship(lazy="raise")
    unit: Mapped[Unit] = relationship(lazy="raise")
    owner: Mapped[Person] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class Milestone(Base):
    """A step on the way to keeping a promise."""

    __tablename__ = "milestones"
    __table_args__ = (
        UniqueConstraint("promise_id", "form_key", name="uq_milestones_promise_id_form_key"),
        Index("ix_milestones_promise", "promise_id", "due_on", "id"),
        CheckConstraint("length(trim(words)) >= 5", name="milestone_has_words"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    promise_id: Mapped[int] = mapped_column(ForeignKey("promises.id"))
    words: Mapped[ShortText]
    owner_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    due_on: Mapped[date] = mapped_column(Date)
    first_due_on: Mapped[date] = mapped_column(Date)
    """As it was set at first: a moved day is told."""
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    owner: Mapped[Person] = relationship(lazy="raise")


class ProgressReport(Base):
    """How it goes with a promise, told by an adult; may have a picture, made anew from what was uploaded."""

    __tablename__ = "progress_reports"
    __table_args__ = (
        UniqueConstraint("promise_id", "form_key", name="uq_progress_reports_promise_id_form_key"),
        Index("ix_progress_reports_promise", "promise_id", "id"),
        CheckConstraint("length(trim(words)) >= 10", name="report_has_words"),
        CheckConstraint("picture IS NULL OR length(trim(alt_text)) >= 3", name="picture_is_described"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    promise_id: Mapped[int] = mapped_column(ForeignKey("promises.id"))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]
    alt_text: Mapped[ShortText] = mapped_column(default="")
    picture: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    picture_type: Mapped[str] = mapped_column(String(60), default="")

    by: Mapped[Person] = relationship(lazy="raise")


class PromiseCheck(Base):
    """After 3 and 12 months the responsible adult is asked how it goes."""

    __tablename__ = "promise_checks"
    __table_args__ = (
        UniqueConstraint("promise_id", "months", name="uq_promise_checks_promise_id_months"),
        Index(
            "ix_promise_checks_due",
            "due_on",
            "id",
            postgresql_where=text("asked_at IS NULL"),
            sqlite_where=text("asked_at IS NULL"),
        ),
    )

    id: Mapped[PrimaryKey]
    promise_id: Mapped[int] = mapped_column(ForeignKey("promises.id"))
    months: Mapped[int] = mapped_column(SmallInteger)
    due_on: Mapped[date] = mapped_column(Date)
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("progress_reports.id"))
    """The answer to it."""


class PromiseMark(Base):
    """A young person's word on a promise; every one is kept, and the last one stands."""

    __tablename__ = "promise_marks"
    __table_args__ = (
        UniqueConstraint("promise_id", "form_key", name="uq_promise_marks_promise_id_form_key"),
        Index("ix_promise_marks_promise", "promise_id", "id"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    promise_id: Mapped[int] = mapped_column(ForeignKey("promises.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    verdict: Mapped[Verdict] = mapped_column(enum_column(Verdict, "promise_verdict"))
    words: Mapped[str] = mapped_column(Text, default="")
    """For the unit alone."""
    at: Mapped[Moment]


class PromiseCounter(Base):
    """How many public promises stand in each state: stored, so that no page counts the table."""

    __tablename__ = "promise_counters"
    __table_args__ = (CheckConstraint("total >= 0", name="total_not_negative"),)

    state: Mapped[PromiseState] = mapped_column(enum_column(PromiseState, "promise_counter_state"), primary_key=True)
    total: Mapped[int] = mapped_column(Integer, default=0)
