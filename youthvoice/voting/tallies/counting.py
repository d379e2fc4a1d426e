"""The count: which method, who is uncontested, and what stands in the log first."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from youthvoice.voting.rules.ballots import BLANK, Ballot, check_ballot
from youthvoice.voting.rules.methods import RANKED, Method
from youthvoice.voting.tallies.equal_shares import count_equal_shares
from youthvoice.voting.tallies.highest import add_up, count_highest, count_question
from youthvoice.voting.tallies.lots import Ties
from youthvoice.voting.tallies.shapes import BadBallot, Outcome, Round, TallyRules
from youthvoice.voting.tallies.spread import Guard
from youthvoice.voting.tallies.steps import Step, StepKind, step
from youthvoice.voting.tallies.transferable import count_ranked


def count(rules: TallyRules, ballots: Mapping[Ballot, int], seed: str | None = None) -> Outcome:
    """Count ballots (ballot -> how many were cast). The same ballots give the same outcome, in whatever order they come.

    Raises BadBallot, and SeedNeeded where only a lot can decide and ``seed`` is None.
    """
    log: list[Step] = []
    valid, blank = sort_ballots(rules, ballots)
    votes = sum(valid.values())
    log.append(step(StepKind.counted, valid=votes, blank=blank))
    outcome = _decide(rules, valid, Ties(rules.tie_rule, seed, log))
    if outcome.tied and outcome.carried is None:
        log.append(step(StepKind.run_off, options=outcome.tied, seats=outcome.open_seats))
    return replace(outcome, valid=votes, blank=blank, log=tuple(log))


def sort_ballots(rules: TallyRules, ballots: Mapping[Ballot, int]) -> tuple[dict[Ballot, int], int]:
    """The ballots that name somebody, and how many are blank. Raises BadBallot."""
    shape = rules.shape
    for ballot, times in ballots.items():
        problem = check_ballot(shape, ballot)
        if problem is not None or times < 0:
            raise BadBallot(ballot, problem)
    return {ballot: times for ballot, times in ballots.items() if ballot and times}, ballots.get(BLANK, 0)


def _decide(rules: TallyRules, ballots: Mapping[Ballot, int], ties: Ties) -> Outcome:
    if rules.method is Method.yes_no:
        return count_question(rules, ballots, ties.log)
    if rules.method is Method.equal_shares:
        return count_equal_shares(rules, ballots, ties)
    if len(rules.options) <= rules.seats:
        return _uncontested(rules, ballots, ties.log)
    counted = count_ranked if rules.method in RANKED else count_highest
    return counted(rules, ballots, ties, Guard.of(rules))


def _uncontested(rules: TallyRules, ballots: Mapping[Ballot, int], log: list[Step]) -> Outcome:
    """No more stand than there are seats: all are elected, in the order of the paper, whatever was cast."""
    log.append(step(StepKind.uncontested, options=rules.options, seats=rules.seats))
    named = {ballot[:1] if rules.method in RANKED else ballot: 0 for ballot in ballots}
    for ballot, times in ballots.items():
        named[ballot[:1] if rules.method in RANKED else ballot] += times
    totals = {option: Fraction(votes) for option, votes in add_up(rules.options, named).items()}
    return Outcome(rules.method, rules.options, is_uncontested=True, rounds=(Round(1, totals, rules.options),))
