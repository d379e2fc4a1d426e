"""What Bytinget adopted: each is a case that is owed an answer."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.assembly.models.motions import Motion
from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText
from youthvoice.responses.models import Case


class Resolution(Base):
    """A motion that was adopted, in the words that were voted on."""

    __tablename__ = "resolutions"
    __table_args__ = (
        UniqueConstraint("motion_id", name="uq_resolutions_motion_id"),
        UniqueConstraint("year_id", "number", name="uq_resolutions_year_id_number"),
        Index("ix_resolutions_case", "case_id"),
        CheckConstraint("length(trim(text)) >= 30", name="text_needed"),
    )

    id: Mapped[PrimaryKey]
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motions.id"))
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_votes.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"))
    """Of the proposal it came from, or its own."""
    politician: Mapped[ShortText] = mapped_column(default="")
    """Who answers for it politically: «Formanden for Børne- og Ungdomsudvalget»."""
    adopted_at: Mapped[Moment]

    motion: Mapped[Motion] = relationship(lazy="raise")
    case: Mapped[Case | None] = relationship(lazy="raise")
