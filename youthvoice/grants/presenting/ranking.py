"""How far the money goes in a round, as a list with a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from youthvoice.core.clock import local_date
from youthvoice.grants.models import Application, Pool
from youthvoice.grants.queries.ranking import AskedRound, CountedRanking
from youthvoice.grants.rules.ranking import Advice, Wanted, outcome_of, rules_of
from youthvoice.voting.files.shape import Counts, PublicContest
from youthvoice.voting.rules.ballots import Ballot


@dataclass(frozen=True, slots=True)
class RankedWish:
    """One application in the advised order; øre."""

    id: int
    number: int
    title: str
    group: str
    asked: int
    approvals: int


@dataclass(frozen=True, slots=True)
class ToldAdvice:
    """Above the line and below it; øre."""

    within: list[RankedWish]
    beyond: list[RankedWish]
    budget: int
    left: int
    voters: int
    drew_lots: bool


def wanted(applications: Sequence[Application]) -> list[Wanted]:
    """What the count looks at."""
    return [Wanted(one.id, one.asked) for one in applications]


def told_advice(advice: Advice, applications: Sequence[Application]) -> ToldAdvice:
    """In words; no query."""
    by_id = {one.id: one for one in applications}
    return ToldAdvice(
        within=[_wish(by_id[one], advice) for one in advice.within],
        beyond=[_wish(by_id[one], advice) for one in advice.beyond],
        budget=advice.budget,
        left=advice.left,
        voters=advice.voters,
        drew_lots=advice.drew_lots,
    )


def _wish(application: Application, advice: Advice) -> RankedWish:
    return RankedWish(
        id=application.id,
        number=application.number or 0,
        title=application.title,
        group=application.group_name,
        asked=application.asked,
        approvals=advice.approvals[application.id],
    )


def as_contest(
    asked: AskedRound,
    counted: CountedRanking,
    pool: Pool,
    applications: Sequence[Application],
    ballots: Mapping[Ballot, int],
) -> PublicContest:
    """The wishes as a contest's file takes them. Who wished what is not in it."""
    wishes, voters = wanted(applications), sum(ballots.values())
    rules = rules_of(wishes, counted.budget)
    return PublicContest(
        key=f"round-{asked.round.id}",
        title=f"{pool.name} {pool.year}: {asked.round.name}",
        owner=pool.body.name,
        rules=rules,
        titles={place: one.title for place, one in enumerate(applications, 1)},
        public_key=b"",
        opened_on=local_date(counted.opened_at).isoformat(),
        closed_on=local_date(counted.closed_at).isoformat(),
        seed=counted.seed,
        counts=Counts(roll=voters, issued=voters, slips=0, ballots=voters, blank=0),
        ballots=dict(ballots),
        totals={place: sum(times for ballot, times in ballots.items() if place in ballot) for place in rules.options},
        outcome=outcome_of(wishes, ballots, counted.budget, counted.seed),
    )
