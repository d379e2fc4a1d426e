"""How the council decides: who is conflicted, views, motions, votes and awards."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person
from youthvoice.core.db import Base, BigId, Moment, Oere, PrimaryKey, UtcDateTime, enum_column
from youthvoice.grants.rules.deciding import AwardOutcome, Choice, Conflict, FoundBy, Mark, MotionState, MotionWay
from youthvoice.responses.rules import Outcome

OPEN = text("state = 'open'")
CURRENT = text("replaced_at IS NULL")
RESTS_ON_ANSWER = (
    "(outcome = 'granted' AND answer_outcome = 'yes') OR (outcome = 'reduced' AND answer_outcome = 'partly') "
    "OR (outcome = 'rejected' AND answer_outcome = 'no')"
)


class Panelist(Base):
    """A member of the council before one application: with a conflict of interest, or without.

    Views and votes point here together with «without a conflict», so a conflicted member's cannot be stored.
    """

    __tablename__ = "panelists"
    __table_args__ = (
        UniqueConstraint("application_id", "person_id", name="uq_panelists_once"),
        UniqueConstraint("application_id", "person_id", "is_conflicted", name="uq_panelists_whole"),
        Index("ix_panelists_person", "person_id", "application_id"),
        CheckConstraint("is_conflicted = (conflict IS NOT NULL)", name="conflict_has_a_kind"),
        CheckConstraint("is_conflicted = (found_by IS NOT NULL)", name="conflict_was_found"),
    )

    id: Mapped[PrimaryKey]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    is_conflicted: Mapped[bool] = mapped_column(Boolean)
    conflict: Mapped[Conflict | None] = mapped_column(enum_column(Conflict, "panelist_conflict"))
    found_by: Mapped[FoundBy | None] = mapped_column(enum_column(FoundBy, "panelist_found_by"))
    at: Mapped[Moment]

    person: Mapped[Person] = relationship(lazy="raise")


def unconflicted(table: str) -> tuple[CheckConstraint, ForeignKeyConstraint]:
    """What a table of what members say must have: (application_id, person_id, is_conflicted) names a panelist without one."""
    return (
        CheckConstraint("NOT is_conflicted", name="no_conflict"),
        ForeignKeyConstraint(
            ["application_id", "person_id", "is_conflicted"],
            ["panelists.application_id", "panelists.person_id", "panelists.is_conflicted"],
            name=f"fk_{table}_panelist",
        ),
    )


class Assessment(Base):
    """One member's view of an application, for the others of the council to read."""

    __tablename__ = "assessments"
    __table_args__ = (
        UniqueConstraint("application_id", "person_id", name="uq_assessments_once"),
        *unconflicted("assessments"),
    )

    id: Mapped[PrimaryKey]
    application_id: Mapped[int] = mapped_column(BigId)
    person_id: Mapped[int] = mapped_column(BigId)
    is_conflicted: Mapped[bool] = mapped_column(Boolean, default=False)
    leans: Mapped[Choice | None] = mapped_column(enum_column(Choice, "assessment_leans"))
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[Moment]
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AssessmentMark(Base):
    """How an application does by one criterion, in that view."""

    __tablename__ = "assessment_marks"
    __table_args__ = (UniqueConstraint("assessment_id", "criterion_id", name="uq_assessment_marks_once"),)

    id: Mapped[PrimaryKey]
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessments.id"))
    criterion_id: Mapped[int] = mapped_column(ForeignKey("pool_criteria.id"))
    mark: Mapped[Mark] = mapped_column(enum_column(Mark, "assessment_mark"))


