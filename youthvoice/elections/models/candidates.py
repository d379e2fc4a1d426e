"""Who stands, their pictures, and who was added to a roll by hand."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person
from youthvoice.core.db import Base, Moment, PrimaryKey, UtcDateTime
from youthvoice.elections.models.elections import Election
from youthvoice.elections.rules.seeing import Openness

STANDS = text("withdrawn_at IS NULL")


class Candidate(Base):
    """Somebody who stands. Nobody but those on the roll sees who it is, until the candidate says otherwise."""

    __tablename__ = "candidates"
    __table_args__ = (
        UniqueConstraint("election_id", "number", name="uq_candidates_election_id_number"),
        Index(
            "uq_candidates_person", "election_id", "person_id", unique=True,
            postgresql_where=STANDS, sqlite_where=STANDS,
        ),
        Index("ix_candidates_person", "person_id", "election_id"),
        Index("ix_candidates_seat", "seat_id"),
        CheckConstraint("length(trim(ballot_name)) >= 2", name="name_needed"),
        # Whoever was written in by somebody else has chosen nothing yet.
        CheckConstraint("NOT is_public OR confirmed_by_id = person_id", name="public_by_own_choice"),
        CheckConstraint("(confirmed_at IS NULL) = (confirmed_by_id IS NULL)", name="confirmed_by_somebody"),
        CheckConstraint("place IS NULL OR substitute_place IS NULL", name="member_or_substitute"),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("elections.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    """In the order in which they stood; never given again. The paper has an order of its own."""
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    ballot_name: Mapped[str] = mapped_column(String(60))
    """As those who vote read it on the paper."""
    words: Mapped[str] = mapped_column(Text, default="")
    level: Mapped[str] = mapped_column(String(20), default="")
    """The year of the class they go to, where each level has a seat; looked up when the paper is drawn."""
    is_public: Mapped[bool] = mapped_column(Boolean, default=False)
    """The candidate's own yes: everybody may see name, words and picture."""
    stood_at: Mapped[Moment]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """The adult who wrote the candidate in; None: the candidate did."""
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Said yes to standing; before that the candidate comes on no paper."""
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """The candidate, or the adult who heard it."""
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """A moderator has hidden name, words and picture; the candidate stands all the same."""
    picture_version: Mapped[int] = mapped_column(SmallInteger, default=0)
    """Raised by each new one; 0 or less: there is none (the last one had the number without its sign)."""
    picture_approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paper_number: Mapped[int | None] = mapped_column(SmallInteger)
    """The place on the paper, drawn by lot."""
    place: Mapped[int | None] = mapped_column(SmallInteger)
    """Elected, as number one, two …"""
    substitute_place: Mapped[int | None] = mapped_column(SmallInteger)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    refusal: Mapped[str] = mapped_column(String(40), default="")
    """Why somebody who was elected could not have the seat (a SeatProblem, or «declined»)."""

    election: Mapped[Election] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise")
    entered_by: Mapped[Person | None] = relationship(foreign_keys=[entered_by_id], lazy="raise")

    @property
    def stands(self) -> bool:
        """Has not withdrawn."""
        return self.withdrawn_at is None

    @property
    def openness(self) -> Openness:
        """What decides who sees them (rules.seeing)."""
        return Openness(
            person_id=self.person_id,
            is_public=self.is_public,
            is_hidden=self.hidden_at is not None,
            has_picture=self.picture_version > 0,
            is_picture_approved=self.picture_approved_at is not None,
        )


class CandidatePicture(Base):
    """A candidate's picture, made anew from what was sent."""

    __tablename__ = "candidate_pictures"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidates.id"), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    """WebP, at most 480 pixels wide and high."""


class RollAddition(Base):
    """Somebody whom the sources of the roll do not know, added before it was frozen."""

    __tablename__ = "roll_additions"
    __table_args__ = (CheckConstraint("length(trim(reason)) >= 5", name="reason_needed"),)

    election_id: Mapped[int] = mapped_column(ForeignKey("elections.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True, index=True)
    reason: Mapped[str] = mapped_column(Text)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    added_at: Mapped[Moment]

    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="raise")
