"""Hearings: what is asked before something is decided, the answers, and what was heard."""

import secrets
from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
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
    Respondent,
    is_too_late,
    state_of,
)
from youthvoice.core.clock import local_date, now
from youthvoice.core.db import Base, Moment, PrimaryKey, UtcDateTime, enum_column
from youthvoice.councils.models import Body
from youthvoice.responses.duty import seen

MARK_BITS = 52
STANDS = text("withdrawn_at IS NULL")
SHOWN = text("published_at IS NOT NULL")


def new_mark() -> int:
    """A number that nobody can guess, and that tells nothing."""
    return secrets.randbits(MARK_BITS) + 1


class Consultation(Base):
    """A unit asks the young before it decides. It cannot be finished without saying what was heard and changed."""

    __tablename__ = "consultations"
    __table_args__ = (
        Index("ix_consultations_shown", "closes_at", "id", postgresql_where=SHOWN, sqlite_where=SHOWN),
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


class ConsultationResponse(Base):
    """What somebody, a class or a council answers: one each, which can be changed while the hearing is open."""

    __tablename__ = "consultation_responses"
    __table_args__ = (
        Index(
            "uq_consultation_responses_person", "consultation_id", "person_id", unique=True,
            postgresql_where=text("withdrawn_at IS NULL AND body_id IS NULL"),
            sqlite_where=text("withdrawn_at IS NULL AND body_id IS NULL"),
        ),
        Index(
            "uq_consultation_responses_body", "consultation_id", "body_id", unique=True,
            postgresql_where=STANDS, sqlite_where=STANDS,
        ),
        UniqueConstraint("id", "consultation_id", name="uq_consultation_responses_id_consultation_id"),
        Index("ix_consultation_responses_shown", "consultation_id", "id"),
        Index("ix_consultation_responses_person", "person_id", "id"),
        CheckConstraint("(kind = 'alone') = (body_id IS NULL)", name="body_for_those_together"),
        CheckConstraint("people BETWEEN 1 AND 2000 AND (kind <> 'alone' OR people = 1)", name="people_sensible"),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    kind: Mapped[Respondent] = mapped_column(enum_column(Respondent, "consultation_respondent"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Who sent it. An answer alone is never shown with a name."""
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    people: Mapped[int] = mapped_column(SmallInteger, default=1)
    """How many stand behind it."""
    sent_at: Mapped[Moment]
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)

    body: Mapped[Body | None] = relationship(lazy="raise")


class ResponseDraft(Base):
    """What somebody has typed and not sent: nobody else sees it, and it goes when the answer is sent."""

    __tablename__ = "consultation_drafts"
    __table_args__ = (
        Index(
            "uq_consultation_drafts_alone", "consultation_id", "person_id", unique=True,
            postgresql_where=text("body_id IS NULL"), sqlite_where=text("body_id IS NULL"),
        ),
        UniqueConstraint("consultation_id", "person_id", "body_id", name="uq_consultation_drafts_together"),
        Index("ix_consultation_drafts_person", "person_id", "id"),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    typed: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    """The fields of the form as they were sent."""
    changed_at: Mapped[Moment]


class ResponseText(Base):
    """What somebody wrote to a question."""

    __tablename__ = "consultation_texts"
    __table_args__ = (
        UniqueConstraint("response_id", "question_id", name="uq_consultation_texts_once"),
        ForeignKeyConstraint(
            ["response_id", "consultation_id"],
            ["consultation_responses.id", "consultation_responses.consultation_id"],
            name="fk_consultation_texts_response",
        ),
        ForeignKeyConstraint(
            ["question_id", "consultation_id"],
            ["consultation_questions.id", "consultation_questions.consultation_id"],
            name="fk_consultation_texts_question",
        ),
        Index("ix_consultation_texts_question", "question_id", "mark"),
        UniqueConstraint("mark", name="uq_consultation_texts_mark"),
        CheckConstraint("length(trim(text)) >= 1", name="text_needed"),
    )

    id: Mapped[PrimaryKey]
    mark: Mapped[int] = mapped_column(BigInteger, default=new_mark)
    """Drawn at random. Pages name texts by it and show them in its order, so that nobody sees which belong together."""
    response_id: Mapped[int]
    question_id: Mapped[int]
    consultation_id: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ResponseChoice(Base):
    """One option that somebody chose: ``rank`` 1 for the first of a ranking, and for whatever is not ranked; on a scale the
    option is the number that was chosen."""

    __tablename__ = "consultation_choices"
    __table_args__ = (
        ForeignKeyConstraint(
            ["response_id", "consultation_id"],
            ["consultation_responses.id", "consultation_responses.consultation_id"],
            name="fk_consultation_choices_response",
        ),
        ForeignKeyConstraint(
            ["question_id", "consultation_id"],
            ["consultation_questions.id", "consultation_questions.consultation_id"],
            name="fk_consultation_choices_question",
        ),
        CheckConstraint("rank >= 1", name="rank_from_one"),
    )

    response_id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(primary_key=True)
    option: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    rank: Mapped[int] = mapped_column(SmallInteger, default=1)
    consultation_id: Mapped[int]


class ConsultationTally(Base):
    """Stored counts: how many answers (and how many people behind them) chose that option, by who answered.

    Of a ranking ``score`` sums (options + 1 - rank): what stands first in most answers has most.
    """

    __tablename__ = "consultation_tallies"

    question_id: Mapped[int] = mapped_column(ForeignKey("consultation_questions.id"), primary_key=True)
    kind: Mapped[Respondent] = mapped_column(enum_column(Respondent, "consultation_tally_kind"), primary_key=True)
    option: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    """0: answered the question at all."""
    answers: Mapped[int] = mapped_column(Integer, default=0)
    people: Mapped[int] = mapped_column(Integer, default=0)
    score: Mapped[int] = mapped_column(Integer, default=0)
