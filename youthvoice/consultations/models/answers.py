"""What is answered to hearings, and the stored counts of it."""

import secrets
from datetime import datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
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

from youthvoice.consultations.rules.states import (
    Respondent,
)
from youthvoice.core.db import Base, Moment, PrimaryKey, UtcDateTime, enum_column
from youthvoice.councils.models import Body

MARK_BITS = 52
STANDS = text("withdrawn_at IS NULL")


def new_mark() -> int:
    """A number that nobody can guess, and that tells nothing."""
    return secrets.randbits(MARK_BITS) + 1


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
