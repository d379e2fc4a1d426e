"""Who votes: from seats in classes, from the bodies that are represented, or by age."""

from datetime import date
from enum import StrEnum


class RollSource(StrEnum):
    """Where the right to vote comes from."""

    constituency = "constituency"
    """The members of one body below: a class, an elevråd."""
    below = "below"
    """The members of every body below: all classes of a school."""
    ages = "ages"
    """Everyone young of a certain age, in the school of the body or the whole municipality."""
    members = "members"
    """The body's own members: nobody stands below, and no age is set."""


def roll_source(*, has_constituency: bool, has_ages: bool, has_below: bool) -> RollSource:
    """Where the roll of an election comes from; the first that fits.

    A constituency votes for its own. A body with ages is elected by those who have the age, whatever stands below it.
    """
    if has_constituency:
        return RollSource.constituency
    if has_ages:
        return RollSource.ages
    return RollSource.below if has_below else RollSource.members


def birth_years(ages: tuple[int | None, int | None], on: date) -> tuple[int | None, int | None]:
    """(first, last) birth year of those who have the age in the calendar year of that day; None: no limit."""
    low, high = ages
    return (on.year - high if high is not None else None), (on.year - low if low is not None else None)
