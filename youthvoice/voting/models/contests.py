"""Contests, what stands on their paper, and the key that signs the papers while voting is on."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.core.db import Base, Moment, Oere, PrimaryKey, ShortText, UtcDateTime, enum_column
from youthvoice.voting.rules.contest import Moments, State, state_of
from youthvoice.voting.rules.methods import Completion, Method, TieRule


class Contest(Base):
    """Something that is decided by votes: a question, or who gets seats. What owns it (an election, a poll) gives it its
    link and title; this room knows no more of it.
    """

    __tablename__ = "contests"
    __table_args__ = (
        Index("ix_contests_closes", "closes_at", "id"),
        Index("ix_contests_opens", "opens_at", "id"),
        CheckConstraint("length(trim(title)) >= 3", name="title_needed"),
        CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),
        CheckConstraint("seats BETWEEN 1 AND 50", name="seats_sensible"),
        CheckConstraint("quorum_percent BETWEEN 0 AND 100", name="quorum_is_a_share"),
        CheckConstraint("budget IS NULL OR (budget > 0 AND budget % 100 = 0)", name="budget_in_kroner"),
        CheckConstraint("(method = 'equal_shares') = (budget IS NOT NULL)", name="budget_for_shares"),
        CheckConstraint("sealed_at IS NULL OR opened_at IS NOT NULL", name="sealed_after_opened"),
        CheckConstraint("(counted_at IS NULL) = (outcome IS NULL)", name="counted_with_outcome"),
        CheckConstraint(
            "counted_at IS NULL OR sealed_at IS NOT NULL OR opened_at IS NULL", name="counted_after_sealed"
        ),
        CheckConstraint("lot_drawn_at IS NULL OR sealed_at IS NOT NULL OR opened_at IS NULL", name="lot_after_sealed"),
        CheckConstraint("(lot_seed IS NULL) = (lot_drawn_at IS NULL)", name="lot_with_its_moment"),
        CheckConstraint(
            "cancelled_at IS NULL OR (length(trim(cancel_reason)) >= 3 AND counted_at IS NULL)", name="cancel_reason"
        ),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    key: Mapped[str] = mapped_column(String(32), unique=True)
    """Random; stands in every token and in the public file."""
    owner_kind: Mapped[str] = mapped_column(String(40))
    """Who answers for it (owners.py)."""
    owner_title: Mapped[ShortText]
    owner_url: Mapped[ShortText] = mapped_column(default="")
    title: Mapped[str] = mapped_column(String(160))
    question: Mapped[str] = mapped_column(Text, default="")
    """What is to be decided, and what follows from it."""
    method: Mapped[Method] = mapped_column(enum_column(Method, "contest_method"))
    seats: Mapped[int] = mapped_column(SmallInteger, default=1)
    max_choices: Mapped[int | None] = mapped_column(SmallInteger)
    budget: Mapped[int | None] = mapped_column(Oere)
    """In øre, whole kroner; for equal shares alone."""
    tie_rule: Mapped[TieRule] = mapped_column(enum_column(TieRule, "contest_tie_rule"), default=TieRule.run_off)
    completion: Mapped[Completion] = mapped_column(
        enum_column(Completion, "contest_completion"), default=Completion.none
    )
    needs_spread: Mapped[bool] = mapped_column(Boolean, default=False)
    """At least one seat for each group that stands."""
    quorum_percent: Mapped[int] = mapped_column(SmallInteger, default=0)
    """At least this share of the roll must take part; 0: no quorum."""
    allows_blank: Mapped[bool] = mapped_column(Boolean, default=True)
    fills_uncontested: Mapped[bool] = mapped_column(Boolean, default=True)
    """With no more candidates than seats nobody has to vote."""
    takes_strangers: Mapped[bool] = mapped_column(Boolean, default=False)
    """Children without an account vote too, by slip or by raised hands, so the roll may be empty at first."""
    notice_days: Mapped[int] = mapped_column(SmallInteger, default=0)
    is_public: Mapped[bool] = mapped_column(Boolean, default=True)
    """Anybody may read its page; otherwise only those on the roll and those who run it."""
    opens_at: Mapped[Moment]
    closes_at: Mapped[Moment]
    created_at: Mapped[Moment]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    opened_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sealed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    scrubbed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The box's old pages are gone from the database's files (needed on SQLite alone)."""
    counted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    public_key: Mapped[bytes | None] = mapped_column(LargeBinary)
    """RSA, SPKI DER: checks the signature of every paper."""
    roll_size: Mapped[int] = mapped_column(Integer, default=0)
    """How many may vote: people on the roll, slips, and children without an account who raised hands."""
    issued: Mapped[int] = mapped_column(Integer, default=0)
    """Papers given as of ``shaken_at``: to people, printed as slips, or counted as hands."""
    taken_part: Mapped[int] = mapped_column(Integer, default=0)
    """Ballots as of ``shaken_at``, hands too; never shown beside what was voted."""
    shaken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """The box was mixed, and the turnout counted."""
    lot_seed: Mapped[str | None] = mapped_column(String(64))
    lot_witnesses: Mapped[ShortText] = mapped_column(default="")
    lot_drawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """``tallies.Outcome.to_json()``."""
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every change that anyone can see on its page."""

    options: Mapped[list["ContestOption"]] = relationship(
        order_by="ContestOption.number", lazy="raise", cascade="all, delete-orphan"
    )

    @property
    def moments(self) -> Moments:
        """What has happened to it."""
        return Moments(self.opened_at, self.sealed_at, self.counted_at, self.cancelled_at)

    @property
    def state(self) -> State:
        """The step it stands at."""
        return state_of(self.moments)


class ContestOption(Base):
    """One line of the ballot paper: an answer, a candidate, a project."""

    __tablename__ = "contest_options"
    __table_args__ = (
        UniqueConstraint("contest_id", "number", name="uq_contest_options_contest_id_number"),
        CheckConstraint("number BETWEEN 1 AND 100", name="number_on_the_paper"),
        CheckConstraint("length(trim(title)) >= 1", name="title_needed"),
        CheckConstraint("cost IS NULL OR (cost > 0 AND cost % 100 = 0)", name="cost_in_kroner"),
    )

    id: Mapped[PrimaryKey]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(160))
    """As those on the roll read it."""
    public_title: Mapped[str | None] = mapped_column(String(160))
    """What everybody else reads, and the public file: a young candidate's name is public only by their own choice."""
    text: Mapped[str] = mapped_column(Text, default="")
    cost: Mapped[int | None] = mapped_column(Oere)
    group: Mapped[str] = mapped_column(String(60), default="")
    """The level or class a candidate comes from, for spread."""
    url: Mapped[ShortText] = mapped_column(default="")
    """Where more is told of it."""
    picture_url: Mapped[ShortText] = mapped_column(default="")

    @property
    def open_title(self) -> str:
        """What anybody may read."""
        return self.title if self.public_title is None else self.public_title


class ContestKey(Base):
    """The key that signs a contest's papers, encrypted. Its row is removed when the contest is sealed."""

    __tablename__ = "contest_keys"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contests.id"), primary_key=True)
    private_key: Mapped[bytes] = mapped_column(LargeBinary)
