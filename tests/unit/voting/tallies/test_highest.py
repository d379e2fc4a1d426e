"""Most votes win, and the question."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.voting.tallies import naive
from tests.unit.voting.tallies.making import SEEDS, kinds, rules_for, set_ballots
from youthvoice.voting.rules.ballots import Ballot, BallotProblem
from youthvoice.voting.rules.methods import Method, TieRule
from youthvoice.voting.tallies import BadBallot, SeedNeeded, StepKind, TallyRules, count, lot_of

QUESTION = rules_for(Method.yes_no, 3)


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "carried", "kind"),
    [
        (2, 1, 9, True, StepKind.carried),
        (1, 2, 0, False, StepKind.fallen),
        (2, 2, 1, False, StepKind.equal),
        (0, 0, 3, False, StepKind.equal),
    ],
)
def test_a_question(yes: int, no: int, abstain: int, *, carried: bool, kind: StepKind) -> None:
    outcome = count(QUESTION, {(1,): yes, (2,): no, (3,): abstain, (): 5})
    assert (outcome.carried, outcome.elected) == (carried, ())
    assert outcome.tied == ((1, 2) if yes == no else ())
    assert (outcome.valid, outcome.blank) == (yes + no + abstain, 5)
    assert kinds(outcome) == [StepKind.counted, kind]
    assert outcome.rounds[0].totals == {1: yes, 2: no, 3: abstain}


def test_plurality() -> None:
    outcome = count(rules_for(Method.plurality, 3), {(1,): 3, (2,): 5, (3,): 4, (): 7})
    assert (outcome.elected, outcome.valid, outcome.blank, outcome.carried) == ((2,), 12, 7, None)


def test_block_and_approval_count_each_choice_once() -> None:
    ballots = {(1, 2): 3, (2, 3): 2, (4,): 4}
    for method in (Method.block, Method.approval):
        outcome = count(rules_for(method, 4, 2), ballots)
        assert outcome.rounds[0].totals == {1: 3, 2: 5, 3: 2, 4: 4}
        assert outcome.elected == (2, 4)


def test_a_block_vote_has_as_many_choices_as_seats_unless_said_otherwise() -> None:
    with pytest.raises(BadBallot) as caught:
        count(rules_for(Method.block, 4, 2), {(1, 2, 3): 1})
    assert (caught.value.ballot, caught.value.problem) == ((1, 2, 3), BallotProblem.too_many)
    assert count(rules_for(Method.block, 4, 2, max_choices=3), {(1, 2, 3): 1, (1, 2): 1}).elected == (1, 2)


def test_fewer_than_no_ballots() -> None:
    with pytest.raises(BadBallot):
        count(rules_for(Method.plurality, 2), {(1,): -1})


def test_a_tie_for_the_last_seat_is_decided_by_lot() -> None:
    rules, ballots = rules_for(Method.plurality, 4, 2), {(1,): 5, (2,): 3, (3,): 3, (4,): 3}
    with pytest.raises(SeedNeeded) as caught:
        count(rules, ballots)
    assert caught.value.tied == (2, 3, 4)
    outcome = count(rules, ballots, "drawn")
    first = min((2, 3, 4), key=lambda option: lot_of("drawn", option))
    assert outcome.elected == (1, first)
    (lot,) = (one for one in outcome.log if one.kind is StepKind.lot)
    assert lot.facts == {
        "round": 1,
        "options": tuple(naive.lots("drawn", (2, 3, 4))),
        "chosen": first,
        "about": "seat",
    }


def test_the_lot_is_what_anybody_can_calculate() -> None:
    """`printf '12 7 40|3' | sha256sum`."""
    assert lot_of("12 7 40", 3) == "396be4faead0d6811d09f10ced033ec9ba2c3f6b343a0475f9f35fac78c79839"


def test_a_tie_for_two_seats_needs_no_lot() -> None:
    assert count(rules_for(Method.plurality, 3, 2), {(1,): 2, (2,): 1, (3,): 2}).elected == (1, 3)


def test_a_tie_can_wait_for_a_new_vote() -> None:
    rules = rules_for(Method.approval, 4, 3, tie_rule=TieRule.run_off)
    outcome = count(rules, {(1,): 5, (2,): 3, (3,): 3, (4,): 3})
    assert (outcome.elected, outcome.tied, outcome.open_seats) == ((1,), (2, 3, 4), 2)
    assert outcome.log[-1].kind is StepKind.run_off
    assert outcome.log[-1].facts == {"options": (2, 3, 4), "seats": 2}


@pytest.mark.parametrize("method", [Method.plurality, Method.block, Method.approval, Method.instant_runoff, Method.stv])
def test_where_no_more_stand_than_there_are_seats_all_are_elected(method: Method) -> None:
    seats = 1 if method is Method.instant_runoff else 3
    rules = rules_for(method, 1 if seats == 1 else 2, seats)
    for ballots in ({}, {(1,): 2, (): 1}):
        outcome = count(rules, ballots)
        assert (outcome.elected, outcome.is_uncontested) == (rules.options, True)
        assert StepKind.uncontested in kinds(outcome)


@given(set_ballots(5), st.integers(1, 4), SEEDS)
def test_the_seats_go_to_the_highest(ballots: dict[Ballot, int], seats: int, seed: str) -> None:
    totals = Counter(dict.fromkeys(range(1, 6), 0))
    for ballot, times in ballots.items():
        totals.update(dict.fromkeys(ballot, times))
    lots = naive.lots(seed, totals)
    expected = sorted(totals, key=lambda option: (-totals[option], lots.index(option)))[:seats]
    outcome = count(rules_for(Method.approval, 5, seats), ballots, seed)
    assert set(outcome.elected) == set(expected)
    assert [totals[option] for option in outcome.elected] == [totals[option] for option in expected]
    assert outcome.valid + outcome.blank == sum(ballots.values())


@pytest.mark.parametrize(
    "more",
    [
        {"options": (1, 1)},
        {"options": (0, 1)},
        {"seats": 0},
        {"max_choices": 0},
        {"method": Method.instant_runoff, "seats": 2},
        {"method": Method.yes_no, "options": (1, 3)},
        {"method": Method.equal_shares, "costs": {1: 5}},
        {"method": Method.equal_shares, "costs": {1: 5, 2: 0}},
    ],
)
def test_rules_that_make_no_sense(more: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        TallyRules(**{"method": Method.plurality, "options": (1, 2)} | more)
