"""Contests and ballots for the tests, small enough that ties are common."""

from collections import Counter
from dataclasses import replace
from itertools import chain, repeat
from typing import Any

from hypothesis import strategies as st

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import RANKED, Completion, Method
from youthvoice.voting.tallies import Outcome, StepKind, TallyRules

SEEDS = st.text("abcdef0123456789", min_size=1, max_size=6)


def rules_for(method: Method, options: int, seats: int = 1, **more: Any) -> TallyRules:
    """The rules of a contest with that many options."""
    return TallyRules(method=method, options=tuple(range(1, options + 1)), seats=seats, **more)


def one_by_one(ballots: dict[Ballot, int]) -> list[Ballot]:
    """Each ballot by itself."""
    return list(chain.from_iterable(repeat(ballot, times) for ballot, times in sorted(ballots.items())))


def kinds(outcome: Outcome) -> list[StepKind]:
    """What kinds of steps there are in the log."""
    return [one.kind for one in outcome.log]


@st.composite
def ranked_ballots(draw: st.DrawFn, options: int, most: int = 40) -> dict[Ballot, int]:
    """Rankings that may stop early, or be blank."""
    full = st.permutations(range(1, options + 1))
    ranking = st.builds(lambda order, length: tuple(order[:length]), full, st.integers(0, options))
    drawn = draw(st.lists(ranking, max_size=12))
    times = st.integers(1, max(1, most // 8))
    return dict(Counter({ballot: draw(times) for ballot in drawn}))


@st.composite
def set_ballots(draw: st.DrawFn, options: int, most: int | None = None) -> dict[Ballot, int]:
    """Sets of choices, up to ``most`` of them."""
    chosen = st.sets(st.integers(1, options), max_size=most or options).map(lambda found: tuple(sorted(found)))
    return draw(st.dictionaries(chosen, st.integers(1, 6), max_size=12))


@st.composite
def elections(draw: st.DrawFn, largest: int = 6) -> tuple[TallyRules, dict[Ballot, int]]:
    """Single transferable vote with more candidates than seats."""
    options = draw(st.integers(2, largest))
    seats = draw(st.integers(1, options - 1))
    return rules_for(Method.stv, options, seats), draw(ranked_ballots(options))


@st.composite
def purchases(draw: st.DrawFn, largest: int = 6) -> tuple[TallyRules, dict[Ballot, int]]:
    """Projects with what they cost, and money for some of them."""
    options = draw(st.integers(1, largest))
    costs = {option: draw(st.integers(1, 60)) for option in range(1, options + 1)}
    budget = draw(st.integers(1, sum(costs.values()) + 10))
    return rules_for(Method.equal_shares, options, costs=costs, budget=budget), draw(set_ballots(options))


@st.composite
def contests(draw: st.DrawFn, methods: tuple[Method, ...] = tuple(Method)) -> tuple[TallyRules, dict[Ballot, int]]:
    """A contest by any method, and its ballots."""
    method = draw(st.sampled_from(methods))
    if method is Method.equal_shares:
        rules, ballots = draw(purchases())
        return replace(rules, completion=draw(st.sampled_from(Completion))), ballots
    if method is Method.yes_no:
        return rules_for(method, 3), draw(set_ballots(3, 1))
    options = draw(st.integers(1, 6))
    seats = 1 if method is Method.instant_runoff else draw(st.integers(1, options))
    if method in RANKED:
        return rules_for(method, options, seats), draw(ranked_ballots(options))
    most = {Method.plurality: 1, Method.block: seats, Method.approval: options}[method]
    return rules_for(method, options, seats), draw(set_ballots(options, most))


@st.composite
def spread_contests(draw: st.DrawFn) -> tuple[TallyRules, dict[Ballot, int]]:
    """A contest with more candidates than seats, where each level gets a seat; some candidates may have no level."""
    method = draw(st.sampled_from((Method.plurality, Method.block, Method.approval, Method.stv)))
    options = draw(st.integers(2, 7))
    seats = draw(st.integers(1, options - 1))
    levels = draw(st.dictionaries(st.integers(1, options), st.sampled_from("abcd")))
    ballots = ranked_ballots(options) if method is Method.stv else set_ballots(options, 1)
    return rules_for(method, options, seats, groups=levels, spread=True), draw(ballots)
