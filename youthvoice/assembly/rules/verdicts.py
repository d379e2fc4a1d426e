"""What a vote of the day says, once it is counted."""

from collections.abc import Sequence
from dataclasses import dataclass

from youthvoice.assembly.rules.day import Verdict, has_quorum, reaches
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.core.suppressing import FEWEST

UNSETTLED = frozenset({Verdict.tied, Verdict.no_quorum})
"""Nothing is decided: the same can be voted on again."""


@dataclass(frozen=True)
class VoteRule:
    """By which rules of procedure it is decided."""

    majority: Majority
    tie_rule: DayTie
    quorum_percent: int


@dataclass(frozen=True)
class Tally:
    """What was counted. ``votes_for`` and ``against`` are of a question; ``is_tied`` is said of a choice between options."""

    delegates: int
    taken_part: int
    is_question: bool
    votes_for: int = 0
    against: int = 0
    is_tied: bool = False


def tells_of_few(is_named: bool, taken_part: int) -> bool:
    """A secret vote of so few that its numbers would tell who voted what."""
    return not is_named and taken_part < FEWEST


def tells_of_all(totals: Sequence[int], *, is_named: bool, taken_part: int) -> bool:
    """A secret vote in which all voted alike, so that its numbers tell what each voted. Of few, no number is told at all.

    ``totals`` are the votes of each option; a ballot that is blank stands in none of them.
    """
    if is_named or tells_of_few(is_named, taken_part):
        return False
    return taken_part in totals and all(total in (0, taken_part) for total in totals)


def hangs(rule: VoteRule, tally: Tally) -> bool:
    """Tell whether only a lot can say if a question carries: as many for as against, and more for than against was enough."""
    is_even = tally.is_question and tally.votes_for == tally.against > 0
    return is_even and rule.majority is Majority.simple and rule.tie_rule is DayTie.lot


def verdict_of(rule: VoteRule, tally: Tally, *, lot_says_yes: bool | None = None) -> Verdict | None:
    """What it comes to; None where a lot must be drawn first. ``lot_says_yes``: what was drawn, None before that."""
    if not has_quorum(tally.taken_part, tally.delegates, rule.quorum_percent):
        return Verdict.no_quorum
    if not tally.is_question:
        return Verdict.tied if tally.is_tied else Verdict.chosen
    if hangs(rule, tally):
        return None if lot_says_yes is None else Verdict.adopted if lot_says_yes else Verdict.rejected
    return Verdict.adopted if reaches(rule.majority, tally.votes_for, tally.against) else Verdict.rejected
