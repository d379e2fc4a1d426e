"""At least one seat for each level that stands."""

from dataclasses import replace

from hypothesis import given, settings

from tests.unit.voting.tallies.making import SEEDS, kinds, rules_for, spread_contests
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies import Reason, StepKind, TallyRules, count

Case = tuple[TallyRules, dict[Ballot, int]]
LEVELS = {1: "old", 2: "old", 3: "old", 4: "young", 5: "young"}


@given(spread_contests(), SEEDS)
@settings(max_examples=200, deadline=None)
def test_each_level_gets_a_seat_as_far_as_there_are_seats(case: Case, seed: str) -> None:
    rules, ballots = case
    elected = count(rules, ballots, seed).elected
    assert len(set(elected)) == len(elected) == rules.seats
    levels = set(rules.groups.values())
    seated = [rules.groups[option] for option in elected if option in rules.groups]
    assert len(set(seated)) == min(len(levels), rules.seats)


@given(spread_contests(), SEEDS)
@settings(max_examples=200, deadline=None)
def test_it_changes_nothing_where_the_voters_spread_the_seats_themselves(case: Case, seed: str) -> None:
    rules, ballots = case
    free = count(replace(rules, spread=False), ballots, seed)
    seated = {rules.groups.get(option) for option in free.elected}
    outcome = count(rules, ballots, seed)
    passed = {StepKind.passed_over} & set(kinds(outcome))
    if rules.method is not Method.stv and StepKind.tie not in kinds(outcome) and set(rules.groups.values()) <= seated:
        assert set(outcome.elected) == set(free.elected)
        assert not passed


def test_most_votes_but_a_seat_that_belongs_to_the_young() -> None:
    ballots: dict[Ballot, int] = {(1,): 9, (2,): 8, (3,): 7, (4,): 2, (5,): 1}
    for method in (Method.plurality, Method.block, Method.approval):
        outcome = count(rules_for(method, 5, 3, groups=LEVELS, spread=True), ballots)
        assert outcome.elected == (1, 2, 4)
        passed = [one.facts for one in outcome.log if one.kind is StepKind.passed_over]
        assert passed == [{"round": 1, "option": 3, "votes": "7", "group": "old"}]


def test_by_ranking_those_who_cannot_be_elected_any_more_are_excluded_and_the_last_of_a_level_is_not() -> None:
    """Quota 27 // 4 + 1 = 7: 1, 2 and 3 have it, but one seat of three is for the young, and 1 and 2 have more."""
    ballots: dict[Ballot, int] = {(1,): 9, (2,): 8, (3, 5): 7, (4,): 2, (5,): 1}
    outcome = count(rules_for(Method.stv, 5, 3, groups=LEVELS, spread=True), ballots)
    assert outcome.elected == (1, 2, 5)
    (doomed,) = (one.facts for one in outcome.log if one.facts.get("reason") == Reason.spread)
    assert (doomed["option"], doomed["votes"]) == (3, "7")
    assert count(rules_for(Method.stv, 5, 3, groups=LEVELS), ballots).elected == (1, 2, 3)


def test_the_only_one_of_a_level_stays_however_few_votes() -> None:
    groups = {1: "a", 2: "a", 3: "a", 4: "b"}
    ballots: dict[Ballot, int] = {(1,): 5, (2,): 4, (3,): 3, (4,): 1}
    outcome = count(rules_for(Method.stv, 4, 2, groups=groups, spread=True), ballots)
    assert outcome.elected == (1, 4)
    assert count(rules_for(Method.stv, 4, 2, groups=groups), ballots).elected == (1, 2)


def test_while_nobody_is_elected_the_last_of_a_level_is_not_excluded() -> None:
    """Quota 12 // 3 + 1 = 5. 4 has fewest, but is the only one of its level: 3 goes instead."""
    groups = {1: "a", 2: "a", 3: "a", 4: "b"}
    ballots: dict[Ballot, int] = {(1,): 4, (2,): 4, (3, 1): 3, (4,): 1}
    outcome = count(rules_for(Method.stv, 4, 2, groups=groups, spread=True), ballots)
    assert outcome.rounds[0].excluded == (3,)
    assert outcome.elected == (1, 4)
    assert count(rules_for(Method.stv, 4, 2, groups=groups), ballots).rounds[0].excluded == (4,)


def test_where_there_are_more_levels_than_seats_no_level_gets_two() -> None:
    groups = {1: "a", 2: "a", 3: "b", 4: "c"}
    ballots: dict[Ballot, int] = {(1,): 5, (2,): 4, (3,): 3, (4,): 1}
    assert count(rules_for(Method.approval, 4, 2, groups=groups, spread=True), ballots).elected == (1, 3)
