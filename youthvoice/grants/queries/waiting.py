"""What waits for one person in all pools together: own applications, votes, payments, and the days that come. One query."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.grants.models import (
    Application,
    ApplicationMember,
    Motion,
    MotionVote,
    Payment,
    Pool,
    PoolOfficer,
    PoolRound,
)
from youthvoice.grants.queries.conflicts import has_conflict, is_voter
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import MotionState
from youthvoice.grants.rules.paying import PaymentState
from youthvoice.grants.rules.pools import Officer

ACCOUNTS_AHEAD = timedelta(days=14)
"""Accounts are waited for from so long before their day."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of each; ``vote_in`` is an application to vote on, ``payments_in`` a pool with payments to look at.

    ``accounts_on`` and ``pay_by`` are the first day of the group's accounts and of those payments; ``round_ends`` is the
    next deadline in ``round_in``, a pool in which the person writes on a draft, or whose council they sit in.
    """

    applications: int
    votes: int
    vote_in: int | None
    payments: int
    payments_in: int | None
    accounts_on: date | None = None
    pay_by: date | None = None
    round_ends: datetime | None = None
    round_in: int | None = None

    @property
    def is_turn(self) -> bool:
        """Something is for the person to do now; else only days come."""
        return bool(self.applications or self.votes or self.payments)

    def __bool__(self) -> bool:
        """Something waits."""
        return self.is_turn or self.accounts_on is not None or self.round_ends is not None


def waiting_for(session: Session, person: Person) -> Waiting:
    """What the person should do now."""
    votes = (
        select(Motion.application_id.label("application_id"))
        .join(Application, Application.id == Motion.application_id)
        .where(_to_vote_on(person))
        .subquery()
    )
    payments = (
        select(Payment.pool_id.label("pool_id"), Payment.due_on.label("due_on")).where(_to_pay(person)).subquery()
    )
    coming = _coming_rounds(person)
    row = session.execute(
        select(
            _own(person, func.count()).where(_is_groups_turn()).scalar_subquery(),
            select(func.count()).select_from(votes).scalar_subquery(),
            select(func.min(votes.c.application_id)).scalar_subquery(),
            select(func.count()).select_from(payments).scalar_subquery(),
            select(func.min(payments.c.pool_id)).scalar_subquery(),
            _own(person, func.min(Application.accounts_due_on))
            .where(Application.status == ApplicationStatus.accepted)
            .scalar_subquery(),
            select(func.min(payments.c.due_on)).scalar_subquery(),
            coming.with_only_columns(PoolRound.closes_at).scalar_subquery(),
            coming.with_only_columns(PoolRound.pool_id).scalar_subquery(),
        )
    ).one()
    return Waiting(*row)


def _own(person: Person, column: ColumnElement[Any]) -> Select[Any]:
    """Of the applications whose group the person is in."""
    query = select(column).join_from(ApplicationMember, Application, Application.id == ApplicationMember.application_id)
    return query.where(ApplicationMember.person_id == person.id, ApplicationMember.left_at.is_(None))


def _is_groups_turn() -> ColumnElement[bool]:
    is_due = and_(
        Application.status == ApplicationStatus.accepted, Application.accounts_due_on <= today() + ACCOUNTS_AHEAD
    )
    return or_(Application.status.in_([ApplicationStatus.needs_more, ApplicationStatus.granted]), is_due)


def _coming_rounds(person: Person) -> Select[PoolRound]:
    """The round whose deadline comes next, of those that are the person's business."""
    writes = exists().where(
        ApplicationMember.person_id == person.id,
        ApplicationMember.left_at.is_(None),
        ApplicationMember.application_id == Application.id,
        Application.pool_id == Pool.id,
        Application.status == ApplicationStatus.draft,
    )
    sits = exists().where(Seat.body_id == Pool.body_id, Seat.person_id == person.id, held_on(today()))
    query = select(PoolRound).join(Pool, Pool.id == PoolRound.pool_id)
    query = query.where(PoolRound.closes_at > now(), Pool.opened_at.is_not(None), Pool.closed_at.is_(None))
    return query.where(or_(writes, sits)).order_by(PoolRound.closes_at, PoolRound.id).limit(1)


def _to_vote_on(person: Person) -> ColumnElement[bool]:
    """Votes in writing that the person may take part in, and has not."""
    sits = exists(
        select(Seat.id)
        .join(Pool, Pool.body_id == Seat.body_id)
        .where(Pool.id == Application.pool_id, Seat.person_id == person.id, is_voter())
        .correlate(Application)
    )
    has_voted = exists().where(MotionVote.motion_id == Motion.id, MotionVote.person_id == person.id)
    is_open = and_(Motion.state == MotionState.open, Motion.closes_at > now())
    return and_(is_open, sits, ~has_voted, ~has_conflict(person))


def _to_pay(person: Person) -> ColumnElement[bool]:
    """Of the pools that the person looks after: what is asked for, or is ready to be sent."""
    held = exists().where(
        PoolOfficer.pool_id == Payment.pool_id,
        PoolOfficer.person_id == person.id,
        PoolOfficer.until.is_(None),
        or_(
            and_(PoolOfficer.role == Officer.coordinator, Payment.state == PaymentState.asked),
            and_(PoolOfficer.role == Officer.treasurer, Payment.state == PaymentState.planned),
        ),
    )
    # The states alone lead to few rows, by the index of what waits.
    return and_(Payment.state.in_([PaymentState.asked, PaymentState.planned]), held)
