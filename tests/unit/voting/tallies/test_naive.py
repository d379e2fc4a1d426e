"""Against an implementation that shares nothing with ours, on small contests full of ties."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.voting.tallies import naive
from tests.unit.voting.tallies.making import SEEDS, elections, kinds, one_by_one, purchases, ranked_ballots, rules_for
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies import StepKind, TallyRules, count
from youthvoice.voting.tallies.equal_shares import raise_shares
from youthvoice.voting.tallies.purchases import Crowd, Run, buy_all

Case = tuple[TallyRules, dict[Ballot, int]]


@given(elections(), SEEDS)
@settings(max_examples=300, deadline=None)
def test_transferable_votes(case: Case, seed: str) -> None:
    rules, ballots = case
    outcome = count(rules, ballots, seed)
    papers = [ballot for ballot in one_by_one(ballots) if ballot]
    plain = naive.Scottish(rules.options, papers, rules.seats, seed).run()
    assert set(outcome.elected) == set(plain.elected)
    if not plain.drew:
        assert outcome.elected == tuple(plain.elected)
        assert [(dict(one.totals), one.exhausted) for one in outcome.rounds] == plain.counts
        assert StepKind.lot not in kinds(outcome)


@given(ranked_ballots(5), SEEDS)
@settings(max_examples=200, deadline=None)
def test_instant_runoff(ballots: dict[Ballot, int], seed: str) -> None:
    papers = [ballot for ballot in one_by_one(ballots) if ballot]
    rules = rules_for(Method.instant_runoff, 5)
    assert count(rules, ballots, seed).elected == (naive.instant_runoff(rules.options, papers, seed),)


@given(purchases(), SEEDS)
@settings(max_examples=200, deadline=None)
def test_equal_shares(case: Case, seed: str) -> None:
    rules, ballots = case
    voters = [ballot for ballot in one_by_one(ballots) if ballot]
    outcome = count(rules, ballots, seed)
    assert outcome.money is not None
    if not voters:
        assert (outcome.elected, outcome.money.spent) == ((), 0)
        return
    bought, raised = naive.equal_shares(voters, rules.costs, rules.budget, seed)
    assert set(outcome.elected) == set(bought)
    assert outcome.money.share - outcome.money.first_share == raised


@given(purchases(4), SEEDS, st.integers(20, 400))
@settings(max_examples=100, deadline=None)
def test_no_raise_that_is_jumped_over_would_change_anything(case: Case, seed: str, larger: int) -> None:
    """Costs of many kroner, so that most raises are jumped over; each of them is run here, by the same code."""
    rules, ballots = case
    costs = {option: cost * larger // 7 + 1 for option, cost in rules.costs.items()}
    budget = rules.budget * larger // 7 + 1
    crowd = Crowd({ballot: times for ballot, times in ballots.items() if ballot}, costs)
    if not crowd.voters:
        return
    raised = raise_shares(crowd, budget, rules.tie_rule, seed)
    first = Fraction(budget, crowd.voters)
    runs = [buy_all(crowd, first + by, rules.tie_rule, seed) for by in range(raised.by + 2)]
    assert all(run.spent <= budget and len(run.offers) < len(crowd.votes) for run in runs[: raised.by])
    assert runs[raised.by].path == raised.kept.path
    if raised.over is None:
        assert len(runs[raised.by].offers) == len(crowd.votes)
    else:
        assert runs[raised.by + 1].spent == raised.over.spent > budget


@given(purchases(5), st.integers(20, 400), st.integers(0, 60), st.integers(2, 30))
@settings(max_examples=300, deadline=None)
def test_along_one_path_every_payment_is_linear_in_the_raise(case: Case, larger: int, low: int, width: int) -> None:
    """What the jumps rest on: where two raises take the same path, those between them take it, and pay in proportion."""
    rules, ballots = case
    costs = {option: cost * larger // 7 + 1 for option, cost in rules.costs.items()}
    crowd = Crowd({ballot: times for ballot, times in ballots.items() if ballot}, costs)
    if not crowd.voters:
        return
    runs = [
        buy_all(crowd, Fraction(rules.budget, crowd.voters) + by, rules.tie_rule, "x")
        for by in (low, low + 1, low + width)
    ]
    if runs[0].path == runs[2].path:
        assert runs[1].path == runs[0].path
        for first, between, last in zip(*(_payments(run, costs) for run in runs), strict=True):
            assert between == first + (last - first) / width


def _payments(run: Run, costs: dict[int, int]) -> list[Fraction]:
    return [Fraction(offer.price.top, offer.price.bottom) * costs[offer.project] for offer in run.offers]
