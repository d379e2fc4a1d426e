"""What the council would rather pay for, where a round has more wishes than money: advice, never a decision."""

from datetime import datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from youthvoice.core.db import Base, BigId, Moment, Oere, PrimaryKey, UtcDateTime
from youthvoice.grants.models.deciding import unconflicted


class RoundRanking(Base):
    """The council is asked about a round; once closed, it is counted with the money (øre) that the pool held then."""

    __tablename__ = "round_rankings"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (budget IS NULL)", name="closed_with_a_budget"),
        CheckConstraint("budget IS NULL OR budget >= 0", name="budget_not_negative"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("pool_rounds.id"), primary_key=True)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    opened_at: Mapped[Moment]
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    budget: Mapped[int | None] = mapped_column(Oere)


class Wish(Base):
    """A member would pay for an application. Of an application in which one is conflicted there can be no row."""

    __tablename__ = "council_wishes"
    __table_args__ = (
        UniqueConstraint("application_id", "person_id", name="uq_council_wishes_once"),
        *unconflicted("council_wishes"),
    )

    id: Mapped[PrimaryKey]
    application_id: Mapped[int] = mapped_column(BigId)
    person_id: Mapped[int] = mapped_column(BigId)
    is_conflicted: Mapped[bool] = mapped_column(Boolean, default=False)
    at: Mapped[Moment]
