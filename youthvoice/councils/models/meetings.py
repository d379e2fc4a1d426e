"""Meetings: the call, the agenda, who came, the minutes and the decisions."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.accounts.models import Person
from youthvoice.core.db import Base, BigId, Moment, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.councils.models.bodies import Body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import ItemKind, MeetingState, Presence
from youthvoice.responses.duty import reasons_owed
from youthvoice.responses.rules import ReasonCode

WAITING = text("meeting_id IS NULL AND withdrawn_at IS NULL")
NAMED = text("subject_kind IS NOT NULL AND continues_id IS NULL AND withdrawn_at IS NULL")
REFUSES = "outcome = 'rejected' AND is_owed_reasons"


class Meeting(Base):
    """One meeting of a body. Its state is told by its timestamps, and kept beside them."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("body_id", "number", name="uq_meetings_body_id_number"),
        Index("ix_meetings_body_starts", "body_id", "starts_at", "id"),
        Index("ix_meetings_starts", "starts_at", "id"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_begins"),
        CheckConstraint("length(trim(place)) >= 1 OR length(trim(link)) >= 1", name="place_or_link_needed"),
        CheckConstraint("state <> 'approved' OR approved_at IS NOT NULL", name="approved_has_a_time"),
        CheckConstraint("published_at IS NULL OR approved_at IS NOT NULL", name="published_when_approved"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    number: Mapped[int] = mapped_column(Integer)
    """Counted from 1 in each body."""
    title: Mapped[str] = mapped_column(String(120), default="")
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    place: Mapped[ShortText] = mapped_column(default="")
    link: Mapped[str] = mapped_column(String(300), default="")
    call_text: Mapped[str] = mapped_column(Text, default="")
    items_due_at: Mapped[Moment]
    state: Mapped[MeetingState] = mapped_column(
        enum_column(MeetingState, "meeting_state"), default=MeetingState.planned
    )
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    minutes_ready_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Set where anyone may read the minutes."""
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_reason: Mapped[ShortText] = mapped_column(default="")
    reminded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sequence: Mapped[int] = mapped_column(Integer, default=0)
    """Raised when time or place change, so that calendars take the change."""
    created_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    created_at: Mapped[Moment]
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every change that its page shows."""

    body: Mapped[Body] = relationship(lazy="raise")


class AgendaItem(Base):
    """One item. Without a meeting it waits for the next one. Rooms above give the subject, its title and path."""

    __tablename__ = "agenda_items"
    __table_args__ = (
        UniqueConstraint("body_id", "form_key", name="uq_agenda_items_body_id_form_key"),
        UniqueConstraint("id", "is_owed_reasons", name="uq_agenda_items_id_is_owed_reasons"),
        Index(
            "uq_agenda_items_subject", "body_id", "subject_kind", "subject_id", unique=True,
            postgresql_where=NAMED, sqlite_where=NAMED,
        ),
        Index("ix_agenda_items_meeting", "meeting_id", "position", "id"),
        Index("ix_agenda_items_waiting", "body_id", "id", postgresql_where=WAITING, sqlite_where=WAITING),
        CheckConstraint("length(trim(title)) >= 3", name="title_needed"),
        CheckConstraint("(subject_kind IS NULL) = (subject_id IS NULL)", name="subject_is_whole"),
        CheckConstraint("NOT is_owed_reasons OR subject_kind IS NOT NULL", name="reasons_owed_to_somebody"),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int] = mapped_column(Integer, default=0)
    """Orders the agenda; the number that people see is counted along it."""
    kind: Mapped[ItemKind] = mapped_column(enum_column(ItemKind, "agenda_item_kind"))
    title: Mapped[ShortText]
    text: Mapped[str] = mapped_column(Text, default="")
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[int | None] = mapped_column(BigId)
    path: Mapped[ShortText] = mapped_column(default="")
    is_owed_reasons: Mapped[bool] = mapped_column(default=False)
    """Somebody asked: a no to it needs reasons, exactly as an adult's."""
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    proposed_by_label: Mapped[ShortText] = mapped_column(default="")
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"))
    """The item of an earlier meeting that was postponed to this one."""
    added_at: Mapped[Moment]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    minutes: Mapped[str] = mapped_column(Text, default="")
    minutes_version: Mapped[int] = mapped_column(Integer, default=0)
    """0: nothing was written yet. Every wording is kept as a MinutesRevision."""

    meeting: Mapped[Meeting | None] = relationship(lazy="raise")
    body: Mapped[Body] = relationship(lazy="raise")


class MinutesRevision(Base):
    """One wording of the minutes of an item. Rows are only added."""

    __tablename__ = "minutes_revisions"
    __table_args__ = (UniqueConstraint("item_id", "version", name="uq_minutes_revisions_item_id_version"),)

    id: Mapped[PrimaryKey]
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_items.id"))
    version: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(Text)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    written_at: Mapped[Moment]

    written_by: Mapped[Person] = relationship(lazy="raise")


class Attendee(Base):
    """Whether somebody came to a meeting; a substitute may sit there in a member's place."""

    __tablename__ = "attendees"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id", name="uq_attendees_meeting_id_person_id"),)

    id: Mapped[PrimaryKey]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    presence: Mapped[Presence] = mapped_column(enum_column(Presence, "attendee_presence"))
    stands_in_for_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    noted_at: Mapped[Moment]


class Decision(Base):
    """What a body decided about an item. Rows are never changed but to say they were replaced: a correction is a new row.

    A no to somebody's proposal cannot be stored without reasons, whoever writes the row; that the item is one that owes
    them is held by a foreign key of two columns.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["item_id", "is_owed_reasons"], ["agenda_items.id", "agenda_items.is_owed_reasons"], name="fk_decisions_item"
        ),
        UniqueConstraint("item_id", "form_key", name="uq_decisions_item_id_form_key"),
        UniqueConstraint("item_id", "number", name="uq_decisions_item_id_number"),
        Index(
            "uq_decisions_current", "item_id", unique=True,
            postgresql_where=text("replaced_at IS NULL"), sqlite_where=text("replaced_at IS NULL"),
        ),
        Index("ix_decisions_body", "body_id", "recorded_at", "id"),
        Index("ix_decisions_meeting", "meeting_id", "id"),
        Index("ix_decisions_explanation_key", "explanation_key"),
        *reasons_owed(REFUSES),
        CheckConstraint("length(trim(text)) >= 3", name="text_needed"),
        CheckConstraint(
            "(votes_for IS NULL) = (votes_against IS NULL) AND (votes_for IS NULL) = (votes_abstaining IS NULL)",
            name="votes_are_whole",
        ),
        CheckConstraint(
            "votes_for IS NULL OR (votes_for >= 0 AND votes_against >= 0 AND votes_abstaining >= 0)",
            name="votes_not_negative",
        ),
        CheckConstraint(
            "votes_for IS NULL OR outcome = 'postponed' OR (outcome = 'adopted') = (votes_for > votes_against)",
            name="votes_make_the_outcome",
        ),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32))
    item_id: Mapped[int] = mapped_column(BigId)
    is_owed_reasons: Mapped[bool]
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int] = mapped_column(Integer)
    outcome: Mapped[DecisionOutcome] = mapped_column(enum_column(DecisionOutcome, "decision_outcome"))
    text: Mapped[str] = mapped_column(Text)
    """What was decided, in one or two sentences."""
    votes_for: Mapped[int | None] = mapped_column(Integer)
    votes_against: Mapped[int | None] = mapped_column(Integer)
    votes_abstaining: Mapped[int | None] = mapped_column(Integer)
    reason_code: Mapped[ReasonCode | None] = mapped_column(enum_column(ReasonCode, "decision_reason_code"))
    explanation: Mapped[str] = mapped_column(Text, default="")
    explanation_key: Mapped[str] = mapped_column(String(64), default="")
    next_step: Mapped[str] = mapped_column(Text, default="")
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_title: Mapped[str] = mapped_column(String(120), default="")
    contact_unit: Mapped[str] = mapped_column(String(200), default="")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    recorded_at: Mapped[Moment]
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    item: Mapped[AgendaItem] = relationship(lazy="raise")
    recorded_by: Mapped[Person] = relationship(lazy="raise")
