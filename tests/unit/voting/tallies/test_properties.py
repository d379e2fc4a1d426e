"""What holds of every count, whatever is cast."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.voting.tallies.making import SEEDS, contests, elections, ranked_ballots, rules_for
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import RANKED, SETS, Method, TieRule
from youthvoice.voting.tallies import About, Outcome, Round, SeedNeeded, StepKind, TallyRules, count, write_amount

Case = tuple[TallyRules, dict[Ballot, int]]
UNITS = 100_000


@given(contests(tuple(RANKED)), SEEDS)
@settings(max_examples=200, deadline=None)
def test_no_ballot_is_lost(case: Case, seed: str) -> None:
    rules, ballots = case
    outcome = count(rules, ballots, seed)
    assert outcome.valid + outcome.blank == sum(ballots.values())
    for one in outcome.rounds:
        if not outcome.is_uncontested:
            assert sum(one.totals.values()) + one.exhausted + one.lost == outcome.valid
        assert all((amount * UNITS).denominator == 1 for amount in (*one.totals.values(), one.exhausted, one.lost))


@given(elections(), SEEDS)
@settings(max_examples=200, deadline=None)
def test_each_count_follows_from_the_one_before(case: Case, seed: str) -> None:
    """What left one pile is what the others got, what is exhausted and what was cut off; at most a unit for each paper."""
    outcome = count(*case, seed)
    for before, after in zip(outcome.rounds, outcome.rounds[1:], strict=False):
        assert after.source is not None
        gone = before.totals[after.source] - after.totals[after.source]
        exhausted, lost = after.exhausted - before.exhausted, after.lost - before.lost
        assert gone == sum(after.transfers.values()) + exhausted + lost
        assert 0 <= lost <= Fraction(outcome.valid, UNITS)
        for option in set(after.totals) - {after.source}:
            assert after.totals[option] == before.totals[option] + after.transfers.get(option, 0)


@given(contests((Method.plurality, Method.block, Method.approval, Method.instant_runoff, Method.stv)), SEEDS)
@settings(max_examples=200, deadline=None)
def test_every_seat_is_filled_once(case: Case, seed: str) -> None:
    rules, ballots = case
    outcome = count(rules, ballots, seed)
    assert len(set(outcome.elected)) == len(outcome.elected) == min(rules.seats, len(rules.options))
    assert [option for one in outcome.rounds for option in one.elected] == list(outcome.elected)
    assert not outcome.tied


@given(contests(), SEEDS, st.randoms(use_true_random=False))
@settings(max_examples=200, deadline=None)
def test_the_order_in_which_ballots_come_does_not_matter(case: Case, seed: str, random: st.DataObject) -> None:
    rules, ballots = case
    shuffled = list(ballots.items())
    random.shuffle(shuffled)
    costs = dict(reversed(rules.costs.items()))
    assert count(replace(rules, costs=costs), dict(shuffled), seed) == count(rules, ballots, seed)


@given(contests(), SEEDS)
@settings(max_examples=200, deadline=None)
def test_a_seed_matters_only_where_a_lot_is_drawn(case: Case, seed: str) -> None:
    rules, ballots = case
    outcome = count(rules, ballots, seed)
    tied = _tied(rules, ballots)
    drew = StepKind.lot in [one.kind for one in outcome.log]
    assert bool(tied) >= drew
    if not tied:
        assert count(rules, ballots) == outcome
        return
    assert len(tied) > 1
    surplus = [one.facts["options"] for one in outcome.log if one.facts.get("about") == About.surplus]
    if tied not in surplus:
        assert count(replace(rules, tie_rule=TieRule.run_off), ballots).tied == tied


def _tied(rules: TallyRules, ballots: dict[Ballot, int]) -> tuple[int, ...]:
    """Between whom a lot must decide first; nobody where none is needed."""
    try:
        count(rules, ballots)
    except SeedNeeded as needed:
        return needed.tied
    return ()


@given(contests(tuple(set(Method) - {Method.yes_no})), st.permutations(range(1, 7)))
@settings(max_examples=300, deadline=None)
def test_no_option_is_preferred_for_its_number(case: Case, order: list[int]) -> None:
    rules, ballots = case
    new = {option: order[option - 1] + 10 for option in rules.options}
    renamed = replace(
        rules,
        options=tuple(new.values()),
        costs={new[option]: cost for option, cost in rules.costs.items()},
    )
    other = {
        tuple(
            sorted(new[option] for option in ballot) if rules.method in SETS else [new[option] for option in ballot]
        ): times
        for ballot, times in ballots.items()
    }
    assert _elected(rules, ballots, new) == _elected(renamed, other, {option: option for option in new.values()})


def _elected(rules: TallyRules, ballots: dict[Ballot, int], names: dict[int, int]) -> set[int] | None:
    """Who is elected, by those names; None where a lot would be needed."""
    try:
        return {names[option] for option in count(rules, ballots).elected}
    except SeedNeeded:
        return None


@given(ranked_ballots(5), st.integers(1, 5), SEEDS)
def test_whoever_is_first_on_more_than_half_of_the_papers_wins(
    ballots: dict[Ballot, int], winner: int, seed: str
) -> None:
    rest = sum(times for ballot, times in ballots.items() if ballot[:1] != (winner,))
    ballots[winner,] = ballots.get((winner,), 0) + rest + 1
    for method in (Method.instant_runoff, Method.stv):
        assert count(rules_for(method, 5), ballots, seed).elected == (winner,)


@given(st.data(), st.integers(1, 4), st.integers(1, 4), SEEDS)
@settings(max_examples=300, deadline=None)
def test_voters_who_stand_together_get_their_share(data: st.DataObject, seats: int, size: int, seed: str) -> None:
    """Whose first preferences are all the same set get a seat for each quota, as far as the set goes. One vote more than
    the quotas, for what is cut off on the way.
    """
    own, others = list(range(1, size + 1)), list(range(size + 1, 8))
    together = st.tuples(st.permutations(own), st.permutations(others)).map(lambda parts: (*parts[0], *parts[1]))
    ballots = data.draw(ranked_ballots(7))
    ballots = {ballot: times for ballot, times in ballots.items() if ballot[:1] and ballot[0] not in own}
    for ballot in data.draw(st.lists(together, min_size=1, max_size=6)):
        ballots[ballot] = ballots.get(ballot, 0) + data.draw(st.integers(1, 20))
    outcome = count(rules_for(Method.stv, 7, seats), ballots, seed)
    assert outcome.quota is not None
    voters = sum(times for ballot, times in ballots.items() if ballot[0] in own)
    assert len(set(outcome.elected).intersection(own)) >= min(size, (voters - 1) // outcome.quota)


@given(contests(), SEEDS)
@settings(max_examples=200, deadline=None)
def test_an_outcome_can_be_written_down_and_read(case: Case, seed: str) -> None:
    rules, ballots = case
    outcome = count(rules, ballots, seed)
    assert Outcome.from_json(json.loads(json.dumps(outcome.to_json()))) == outcome
    assert TallyRules.from_json(json.loads(json.dumps(rules.to_json()))) == rules


def test_an_outcome_says_amounts_exactly() -> None:
    outcome = count(rules_for(Method.stv, 4, 2), {(1, 2): 4, (1, 3): 2, (1,): 1, (3,): 3, (4,): 2})
    told = outcome.to_json()["rounds"][1]
    assert (told["totals"]["2"], told["lost"], told["source"]) == ("1.14284", "0.00003", 1)
    assert Round.from_json(told) == outcome.rounds[1]


@given(st.fractions())
def test_every_amount_can_be_read_back(amount: Fraction) -> None:
    assert Fraction(write_amount(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Fraction(65_091_342, UNITS), "650.91342"),
        (Fraction(2_091), "2091"),
        (Fraction(1, 200), "0.005"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(7_200, 43), "7200/43"),
        (0, "0"),
    ],
)
def test_how_an_amount_is_written(amount: Fraction, text: str) -> None:
    assert write_amount(amount) == text
