"""What the public pages of pools read: pools with their money, rules, days and what was achieved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, String, and_, cast, literal, null, select, union_all
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import School
from youthvoice.grants.models import Dimension, Pool, PoolBalance, PoolCriterion, PoolRound, PoolRule, PoolTally

MOST_POOLS = 12
MOST_COMPARED = 40
NO_MONEY = PoolBalance(
    entries=0, source=0, allocation=0, reserved=0, granted=0, paid=0, returned=0, closed_out=0, given_back=0
)


@dataclass(frozen=True, slots=True)
class PoolMoney:
    """A pool, how its money stands (øre), and how many applied and were granted something."""

    pool: Pool
    balance: PoolBalance
    applications: int
    awards: int

    @property
    def stamp(self) -> tuple[int, ...]:
        """What a cached page of it was made from."""
        return self.pool.id, self.pool.version, self.pool.body.version, self.balance.entries, self.applications


@dataclass(frozen=True, slots=True)
class Round:
    """A time in which one may apply, the moment it ends, and the day of the decision."""

    name: str
    opens_on: date
    closes_at: datetime
    decides_on: date


@dataclass(frozen=True, slots=True)
class PoolWords:
    """The rules and criteria in their order, and the rounds by their deadline."""

    rules: list[tuple[int, str]]
    criteria: list[str]
    rounds: list[Round]


def newest_pools(session: Session) -> list[PoolMoney]:
    """The pools that were opened, the newest year first: one query."""
    query = _with_money().where(Pool.opened_at.is_not(None)).options(joinedload(Pool.body))
    rows = session.execute(query.order_by(Pool.year.desc(), Pool.id).limit(MOST_POOLS))
    return [_money(*row) for row in rows]


def money_of(session: Session, pool: Pool) -> PoolMoney:
    """How the money of a pool stands: one query."""
    row = session.execute(_with_money().where(Pool.id == pool.id).execution_options(populate_existing=False)).one()
    return _money(*row)


def _with_money() -> Select[*tuple[Any, ...]]:
    every = and_(PoolTally.pool_id == Pool.id, PoolTally.dimension == Dimension.all, PoolTally.key == "")
    query = select(Pool, PoolBalance, PoolTally.applications, PoolTally.awards)
    return query.outerjoin(PoolBalance, PoolBalance.pool_id == Pool.id).outerjoin(PoolTally, every)


def _money(pool: Pool, balance: PoolBalance | None, applications: int | None, awards: int | None) -> PoolMoney:
    return PoolMoney(pool, balance or NO_MONEY, applications or 0, awards or 0)


def words_of(session: Session, pool_id: int) -> PoolWords:
    """Rules, criteria and rounds: one query."""
    rule = select(
        literal("rule").label("what"), PoolRule.number, PoolRule.words, null().label("opens_on"),
        null().label("closes_at"), null().label("decides_on"),
    ).where(PoolRule.pool_id == pool_id)  # fmt: skip
    criterion = select(
        literal("criterion"), PoolCriterion.number, PoolCriterion.question, null(), null(), null()
    ).where(PoolCriterion.pool_id == pool_id)  # fmt: skip
    rounds = select(
        literal("round"), PoolRound.id, PoolRound.name, PoolRound.opens_on, PoolRound.closes_at, PoolRound.decides_on
    ).where(PoolRound.pool_id == pool_id)
    rows: Sequence[Any] = session.execute(union_all(rounds, rule, criterion)).all()
    found = sorted(rows, key=lambda row: row[1])
    return PoolWords(
        rules=[(row[1], row[2]) for row in found if row[0] == "rule"],
        criteria=[row[2] for row in found if row[0] == "criterion"],
        rounds=sorted((Round(*row[2:]) for row in found if row[0] == "round"), key=lambda one: one.closes_at),
    )


def coming_rounds(session: Session, pool_ids: Sequence[int], moment: datetime) -> dict[int, Round]:
    """The round of each pool whose deadline comes next: one query."""
    wanted = PoolRound.pool_id, PoolRound.name, PoolRound.opens_on, PoolRound.closes_at, PoolRound.decides_on
    query = select(*wanted).where(PoolRound.pool_id.in_(pool_ids), PoolRound.closes_at > moment)
    found: dict[int, Round] = {}
    for row in session.execute(query.order_by(PoolRound.closes_at, PoolRound.id)):
        found.setdefault(row[0], Round(row[1], row[2], row[3], row[4]))
    return found


@dataclass(frozen=True, slots=True)
class Tally:
    """Applications of a pool counted by one thing; øre."""

    dimension: Dimension
    key: str
    name: str
    """Of a school; empty for the others."""
    applications: int
    awards: int
    amount: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Everything that is counted of one pool. For lists to choose from; what is published of it, rules/publishing.py says."""

    tallies: list[Tally]

    def of(self, dimension: Dimension) -> list[Tally]:
        """By one thing."""
        return [one for one in self.tallies if one.dimension is dimension]

    @property
    def stamp(self) -> tuple[tuple[str, int, int, int], ...]:
        """What a cached page was made from."""
        return tuple((one.key, one.applications, one.awards, one.amount) for one in self.tallies)


def counts_of(session: Session, pool_id: int) -> Counts:
    """The stored counts of one pool: one query, and no application is counted."""
    return all_counts(session, [pool_id]).get(pool_id, Counts([]))


def all_counts(session: Session, pool_ids: Sequence[int]) -> dict[int, Counts]:
    """The stored counts of pools: one query."""
    school = and_(PoolTally.dimension == Dimension.school, cast(School.id, String) == PoolTally.key)
    wanted = (
        PoolTally.pool_id, PoolTally.dimension, PoolTally.key, School.name, PoolTally.applications, PoolTally.awards,
        PoolTally.amount,
    )  # fmt: skip
    query = (
        select(*wanted)
        .outerjoin(School, school)
        .where(PoolTally.pool_id.in_(pool_ids), PoolTally.dimension != Dimension.waiting)
    )
    found: dict[int, Counts] = {}
    for pool_id, dimension, key, name, *numbers in session.execute(query.order_by(PoolTally.dimension, PoolTally.key)):
        found.setdefault(pool_id, Counts([])).tallies.append(Tally(dimension, key, name or "", *numbers))
    return found


def all_pools(session: Session) -> list[PoolMoney]:
    """Pools of every year that were opened, the newest first, as many as are compared: one query."""
    query = _with_money().where(Pool.opened_at.is_not(None)).options(joinedload(Pool.body))
    rows = session.execute(query.order_by(Pool.year.desc(), Pool.id.desc()).limit(MOST_COMPARED))
    return [_money(*row) for row in rows]
