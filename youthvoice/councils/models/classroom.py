"""A class meeting on the big screen: ideas without names, and raised hands."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.core.db import Base, Moment, PrimaryKey, UtcDateTime, enum_column
from youthvoice.councils.models.meetings import Meeting
from youthvoice.councils.rules.meetings import ClassPhase


class ClassMeeting(Base):
    """What a meeting of a class has beside its agenda: how many children are there, and how tablets join."""

    __tablename__ = "class_meetings"
    __table_args__ = (CheckConstraint("children BETWEEN 1 AND 200", name="children_are_a_class"),)

    id: Mapped[PrimaryKey]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    question: Mapped[str] = mapped_column(String(200), default="")
    """What the class talks about today: «Hvad skal der ske i skolegården?»"""
    children: Mapped[int] = mapped_column(Integer)
    """How many are in the room: no idea can get more hands."""
    phase: Mapped[ClassPhase] = mapped_column(enum_column(ClassPhase, "class_phase"), default=ClassPhase.ideas)
    join_code: Mapped[str | None] = mapped_column(String(12), unique=True)
    """Shown on the big screen; None while no tablets may join."""
    join_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every idea and hand, so that the big screen knows that there is something new."""

    meeting: Mapped[Meeting] = relationship(lazy="raise")


class ClassIdea(Base):
    """One idea of the class. Nobody's name belongs to it."""

    __tablename__ = "class_ideas"
    __table_args__ = (
        UniqueConstraint("class_meeting_id", "form_key", name="uq_class_ideas_class_meeting_id_form_key"),
        Index("ix_class_ideas_class_meeting", "class_meeting_id", "id"),
        CheckConstraint("length(trim(text)) >= 2", name="text_needed"),
        CheckConstraint("hands >= 0", name="hands_not_negative"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    class_meeting_id: Mapped[int] = mapped_column(ForeignKey("class_meetings.id"))
    text: Mapped[str] = mapped_column(String(140))
    picture: Mapped[str] = mapped_column(String(40), default="")
    """The name of an icon that stands beside it, for those who do not read yet."""
    hands: Mapped[int] = mapped_column(Integer, default=0)
    from_tablet: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    chosen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    class_meeting: Mapped[ClassMeeting] = relationship(lazy="raise")

    @property
    def is_waiting(self) -> bool:
        """Came from a tablet, and the teacher has not looked at it yet: hidden since the moment it was made."""
        return self.from_tablet and self.hidden_at == self.created_at
