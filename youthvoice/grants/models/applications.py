"""Applications: the words, the budget, the group, files, and notes beside its parts."""

from datetime import date, datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from youthvoice.accounts.models import Person, School
from youthvoice.core.db import Base, BigId, Moment, Oere, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.grants.models.pools import Pool
from youthvoice.grants.rules.applications import AgeBand, ApplicationStatus, Field, FileKind, LineKind, MemberRole
from youthvoice.grants.rules.timeline import Step
from youthvoice.proposals.rules import Topic

LISTED = text("listed_at IS NOT NULL")
DECIDED = text("decided_at IS NOT NULL")
NO = text("status = 'rejected'")
SENT = text("submitted_at IS NOT NULL")
LATE = text("status = 'accepted'")
LEADS = text("role = 'lead'")
UNDECIDED = text("status IN ('submitted', 'needs_more')")


class Application(Base):
    """One application for money. Amounts are øre. Who stands behind it is never public; the name of the group is."""

    __tablename__ = "applications"
    __table_args__ = (
        UniqueConstraint("pool_id", "number", name="uq_applications_pool_id_number"),
        # The decisions, the newest first: all, those that anyone may read (by topic, by school), and every no.
        Index("ix_applications_decided", "pool_id", "decided_at", "id", postgresql_where=DECIDED, sqlite_where=DECIDED),
        Index("ix_applications_listed", "pool_id", "decided_at", "id", postgresql_where=LISTED, sqlite_where=LISTED),
        Index(
            "ix_applications_topic",
            "pool_id",
            "topic",
            "decided_at",
            "id",
            postgresql_where=LISTED,
            sqlite_where=LISTED,
        ),
        Index(
            "ix_applications_school",
            "pool_id",
            "school_id",
            "decided_at",
            "id",
            postgresql_where=LISTED,
            sqlite_where=LISTED,
        ),
        Index("ix_applications_refused", "pool_id", "decided_at", "id", postgresql_where=NO, sqlite_where=NO),
        Index("ix_applications_sent", "pool_id", "status", "id", postgresql_where=SENT, sqlite_where=SENT),
        Index("ix_applications_round", "round_id", "status", "id"),
        Index(
            "ix_applications_undecided",
            "pool_id",
            "submitted_at",
            "id",
            postgresql_where=UNDECIDED,
            sqlite_where=UNDECIDED,
        ),
        # How many wait in each round, and for how much, of the index alone.
        Index(
            "ix_applications_waiting",
            "pool_id",
            "round_id",
            "asked",
            postgresql_where=UNDECIDED,
            sqlite_where=UNDECIDED,
        ),
        Index("ix_applications_lead", "lead_id", "id"),
        Index("ix_applications_proposal", "proposal_id"),
        Index("ix_applications_accounts", "accounts_due_on", "id", postgresql_where=LATE, sqlite_where=LATE),
        CheckConstraint("asked >= 0 AND other_income >= 0 AND budget >= 0", name="amounts_not_negative"),
        CheckConstraint("status = 'draft' OR status = 'withdrawn' OR submitted_at IS NOT NULL", name="sent_has_a_time"),
        CheckConstraint("submitted_at IS NULL OR number IS NOT NULL", name="sent_has_a_number"),
        CheckConstraint("submitted_at IS NULL OR case_id IS NOT NULL", name="sent_is_owed_an_answer"),
        CheckConstraint("status <> 'accepted' OR accounts_due_on IS NOT NULL", name="accounts_have_a_day"),
        CheckConstraint("listed_at IS NULL OR decided_at IS NOT NULL", name="listed_when_decided"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    pool_id: Mapped[int] = mapped_column(ForeignKey("pools.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("pool_rounds.id"))
    number: Mapped[int | None] = mapped_column(Integer)
    """Counted from 1 in each pool, when it is sent."""
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"))
    """The proposal that it grew out of."""
    lead_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    status: Mapped[ApplicationStatus] = mapped_column(
        enum_column(ApplicationStatus, "application_status"), default=ApplicationStatus.draft
    )
    step: Mapped[int] = mapped_column(SmallInteger, default=1)
    """How far the writer has come in the form."""
    title: Mapped[str] = mapped_column(String(80), default="")
    what: Mapped[str] = mapped_column(Text, default="")
    video_link: Mapped[str] = mapped_column(String(300), default="")
    """At most two minutes, instead of long text; shown as a link."""
    group_name: Mapped[str] = mapped_column(String(80), default="")
    """Public; a group needs no CVR number."""
    about_group: Mapped[str] = mapped_column(Text, default="")
    begins_on: Mapped[date | None] = mapped_column(Date)
    ends_on: Mapped[date | None] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(120), default="")
    for_whom: Mapped[str] = mapped_column(Text, default="")
    participants: Mapped[int | None] = mapped_column(Integer)
    how_to_join: Mapped[str] = mapped_column(Text, default="")
    topic: Mapped[Topic | None] = mapped_column(enum_column(Topic, "application_topic"))
    age_band: Mapped[AgeBand | None] = mapped_column(enum_column(AgeBand, "application_age_band"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    """None: the whole municipality."""
    budget: Mapped[int] = mapped_column(Oere, default=0)
    """The sum of its lines; kept by the commands."""
    other_income: Mapped[int] = mapped_column(Oere, default=0)
    other_income_from: Mapped[ShortText] = mapped_column(default="")
    asked: Mapped[int] = mapped_column(Oere, default=0)
    """The budget less other income."""
    risks: Mapped[str] = mapped_column(Text, default="")
    adult_name: Mapped[str] = mapped_column(String(120), default="")
    adult_email: Mapped[str] = mapped_column(String(254), default="")
    """Of the adult contact where the lead is under 18; seen by officers only."""
    confirmed: Mapped[str] = mapped_column(String(200), default="")
    """Values of ``Excluded`` that the applicants said it is not."""
    shows_refusal: Mapped[bool] = mapped_column(default=False)
    """The applicants want it to be public even if the answer is no."""
    half_typed: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    """What was typed and fits no column yet (half a date, too long a title), by part (rules/parts.py); empty when it is sent."""
    invite_nonce: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    listed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Since when anyone may read it: once decided, unless refused (``shows_refusal``) or hidden."""
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    accounts_due_on: Mapped[date | None] = mapped_column(Date)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), unique=True)
    version: Mapped[int] = mapped_column(Integer, default=1)

    pool: Mapped[Pool] = relationship(lazy="raise")
    lead: Mapped[Person] = relationship(lazy="raise")
    school: Mapped[School | None] = relationship(lazy="raise")

    __mapper_args__ = {"version_id_col": version}


class BudgetLine(Base):
    """One thing that money is spent on; øre."""

    __tablename__ = "budget_lines"
    __table_args__ = (
        UniqueConstraint("application_id", "number", name="uq_budget_lines_application_id_number"),
        UniqueConstraint("id", "application_id", name="uq_budget_lines_whole"),
        CheckConstraint("amount > 0", name="amount_above_zero"),
        CheckConstraint("length(trim(name)) >= 2", name="name_needed"),
    )

    id: Mapped[PrimaryKey]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[LineKind] = mapped_column(enum_column(LineKind, "budget_line_kind"))
    name: Mapped[str] = mapped_column(String(80))
    amount: Mapped[int] = mapped_column(Oere)


class ApplicationMember(Base):
    """Somebody of the group with an account: reads, writes and answers like the lead. Ended, never removed."""

    __tablename__ = "application_members"
    __table_args__ = (
        UniqueConstraint("application_id", "person_id", name="uq_application_members_once"),
        Index("ix_application_members_person", "person_id", "application_id"),
        Index("uq_application_members_lead", "application_id", unique=True, postgresql_where=LEADS, sqlite_where=LEADS),
        CheckConstraint("role <> 'lead' OR left_at IS NULL", name="lead_is_there"),
    )

    id: Mapped[PrimaryKey]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    role: Mapped[MemberRole] = mapped_column(enum_column(MemberRole, "application_member_role"))
    joined_at: Mapped[Moment]
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(lazy="raise")


class ApplicationFile(Base):
    """A picture or PDF, made anew from what was uploaded. Receipts belong to a line of the accounts."""

    __tablename__ = "application_files"
    __table_args__ = (
        Index("ix_application_files_application", "application_id", "kind", "id"),
        CheckConstraint(
            "kind NOT IN ('picture', 'result') OR length(trim(alt_text)) >= 3", name="picture_is_described"
        ),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    spent_id: Mapped[int | None] = mapped_column(ForeignKey("spent_lines.id"))
    """The line of the accounts that a receipt shows."""
    kind: Mapped[FileKind] = mapped_column(enum_column(FileKind, "application_file_kind"))
    content_type: Mapped[str] = mapped_column(String(60))
    alt_text: Mapped[ShortText] = mapped_column(default="")
    size_bytes: Mapped[int] = mapped_column(Integer)
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    thumb: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))


class ApplicationNote(Base):
    """Words between applicants, the council and the coordinator, beside one part of the application; never public."""

    __tablename__ = "application_notes"
    __table_args__ = (
        Index("ix_application_notes_application", "application_id", "id"),
        UniqueConstraint("id", "application_id", name="uq_application_notes_whole"),
        ForeignKeyConstraint(
            ["parent_id", "application_id"],
            ["application_notes.id", "application_notes.application_id"],
            name="fk_application_notes_parent",
        ),
        CheckConstraint("length(trim(words)) >= 2", name="words_needed"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    field: Mapped[Field] = mapped_column(enum_column(Field, "application_note_field"))
    parent_id: Mapped[int | None] = mapped_column(BigId)
    words: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    by: Mapped[Person] = relationship(lazy="raise")


class ApplicationEvent(Base):
    """One line of the timeline, with an amount (øre) or a day where the step has one; never a person's text."""

    __tablename__ = "application_events"
    __table_args__ = (Index("ix_application_events_application", "application_id", "id"),)

    id: Mapped[PrimaryKey]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    kind: Mapped[Step] = mapped_column(enum_column(Step, "application_event_kind"))
    at: Mapped[Moment]
    amount: Mapped[int | None] = mapped_column(Oere)
    day: Mapped[date | None] = mapped_column(Date)
