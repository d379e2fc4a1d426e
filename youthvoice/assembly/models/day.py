"""The day itself: the agenda as it is run, turns to speak, votes, ballots by name, and what happened when."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    ForeignKey,
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
from youthvoice.assembly.models.motions import Amendment, Motion
from youthvoice.assembly.rules.day import ItemKind, ItemState, TurnState, Verdict, VoteMoments, VoteState, vote_state
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.core.db import Base, Moment, Oere, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.elections.rules.polls import Way

CURRENT = text("state = 'current'")
SPEAKING = text("state = 'speaking'")
WAITING = text("state IN ('waiting', 'speaking')")
MESSAGE = "message"
"""The kind of event that the chair's message is; an empty one takes it from the screens."""
WORDING = "wording"
"""The kind of event that tells which of two wordings stands."""
OPEN = text("opened_at IS NOT NULL AND closed_at IS NULL AND cancelled_at IS NULL")
STANDS = text("cancelled_at IS NULL")


class DayItem(Base):
    """One item of the day's agenda. At most one is current."""

    __tablename__ = "assembly_items"
    __table_args__ = (
        Index("ix_assembly_items_year", "year_id", "position", "id"),
        Index(
            "uq_assembly_items_current", "year_id", unique=True, postgresql_where=CURRENT, sqlite_where=CURRENT
        ),
        Index("ix_assembly_items_motion", "motion_id"),
        CheckConstraint("length(trim(title)) >= 3", name="title_needed"),
        CheckConstraint("(kind = 'motion') = (motion_id IS NOT NULL)", name="motion_of_a_motion"),
        CheckConstraint("minutes BETWEEN 0 AND 480", name="minutes_sensible"),
        CheckConstraint("ended_at IS NULL OR state IN ('done', 'skipped')", name="ended_when_over"),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    position: Mapped[int] = mapped_column(Integer, default=0)
    kind: Mapped[ItemKind] = mapped_column(enum_column(ItemKind, "assembly_item_kind"))
    title: Mapped[str] = mapped_column(String(160))
    text: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[int] = mapped_column(SmallInteger, default=0)
    """How long it is meant to take; 0: not said."""
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_motions.id"))
    state: Mapped[ItemState] = mapped_column(enum_column(ItemState, "assembly_item_state"), default=ItemState.waiting)
    takes_turns: Mapped[bool] = mapped_column(Boolean, default=True)
    """The speakers' list is open."""
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    """Whoever worded it last."""
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """By a moderator: its place in the day stays, its words are not shown."""

    motion: Mapped[Motion | None] = relationship(lazy="raise")

    @property
    def motion_is_hidden(self) -> bool:
        """A moderator hid the motion that it is about, which must be loaded."""
        return self.motion_id is not None and self.motion is not None and self.motion.hidden_at is not None

    @property
    def public_title(self) -> str:
        """The title; empty where it, or the motion that it names, is hidden (presenting/hidden.py)."""
        return "" if self.hidden_at is not None or self.motion_is_hidden else self.title


class Turn(Base):
    """Somebody who asks for the floor, or has it. At most one speaks."""

    __tablename__ = "assembly_turns"
    __table_args__ = (
        Index(
            "uq_assembly_turns_waiting", "item_id", "person_id", unique=True,
            postgresql_where=WAITING, sqlite_where=WAITING,
        ),
        Index("uq_assembly_turns_speaking", "year_id", unique=True, postgresql_where=SPEAKING, sqlite_where=SPEAKING),
        Index("ix_assembly_turns_item", "item_id", "id"),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("assembly_items.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("assembly_delegations.id"))
    state: Mapped[TurnState] = mapped_column(enum_column(TurnState, "assembly_turn_state"), default=TurnState.waiting)
    asked_at: Mapped[Moment]
    called_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(lazy="raise")


class DayVote(Base):
    """A vote on the day: by name here (NamedBallot), or secret as a contest of the room of voting. At most one is open."""

    __tablename__ = "assembly_votes"
    __table_args__ = (
        Index("uq_assembly_votes_open", "year_id", unique=True, postgresql_where=OPEN, sqlite_where=OPEN),
        UniqueConstraint("contest_id", name="uq_assembly_votes_contest_id"),
        Index("ix_assembly_votes_item", "item_id", "id"),
        Index("uq_assembly_votes_again", "again_of_id", unique=True, postgresql_where=STANDS, sqlite_where=STANDS),
        CheckConstraint("length(trim(question)) >= 3", name="question_needed"),
        CheckConstraint("is_named OR opened_at IS NULL OR contest_id IS NOT NULL", name="secret_has_a_contest"),
        CheckConstraint("NOT is_named OR contest_id IS NULL", name="named_has_no_contest"),
        CheckConstraint("closed_at IS NULL OR opened_at IS NOT NULL", name="closed_when_opened"),
        CheckConstraint("counted_at IS NULL OR closed_at IS NOT NULL", name="counted_when_closed"),
        CheckConstraint("(counted_at IS NULL) = (verdict IS NULL)", name="counted_with_a_verdict"),
        CheckConstraint("(way = 'money') = (budget IS NOT NULL)", name="budget_for_money"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("assembly_items.id"))
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_motions.id"))
    """Whether it is adopted."""
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendments.id"))
    """Whether it becomes part of the motion."""
    question: Mapped[str] = mapped_column(String(160))
    way: Mapped[Way] = mapped_column(enum_column(Way, "assembly_vote_way"))
    seats: Mapped[int] = mapped_column(SmallInteger, default=1)
    max_choices: Mapped[int | None] = mapped_column(SmallInteger)
    budget: Mapped[int | None] = mapped_column(Oere)
    is_named: Mapped[bool] = mapped_column(Boolean)
    """How each voted is public; else nobody can know it."""
    majority: Mapped[Majority] = mapped_column(enum_column(Majority, "assembly_vote_majority"))
    tie_rule: Mapped[DayTie] = mapped_column(enum_column(DayTie, "assembly_vote_tie_rule"))
    quorum_percent: Mapped[int] = mapped_column(SmallInteger, default=0)
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contests.id"))
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    delegates: Mapped[int] = mapped_column(Integer, default=0)
    """All delegates of the year when it opened."""
    roll_size: Mapped[int] = mapped_column(Integer, default=0)
    """Those who were there when it opened, and may vote."""
    taken_part: Mapped[int] = mapped_column(Integer, default=0)
    """Counted when it closes."""
    lot_seed: Mapped[str | None] = mapped_column(String(64))
    lot_witnesses: Mapped[ShortText] = mapped_column(default="")
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """``voting.tallies.Outcome.to_json()``."""
    verdict: Mapped[Verdict | None] = mapped_column(enum_column(Verdict, "assembly_verdict"))
    again_of_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_votes.id"))
    """The vote that settled nothing, of which this is the next."""
    attempt: Mapped[int] = mapped_column(SmallInteger, default=1)
    """1, or 2 for the second vote on the same, and so on."""
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """By a moderator: what it came to stays, the question and the options are not shown."""

    options: Mapped[list["DayVoteOption"]] = relationship(
        order_by="DayVoteOption.number", lazy="raise", cascade="all, delete-orphan"
    )
    motion: Mapped[Motion | None] = relationship(lazy="raise")
    amendment: Mapped[Amendment | None] = relationship(lazy="raise")

    @property
    def state(self) -> VoteState:
        """The step it stands at."""
        return vote_state(VoteMoments(self.opened_at, self.closed_at, self.counted_at, self.cancelled_at))


class DayVoteOption(Base):
    """One line of the paper."""

    __tablename__ = "assembly_vote_options"
    __table_args__ = (CheckConstraint("number BETWEEN 1 AND 30", name="number_on_the_paper"),)

    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_votes.id"), primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(String(160))
    cost: Mapped[int | None] = mapped_column(Oere)


class NamedBallot(Base):
    """One delegate's vote by name. The rows are made when the vote opens: they are its roll, and each is filled in place."""

    __tablename__ = "assembly_ballots"

    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_votes.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("assembly_delegations.id"))
    ballot: Mapped[str | None] = mapped_column(Text)
    """``voting.rules.ballots.write_ballot``; None: has not voted."""
    cast_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DayEvent(Base):
    """What happened on the day, as the minutes tell it. Rows are only added; a message can be hidden by a moderator."""

    __tablename__ = "assembly_events"
    __table_args__ = (Index("ix_assembly_events_year", "year_id", "id"),)

    id: Mapped[PrimaryKey]
    year_id: Mapped[int] = mapped_column(ForeignKey("assembly_years.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_items.id"))
    kind: Mapped[str] = mapped_column(String(40))
    """«begun», «item», «spoke», «message», «wording», «vote_opened», «vote_counted», «note», «ended»."""
    text: Mapped[str] = mapped_column(Text, default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[Moment]
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
