"""Who may stand, and in which order names stand on the paper."""

import hashlib
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from youthvoice.elections.rules.states import ElectionState, Phase

TEXT_MAX = 600
NAME_MIN = 2
NAME_MAX = 60
PICTURE_SIDE = 800
MOST_CANDIDATES = 100
"""As many as a ballot paper has room for."""


class StandProblem(StrEnum):
    """Why somebody cannot stand."""

    too_early = "too_early"
    too_late = "too_late"
    not_on_roll = "not_on_roll"
    adult = "adult"
    too_young = "too_young"
    too_old = "too_old"
    age_unknown = "age_unknown"
    stands_already = "stands_already"
    paper_full = "paper_full"


def check_time(phase: Phase) -> StandProblem | None:
    """Say whether one can stand now."""
    if phase is Phase.announced:
        return StandProblem.too_early
    return None if phase is Phase.nomination else StandProblem.too_late


def check_age(birth_year: int | None, ages: tuple[int | None, int | None], on: date) -> StandProblem | None:
    """Say whether somebody has the age for the seat on its first day; the age reached in the calendar year counts."""
    low, high = ages
    if low is None and high is None:
        return None
    if birth_year is None:
        return StandProblem.age_unknown
    age = on.year - birth_year
    if low is not None and age < low:
        return StandProblem.too_young
    return StandProblem.too_old if high is not None and age > high else None


def may_withdraw(state: ElectionState) -> bool:
    """Until the papers are given out; afterwards one gives the seat back."""
    return state in (ElectionState.planned, ElectionState.ready)


def draw_order(numbers: Iterable[int], seed: str) -> list[int]:
    """The candidates' numbers in the order of the paper: a lot that anyone with the seed can draw again.

    The number with the lowest SHA-256 of «seed|number» stands first.
    """
    return sorted(set(numbers), key=lambda number: (hashlib.sha256(f"{seed}|{number}".encode()).hexdigest(), number))


def is_uncontested(candidates: int, seats: int) -> bool:
    """There is a seat for everybody who stands."""
    return 0 < candidates <= seats


def needs_no_vote(candidates: int, seats: int, *, fills_uncontested: bool) -> bool:
    """Everybody who stands is elected without a vote: where it is set so, and always where one stands alone, since there
    is nothing to choose between.
    """
    return candidates == 1 or (fills_uncontested and is_uncontested(candidates, seats))


class Refusal(StrEnum):
    """Why somebody who was elected, or is next, does not have the seat; a ``SeatProblem`` of councils stands here too."""

    account_closed = "account_closed"
    moved = "moved"
    """Belongs to the class or the council no more."""
    declined = "declined"
    """Said no when asked."""
