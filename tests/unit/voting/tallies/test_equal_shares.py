"""Money: examples worked out by hand, and what holds of every division."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from tests.unit.voting.tallies.making import SEEDS, kinds, purchases, rules_for
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Completion, Method, TieRule
from youthvoice.voting.tallies import SeedNeeded, StepKind, TallyRules, by_lot, count

Case = tuple[TallyRules, dict[Ballot, int]]


def money_for(costs: dict[int, int], budget: int, **more: object) -> TallyRules:
    return replace(rules_for(Method.equal_shares, len(costs), costs=costs, budget=budget), **more)


def test_a_minority_gets_its_share() -> None:
    """Six of ten want 1 and 2, four want 3: 100 kr. buy 1 (60) and 3 (40), although 2 has more votes than 3."""
    rules, ballots = money_for({1: 60, 2: 60, 3: 40}, 100), {(1, 2): 5, (1,): 1, (3,): 4}
    outcome = count(rules, ballots)
    assert outcome.elected == (1, 3)
    assert outcome.money is not None
    assert (outcome.money.spent, outcome.money.first_share) == (100, 10)
    first, second = outcome.rounds
    assert (first.elected, first.payment, second.elected, second.payment) == ((1,), 10, (3,), 10)


def test_whoever_has_less_pays_all_and_the_others_the_rest() -> None:
    """Four voters with 10 each. Three pay 4 each for 1 (12 kr.). 2 costs 14 kr.; of its two supporters one has 6 left and
    pays that, the other pays 8.
    """
    rules, ballots = money_for({1: 12, 2: 14}, 40), {(1, 2): 1, (1,): 2, (2,): 1}
    outcome = count(rules, ballots)
    assert outcome.elected == (1, 2)
    assert [one.payment for one in outcome.rounds] == [4, 8]
    bought = [one.facts for one in outcome.log if one.kind is StepKind.bought]
    assert [(one["votes"], one["payment"], one["empty"]) for one in bought] == [(3, "4", 0), (2, "8", 1)]
    assert outcome.rounds[1].totals == {2: 16}


def test_shares_are_raised_krone_by_krone_and_the_last_run_that_can_be_paid_counts() -> None:
    """Two voters with 12.50 each, and each pays 10 for 1. For 2 one of them must have 30 more, so 40; then both cost 50."""
    rules, ballots = money_for({1: 20, 2: 30}, 25), {(1,): 1, (1, 2): 1}
    outcome = count(rules, ballots)
    assert outcome.elected == (1,)
    assert outcome.money is not None
    assert (outcome.money.first_share, outcome.money.share) == (Fraction("12.5"), Fraction("39.5"))
    (raised,) = (one.facts for one in outcome.log if one.kind is StepKind.raised)
    (over,) = (one.facts for one in outcome.log if one.kind is StepKind.overspent)
    assert raised == {"by": 27, "share": "39.5", "spent": 20}
    assert over == {"by": 28, "spent": 50, "budget": 25}
    assert kinds(outcome)[:4] == [StepKind.counted, StepKind.shared, StepKind.raised, StepKind.overspent]


def test_blank_ballots_have_no_share() -> None:
    rules = money_for({1: 10, 2: 10}, 20)
    outcome = count(rules, {(1,): 1, (2,): 1, (): 7})
    assert outcome.money is not None
    assert (outcome.money.first_share, outcome.blank, outcome.elected) == (10, 7, (1, 2))


def test_nobody_voted() -> None:
    outcome = count(money_for({1: 10}, 20), {(): 3})
    assert outcome.money is not None
    assert (outcome.elected, outcome.money.spent, outcome.rounds) == ((), 0, ())


def test_what_is_left_is_spent_only_where_the_rules_say_so() -> None:
    """Nobody's supporters can pay for 2 or 3 without overspending by 3; then 2 fits and has most votes."""
    rules, ballots = money_for({1: 50, 2: 45, 3: 70}, 100), {(1, 2): 3, (1,): 1, (3,): 4}
    plain = count(rules, ballots)
    greedy = count(replace(rules, completion=Completion.greedy), ballots)
    assert plain.elected == (1,)
    assert greedy.elected == (1, 2)
    assert plain.money is not None
    assert greedy.money is not None
    assert (plain.money.spent, greedy.money.spent) == (50, 95)
    (completed,) = (one.facts for one in greedy.log if one.kind is StepKind.completed)
    assert completed == {"round": 2, "option": 2, "cost": 45, "votes": 3, "left": 5}


