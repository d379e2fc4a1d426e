"""Elections of representatives. What all elections of one body have in common (days, how they are counted) is their round."""

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, SmallInteger, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from youthvoice.core.db import Base, Moment, PrimaryKey, UtcDateTime, enum_column
from youthvoice.councils.models import Body
from youthvoice.elections.rules.roll import RollSource
from youthvoice.elections.rules.states import ElectionState, Phase, Purpose, phase_at
from youthvoice.voting.rules.methods import Method, TieRule

IS_ALIVE = text("state NOT IN ('elected', 'tied', 'empty', 'void', 'cancelled') AND from_body_id IS NOT NULL")


class ElectionRound(Base):
    """One announcement: a body is elected, by one election for each body below it, or by a single one."""

    __tablename__ = "election_rounds"
    __table_args__ = (
        Index("ix_election_rounds_body", "body_id", "id"),
        Index("ix_election_rounds_nomination", "nomination_closes_at", "id"),
        Index("ix_election_rounds_voting", "voting_closes_at", "id"),
        CheckConstraint("length(trim(title)) >= 3", name="title_needed"),
        CheckConstraint("nomination_closes_at >= nomination_opens_at", name="nomination_in_order"),
        CheckConstraint("voting_opens_at >= nomination_closes_at", name="voting_after_nomination"),
        CheckConstraint("voting_closes_at > voting_opens_at", name="voting_in_order"),
        CheckConstraint("term_ends_on IS NULL OR term_ends_on > term_starts_on", name="term_in_order"),
        CheckConstraint("quorum_percent BETWEEN 0 AND 100", name="quorum_is_a_share"),
        CheckConstraint("notice_days BETWEEN 0 AND 60", name="notice_sensible"),
        CheckConstraint("method IN ('plurality', 'block', 'instant_runoff', 'stv')", name="method_for_seats"),
    )

    id: Mapped[PrimaryKey]
    form_key: Mapped[str] = mapped_column(String(32), unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    purpose: Mapped[Purpose] = mapped_column(enum_column(Purpose, "election_purpose"))
    title: Mapped[str] = mapped_column(String(120))
    """«Valg til elevrådet 2027/28»."""
    nomination_opens_at: Mapped[Moment]
    nomination_closes_at: Mapped[Moment]
    voting_opens_at: Mapped[Moment]
    voting_closes_at: Mapped[Moment]
    notice_days: Mapped[int] = mapped_column(SmallInteger)
    """At least so many days between the announcement and the first vote."""
    term_starts_on: Mapped[date] = mapped_column(Date)
    term_ends_on: Mapped[date | None] = mapped_column(Date)
    """None: as long as terms of the body are."""
    method: Mapped[Method] = mapped_column(enum_column(Method, "election_method"))
    tie_rule: Mapped[TieRule] = mapped_column(enum_column(TieRule, "election_tie_rule"))
    quorum_percent: Mapped[int] = mapped_column(SmallInteger, default=0)
    allows_blank: Mapped[bool] = mapped_column(Boolean, default=True)
    fills_uncontested: Mapped[bool] = mapped_column(Boolean, default=True)
    """Where everybody who stands has a seat, nobody has to vote."""
    needs_spread: Mapped[bool] = mapped_column(Boolean, default=False)
    """At least one seat for each level that stands."""
    takes_strangers: Mapped[bool] = mapped_column(Boolean, default=False)
    """Children without an account vote too, by slips that the adult prints."""
    approves_pictures: Mapped[bool] = mapped_column(Boolean, default=True)
    """A picture is seen once an adult has looked at it; those of candidates who may be under 18 always wait."""
    created_at: Mapped[Moment]
    """The announcement."""
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    version: Mapped[int] = mapped_column(Integer, default=1)

    body: Mapped[Body] = relationship(lazy="raise")


class Election(Base):
    """Who gets certain seats: those of one constituency, or those of the whole body."""

    __tablename__ = "elections"
    __table_args__ = (
        Index("ix_elections_round", "round_id", "id"),
        Index("ix_elections_body", "body_id", "state", "id"),
        Index("ix_elections_state", "state", "id"),
        # Two elections for the same seats at the same time would fill them twice.
        Index(
            "uq_elections_alive", "body_id", "from_body_id", unique=True,
            postgresql_where=IS_ALIVE, sqlite_where=IS_ALIVE,
        ),
        CheckConstraint("seats BETWEEN 1 AND 50", name="seats_sensible"),
        CheckConstraint("substitutes BETWEEN 0 AND 50", name="substitutes_sensible"),
        CheckConstraint("state <> 'cancelled' OR length(trim(cancel_reason)) >= 3", name="cancelled_for_a_reason"),
        CheckConstraint(
            "state NOT IN ('voting', 'closed', 'tied', 'void') OR contest_id IS NOT NULL", name="voting_needs_contest"
        ),
        CheckConstraint(
            "state NOT IN ('ready', 'voting', 'closed') OR order_seed IS NOT NULL", name="paper_is_drawn"
        ),
    )  # fmt: skip

    id: Mapped[PrimaryKey]
    round_id: Mapped[int] = mapped_column(ForeignKey("election_rounds.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("bodies.id"))
    from_body_id: Mapped[int | None] = mapped_column(ForeignKey("bodies.id"), index=True)
    """Who elects, and whom the elected speak for; None: all who have a right to vote for the body."""
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("elections.id"), index=True)
    """The election whose seats are filled anew (run-off, by-election)."""
    roll_source: Mapped[RollSource] = mapped_column(enum_column(RollSource, "roll_source"))
    """Where the right to vote comes from."""
    seats: Mapped[int] = mapped_column(SmallInteger)
    substitutes: Mapped[int] = mapped_column(SmallInteger, default=0)
    state: Mapped[ElectionState] = mapped_column(enum_column(ElectionState, "election_state"))
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contests.id"), index=True)
    order_seed: Mapped[str | None] = mapped_column(String(32))
    """The lot by which the order on the paper was drawn (rules.candidates.draw_order)."""
    last_number: Mapped[int] = mapped_column(SmallInteger, default=0)
    """The number of whoever stood last."""
    is_unopposed: Mapped[bool] = mapped_column(Boolean, default=False)
    """Elected without a vote."""
    nomination_closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """When it ended, whatever the end."""
    cancel_reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(Integer, default=1)
    """Raised by every change that anyone can see on its page."""

    round: Mapped[ElectionRound] = relationship(lazy="raise")
    body: Mapped[Body] = relationship(foreign_keys=[body_id], lazy="raise")
    from_body: Mapped[Body | None] = relationship(foreign_keys=[from_body_id], lazy="raise")

    def phase(self, now: datetime) -> Phase:
        """What a page says of it at that moment; the round must be loaded."""
        return phase_at(self.state, self.round.nomination_opens_at, self.round.nomination_closes_at, now)
