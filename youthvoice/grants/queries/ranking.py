"""A round that the council is asked about: its wishes, who wants what, and how far the money goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.grants.models import Application, PoolBalance, PoolRound, RoundRanking, Wish
from youthvoice.grants.queries.conflicts import has_conflict
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.ranking import RankingState, seed_of

OUT = (ApplicationStatus.draft, ApplicationStatus.withdrawn)
MOST_WISHES = 200
"""So many applications of one round are asked about; no council reads more."""


@dataclass(frozen=True)
class CountedRanking:
    """When it was asked and counted, with how much money (øre), and what lots are drawn by."""

    opened_at: datetime
    closed_at: datetime
    budget: int
    seed: str


@dataclass(frozen=True)
class AskedRound:
    """A round, its ranking (None where nobody was asked yet), and øre that the pool holds now."""

    round: PoolRound
    ranking: RoundRanking | None
    money: int

    @property
    def state(self) -> RankingState:
        """Whether the council is asked."""
        if self.ranking is None:
            return RankingState.none
        return RankingState.closed if self.ranking.closed_at is not None else RankingState.open

    @property
    def counted(self) -> CountedRanking | None:
        """What it was counted by; None before."""
        one = self.ranking
        if one is None or one.closed_at is None or one.budget is None:
            return None
        return CountedRanking(one.opened_at, one.closed_at, one.budget, seed_of(one.round_id, one.closed_at))


def get_asked_round(session: Session, pool_id: int, round_id: int) -> AskedRound:
    """A round of that pool: one query. Raises NotFound."""
    query = select(PoolRound, RoundRanking, PoolBalance.allocation)
    query = query.outerjoin(RoundRanking, RoundRanking.round_id == PoolRound.id)
    query = query.outerjoin(PoolBalance, PoolBalance.pool_id == PoolRound.pool_id)
    query = query.where(PoolRound.id == round_id, PoolRound.pool_id == pool_id)
    found = session.execute(query).one_or_none() if max(pool_id, round_id) <= MAX_ID else None
    if found is None:
        raise NotFound
    return AskedRound(found[0], found[1], found[2] or 0)


def wanted_of(session: Session, round_id: int, person: Person) -> Sequence[Row[Application, bool, bool]]:
    """(application, whether that person is conflicted, whether that person wants it) of a round, in order of sending."""
    mine = exists(select(Wish.id).where(Wish.application_id == Application.id, Wish.person_id == person.id))
    query = select(Application, has_conflict(person), mine)
    query = query.where(Application.round_id == round_id, Application.status.not_in(OUT))
    return session.execute(query.order_by(Application.number, Application.id).limit(MOST_WISHES)).all()


def wishes_of(session: Session, round_id: int) -> list[tuple[int, int]]:
    """(person, application) of all that anybody wants in a round."""
    query = select(Wish.person_id, Wish.application_id).join(Application, Application.id == Wish.application_id)
    query = query.where(Application.round_id == round_id, Application.status.not_in(OUT))
    return [(person_id, application_id) for person_id, application_id in session.execute(query)]


def hold_ranking(session: Session, round_id: int) -> RoundRanking | None:
    """As it stands now; nobody else changes it until the end. None where nobody was asked yet."""
    query = select(RoundRanking).where(RoundRanking.round_id == round_id).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))
