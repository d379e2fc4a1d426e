"""Pools of money: their rules, criteria, rounds, the adults who look after them, and what they have been asked for."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.db import Base, Moment, Oere, PrimaryKey, UtcDateTime, enum_column
from youthvoice.councils.models import Body
from youthvoice.grants.rules.pools import Excluded, Limits, Officer, PoolState, pool_state


class Pool(Base):
    """One council's money for one year. Several stand side by side."""

    __tablename__ = "pools"
    __table_args__ = (
        UniqueConstraint("body_id", "year", "name", name="uq_pools_body_id_year_name"),
        Index("ix_pools_year", "year", "id"),
        CheckConstraint("length(trim(name)) >= 2", name="name_needed"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_it_begins"),
        CheckConstraint("min_age IS NULL OR max_age IS NULL OR min_age <= max_age", name="ages_in_order"),
        CheckConstraint("lowest IS NULL OR lowest > 0", name="lowest_above_zero"),
        CheckConstraint("highest IS NULL OR lowest IS NULL OR lowest <= highest", name="amounts_in_order"),
        CheckConstraint("length(trim(complaint)) >= 20", name="complaint_needed"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="closed_when_opened"),
        CheckConstraint("ended_at IS NULL OR closed_at IS NOT NULL", name="ended_when_closed"),
        CheckConstraint("notice_days >= 0 AND accounts_days > 0", name="days_not_negative"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    """The council that decides."""
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    """The part of the municipality that pays, and owes the receipt."""
    name: Mapped[str] = mapped_column(String(80))
    year: Mapped[int] = mapped_column(SmallInteger)
    about: Mapped[str] = mapped_column(Text, default="")
    who_may: Mapped[str] = mapped_column(String(300), default="")
    """In words: who may apply."""
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    """The last day on which an activity may begin."""
    min_age: Mapped[int | None] = mapped_column(SmallInteger)
    max_age: Mapped[int | None] = mapped_column(SmallInteger)
    lowest: Mapped[int | None] = mapped_column(Oere)
    highest: Mapped[int | None] = mapped_column(Oere)
    excluded: Mapped[str] = mapped_column(String(200), default="")
    """Values of ``Excluded``, with commas between."""
    notice_days: Mapped[int] = mapped_column(SmallInteger, default=14)
    is_rolling: Mapped[bool]
    """One may apply at any time; else only in its rounds."""
    reuses_returned: Mapped[bool]
    """What is given back may be granted again."""
    accounts_days: Mapped[int] = mapped_column(SmallInteger, default=30)
    complaint: Mapped[str] = mapped_column(Text)
    """How to complain, as it stands under every no."""
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_title: Mapped[str] = mapped_column(String(120), default="")
    """The adult to ask."""
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_number: Mapped[int] = mapped_column(Integer, default=1)
    """The number that the next application gets."""
    created_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every change that anyone can see on its pages."""

    body: Mapped[Body] = relationship(lazy="raise")
    unit: Mapped[Unit] = relationship(lazy="raise")

    @property
    def state(self) -> PoolState:
        """Where it stands."""
        return pool_state(self.opened_at, self.closed_at, self.ended_at)

    @property
    def excludes(self) -> frozenset[Excluded]:
        """What it does not pay for."""
        return frozenset(Excluded(value) for value in self.excluded.split(",") if value)

    @property
    def limits(self) -> Limits:
        """What its rules say of one application."""
        return Limits(
            min_age=self.min_age,
            max_age=self.max_age,
            lowest=self.lowest,
            highest=self.highest,
            excluded=self.excludes,
            notice_days=self.notice_days,
        )


class PoolRule(Base):
    """One rule in words, numbered, so that a no can name it."""

    __tablename__ = "pool_rules"
    __table_args__ = (
        UniqueConstraint("pool_id", "number", name="uq_pool_rules_pool_id_number"),
        CheckConstraint("length(trim(words)) >= 3", name="words_needed"),
    )

    id: Mapped[PrimaryKey]
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    words: Mapped[str] = mapped_column(String(300))


class PoolCriterion(Base):
    """What the council looks at: one question of each application."""

    __tablename__ = "pool_criteria"
    __table_args__ = (
        UniqueConstraint("pool_id", "number", name="uq_pool_criteria_pool_id_number"),
        CheckConstraint("length(trim(question)) >= 3", name="question_needed"),
    )

    id: Mapped[PrimaryKey]
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    question: Mapped[str] = mapped_column(String(160))


class PoolRound(Base):
    """A time in which one may apply, and the day of the decision. The deadline is a moment."""

    __tablename__ = "pool_rounds"
    __table_args__ = (
        UniqueConstraint("pool_id", "name", name="uq_pool_rounds_pool_id_name"),
        Index("ix_pool_rounds_pool", "pool_id", "closes_at", "id"),
        CheckConstraint("length(trim(name)) >= 2", name="name_needed"),
        CheckConstraint("decides_on >= opens_on", name="decided_after_it_opens"),
    )

    id: Mapped[PrimaryKey]
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    name: Mapped[str] = mapped_column(String(80))
    opens_on: Mapped[date] = mapped_column(Date)
    closes_at: Mapped[Moment]
    decides_on: Mapped[date] = mapped_column(Date)


class PoolOfficer(Base):
    """An adult who looks after a pool. Ended, never removed."""

    __tablename__ = "pool_officers"
    __table_args__ = (
        UniqueConstraint("pool_id", "person_id", "role", name="uq_pool_officers_once"),
        Index("ix_pool_officers_person", "person_id", "pool_id"),
    )

    id: Mapped[PrimaryKey]
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    role: Mapped[Officer] = mapped_column(enum_column(Officer, "pool_officer_role"))
    since: Mapped[Moment]
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(lazy="raise")


class Dimension(StrEnum):
    """By what applications are counted."""

    all = "all"
    status = "status"
    topic = "topic"
    school = "school"
    age_band = "age_band"
    waiting = "waiting"
    """By its round, what waits to be decided; its amount is what is asked for. Never public."""


class PoolTally(Base):
    """Stored counts, so that no page counts applications: of a pool, by one thing."""

    __tablename__ = "pool_tallies"
    __table_args__ = (CheckConstraint("applications >= 0 AND awards >= 0 AND amount >= 0", name="counts_not_negative"),)

    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"), primary_key=True)
    dimension: Mapped[Dimension] = mapped_column(enum_column(Dimension, "pool_tally_dimension"), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    """A value of the status, the topic or the age band, or the id of a school or a round; empty for ``all`` and «none»."""
    applications: Mapped[int] = mapped_column(Integer, default=0)
    """Sent, withdrawn ones included."""
    awards: Mapped[int] = mapped_column(Integer, default=0)
    amount: Mapped[int] = mapped_column(Oere, default=0)
    """Granted and kept, in øre: less what was given up, given back or never paid out. Over the whole pool, what stands as
    granted, paid and closed out in its ledger."""
