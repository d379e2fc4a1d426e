"""What follows an election: seats that become empty, members who are recalled, and a reminder once there is none."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.core.db import Base, Moment, PrimaryKey, UtcDateTime, enum_column
from youthvoice.councils.models import Seat
from youthvoice.elections.models.candidates import Candidate
from youthvoice.elections.models.elections import Election

IS_OPEN = text("state = 'open'")


class VacancyState(StrEnum):
    """What became of an empty seat."""

    open = "open"
    filled = "filled"
    by_election = "by_election"
    """A new election fills it."""


class Vacancy(Base):
    """A seat that its holder left before the term was over, and who follows by the votes that were cast."""

    __tablename__ = "vacancies"
    __table_args__ = (
        Index("ix_vacancies_election", "election_id", "id"),
        CheckConstraint("(state = 'open') = (settled_at IS NULL)", name="settled_once"),
    )

    id: Mapped[PrimaryKey]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), unique=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("elections.id"))
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidates.id"))
    """Whoever follows; None: nobody is left, and a by-election is needed."""
    state: Mapped[VacancyState] = mapped_column(enum_column(VacancyState, "vacancy_state"))
    created_at: Mapped[Moment]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    seat: Mapped[Seat] = relationship(lazy="raise")
    election: Mapped[Election] = relationship(lazy="raise")
    candidate: Mapped[Candidate | None] = relationship(lazy="raise")


class Recall(Base):
    """Those who elected a member vote on whether the seat ends."""

    __tablename__ = "recalls"
    __table_args__ = (
        Index("uq_recalls_open", "seat_id", unique=True, postgresql_where=IS_OPEN, sqlite_where=IS_OPEN),
        CheckConstraint("needed_percent BETWEEN 50 AND 100", name="majority_needed"),
        CheckConstraint("length(trim(reason)) >= 5", name="reason_needed"),
        CheckConstraint("state IN ('open', 'carried', 'not_carried', 'cancelled')", name="known_state"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contests.id"), index=True)
    needed_percent: Mapped[int] = mapped_column(SmallInteger)
    """This share of the votes for and against must be for it, or more."""
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="open")
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]

    seat: Mapped[Seat] = relationship(lazy="raise")


class ElectionReminder(Base):
    """A school has been reminded in a school year, in September or in October: once each."""

    __tablename__ = "election_reminders"

    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"), primary_key=True)
    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    wave: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    sent_at: Mapped[Moment]
