"""Ranked methods: examples worked out by hand."""

from fractions import Fraction

import pytest

from tests.unit.voting.tallies.making import kinds, rules_for
from youthvoice.voting.rules.methods import Method, TieRule
from youthvoice.voting.tallies import About, Outcome, Reason, SeedNeeded, Step, StepKind, by_lot, count


def steps(outcome: Outcome, kind: StepKind) -> list[Step]:
    return [one for one in outcome.log if one.kind is kind]


def test_instant_runoff_excludes_the_last_until_one_has_more_than_half() -> None:
    outcome = count(rules_for(Method.instant_runoff, 3), {(1,): 4, (2, 3): 3, (3, 2): 2, (): 9})
    assert outcome.elected == (2,)
    assert [dict(one.totals) for one in outcome.rounds] == [{1: 4, 2: 3, 3: 2}, {1: 4, 2: 5, 3: 0}]
    assert (outcome.rounds[0].excluded, outcome.rounds[1].source) == ((3,), 3)
    assert outcome.rounds[1].transfers == {2: 2}
    assert [one.facts["needed"] for one in steps(outcome, StepKind.majority)] == [5, 5]


def test_half_is_not_more_than_half_and_used_up_papers_do_not_count() -> None:
    outcome = count(rules_for(Method.instant_runoff, 3), {(1,): 4, (2,): 3, (3,): 1})
    assert (outcome.elected, len(outcome.rounds), outcome.rounds[1].exhausted) == ((1,), 2, 1)
    assert [one.facts["needed"] for one in steps(outcome, StepKind.majority)] == [5, 4]


def test_who_goes_first_of_the_last_can_decide_later_so_it_takes_a_lot() -> None:
    """2 and 3 have three each. If 3 goes first, 1 is ahead of 4 in the next count, and 1 wins the tie at the end; else 4."""
    ballots = {(1,): 7, (2, 4): 3, (3, 1): 3, (4,): 7}
    rules = rules_for(Method.instant_runoff, 4)
    with pytest.raises(SeedNeeded) as caught:
        count(rules, ballots)
    assert caught.value.tied == (2, 3)
    winners = {}
    for seed in ("a", "b", "c", "d", "e"):
        outcome = count(rules, ballots, seed)
        winners[outcome.rounds[0].excluded] = outcome.elected
    assert winners == {(3,): (1,), (2,): (4,)}


def test_a_tie_between_the_last_two() -> None:
    rules, ballots = rules_for(Method.instant_runoff, 2), {(1,): 2, (2,): 2}
    with pytest.raises(SeedNeeded):
        count(rules, ballots)
    outcome = count(rules_for(Method.instant_runoff, 2, tie_rule=TieRule.run_off), ballots)
    assert (outcome.elected, outcome.tied, outcome.open_seats) == ((), (1, 2), 1)


def test_a_surplus_goes_on_at_a_value_cut_after_five_decimals() -> None:
    """Twelve papers, two seats: quota 12 // 3 + 1 = 5. Option 1 has 7, each of its papers goes on at 2/7 = 0.28571."""
    outcome = count(rules_for(Method.stv, 4, 2), {(1, 2): 4, (1, 3): 2, (1,): 1, (3,): 3, (4,): 2})
    assert outcome.quota == 5
    second = outcome.rounds[1]
    assert second.source == 1
    assert second.totals == {1: 5, 2: Fraction("1.14284"), 3: Fraction("3.57142"), 4: 2}
    assert second.transfers == {2: Fraction("1.14284"), 3: Fraction("0.57142")}
    assert (second.exhausted, second.lost) == (Fraction("0.28571"), Fraction("0.00003"))
    assert second.excluded == (2,)
    (sent, *_) = steps(outcome, StepKind.transferred)
    assert sent.facts == {
        "round": 2,
        "option": 1,
        "to": (2, 3),
        "amount": "2",
        "surplus": "2",
        "votes": "7",
        "exhausted": "0.28571",
        "lost": "0.00003",
        "reason": "surplus",
    }
    assert outcome.elected == (1, 3)


