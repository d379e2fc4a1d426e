"""A question that a body puts to its people; all that is voted on stands on its contest."""

from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.core.db import Base, UtcDateTime, enum_column
from youthvoice.councils.models import Body
from youthvoice.elections.rules.polls import Voters


class Poll(Base):
    """Whose question a contest is, and who may vote in it."""

    __tablename__ = "polls"
    __table_args__ = (Index("ix_polls_body", "body_id", "contest_id"),)

    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True, autoincrement=False)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    voters: Mapped[Voters] = mapped_column(enum_column(Voters, "poll_voters"))
    is_public: Mapped[bool] = mapped_column(Boolean)
    """Those who ask let everybody read it; its contest is not public all the same while it is hidden."""
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """A moderator lets only those on the roll and those who run it read it."""

    body: Mapped[Body] = relationship(lazy="raise")
