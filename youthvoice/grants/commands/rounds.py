"""The rounds of a pool: from when, until when, and when the council decides."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.grants.commands.pools import touch_pool
from youthvoice.grants.labels.pools import ROUND_PROBLEM_TEXTS
from youthvoice.grants.models import Application, Pool, PoolRound
from youthvoice.grants.queries.looking_after import rounds_of
from youthvoice.grants.rules.looking_after import RoundFacts, RoundProblem, round_problems
from youthvoice.grants.rules.pools import PoolState

PROBLEM_FIELDS: dict[RoundProblem, str] = {
    RoundProblem.closes_before_it_opens: "closes_on",
    RoundProblem.decided_before_it_closes: "decides_on",
    RoundProblem.overlaps: "opens_on",
    RoundProblem.name_taken: "name",
    RoundProblem.sooner_than_told: "closes_on",
    RoundProblem.in_the_past: "closes_on",
}


@dataclass(frozen=True)
class RoundAudit:
    """Audit: which round of a pool."""

    pool_id: int


def add_round(session: Session, pool: Pool, facts: RoundFacts, *, actor_id: int) -> PoolRound:
    """One more round. The same one a second time is the one that is there. Raises RuleBroken and Conflict."""
    others = _held(session, pool)
    same = next((one for one in others if facts_of_round(one) == facts), None)
    if same is not None:
        return same
    _check(facts, [facts_of_round(one) for one in others], None)
    row = PoolRound(pool_id=pool.id, **_columns(facts))
    session.add(row)
    session.flush()
    touch_pool(session, pool)
    audit.record(session, actor_id, "pool.round_add", ("pool_round", row.id), RoundAudit(pool.id))
    return row


def change_round(session: Session, pool: Pool, row: PoolRound, facts: RoundFacts, *, seen: int, actor_id: int) -> None:
    """Other days or another name. Raises RuleBroken, and Conflict where the pool was changed since version ``seen``."""
    others = [facts_of_round(one) for one in _held(session, pool, seen) if one.id != row.id]
    stands = facts_of_round(row)
    if stands == facts:
        return
    _check(facts, others, stands)
    for name, value in _columns(facts).items():
        setattr(row, name, value)
    session.flush()
    touch_pool(session, pool)
    audit.record(session, actor_id, "pool.round_change", ("pool_round", row.id), RoundAudit(pool.id))


def remove_round(session: Session, pool: Pool, row: PoolRound, *, actor_id: int) -> None:
    """Take away a round that nobody has written for. Raises Conflict where somebody has."""
    _held(session, pool)
    if session.scalar(select(Application.id).where(Application.round_id == row.id).limit(1)) is not None:
        raise Conflict(gettext("Der er ansøgninger i runden. Den kan ikke slettes."))
    audit.record(session, actor_id, "pool.round_remove", ("pool_round", row.id), RoundAudit(pool.id))
    session.delete(row)
    session.flush()
    touch_pool(session, pool)


def facts_of_round(row: PoolRound) -> RoundFacts:
    """A round as it stands."""
    return RoundFacts(row.name, row.opens_on, local_date(row.closes_at), row.closes_at, row.decides_on)


def _held(session: Session, pool: Pool, seen: int | None = None) -> list[PoolRound]:
    """The pool's rounds, held until the end of the transaction."""
    version = session.scalar(select(Pool.version).where(Pool.id == pool.id).with_for_update())
    if pool.state is PoolState.ended or (seen is not None and version != seen):
        raise Conflict
    return list(rounds_of(session, pool.id))


def _check(facts: RoundFacts, others: list[RoundFacts], stands: RoundFacts | None) -> None:
    problems: dict[str, list[object]] = {}
    for one in round_problems(facts, others, stands, now(), today()):
        problems.setdefault(PROBLEM_FIELDS[one], []).append(ROUND_PROBLEM_TEXTS[one])
    if problems:
        raise RuleBroken(problems)


def _columns(facts: RoundFacts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in ("name", "opens_on", "closes_at", "decides_on")}
