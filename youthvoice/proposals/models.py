"""A proposal, from a draft to its outcome, with all that hangs on it."""

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from youthvoice.accounts.models import Person, School
from youthvoice.core.db import Base, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.councils.models import Body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.rules import EventKind, ProposalStatus, Topic

OPEN = text("listed_at IS NOT NULL AND status IN ('awaiting', 'in_progress', 'needs_more')")


class Proposal(Base):
    """What a young person wants changed. ``listed_at`` is set exactly while anyone may find it in the list."""

    __tablename__ = "proposals"
    __table_args__ = (
        UniqueConstraint("author_id", "form_key", name="uq_proposals_author_id_form_key"),
        Index("ix_proposals_listed", "listed_at", "id"),
        Index("ix_proposals_topic_listed", "topic", "listed_at", "id"),
        Index("ix_proposals_school_listed", "school_id", "listed_at", "id"),
        Index("ix_proposals_status_listed", "status", "listed_at", "id"),
        Index("ix_proposals_open_listed", "listed_at", "id", postgresql_where=OPEN, sqlite_where=OPEN),
        Index("ix_proposals_answered", "answered_at", "id"),
        CheckConstraint("endorsement_count >= 0 AND comment_count >= 0", name="counts_not_negative"),
        CheckConstraint(
            "status IN ('draft', 'withdrawn') OR (submitted_at IS NOT NULL AND topic IS NOT NULL "
            "AND (case_id IS NOT NULL OR status IN ('in_council', 'council_no')) "
            "AND length(trim(title)) >= 5 AND length(trim(what)) >= 20)",
            name="submitted_is_complete",
        ),
        CheckConstraint(
            "listed_at IS NULL OR (hidden_at IS NULL AND withdrawn_at IS NULL AND submitted_at IS NOT NULL)",
            name="listed_is_public",
        ),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    author_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    title: Mapped[str] = mapped_column(String(80), default="")
    what: Mapped[str] = mapped_column(Text, default="")
    why: Mapped[str] = mapped_column(Text, default="")
    who: Mapped[str] = mapped_column(Text, default="")
    """Who could do it, in the author's own words."""
    topic: Mapped[Topic | None] = mapped_column(enum_column(Topic, "proposal_topic"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    """None: the whole municipality."""
    status: Mapped[ProposalStatus] = mapped_column(
        enum_column(ProposalStatus, "proposal_status"), default=ProposalStatus.draft
    )
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every change that anyone can see; names what a cached page shows."""
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    listed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    case_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), unique=True)
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"), unique=True)
    answer_due_on: Mapped[date | None] = mapped_column(Date)
    """Copied from the case, for the line on the card."""
    endorsement_count: Mapped[int] = mapped_column(Integer, default=0)
    comment_count: Mapped[int] = mapped_column(Integer, default=0)
    attachment_kind: Mapped[str | None] = mapped_column(String(10))
    """«image» or «pdf» where there is an attachment."""
    invite_nonce: Mapped[str | None] = mapped_column(String(32))
    """Part of the invitation link; a new one makes older links useless."""

    on_behalf_of_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    """The body in whose name it was sent (a class); the author is then the adult who pressed the button."""
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    """The body that has it on its table now; None: nobody, or the municipality."""

    author: Mapped[Person] = relationship(lazy="raise")
    on_behalf_of: Mapped[Body | None] = relationship(foreign_keys=[on_behalf_of_id], lazy="raise")
    holder: Mapped[Body | None] = relationship(foreign_keys=[holder_id], lazy="raise")
    school: Mapped[School | None] = relationship(lazy="raise")

    # No columns: filled by the query that reads one proposal (queries/detail.py), for permissions.
    coauthor_ids = cast("tuple[int, ...]", ())
    is_adopted = False
    is_reopened = False


Index("ix_proposals_author", Proposal.author_id, Proposal.id)
Index("ix_proposals_holder", Proposal.holder_id, Proposal.id)


class ProposalStop(Base):
    """One step of the ladder: a body that had the proposal, what it decided, and where it carried it on to.

    The words of the proposal stay as they are; ``statement`` is what the body says with it.
    """

    __tablename__ = "proposal_stops"
    __table_args__ = (
        UniqueConstraint("proposal_id", "body_id", name="uq_proposal_stops_proposal_id_body_id"),
        UniqueConstraint("proposal_id", "number", name="uq_proposal_stops_proposal_id_number"),
        Index("ix_proposal_stops_body", "body_id", "id"),
        CheckConstraint("(outcome IS NULL) = (decided_at IS NULL)", name="decided_when"),
        CheckConstraint("carried_at IS NULL OR outcome = 'adopted'", name="carried_when_adopted"),
        CheckConstraint("carried_to_id IS NULL OR carried_at IS NOT NULL", name="carried_when"),
    )

    id: Mapped[PrimaryKey]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    number: Mapped[int] = mapped_column(Integer)
    """Counted from 1 along the way."""
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"), unique=True)
    """The first agenda item there; a postponed one is continued by another."""
    brought_by_label: Mapped[ShortText]
    arrived_at: Mapped[Moment]
    outcome: Mapped[DecisionOutcome | None] = mapped_column(enum_column(DecisionOutcome, "stop_outcome"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    statement: Mapped[str] = mapped_column(Text, default="")
    carried_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    carried_to_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"))
    """None with ``carried_at``: to the municipality."""

    body: Mapped[Body] = relationship(foreign_keys=[body_id], lazy="raise")


class Endorsement(Base):
    """One person's support of one proposal."""

    __tablename__ = "endorsements"
    __table_args__ = (UniqueConstraint("proposal_id", "person_id", name="uq_endorsements_proposal_id_person_id"),)

    id: Mapped[PrimaryKey]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    created_at: Mapped[Moment]


class ProposalFollow(Base):
    """A person wants to hear what happens to a proposal."""

    __tablename__ = "proposal_follows"
    __table_args__ = (UniqueConstraint("proposal_id", "person_id", name="uq_proposal_follows_proposal_id_person_id"),)

    id: Mapped[PrimaryKey]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    created_at: Mapped[Moment]


class ProposalCoauthor(Base):
    """Somebody who joined by the author's invitation link."""

    __tablename__ = "proposal_coauthors"
    __table_args__ = (UniqueConstraint("proposal_id", "person_id", name="uq_proposal_coauthors_proposal_id_person_id"),)

    id: Mapped[PrimaryKey]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    created_at: Mapped[Moment]

    person: Mapped[Person] = relationship()


class ProposalEvent(Base):
    """One line of the timeline. ``data`` holds what its words need (a due date, an outcome); never a person's text."""

    __tablename__ = "proposal_events"
    __table_args__ = (Index("ix_proposal_events_proposal_id_id", "proposal_id", "id"),)

    id: Mapped[PrimaryKey]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    kind: Mapped[EventKind] = mapped_column(enum_column(EventKind, "proposal_event_kind"))
    at: Mapped[Moment]
    actor_label: Mapped[ShortText]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


class ProposalRevision(Base):
    """How a proposal read before an edit that was made after others had supported it."""

    __tablename__ = "proposal_revisions"
    __table_args__ = (UniqueConstraint("proposal_id", "number", name="uq_proposal_revisions_proposal_id_number"),)

    id: Mapped[PrimaryKey]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    number: Mapped[int] = mapped_column(Integer)
    title: Mapped[str] = mapped_column(String(80))
    what: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(Text)
    who: Mapped[str] = mapped_column(Text)
    replaced_at: Mapped[Moment]
    replaced_by_label: Mapped[ShortText]


class ProposalAttachment(Base):
    """One picture or PDF, made anew from what was uploaded, so that nothing hidden in the file is kept."""

    __tablename__ = "proposal_attachments"

    id: Mapped[PrimaryKey]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), unique=True)
    kind: Mapped[str] = mapped_column(String(10))
    content_type: Mapped[str] = mapped_column(String(60))
    file_name: Mapped[ShortText]
    alt_text: Mapped[ShortText] = mapped_column(default="")
    size_bytes: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[Moment]
    data: Mapped[bytes] = deferred(mapped_column(LargeBinary))
    thumb: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))


class ProposalCounter(Base):
    """How many proposals anyone can read stand in each status: stored, so that no page counts the table."""

    __tablename__ = "proposal_counters"
    __table_args__ = (CheckConstraint("total >= 0", name="total_not_negative"),)

    status: Mapped[ProposalStatus] = mapped_column(enum_column(ProposalStatus, "counter_status"), primary_key=True)
    total: Mapped[int] = mapped_column(Integer, default=0)


class Route(Base):
    """Which unit of the municipality owes the answer. The most particular rule holds; the one with neither is for the rest."""

    __tablename__ = "routes"
    # One rule for each pair: an index of expressions, made by the migration, since NULLs never equal each other.

    id: Mapped[PrimaryKey]
    topic: Mapped[Topic | None] = mapped_column(enum_column(Topic, "route_topic"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