class Motion(Base):
    """What the council votes on: this much (øre; 0 is a no), on these conditions. At most one is open at a time."""

    __tablename__ = "motions"
    __table_args__ = (
        UniqueConstraint("application_id", "number", name="uq_motions_application_id_number"),
        UniqueConstraint("id", "application_id", name="uq_motions_whole"),
        Index("uq_motions_open", "application_id", unique=True, postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_motions_closing", "closes_at", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
        CheckConstraint("(way = 'writing') = (closes_at IS NOT NULL)", name="writing_has_a_deadline"),
        CheckConstraint(
            "in_favour IS NULL OR (in_favour >= 0 AND against >= 0 AND abstain >= 0 AND entitled >= 0)",
            name="votes_not_negative",
        ),
        CheckConstraint("state <> 'carried' OR in_favour > against", name="carried_by_a_majority"),
        CheckConstraint("(state IN ('open', 'dropped')) OR in_favour IS NOT NULL", name="settled_is_counted"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    number: Mapped[int] = mapped_column(Integer)
    amount: Mapped[int] = mapped_column(Oere)
    conditions: Mapped[str] = mapped_column(Text, default="")
    way: Mapped[MotionWay] = mapped_column(enum_column(MotionWay, "motion_way"))
    closes_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[MotionState] = mapped_column(enum_column(MotionState, "motion_state"), default=MotionState.open)
    quorum_percent: Mapped[int] = mapped_column(Integer)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    in_favour: Mapped[int | None] = mapped_column(Integer)
    against: Mapped[int | None] = mapped_column(Integer)
    abstain: Mapped[int | None] = mapped_column(Integer)
    entitled: Mapped[int | None] = mapped_column(Integer)
    """Members without a conflict, when it was counted."""
    put_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    put_at: Mapped[Moment]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class MotionVote(Base):
    """One member's vote in writing. Open within the council, until it is counted, to nobody; changed by voting again."""

    __tablename__ = "motion_votes"
    __table_args__ = (
        UniqueConstraint("motion_id", "person_id", name="uq_motion_votes_once"),
        ForeignKeyConstraint(
            ["motion_id", "application_id"], ["motions.id", "motions.application_id"], name="fk_motion_votes_motion"
        ),
        *unconflicted("motion_votes"),
    )

    id: Mapped[PrimaryKey]
    motion_id: Mapped[int] = mapped_column(BigId)
    application_id: Mapped[int] = mapped_column(BigId)
    person_id: Mapped[int] = mapped_column(BigId)
    is_conflicted: Mapped[bool] = mapped_column(Boolean, default=False)
    choice: Mapped[Choice] = mapped_column(enum_column(Choice, "motion_vote_choice"))
    at: Mapped[Moment]


class Award(Base):
    """What was decided about an application, by a motion, and the answer that tells why.

    The pair (answer, its outcome) is a foreign key, so a no or a smaller grant rests on an answer that the database
    has refused to store without reasons. Rows are never changed but to say they were replaced, after a complaint.
    """

    __tablename__ = "awards"
    __table_args__ = (
        UniqueConstraint("application_id", "number", name="uq_awards_application_id_number"),
        UniqueConstraint("motion_id", name="uq_awards_motion_id"),
        Index("uq_awards_current", "application_id", unique=True, postgresql_where=CURRENT, sqlite_where=CURRENT),
        ForeignKeyConstraint(
            ["answer_id", "answer_outcome"], ["answers.id", "answers.outcome"], name="fk_awards_answer"
        ),
        CheckConstraint(RESTS_ON_ANSWER, name="rests_on_an_answer"),
        CheckConstraint("(outcome = 'rejected') = (amount = 0) AND amount >= 0", name="amount_of_the_outcome"),
        CheckConstraint("outcome <> 'reduced' OR amount < asked", name="reduced_is_less"),
        CheckConstraint("outcome <> 'granted' OR amount >= asked", name="granted_is_whole"),
        CheckConstraint(
            "outcome = 'granted' OR (length(trim(rule)) >= 3 AND length(trim(better)) >= 20 "
            "AND length(trim(complaint)) >= 20)",
            name="rule_and_way_on_needed",
        ),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    number: Mapped[int] = mapped_column(Integer)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"))
    outcome: Mapped[AwardOutcome] = mapped_column(enum_column(AwardOutcome, "award_outcome"))
    asked: Mapped[int] = mapped_column(Oere)
    amount: Mapped[int] = mapped_column(Oere)
    conditions: Mapped[str] = mapped_column(Text, default="")
    rule: Mapped[str] = mapped_column(String(400), default="")
    """The rule that a no or a smaller grant rests on: «2. Vi betaler ikke løn.»"""
    better: Mapped[str] = mapped_column(Text, default="")
    """How to apply better."""
    complaint: Mapped[str] = mapped_column(Text, default="")
    """How to complain."""
    answer_id: Mapped[int] = mapped_column(BigId)
    answer_outcome: Mapped[Outcome] = mapped_column(enum_column(Outcome, "award_answer_outcome"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    """The decision in the minutes of the meeting."""
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Complaint(Base):
    """The applicants want a decision looked at once more; at most one of each decision."""

    __tablename__ = "grant_complaints"
    __table_args__ = (
        UniqueConstraint("award_id", name="uq_grant_complaints_award_id"),
        CheckConstraint("length(trim(words)) >= 10", name="words_needed"),
        CheckConstraint("(settled_at IS NULL) = (length(outcome) = 0)", name="settled_with_words"),
    )

    id: Mapped[PrimaryKey]
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"))
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    outcome: Mapped[str] = mapped_column(Text, default="")
    """What came of it, in words to the applicants."""
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
