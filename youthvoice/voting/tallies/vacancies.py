"""A member leaves, or a list of substitutes is wanted: the ballots that were cast are counted again."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.rules.methods import RANKED, Method
from youthvoice.voting.tallies.counting import sort_ballots
from youthvoice.voting.tallies.highest import count_highest
from youthvoice.voting.tallies.lots import Ties
from youthvoice.voting.tallies.shapes import Outcome, TallyRules
from youthvoice.voting.tallies.spread import Guard
from youthvoice.voting.tallies.steps import Step, StepKind, step
from youthvoice.voting.tallies.transferable import count_ranked

NOT_SEATS = frozenset({Method.yes_no, Method.equal_shares})


def fill_vacancy(
    rules: TallyRules,
    ballots: Mapping[Ballot, int],
    seed: str | None = None,
    *,
    vacated: int,
    sitting: Collection[int],
    unavailable: Collection[int] = (),
) -> Outcome:
    """Find who takes the seat of ``vacated``. ``elected`` is the one who does, or nobody; ``rounds`` show the recount.

    Ranked methods: all ballots are counted anew as if ``vacated`` and ``unavailable`` had not stood; ``sitting`` keep
    their seats and are never excluded. Other methods: who has most votes of those who are left. Where seats are spread, a
    level that has no seat now comes first. Raises SeedNeeded; ValueError for a method that fills no seats.
    """
    return _next(rules, ballots, seed, kept=frozenset(sitting) - {vacated}, out={vacated, *unavailable})


def substitutes(
    rules: TallyRules, ballots: Mapping[Ballot, int], seed: str | None, outcome: Outcome, how_many: int
) -> tuple[int, ...]:
    """The first ``how_many`` substitutes in order, fewer where no more stood.

    The first is who would be elected if there were one seat more and those elected kept theirs; then so for the next. By
    instant run-off: who would be elected if those before had not stood. Whoever takes a certain seat that becomes
    vacant is told by ``fill_vacancy``. Where a new vote must decide, the list ends.
    """
    found: tuple[int, ...] = ()
    while len(found) < how_many:
        elected = _next(rules, ballots, seed, kept=frozenset(outcome.elected + found), out=set()).elected
        if not elected:
            break
        found += elected
    return found


def _next(
    rules: TallyRules, ballots: Mapping[Ballot, int], seed: str | None, *, kept: frozenset[int], out: set[int]
) -> Outcome:
    if rules.method in NOT_SEATS:
        raise ValueError("this method fills no seats")
    if rules.method is Method.instant_runoff:
        kept, out = frozenset(), out | kept
    options = tuple(option for option in rules.options if option not in out)
    kept = kept.intersection(options)
    valid, blank = sort_ballots(rules, ballots)
    struck = strike(valid, out)
    votes = sum(struck.values())
    blank += sum(valid.values()) - votes
    log: list[Step] = [step(StepKind.counted, valid=votes, blank=blank)]
    if kept:
        log.append(step(StepKind.kept, options=tuple(option for option in options if option in kept)))
    recounted = replace(rules, options=options, seats=len(kept) + 1)
    guard = Guard.of(recounted, kept)
    if len(kept) == len(options):
        outcome = Outcome(rules.method)
        log.append(step(StepKind.nobody_left))
    else:
        counted = count_ranked if rules.method in RANKED else count_highest
        outcome = counted(recounted, struck, Ties(rules.tie_rule, seed, log), guard)
    if outcome.tied:
        log.append(step(StepKind.run_off, options=outcome.tied, seats=outcome.open_seats))
    elected = tuple(option for option in outcome.elected if option not in kept)
    return replace(outcome, elected=elected, valid=votes, blank=blank, log=tuple(log))


def strike(ballots: Mapping[Ballot, int], out: Collection[int]) -> dict[Ballot, int]:
    """The ballots as if ``out`` had not stood; those that name nobody else are left out."""
    struck: dict[Ballot, int] = {}
    for ballot, times in ballots.items():
        left = tuple(option for option in ballot if option not in out)
        if left:
            struck[left] = struck.get(left, 0) + times
    return struck
