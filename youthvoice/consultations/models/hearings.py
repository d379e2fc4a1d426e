"""Hearings: what is asked before something is decided, and what was heard."""

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

from youthvoice.accounts.models import Person, School, Unit
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.states import (
    Audience,
    ConsultationState,
    Moments,
    is_too_late,
    state_of,
)
from youthvoice.core.clock import local_date, now
from youthvoice.core.db import Base, Moment, PrimaryKey, UtcDateTime, enum_column
from youthvoice.responses.duty import seen

SHOWN = text("published_at IS NOT NULL")


class Consultation(Base):
    """A unit asks the young before it decides. It cannot be finished without saying what was heard and changed."""

    __tablename__ = "consultations"
    __table_args__ = (
        Index("ix_consultations_shown", "closes_at", "id", postgresql_where=SHOWN, sqlite_where=SHOWN),
        Index("ix_consultations_opening", "opens_at", "id", postgresql_where=SHOWN, sqlite_where=SHOWN),
        Index("ix_consultations_unit", "unit_id", "id"),
        CheckConstraint("length(trim(title)) >= 5", name="title_needed"),
        CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),
        CheckConstraint(
            f"published_at IS NULL OR (length({seen('open_text')}) >= 12 AND length({seen('fixed_text')}) >= 12 "
            f"AND length({seen('fixed_why')}) >= 12 AND length({seen('decider')}) >= 3)",
            name="says_what_is_open_and_fixed",
        ),
        CheckConstraint(
            f"finished_at IS NULL OR (published_at IS NOT NULL AND length(trim(heard)) >= 40 AND "
            f"length({seen('heard')}) >= 25 AND length({seen('changed')}) >= 12 AND length(trim(unchanged_why)) >= 40 "
            f"AND length({seen('unchanged_why')}) >= 25)",
            name="says_what_was_heard",
        ),
        CheckConstraint(
            f"cancelled_at IS NULL OR (finished_at IS NULL AND length({seen('cancel_reason')}) >= 12)",
            name="cancelled_for_a_reason",
        ),
        CheckConstraint(f"extended_at IS NULL OR length({seen('extended_why')}) >= 12", name="extended_for_a_reason"),
        CheckConstraint("reminded BETWEEN 0 AND 3", name="reminded_in_steps"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    title: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    """What it is about, and what the answers are for."""
    open_text: Mapped[str] = mapped_column(Text, default="")
    """What one can still have a say in."""
    fixed_text: Mapped[str] = mapped_column(Text, default="")
    """What is already fixed."""
    fixed_why: Mapped[str] = mapped_column(Text, default="")
    decision_on: Mapped[date] = mapped_column(Date)
    decider: Mapped[str] = mapped_column(String(160), default="")
    """Who decides: «Børne- og Ungdomsudvalget»."""
    audience: Mapped[Audience] = mapped_column(enum_column(Audience, "consultation_audience"))
    opens_at: Mapped[Moment]
    closes_at: Mapped[Moment]
    summary_due_on: Mapped[date] = mapped_column(Date)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    extended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it was last given more time."""
    extended_why: Mapped[str] = mapped_column(Text, default="")
    opening_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the worker told that it opened."""
    closing_told_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reminded: Mapped[int] = mapped_column(SmallInteger, default=0)
    """How many of the reminders of the summary were sent (rules/reminders.py)."""
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """A moderator took it out of sight."""
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    corrected_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When the summary got the words that stand now; every wording is a SummaryWording."""
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    heard: Mapped[str] = mapped_column(Text, default="")
    """«Det hørte vi»."""
    changed: Mapped[str] = mapped_column(Text, default="")
    """«Det ændrede vi»."""
    unchanged_why: Mapped[str] = mapped_column(Text, default="")
    """«Det ændrede vi ikke, fordi …»."""
    responses: Mapped[int] = mapped_column(Integer, default=0)
    """How many stand, whoever gave them."""
    people: Mapped[int] = mapped_column(Integer, default=0)
    """How many young people stand behind them."""
    created_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every change that anyone can see on its pages."""

    unit: Mapped[Unit] = relationship(lazy="raise")
    asked_by: Mapped[Person] = relationship(lazy="raise", foreign_keys=[asked_by_id])
    questions: Mapped[list["Question"]] = relationship(
        order_by="Question.number", lazy="raise", cascade="all, delete-orphan"
    )

    @property
    def moments(self) -> Moments:
        """What has happened to it."""
        return Moments(self.published_at, self.opens_at, self.closes_at, self.finished_at, self.cancelled_at)

    @property
    def state(self) -> ConsultationState:
        """Where it stands now."""
        return state_of(self.moments, now())

    @property
    def is_too_late(self) -> bool:
        """It asks after the decision was taken."""
        return is_too_late(self.decision_on, local_date(self.opens_at))


class SummaryWording(Base):
    """One wording of a summary that was corrected, the first one too. Rows are only added."""

    __tablename__ = "consultation_summaries"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number", name="uq_consultation_summaries_consultation_id_number"),
        CheckConstraint(
            f"length(trim(heard)) >= 40 AND length({seen('heard')}) >= 25 AND length({seen('changed')}) >= 12 "
            f"AND length(trim(unchanged_why)) >= 40 AND length({seen('unchanged_why')}) >= 25",
            name="says_what_was_heard",
        ),
        CheckConstraint(f"number = 1 OR length({seen('why')}) >= 12", name="corrected_for_a_reason"),
    )

    id: Mapped[PrimaryKey]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    heard: Mapped[str] = mapped_column(Text)
    changed: Mapped[str] = mapped_column(Text)
    unchanged_why: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text, default="")
    """What was wrong with the one before; the first has none."""
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]


class ConsultationSchool(Base):
    """A school whose young people are asked, where not all are."""

    __tablename__ = "consultation_schools"

    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"), primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("schools.id"), primary_key=True)

    school: Mapped[School] = relationship(lazy="raise")


class Question(Base):
    """One question. Its words and options stand still from the moment the hearing is published."""

    __tablename__ = "consultation_questions"
    __table_args__ = (
        UniqueConstraint("consultation_id", "number", name="uq_consultation_questions_consultation_id_number"),
        UniqueConstraint("id", "consultation_id", name="uq_consultation_questions_id_consultation_id"),
        CheckConstraint("length(trim(words)) >= 5", name="words_needed"),
    )

    id: Mapped[PrimaryKey]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[QuestionKind] = mapped_column(enum_column(QuestionKind, "consultation_question_kind"))
    words: Mapped[str] = mapped_column(String(300))
    help: Mapped[str] = mapped_column(String(500), default="")
    is_needed: Mapped[bool] = mapped_column(Boolean, default=False)
    low_label: Mapped[str] = mapped_column(String(60), default="")
    high_label: Mapped[str] = mapped_column(String(60), default="")

    options: Mapped[list["QuestionOption"]] = relationship(
        order_by="QuestionOption.number", lazy="raise", cascade="all, delete-orphan"
    )


class QuestionOption(Base):
    """One thing to choose. The numbers of a scale have none."""

    __tablename__ = "consultation_options"

    question_id: Mapped[int] = mapped_column(ForeignKey("consultation_questions.id"), primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(120))
