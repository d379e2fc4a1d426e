"""Making a pool and changing it while it stands."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.grants.commands.ledger import open_balance
from youthvoice.grants.labels.pools import POOL_PROBLEM_TEXTS
from youthvoice.grants.models import Pool, PoolCriterion, PoolRule
from youthvoice.grants.queries.looking_after import criteria_of, rewrites_marked, rules_of
from youthvoice.grants.rules.looking_after import PoolProblem, Stricter, Terms, stricter
from youthvoice.grants.rules.pools import Excluded, Limits, PoolState

PROBLEM_FIELDS: dict[PoolProblem, str] = {
    PoolProblem.ends_before_it_begins: "ends_on",
    PoolProblem.ages_crossed: "max_age",
    PoolProblem.amounts_crossed: "highest",
    PoolProblem.name_taken: "name",
    PoolProblem.criteria_in_use: "criteria",
}
LINES = ("rules", "criteria")
OWN_WORDS = ("excluded", *LINES)
"""Facts that are stored otherwise than they are told."""


@dataclass(frozen=True, kw_only=True)
class PoolFacts:
    """What a pool is, beside whose and of which year. Amounts are øre; ``rules`` and ``criteria`` in their order."""

    name: str
    about: str
    who_may: str
    starts_on: date
    ends_on: date
    min_age: int | None
    max_age: int | None
    lowest: int | None
    highest: int | None
    excluded: frozenset[Excluded]
    notice_days: int
    is_rolling: bool
    reuses_returned: bool
    accounts_days: int
    complaint: str
    contact_name: str
    contact_title: str
    rules: Sequence[str]
    criteria: Sequence[str]

    @property
    def terms(self) -> Terms:
        """What an application will be measured by."""
        limits = Limits(
            min_age=self.min_age,
            max_age=self.max_age,
            lowest=self.lowest,
            highest=self.highest,
            excluded=self.excluded,
            notice_days=self.notice_days,
        )
        return Terms(limits, self.ends_on, self.is_rolling)


@dataclass(frozen=True, kw_only=True)
class Home:
    """Whose money it is: the council that decides, the unit that pays, and the year."""

    body_id: int
    unit_id: int
    year: int


@dataclass(frozen=True)
class PoolAudit:
    """Audit: which settings of a pool were set or changed."""

    fields: list[str]


def make_pool(session: Session, home: Home, facts: PoolFacts, form_key: str, *, actor_id: int) -> Pool:
    """A new pool, planned and empty. Sent twice, it is made once. Raises RuleBroken (name, ends_on, max_age, highest)."""
    made = session.scalar(select(Pool).where(Pool.form_key == form_key))
    if made is not None:
        return made
    _check(facts)
    pool = Pool(form_key=form_key, **asdict(home), **_columns(facts), created_by_id=actor_id, created_at=now())
    _store(session, pool)
    _put_lines(session, pool.id, facts)
    open_balance(session, pool.id)
    audit.record(session, actor_id, "pool.create", ("pool", pool.id), PoolAudit([]))
    return pool


def change_pool(session: Session, pool: Pool, facts: PoolFacts, *, seen: int, actor_id: int) -> None:
    """Change what a pool is. Raises RuleBroken, and Conflict where somebody changed it since ``seen``, or its year has ended."""
    version = session.scalar(select(Pool.version).where(Pool.id == pool.id).with_for_update())
    if version != seen or pool.state is PoolState.ended:
        raise Conflict
    _check(facts)
    changed = changed_fields(session, pool, facts)
    if not changed:
        return
    if "criteria" in changed and rewrites_marked(session, pool.id, facts.criteria):
        raise RuleBroken({"criteria": [POOL_PROBLEM_TEXTS[PoolProblem.criteria_in_use]]})
    for name, value in _columns(facts).items():
        setattr(pool, name, value)
    _store(session, pool)
    if set(changed) & set(LINES):
        _put_lines(session, pool.id, facts)
    touch_pool(session, pool)
    audit.record(session, actor_id, "pool.change", ("pool", pool.id), PoolAudit(changed))


def stricter_than(pool: Pool, facts: PoolFacts) -> list[Stricter]:
    """What those who are writing an application to the pool may be hurt by."""
    return stricter(Terms(pool.limits, pool.ends_on, pool.is_rolling), facts.terms)


def changed_fields(session: Session, pool: Pool, facts: PoolFacts) -> list[str]:
    """The names of what is told otherwise than it stands: two queries."""
    changed = [name for name, value in _columns(facts).items() if getattr(pool, name) != value]
    stand = {
        "rules": [rule.words for rule in rules_of(session, pool.id)],
        "criteria": [criterion.question for criterion in criteria_of(session, pool.id)],
    }
    return changed + [name for name, lines in stand.items() if lines != list(getattr(facts, name))]


def touch_pool(session: Session, pool: Pool) -> None:
    """Raise the pool's version, so that what is cached of it is made anew."""
    pool.version = Pool.version + 1
    session.flush()
    session.refresh(pool, ["version"])


def _columns(facts: PoolFacts) -> dict[str, Any]:
    own = {name: value for name, value in vars(facts).items() if name not in OWN_WORDS}
    return {**own, "excluded": ",".join(one.value for one in Excluded if one in facts.excluded)}


def _check(facts: PoolFacts) -> None:
    crossed = {
        PoolProblem.ends_before_it_begins: facts.ends_on < facts.starts_on,
        PoolProblem.ages_crossed: _crossed(facts.min_age, facts.max_age),
        PoolProblem.amounts_crossed: _crossed(facts.lowest, facts.highest),
    }
    problems = [problem for problem, is_so in crossed.items() if is_so]
    if problems:
        raise RuleBroken({PROBLEM_FIELDS[one]: [POOL_PROBLEM_TEXTS[one]] for one in problems})


def _crossed(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and low > high


def _store(session: Session, pool: Pool) -> None:
    """Flush the pool alone. Raises RuleBroken where the council has one of that name in that year."""
    try:
        with session.begin_nested():
            session.add(pool)
            session.flush()
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_pools_body_id_year_name":
            raise
        problem = PoolProblem.name_taken
        raise RuleBroken({PROBLEM_FIELDS[problem]: [POOL_PROBLEM_TEXTS[problem]]}) from error


def _put_lines(session: Session, pool_id: int, facts: PoolFacts) -> None:
    """Line by line: a number keeps its row, for the council's views point to criteria."""
    stand = {rule.number: rule for rule in rules_of(session, pool_id)}
    for number, words in enumerate(facts.rules, 1):
        row = stand.pop(number, None) or PoolRule(pool_id=pool_id, number=number)
        row.words = words
        session.add(row)
    asked = {criterion.number: criterion for criterion in criteria_of(session, pool_id)}
    for number, question in enumerate(facts.criteria, 1):
        one = asked.pop(number, None) or PoolCriterion(pool_id=pool_id, number=number)
        one.question = question
        session.add(one)
    for gone in (*stand.values(), *asked.values()):
        session.delete(gone)
    session.flush()
