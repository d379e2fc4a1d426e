"""The counted figures: a row for each year and unit. Pages read these alone, so they cost the same however many cases there are."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from youthvoice.core.db import Base, BigId, Moment, PrimaryKey, UtcDateTime

ALL = 0
"""``Scorecard.scope`` of all units together."""


class Scorecard(Base):
    """The figures of one unit, or of all, in one year; what rests on too few people is kept back already here."""

    __tablename__ = "scorecards"
    __table_args__ = (CheckConstraint("scope = coalesce(unit_id, 0)", name="scope_is_the_unit"),)

    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    scope: Mapped[int] = mapped_column(BigId, primary_key=True, autoincrement=False)
    """The unit's id, or ``ALL``."""
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"), index=True)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    """See rules/measures.py: ``Figures``."""
    counted_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class ParticipationYear(Base):
    """How many took part in one year, and what came of it, as it is shown (rules/taking_part.py)."""

    __tablename__ = "participation_years"

    year: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    """``evaluating.Block``."""
    counted_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Evaluation(Base):
    """A report on a period, as it was counted on the day it was made. Rows are only added."""

    __tablename__ = "evaluations"
    __table_args__ = (CheckConstraint("last_on >= first_on", name="ends_after_it_begins"),)

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    first_on: Mapped[date] = mapped_column(Date)
    last_on: Mapped[date] = mapped_column(Date)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    """``period`` and ``before``: an ``evaluating.Block`` each; ``schools``: names by id, as they were."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    made_at: Mapped[Moment]
