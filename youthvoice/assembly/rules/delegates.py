"""Delegations and delegates: who can be one, how many there is room for, and who follows when somebody cannot come."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

NAME_MIN, NAME_MAX = 2, 120
MOST_PLACES = 200
MATERIAL_MIN, MATERIAL_MAX = 3, 160
MATERIAL_TEXT_MAX = 2000
LINK_MAX = 300
MOST_MATERIALS = 40
MOST_DELEGATIONS = 200


class DelegateProblem(StrEnum):
    """Why somebody cannot become a delegate, or a delegation cannot be like that."""

    no_place = "no_place"
    goes_for_another = "goes_for_another"
    not_of_the_council = "not_of_the_council"
    name_taken = "name_taken"
    name_needed = "name_needed"
    fewer_than_go = "fewer_than_go"
    in_use = "in_use"
    too_many = "too_many"


def free_places(places: int, taken: int) -> int:
    """How many more can go; never below nothing."""
    return max(0, places - taken)


def covers(starts_on: date, ends_on: date, day: date) -> bool:
    """Tell whether a seat is held on the day of Bytinget."""
    return starts_on <= day <= ends_on


def seat_starts(today: date, held_until: date | None) -> date:
    """The first day of a delegate's seat: today, or the day after the one that is held now ends."""
    return today if held_until is None else date.fromordinal(held_until.toordinal() + 1)


def last_day(year: int) -> date:
    """The last day of a delegate's seat: the day of Bytinget may move, but not out of its year."""
    return date(year, 12, 31)


def who_follows(order: Sequence[int], out: Collection[int]) -> list[int]:
    """Substitutes, as the lot has them: without those who have gone, went already or do not want to any more."""
    return [one for one in order if one not in out]


def fitting(offers: Iterable[tuple[int, int]]) -> int | None:
    """Which of the (delegation, free places) somebody goes for: the first with room; None where all is taken."""
    return next((delegation_id for delegation_id, free in offers if free > 0), None)
