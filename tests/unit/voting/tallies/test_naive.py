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
from youthvoice.voting.tallies.lots import Ties
from youthvoice.voting.tallies.purchases import Crowd, buy_all

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
    crowd, ties = (
        Crowd({ballot: times for ballot, times in ballots.items() if ballot}, costs),
        Ties(rules.tie_rule, seed, []),
    )
    if not crowd.voters:
        return
    raised, over = raise_shares(crowd, budget, ties)
    kept = buy_all(crowd, Fraction(budget, crowd.voters), ties)
    for by in range(1, raised + 1):
        if len(kept.offers) == len(crowd.votes):
            assert by - 1 == raised or over is None
            break
        kept = buy_all(crowd, Fraction(budget, crowd.voters) + by, ties)
        assert kept.spent <= budget
    if over is not None:
        assert over.spent > budget
        assert over.path == buy_all(crowd, Fraction(budget, crowd.voters) + raised + 1, ties).path
