"""The counted figures: a row for each year and unit. Pages read these alone, so they cost the same however many cases there are."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from youthvoice.core.db import Base, BigId, UtcDateTime

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
