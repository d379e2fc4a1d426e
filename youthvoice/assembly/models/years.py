"""A year of Bytinget, its delegations and delegates, and what they read to prepare."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
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
from youthvoice.assembly.rules.years import DayTie, DelegateWay, Majority, Moments, YearState, state_of
from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.councils.models import Body

STANDS = text("withdrawn_at IS NULL")


class AssemblyYear(Base):
    """Bytinget in one year: its theme, its day, and the rules of procedure. One a year."""

    __tablename__ = "assembly_years"
    __table_args__ = (
        UniqueConstraint("year", name="uq_assembly_years_year"),
        UniqueConstraint("meeting_id", name="uq_assembly_years_meeting_id"),
        CheckConstraint("length(trim(theme)) >= 3", name="theme_needed"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_begins"),
        CheckConstraint("motions_due_at <= starts_at", name="motions_before_the_day"),
        CheckConstraint("year BETWEEN 2000 AND 2100", name="year_sensible"),
        CheckConstraint("quorum_percent BETWEEN 0 AND 100", name="quorum_is_a_share"),
        CheckConstraint("speech_seconds BETWEEN 20 AND 600", name="speech_sensible"),
        CheckConstraint("begun_at IS NULL OR announced_at IS NOT NULL", name="begun_when_announced"),
        CheckConstraint("ended_at IS NULL OR begun_at IS NOT NULL", name="ended_when_begun"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    """The body of kind assembly, whose members are the delegates."""
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    """The day in the body's calendar; proposals that come to the day have their items there."""
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    """Answers resolutions that no route sends elsewhere."""
    year: Mapped[int] = mapped_column(SmallInteger)
    theme: Mapped[str] = mapped_column(String(120))
    about: Mapped[str] = mapped_column(Text, default="")
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    place: Mapped[ShortText]
    motions_due_at: Mapped[Moment]
    most_motions: Mapped[int] = mapped_column(SmallInteger, default=5)
    """Of one delegation."""
    is_named: Mapped[bool] = mapped_column(Boolean, default=False)
    """Votes are open by name unless the chair says otherwise; else secret."""
    quorum_percent: Mapped[int] = mapped_column(SmallInteger, default=50)
    majority: Mapped[Majority] = mapped_column(enum_column(Majority, "assembly_majority"), default=Majority.simple)
    tie_rule: Mapped[DayTie] = mapped_column(enum_column(DayTie, "assembly_tie_rule"), default=DayTie.falls)
    speech_seconds: Mapped[int] = mapped_column(SmallInteger, default=120)
    announced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    message: Mapped[ShortText] = mapped_column(default="")
    """What the chair has put on every screen; empty for nothing."""
    next_motion: Mapped[int] = mapped_column(SmallInteger, default=1)
    """The number that the next motion gets."""
    created_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every change that anyone can see on its pages."""

    body: Mapped[Body] = relationship(lazy="raise")
    unit: Mapped[Unit] = relationship(lazy="raise")

    @property
    def moments(self) -> Moments:
        """What has happened in it."""
        return Moments(self.announced_at, self.begun_at, self.ended_at)

    @property
    def state(self) -> YearState:
        """Where it stands."""
        return state_of(self.moments)

    @property
    def channel(self) -> str:
        """Where its screens listen (core/pulse.py)."""
        return f"bytinget-{self.year}"


class Material(Base):
    """Something to read, watch or talk about before the day."""

    __tablename__ = "assembly_materials"
    __table_args__ = (
        Index("ix_assembly_materials_year", "year_id", "position", "id"),
        CheckConstraint("length(trim(title)) >= 3", name="title_needed"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    position: Mapped[int] = mapped_column(SmallInteger, default=0)
    title: Mapped[str] = mapped_column(String(160))
    text: Mapped[str] = mapped_column(Text, default="")
    url: Mapped[str] = mapped_column(String(300), default="")


class Delegation(Base):
    """A school (or another body) that sends delegates, and how many places it has."""

    __tablename__ = "assembly_delegations"
    __table_args__ = (
        UniqueConstraint("year_id", "name", name="uq_assembly_delegations_year_id_name"),
        CheckConstraint("places BETWEEN 0 AND 200", name="places_sensible"),
        CheckConstraint("length(trim(name)) >= 2", name="name_needed"),
    )

    id: Mapped[PrimaryKey]
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    """The body whose members it comes from: an elevråd, Ungerådet."""
    name: Mapped[str] = mapped_column(String(120))
    places: Mapped[int] = mapped_column(SmallInteger, default=0)
    way: Mapped[DelegateWay] = mapped_column(
        enum_column(DelegateWay, "delegation_way"), default=DelegateWay.appointment
    )
    """How it means to find its delegates."""

    school: Mapped[School | None] = relationship(lazy="raise")
    body: Mapped[Body | None] = relationship(lazy="raise")


class Delegate(Base):
    """Somebody who goes to Bytinget that year: follows a seat in its body, and ends with it."""

    __tablename__ = "assembly_delegates"
    __table_args__ = (
        Index(
            "uq_assembly_delegates_person", "year_id", "person_id", unique=True,
            postgresql_where=STANDS, sqlite_where=STANDS,
        ),
        UniqueConstraint("seat_id", name="uq_assembly_delegates_seat_id"),
        Index("ix_assembly_delegates_delegation", "delegation_id", "id"),
        CheckConstraint("left_at IS NULL OR came_at IS NOT NULL", name="left_when_there"),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("assembly_delegations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seats.id"))
    way: Mapped[DelegateWay] = mapped_column(enum_column(DelegateWay, "delegate_way"))
    since: Mapped[Moment]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    came_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Checked in on the day: from then on they may vote and speak."""
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    delegation: Mapped[Delegation] = relationship(lazy="raise")
    person: Mapped[Person] = relationship(lazy="raise")


class Volunteer(Base):
    """Somebody who would like to go, where a delegation draws lots."""

    __tablename__ = "assembly_volunteers"
    __table_args__ = (UniqueConstraint("delegation_id", "person_id", name="uq_assembly_volunteers_once"),)

    id: Mapped[PrimaryKey]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("assembly_delegations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    at: Mapped[Moment]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(lazy="raise")


class DelegateDraw(Base):
    """A lot that was drawn for a delegation: anybody who was there can count it again (voting/tallies/lots.py)."""

    __tablename__ = "assembly_draws"

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("assembly_delegations.id"), index=True)
    seed: Mapped[str] = mapped_column(String(64))
    witnesses: Mapped[ShortText]
    places: Mapped[int] = mapped_column(SmallInteger)
    order: Mapped[list[Any]] = mapped_column(JSON)
    """Ids of volunteers, as the lot has them; the first ``places`` go."""
    drawn_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]
