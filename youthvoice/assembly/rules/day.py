"""The day: items of the agenda, turns to speak, votes, and whether something was adopted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from youthvoice.assembly.rules.years import Majority

ITEM_TITLE_MIN, ITEM_TITLE_MAX = 3, 160
QUESTION_MAX = 160
MOST_OPTIONS = 30
MOST_MINUTES = 480


class ItemKind(StrEnum):
    """What happens in an item of the agenda."""

    welcome = "welcome"
    talk = "talk"
    """Somebody tells something."""
    motion = "motion"
    question = "question"
    """Something is voted on that is no motion."""
    pause = "pause"
    closing = "closing"


class ItemState(StrEnum):
    """Whether an item is over."""

    waiting = "waiting"
    current = "current"
    done = "done"
    skipped = "skipped"


class TurnState(StrEnum):
    """Where somebody stands who asked for the floor."""

    waiting = "waiting"
    speaking = "speaking"
    done = "done"
    withdrawn = "withdrawn"


class VoteState(StrEnum):
    """Where a vote stands."""

    planned = "planned"
    open = "open"
    closed = "closed"
    """Nobody votes any more; a lot must still be drawn before it is counted."""
    counted = "counted"
    cancelled = "cancelled"


class Verdict(StrEnum):
    """What a vote says."""

    adopted = "adopted"
    rejected = "rejected"
    chosen = "chosen"
    """Between options: what stands first in the outcome."""
    tied = "tied"
    no_quorum = "no_quorum"


@dataclass(frozen=True)
class VoteMoments:
    """What has happened to a vote."""

    opened_at: datetime | None
    closed_at: datetime | None
    counted_at: datetime | None
    cancelled_at: datetime | None


def vote_state(moments: VoteMoments) -> VoteState:
    """The step it stands at."""
    if moments.cancelled_at is not None:
        return VoteState.cancelled
    if moments.counted_at is not None:
        return VoteState.counted
    if moments.closed_at is not None:
        return VoteState.closed
    return VoteState.planned if moments.opened_at is None else VoteState.open


def reaches(majority: Majority, votes_for: int, against: int) -> bool:
    """Tell whether enough are for it. Who abstains counts neither way."""
    share = {Majority.simple: Fraction(1, 2), Majority.two_thirds: Fraction(2, 3)}[majority]
    cast = votes_for + against
    if cast == 0:
        return False
    return Fraction(votes_for, cast) > share if majority is Majority.simple else Fraction(votes_for, cast) >= share


def has_quorum(taking_part: int, delegates: int, percent: int) -> bool:
    """Tell whether at least that share of all delegates takes part."""
    return taking_part * 100 >= delegates * percent


@dataclass(frozen=True)
class Turn:
    """Somebody who asked for the floor. ``school`` is the delegation's id."""

    id: int
    school: int
    number: int
    """Counted as they asked."""


def fair_order(waiting: Iterable[Turn], spoken: Mapping[int, int]) -> list[Turn]:
    """Who speaks next, and after that. ``spoken``: delegation -> turns it has had on this item.

    The delegation that has spoken least comes first, and then whoever asked first; each turn counts at once, so that two
    schools take turns however many of one have asked.
    """
    had, left = dict(spoken), sorted(waiting, key=lambda turn: turn.number)
    order: list[Turn] = []
    while left:
        turn = min(left, key=lambda one: (had.get(one.school, 0), one.number))
        left.remove(turn)
        had[turn.school] = had.get(turn.school, 0) + 1
        order.append(turn)
    return order