def test_papers_of_an_excluded_one_go_on_at_the_value_they_have() -> None:
    """After the example above 2 is excluded: its four papers name nobody else, so all of 1.14284 is exhausted."""
    outcome = count(rules_for(Method.stv, 4, 2), {(1, 2): 4, (1, 3): 2, (1,): 1, (3,): 3, (4,): 2})
    third = outcome.rounds[2]
    assert (third.source, third.exhausted, dict(third.transfers)) == (2, Fraction("1.42855"), {})
    assert third.excluded == (4,)
    assert outcome.rounds[3].elected == (3,)
    assert steps(outcome, StepKind.elected)[-1].facts["reason"] == Reason.last_seats


def test_the_largest_surplus_goes_first_and_nobody_elected_gets_more() -> None:
    """Quota 13 // 4 + 1 = 4: 1 has 5, 2 has 6. The surplus of 2 goes first and passes over 1."""
    outcome = count(rules_for(Method.stv, 5, 3), {(1, 3): 5, (2, 1, 4): 6, (3,): 1, (5,): 1})
    assert outcome.rounds[0].elected == (2, 1)
    assert [one.source for one in outcome.rounds[1:3]] == [2, 1]
    assert outcome.rounds[1].transfers == {4: Fraction("1.99998")}


def test_of_equal_surpluses_the_one_who_was_ahead_before_goes_first() -> None:
    """Quota 31 // 4 + 1 = 8. 5 is excluded, 1 and 2 have 9 each then; in the first count 2 had 7 and 1 had 6."""
    ballots = {(1, 4): 6, (2, 3): 7, (3,): 6, (4,): 7, (5, 2): 2, (5, 1): 3}
    outcome = count(rules_for(Method.stv, 5, 3), ballots)
    assert outcome.rounds[1].elected == (1, 2)
    assert [one.source for one in outcome.rounds[1:3]] == [5, 2]
    (earlier,) = (one.facts for one in steps(outcome, StepKind.earlier_round) if one.facts["about"] == About.surplus)
    assert earlier == {"round": 2, "options": (1, 2), "chosen": (2,), "about": "surplus", "earlier": 1}


def test_the_most_recent_count_in_which_they_differed_decides() -> None:
    """2 and 3 have 3 each in the second count; in the first 2 had 2. So 2 is excluded, without a lot."""
    outcome = count(rules_for(Method.stv, 4, 1), {(1,): 5, (2, 3): 2, (3,): 3, (4, 2): 1})
    assert [one.excluded for one in outcome.rounds] == [(4,), (2,), (3,), ()]
    earlier, _ = steps(outcome, StepKind.earlier_round)
    assert earlier.facts == {"round": 2, "options": (2, 3), "chosen": (2,), "about": "exclusion", "earlier": 1}
    assert StepKind.lot not in kinds(outcome)


def test_equal_at_all_counts_is_decided_by_lot_the_lowest_stays() -> None:
    rules, ballots = rules_for(Method.stv, 4, 2), {(1,): 4, (2,): 3, (3,): 2, (4,): 2}
    with pytest.raises(SeedNeeded) as caught:
        count(rules, ballots)
    assert caught.value.tied == (3, 4)
    outcome = count(rules, ballots, "x")
    (lot,) = steps(outcome, StepKind.lot)
    assert outcome.rounds[0].excluded == (lot.facts["chosen"],)
    assert lot.facts["options"] == by_lot("x", (3, 4))
    assert lot.facts["chosen"] == by_lot("x", (3, 4))[-1]


def test_those_without_votes_go_without_a_lot() -> None:
    outcome = count(rules_for(Method.stv, 6, 2), {(1,): 3, (2,): 3, (3,): 2})
    assert set(outcome.elected) == {1, 2}
    assert kinds(outcome).count(StepKind.lot) == 0


def test_a_new_vote_where_the_count_cannot_go_on() -> None:
    rules = rules_for(Method.stv, 4, 2, tie_rule=TieRule.run_off)
    outcome = count(rules, {(1,): 6, (2,): 3, (3,): 2, (4,): 2})
    assert (outcome.elected, outcome.tied, outcome.open_seats) == ((1,), (3, 4), 1)
    assert outcome.rounds[-1].totals[1] >= outcome.quota
