"""Who takes a seat that becomes vacant, and the substitutes in order."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.voting.tallies.making import SEEDS, contests, kinds, rules_for
from tests.unit.voting.tallies.reading import read_ward
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import Method, TieRule
from youthvoice.voting.tallies import SeedNeeded, StepKind, TallyRules, count, fill_vacancy, substitutes

Case = tuple[TallyRules, dict[Ballot, int]]
SEATS = (Method.plurality, Method.block, Method.approval, Method.instant_runoff, Method.stv)


def test_by_ranking_the_seat_goes_to_whom_the_same_voters_would_have_chosen() -> None:
    """Of those not elected 4 had most votes at first; but those who elected 1 wanted 2."""
    rules, ballots = rules_for(Method.stv, 4, 2), {(1, 2): 6, (3,): 4, (4,): 2}
    assert count(rules, ballots).elected == (1, 3)
    found = fill_vacancy(rules, ballots, vacated=1, sitting=[3])
    assert found.elected == (2,)
    assert found.rounds[0].totals == {2: 6, 3: 4, 4: 2}
    assert StepKind.kept in kinds(found)
    assert fill_vacancy(rules, ballots, vacated=1, sitting=[3], unavailable=[2]).elected == (4,)
    gone = fill_vacancy(rules, ballots, vacated=1, sitting=[3], unavailable=[2, 4])
    assert (gone.elected, gone.log[-1].kind) == ((), StepKind.nobody_left)


def test_members_keep_their_seats_even_where_the_recount_would_not_elect_them() -> None:
    """In the recount 3 has one vote, fewest of all, and nobody has the quota of 12 // 3 + 1 = 5: 5 is excluded, not 3."""
    rules, ballots = rules_for(Method.stv, 5, 2), {(1, 2): 3, (2,): 1, (1, 4): 4, (5, 2): 3, (3,): 1}
    assert count(replace(rules, options=(2, 3, 4, 5)), {(2,): 4, (4,): 4, (5, 2): 3, (3,): 1}).elected == (2, 4)
    found = fill_vacancy(rules, ballots, vacated=1, sitting=[3])
    assert [one.excluded for one in found.rounds] == [(5,), ()]
    assert found.elected == (2,)


def test_papers_that_named_only_those_who_are_gone_count_as_blank() -> None:
    rules, ballots = rules_for(Method.stv, 3, 1), {(1,): 5, (2, 1): 2, (3,): 1, (): 4}
    found = fill_vacancy(rules, ballots, vacated=1, sitting=[])
    assert (found.elected, found.valid, found.blank, found.quota) == ((2,), 3, 9, 2)


def test_a_ward_of_edinburgh_without_the_one_elected_first() -> None:
    ward = read_ward(1)
    outcome = count(ward.rules, ward.ballots)
    found = fill_vacancy(ward.rules, ward.ballots, vacated=7, sitting=[5, 6])
    assert outcome.elected == (7, 5, 6)
    assert found.elected == (2,)
    assert substitutes(ward.rules, ward.ballots, None, outcome, 9) == (2, 1, 4, 3)


@pytest.mark.parametrize("method", [Method.plurality, Method.block, Method.approval])
def test_by_most_votes_the_next_highest_takes_it(method: Method) -> None:
    rules, ballots = rules_for(method, 4, 2), {(1,): 4, (2,): 3, (3,): 2, (4,): 1}
    assert fill_vacancy(rules, ballots, vacated=1, sitting=[2]).elected == (3,)
    assert fill_vacancy(rules, ballots, vacated=1, sitting=[2], unavailable=[3]).elected == (4,)
    assert substitutes(rules, ballots, None, count(rules, ballots), 5) == (3, 4)


def test_the_only_seat_is_counted_again_without_its_holder() -> None:
    rules, ballots = rules_for(Method.instant_runoff, 3), {(1, 3): 5, (2,): 4, (3,): 1}
    assert fill_vacancy(rules, ballots, vacated=1, sitting=[]).elected == (3,)
    assert substitutes(rules, ballots, None, count(rules, ballots), 2) == (3, 2)


@pytest.mark.parametrize("method", [Method.plurality, Method.stv])
def test_a_level_without_a_seat_comes_first(method: Method) -> None:
    groups = {1: "a", 2: "b", 3: "b", 4: "a"}
    rules = rules_for(method, 4, 2, groups=groups, spread=True)
    ballots: dict[Ballot, int] = {(1,): 5, (2,): 4, (3,): 3, (4,): 2}
    assert count(rules, ballots).elected == (1, 2)
    assert fill_vacancy(rules, ballots, vacated=1, sitting=[2]).elected == (4,)
    assert fill_vacancy(rules, ballots, vacated=2, sitting=[1]).elected == (3,)


def test_a_tie_for_the_vacant_seat() -> None:
    rules, ballots = rules_for(Method.plurality, 3), {(1,): 2, (2,): 1, (3,): 1}
    with pytest.raises(SeedNeeded):
        fill_vacancy(rules, ballots, vacated=1, sitting=[])
    found = fill_vacancy(replace(rules, tie_rule=TieRule.run_off), ballots, vacated=1, sitting=[])
    assert (found.elected, found.tied, found.open_seats) == ((), (2, 3), 1)
    assert substitutes(replace(rules, tie_rule=TieRule.run_off), ballots, None, count(rules, ballots), 2) == ()


@pytest.mark.parametrize("method", [Method.yes_no, Method.equal_shares])
def test_what_fills_no_seats_has_no_vacancies(method: Method) -> None:
    with pytest.raises(ValueError, match="no seats"):
        fill_vacancy(rules_for(method, 3, costs={1: 1, 2: 1, 3: 1}), {}, vacated=1, sitting=[])


@given(contests(SEATS), SEEDS, st.data())
@settings(max_examples=300, deadline=None)
def test_one_who_can_takes_the_seat(case: Case, seed: str, data: st.DataObject) -> None:
    rules, ballots = case
    elected = count(rules, ballots, seed).elected
    vacated = data.draw(st.sampled_from(elected))
    sitting = set(elected) - {vacated}
    unavailable = data.draw(st.sets(st.sampled_from(rules.options)))
    found = fill_vacancy(rules, ballots, seed, vacated=vacated, sitting=sitting, unavailable=unavailable)
    able = set(rules.options) - {vacated} - sitting - unavailable
    assert len(found.elected) == min(1, len(able))
    assert set(found.elected) <= able


@given(contests(SEATS), SEEDS, st.integers(0, 6))
@settings(max_examples=200, deadline=None)
def test_substitutes_are_others_and_as_many_as_there_are(case: Case, seed: str, how_many: int) -> None:
    rules, ballots = case
    outcome = count(rules, ballots, seed)
    found = substitutes(rules, ballots, seed, outcome, how_many)
    assert len(found) == min(how_many, len(rules.options) - len(outcome.elected))
    assert len({*found, *outcome.elected}) == len(found) + len(outcome.elected)
    assert substitutes(rules, ballots, seed, outcome, 6)[:how_many] == found
