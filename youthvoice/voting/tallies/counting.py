"""The count: which method, who is uncontested, and what stands in the log first."""

from collections.abc import Mapping
from dataclasses import replace

from youthvoice.voting.rules.ballots import BLANK, Ballot, check_ballot
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies.highest import count_highest, count_question
from youthvoice.voting.tallies.lots import Ties
from youthvoice.voting.tallies.shapes import BadBallot, Outcome, TallyRules
from youthvoice.voting.tallies.spread import Guard
from youthvoice.voting.tallies.steps import Step, StepKind, step


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
    """The ballots that name somebody, in a fixed order, and how many are blank. Raises BadBallot."""
    shape = rules.shape
    for ballot, times in ballots.items():
        problem = check_ballot(shape, ballot)
        if problem is not None or times < 0:
            raise BadBallot(ballot, problem)
    return {ballot: ballots[ballot] for ballot in sorted(ballots) if ballot and ballots[ballot]}, ballots.get(BLANK, 0)


def _decide(rules: TallyRules, ballots: Mapping[Ballot, int], ties: Ties) -> Outcome:
    if rules.method is Method.yes_no:
        return count_question(rules, ballots, ties.log)
    return count_highest(rules, ballots, ties, Guard.of(rules))
