"""The council's desk: what waits to be decided in a pool, as one person sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, String, and_, bindparam, cast, exists, func, select, tuple_
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.keyset import Page, decode, encode
from youthvoice.grants.models import (
    Application,
    Assessment,
    Award,
    Dimension,
    Motion,
    MotionVote,
    PoolRound,
    PoolTally,
    RoundRanking,
)
from youthvoice.grants.queries.conflicts import has_conflict
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import MotionState

ON_A_PAGE = 20
MOST_ROUNDS = 12


class Show(StrEnum):
    """What of the desk is shown, as it stands in the address."""

    all = "alt"
    unseen = "mangler"
    """What that person has given no view on."""
    voting = "stemmer"
    decided = "svar"
    """Voted on, and not answered yet."""


@dataclass(frozen=True, slots=True)
class WaitingRound:
    """A round (None: no round) with what waits in it: how many, and how much they ask for together (øre)."""

    round_id: int | None
    name: str
    decides_on: date | None
    closes_at: datetime | None
    applications: int
    asked: int
    is_ranked: bool
    """The council is asked, or was."""


def desk_page(
    session: Session, pool_id: int, person: Person, show: Show, round_id: int | None, cursor: str | None
) -> Page[Row[Any]]:
    """What waits, the oldest first: one query. Columns: see ``_rows``. Of a round, where it is given."""
    query = _rows(person).where(Application.pool_id == pool_id, is_undecided())
    if round_id is not None:
        query = query.where(Application.round_id == round_id)
    for condition in _shown(show, person):
        query = query.where(condition)
    after = decode(cursor)
    if after is not None:
        query = query.where(tuple_(Application.submitted_at, Application.id) > after)
    query = query.order_by(Application.submitted_at, Application.id).limit(ON_A_PAGE + 1)
    rows = list(session.execute(query))
    has_more, rows = len(rows) > ON_A_PAGE, rows[:ON_A_PAGE]
    return Page(rows, encode(rows[-1].submitted_at, rows[-1].id) if has_more else None)


def waiting_rounds(session: Session, pool_id: int) -> list[WaitingRound]:
    """What waits in each round of a pool, the first to be decided first; what is in none comes last: stored counts, one query."""
    columns = (PoolRound.id, PoolRound.name, PoolRound.decides_on, PoolRound.closes_at, RoundRanking.round_id)
    query = select(*columns, PoolTally.applications, PoolTally.amount).select_from(PoolTally)
    its_round = PoolRound.pool_id == PoolTally.pool_id, cast(PoolRound.id, String) == PoolTally.key
    query = query.outerjoin(PoolRound, and_(*its_round))
    query = query.outerjoin(RoundRanking, RoundRanking.round_id == PoolRound.id)
    here = PoolTally.pool_id == pool_id, PoolTally.dimension == Dimension.waiting, PoolTally.applications > 0
    query = query.where(*here)
    found = [
        WaitingRound(id_, name or "", decides_on, closes_at, number, asked, ranked is not None)
        for id_, name, decides_on, closes_at, ranked, number, asked in session.execute(query)
    ]
    return sorted(found, key=lambda one: (one.decides_on is None, one.decides_on or date.max, one.round_id or 0))[
        :MOST_ROUNDS
    ]


def is_undecided() -> ColumnElement[bool]:
    """SQL: waits to be decided; written as the index of such applications is, so that SQLite sees that it fits."""
    waiting = [ApplicationStatus.submitted, ApplicationStatus.needs_more]
    return Application.status.in_(bindparam("waiting", waiting, expanding=True, literal_execute=True))


def is_last_motion() -> ColumnElement[bool]:
    """SQL: the ``Motion`` is the last that was put on the ``Application`` of the query."""
    other = Motion.__table__.alias("later")
    last = select(func.max(other.c.number)).where(other.c.application_id == Application.id)
    number = last.correlate(Application).scalar_subquery()
    return and_(Motion.application_id == Application.id, Motion.number == number)


def _rows(person: Person) -> Select[*tuple[Any, ...]]:
    views = select(func.count()).select_from(Assessment).where(Assessment.application_id == Application.id)
    mine = Assessment.application_id == Application.id, Assessment.person_id == person.id
    my_vote = select(MotionVote.choice).where(MotionVote.motion_id == Motion.id, MotionVote.person_id == person.id)
    return (
        select(
            Application.id,
            Application.number,
            Application.title,
            Application.group_name,
            Application.asked,
            Application.status,
            Application.submitted_at,
            Application.hidden_at,
            PoolRound.name.label("round_name"),
            has_conflict(person).label("is_conflicted"),
            views.scalar_subquery().label("views"),
            select(Assessment.leans).where(*mine).scalar_subquery().label("my_lean"),
            exists(select(Assessment.id).where(*mine)).label("has_looked"),
            Motion.state.label("motion_state"),
            Motion.way.label("motion_way"),
            Motion.amount.label("motion_amount"),
            Motion.closes_at.label("closes_at"),
            my_vote.scalar_subquery().label("my_vote"),
        )
        .outerjoin(PoolRound, PoolRound.id == Application.round_id)
        .outerjoin(Motion, is_last_motion())
    )


def _shown(show: Show, person: Person) -> Sequence[ColumnElement[bool]]:
    """What a narrower look leaves out; it never shows that something is voted on in which that person is conflicted."""
    if show is Show.all:
        return ()
    impartial = ~has_conflict(person)
    if show is Show.unseen:
        mine = Assessment.application_id == Application.id, Assessment.person_id == person.id
        return impartial, ~exists(select(Assessment.id).where(*mine))
    if show is Show.voting:
        return impartial, _last_state() == MotionState.open
    answered = exists(select(Award.id).where(Award.motion_id == Motion.id))
    return impartial, _last_state().in_((MotionState.carried, MotionState.lost)), ~answered


def _last_state() -> ColumnElement[MotionState]:
    """SQL: of the last motion. Asked of ``Motion`` itself, PostgreSQL expects next to no row, and sorts all that wait."""
    other = Motion.__table__.alias("last")
    query = select(other.c.state).where(other.c.application_id == Application.id)
    return query.order_by(other.c.number.desc()).limit(1).correlate(Application).scalar_subquery()
