"""Motions, every wording of them, who is credited, the committees, and amendments with what speaks for and against."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person
from youthvoice.assembly.models.years import Delegation
from youthvoice.assembly.rules.motions import AmendmentState, MotionOrigin, MotionState, Side
from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import Topic

LEADS = text("leads")


class Committee(Base):
    """A group of delegates that works motions over."""

    __tablename__ = "assembly_committees"
    __table_args__ = (
        UniqueConstraint("year_id", "name", name="uq_assembly_committees_year_id_name"),
        UniqueConstraint("id", "year_id", name="uq_assembly_committees_id_year_id"),
        CheckConstraint("length(trim(name)) >= 2", name="name_needed"),
    )

    id: Mapped[PrimaryKey]
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    name: Mapped[str] = mapped_column(String(80))
    about: Mapped[ShortText] = mapped_column(default="")


class CommitteeMember(Base):
    """Somebody of a committee; one leads it."""

    __tablename__ = "assembly_committee_members"
    __table_args__ = (
        Index("ix_assembly_committee_members_person", "person_id", "committee_id"),
        Index(
            "uq_assembly_committee_members_leads", "committee_id", unique=True,
            postgresql_where=LEADS, sqlite_where=LEADS,
        ),
    )  # fmt: skip

    committee_id: Mapped[int] = mapped_column(ForeignKey("assembly_committees.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    leads: Mapped[bool] = mapped_column(default=False)
    since: Mapped[Moment]

    person: Mapped[Person] = relationship(lazy="raise")


class Motion(Base):
    """What Bytinget is asked to adopt. ``text`` is the newest wording; every wording is a MotionVersion."""

    __tablename__ = "assembly_motions"
    __table_args__ = (
        UniqueConstraint("year_id", "number", name="uq_assembly_motions_year_id_number"),
        UniqueConstraint("year_id", "proposal_id", name="uq_assembly_motions_year_id_proposal_id"),
        UniqueConstraint("id", "year_id", name="uq_assembly_motions_id_year_id"),
        ForeignKeyConstraint(
            ["committee_id", "year_id"],
            ["assembly_committees.id", "assembly_committees.year_id"],
            name="fk_assembly_motions_committee",
        ),
        ForeignKeyConstraint(
            ["merged_into_id", "year_id"],
            ["assembly_motions.id", "assembly_motions.year_id"],
            name="fk_assembly_motions_merged_into",
        ),
        Index("ix_assembly_motions_year_state", "year_id", "state", "number"),
        Index("ix_assembly_motions_committee", "committee_id", "number"),
        CheckConstraint("length(trim(title)) >= 5", name="title_needed"),
        CheckConstraint("length(trim(text)) >= 30 OR state = 'draft'", name="text_needed"),
        CheckConstraint("(origin = 'proposal') = (proposal_id IS NOT NULL)", name="origin_is_whole"),
        CheckConstraint("(state = 'merged') = (merged_into_id IS NOT NULL)", name="merged_into_another"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="not_into_itself"),
        CheckConstraint("state = 'draft' OR number IS NOT NULL", name="number_when_sent"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_a_time"),
        CheckConstraint("(state IN ('adopted', 'rejected')) = (decided_at IS NOT NULL)", name="decided_has_a_time"),
        CheckConstraint(
            "state <> 'rejected' OR origin <> 'proposal' OR decision_id IS NOT NULL", name="rejected_with_a_decision"
        ),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    number: Mapped[int | None] = mapped_column(SmallInteger)
    """As it is called on the day; given when it is sent in."""
    origin: Mapped[MotionOrigin] = mapped_column(enum_column(MotionOrigin, "motion_origin"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_delegations.id"))
    committee_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_committees.id"))
    topic: Mapped[Topic] = mapped_column(enum_column(Topic, "motion_topic"))
    """Which unit a resolution goes to follows from it (proposals' routes)."""
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text, default="")
    versions: Mapped[int] = mapped_column(Integer, default=1)
    """The number of the newest wording."""
    state: Mapped[MotionState] = mapped_column(enum_column(MotionState, "motion_state"), default=MotionState.draft)
    merged_into_id: Mapped[int | None]
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdraw_reason: Mapped[ShortText] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    """What its proposal's ladder was told; a no stands there with the reasons that it owes."""
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every change that its page shows."""

    proposal: Mapped[Proposal | None] = relationship(lazy="raise")
    delegation: Mapped[Delegation | None] = relationship(lazy="raise")
    committee: Mapped[Committee | None] = relationship(
        lazy="raise",
        viewonly=True,
        foreign_keys=[committee_id],
        primaryjoin=lambda: Motion.committee_id == Committee.id,
    )


class MotionVersion(Base):
    """One wording of a motion. Rows are only added."""

    __tablename__ = "motion_versions"
    __table_args__ = (UniqueConstraint("motion_id", "number", name="uq_motion_versions_motion_id_number"),)

    id: Mapped[PrimaryKey]
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motions.id"))
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(120))
    text: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(String(300), default="")
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendments.id"))
    """The amendment that became part of it, if it was one."""
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    written_by_label: Mapped[ShortText]
    at: Mapped[Moment]
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """By a moderator: the wording is not shown among the others."""


class MotionCredit(Base):
    """Somebody whose idea is in a motion: its author, or those of one that became part of it."""

    __tablename__ = "motion_credits"
    __table_args__ = (UniqueConstraint("motion_id", "label", name="uq_motion_credits_motion_id_label"),)

    id: Mapped[PrimaryKey]
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motions.id"))
    label: Mapped[ShortText]
    """A delegation, a council, or a person as they want to be called."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Is told what happens with it."""
    from_motion_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_motions.id"))
    """The motion that brought them here, when it was merged."""


class Amendment(Base):
    """A change that somebody asks for: the whole text as it would then stand."""

    __tablename__ = "amendments"
    __table_args__ = (
        UniqueConstraint("motion_id", "number", name="uq_amendments_motion_id_number"),
        CheckConstraint("length(trim(text)) >= 30", name="text_needed"),
        CheckConstraint("length(trim(reason)) >= 10", name="reason_needed"),
        CheckConstraint("(state = 'open') = (settled_at IS NULL)", name="settled_has_a_time"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motions.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    base: Mapped[int] = mapped_column(Integer)
    """The number of the wording that it changes."""
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[AmendmentState] = mapped_column(
        enum_column(AmendmentState, "amendment_state"), default=AmendmentState.open
    )
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    written_by_label: Mapped[ShortText]
    at: Mapped[Moment]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    waits_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Adopted, but another that stands changed the same place: which wording stands is not settled. None where it is."""
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class AmendmentArgument(Base):
    """What somebody says for or against an amendment."""

    __tablename__ = "amendment_arguments"
    __table_args__ = (
        Index("ix_amendment_arguments_amendment", "amendment_id", "id"),
        CheckConstraint("length(trim(text)) >= 10", name="text_needed"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendments.id"))
    side: Mapped[Side] = mapped_column(enum_column(Side, "argument_side"))
    text: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    written_by_label: Mapped[ShortText]
    at: Mapped[Moment]
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
