"""Most votes win: plurality, block vote, approval. And the question, where more yes than no carries it."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import ABSTAIN, NO, YES
from youthvoice.voting.tallies.lots import RunOffNeeded, Ties
from youthvoice.voting.tallies.shapes import Outcome, Round, TallyRules
from youthvoice.voting.tallies.spread import Guard
from youthvoice.voting.tallies.steps import About, Reason, Step, StepKind, step


def add_up(options: Collection[int], ballots: Mapping[Ballot, int]) -> dict[int, int]:
    """The votes of each option: every ballot counts once for each option it names."""
    totals = dict.fromkeys(options, 0)
    for ballot, times in ballots.items():
        for option in ballot:
            totals[option] += times
    return totals


def count_question(rules: TallyRules, ballots: Mapping[Ballot, int], log: list[Step]) -> Outcome:
    """More yes than no carries it. As many of both: it falls, and the two are tied."""
    totals = add_up(rules.options, ballots)
    yes, no = totals[YES], totals[NO]
    kind = StepKind.carried if yes > no else StepKind.fallen if no > yes else StepKind.equal
    log.append(step(kind, yes=yes, no=no, abstain=totals.get(ABSTAIN, 0)))
    return Outcome(
        rules.method,
        carried=yes > no,
        tied=(YES, NO) if yes == no else (),
        rounds=(Round(1, {option: Fraction(votes) for option, votes in totals.items()}),),
    )


def count_highest(rules: TallyRules, ballots: Mapping[Ballot, int], ties: Ties, guard: Guard) -> Outcome:
    """The seats go to those with most votes; a tie matters only where not all who are tied can have a seat."""
    totals = add_up(rules.options, ballots)
    standing = [option for option in rules.options if option not in guard.kept]
    elected, tied = choose(totals, standing, guard, ties)
    shown = Round(1, {option: Fraction(votes) for option, votes in totals.items()}, elected)
    return Outcome(rules.method, elected, tied, guard.free(elected) if tied else 0, rounds=(shown,))


def choose(
    totals: Mapping[int, int], standing: Collection[int], guard: Guard, ties: Ties
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Fill the free seats by totals; the elected in order, and those between whom a new vote must decide."""
    elected: list[int] = []
    left = list(standing)
    while left and guard.free(elected) > 0:
        doomed = guard.doomed(elected, left)
        able = [option for option in left if option not in doomed]
        most = max(totals[option] for option in able)
        _log_passed(totals, [option for option in doomed if totals[option] > most], guard, ties.log)
        leaders = [option for option in able if totals[option] == most]
        left = [option for option in able if option not in leaders]
        if not _all_fit(leaders, elected, [*leaders, *left], guard):
            try:
                leaders = list(ties.order(leaders, About.seat, 1))
            except RunOffNeeded as needed:
                return tuple(elected), needed.tied
            left += leaders[1:]
            leaders = leaders[:1]
        elected += leaders
        reason = Reason.most_votes.value
        ties.log += [
            step(StepKind.elected, round=1, option=option, votes=str(most), reason=reason) for option in leaders
        ]
    return tuple(elected), ()


def _all_fit(leaders: list[int], elected: list[int], standing: list[int], guard: Guard) -> bool:
    """Tell whether all of them get a seat, whoever is taken first, without taking one that belongs to another level."""
    if len(leaders) == 1:
        return True
    waiting = guard.waiting(elected, standing) - {guard.groups.get(option, "") for option in leaders}
    return len(leaders) + len(waiting) <= guard.free(elected)


def _log_passed(totals: Mapping[int, int], passed: list[int], guard: Guard, log: list[Step]) -> None:
    for option in sorted(passed, key=lambda one: (-totals[one], one)):
        group = guard.groups.get(option, "")
        log.append(step(StepKind.passed_over, round=1, option=option, votes=str(totals[option]), group=group))