def test_a_tie_that_matters_is_decided_by_lot_and_one_that_does_not_is_not() -> None:
    both, one = money_for({1: 10, 2: 10}, 20), money_for({1: 10, 2: 10}, 19)
    ballots: dict[Ballot, int] = {(1, 2): 2}
    assert set(count(both, ballots).elected) == {1, 2}
    with pytest.raises(SeedNeeded) as caught:
        count(one, ballots)
    assert caught.value.tied == (1, 2)
    outcome = count(one, ballots, "drawn")
    assert outcome.elected == by_lot("drawn", (1, 2))[:1]
    assert [one.facts["round"] for one in outcome.log if one.kind is StepKind.lot] == [0, 1]
    vote = count(replace(one, tie_rule=TieRule.run_off), ballots)
    assert (vote.elected, vote.tied) == ((), (1, 2))


def test_a_tie_that_a_krone_at_a_time_would_not_come_to_needs_no_lot() -> None:
    """With 40 each the four can buy 2, which is too much. Only with 50 each could they choose between 1 and 2."""
    outcome = count(money_for({1: 199, 2: 158}, 84), {(1, 2): 4})
    assert outcome.money is not None
    assert (outcome.elected, outcome.money.share - outcome.money.first_share) == ((), 18)


def test_a_tie_about_what_is_left() -> None:
    """1 is bought with shares of 20; then 2 and 3, with one vote each, could be had for what is left, but not both."""
    rules, ballots = (
        money_for({1: 30, 2: 60, 3: 60}, 100, completion=Completion.greedy),
        {(1, 2): 1, (1, 3): 1, (1,): 3},
    )
    with pytest.raises(SeedNeeded) as caught:
        count(rules, ballots)
    assert caught.value.tied == (2, 3)
    assert count(rules, ballots, "x").elected == (1, by_lot("x", (2, 3))[0])
    vote = count(replace(rules, tie_rule=TieRule.run_off), ballots)
    assert (vote.elected, vote.tied) == ((1,), (2, 3))
    assert set(count(replace(rules, budget=150), ballots).elected) == {1, 2, 3}


@given(purchases(), SEEDS)
@settings(max_examples=300, deadline=None)
def test_it_never_costs_more_than_there_is(case: Case, seed: str) -> None:
    rules, ballots = case
    voted = {option for ballot, times in ballots.items() if times for option in ballot}
    plain = count(rules, ballots, seed)
    greedy = count(replace(rules, completion=Completion.greedy), ballots, seed)
    for outcome in (plain, greedy):
        spent = sum(rules.costs[option] for option in outcome.elected)
        assert outcome.money is not None
        assert spent == outcome.money.spent <= rules.budget
        assert set(outcome.elected) <= voted
    assert greedy.elected[: len(plain.elected)] == plain.elected
    left = rules.budget - sum(rules.costs[option] for option in greedy.elected)
    assert all(rules.costs[option] > left for option in voted.difference(greedy.elected))


@given(purchases(), SEEDS)
@settings(max_examples=200, deadline=None)
def test_a_group_gets_what_it_can_pay_for_alone(case: Case, seed: str) -> None:
    """Where the supporters of a project could pay for it with their shares, one of them at least gets something."""
    rules, ballots = case
    outcome = count(rules, ballots, seed)
    voters = {ballot: times for ballot, times in ballots.items() if ballot}
    for project, cost in rules.costs.items():
        fans = {ballot: times for ballot, times in voters.items() if project in ballot}
        if sum(fans.values()) * Fraction(rules.budget, max(1, sum(voters.values()))) >= cost:
            assert any(set(ballot).intersection(outcome.elected) for ballot in fans)
