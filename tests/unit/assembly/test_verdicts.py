"""What a vote comes to, by the rules of procedure alone."""

from datetime import date

import pytest

from youthvoice.assembly.rules.checking_in import takes_delegates
from youthvoice.assembly.rules.day import Verdict
from youthvoice.assembly.rules.verdicts import Tally, VoteRule, hangs, verdict_of
from youthvoice.assembly.rules.voting import paper_problem, tally_tie_rule
from youthvoice.assembly.rules.years import DayTie, Majority, YearState
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.rules.contest import ContestProblem
from youthvoice.voting.rules.methods import Method, TieRule


def rule(majority: Majority = Majority.simple, tie: DayTie = DayTie.falls, quorum: int = 0) -> VoteRule:
    return VoteRule(majority, tie, quorum)


def question(votes_for: int, against: int, neither: int = 0, delegates: int = 100) -> Tally:
    return Tally(delegates, votes_for + against + neither, is_question=True, votes_for=votes_for, against=against)


@pytest.mark.parametrize(
    ("votes_for", "against", "simple", "two_thirds"),
    [
        (51, 49, Verdict.adopted, Verdict.rejected),
        (2, 1, Verdict.adopted, Verdict.adopted),
        (66, 34, Verdict.adopted, Verdict.rejected),
        (1, 0, Verdict.adopted, Verdict.adopted),
        (0, 0, Verdict.rejected, Verdict.rejected),
        (10, 10, Verdict.rejected, Verdict.rejected),
    ],
)
def test_a_question(votes_for: int, against: int, simple: Verdict, two_thirds: Verdict) -> None:
    tally = question(votes_for, against)
    assert verdict_of(rule(), tally) is simple
    assert verdict_of(rule(Majority.two_thirds), tally) is two_thirds


def test_who_is_neither_for_nor_against_counts_for_the_quorum_alone() -> None:
    assert verdict_of(rule(quorum=50), question(2, 1, 47)) is Verdict.adopted
    assert verdict_of(rule(quorum=50), question(2, 1, 46)) is Verdict.no_quorum


def test_the_lot_decides_only_a_tie_where_most_votes_are_enough() -> None:
    by_lot = rule(tie=DayTie.lot)
    assert verdict_of(by_lot, question(10, 10)) is None
    assert verdict_of(by_lot, question(10, 10), lot_says_yes=True) is Verdict.adopted
    assert verdict_of(by_lot, question(10, 10), lot_says_yes=False) is Verdict.rejected
    assert verdict_of(by_lot, question(11, 10), lot_says_yes=False) is Verdict.adopted
    assert not hangs(by_lot, question(0, 0, 5))
    assert not hangs(rule(Majority.two_thirds, DayTie.lot), question(10, 10))
    assert verdict_of(rule(tie=DayTie.lot, quorum=90), question(10, 10)) is Verdict.no_quorum


def test_a_choice_is_made_or_tied() -> None:
    assert verdict_of(rule(), Tally(10, 5, is_question=False)) is Verdict.chosen
    assert verdict_of(rule(), Tally(10, 5, is_question=False, is_tied=True)) is Verdict.tied
    assert verdict_of(rule(quorum=60), Tally(10, 5, is_question=False, is_tied=True)) is Verdict.no_quorum


def test_a_question_is_no_matter_of_a_lot_in_the_count() -> None:
    assert tally_tie_rule(Way.yes_no, DayTie.lot) is TieRule.run_off
    assert tally_tie_rule(Way.one, DayTie.lot) is TieRule.lot
    assert tally_tie_rule(Way.one, DayTie.falls) is TieRule.run_off
    assert tally_tie_rule(Way.ranked, DayTie.falls) is TieRule.lot


def test_a_paper_has_thirty_lines_at_most() -> None:
    lines = [f"Ting {number}" for number in range(31)]
    usual = {"seats": 1, "max_choices": None, "budget": 0}
    assert paper_problem(Method.plurality, lines, [None] * 31, **usual) is ContestProblem.too_many_options
    assert paper_problem(Method.plurality, lines[:30], [None] * 30, **usual) is None


def test_delegates_come_on_the_day_and_as_long_as_it_lasts() -> None:
    day, before = date(2027, 4, 8), date(2027, 4, 7)
    assert takes_delegates(YearState.announced, day, day)
    assert not takes_delegates(YearState.announced, day, before)
    assert not takes_delegates(YearState.planned, day, day)
    assert takes_delegates(YearState.live, day, before)
    assert not takes_delegates(YearState.over, day, day)
