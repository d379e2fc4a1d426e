"""A year of Bytinget: from the announcement to what became of its resolutions, and the rules of procedure of the day."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
THEME_MIN, THEME_MAX = 3, 120
ABOUT_MAX = 3000
PLACE_MAX = 200
FEWEST_SECONDS, MOST_SECONDS = 20, 600
"""Of one turn to speak."""
MOST_MOTIONS = 20
"""Of one delegation."""


class YearState(StrEnum):
    """Where a year stands."""

    planned = "planned"
    """Only those who prepare it see it."""
    announced = "announced"
    """Everybody can read it; motions are written."""
    live = "live"
    over = "over"


class Majority(StrEnum):
    """How many of those who vote for or against must be for it."""

    simple = "simple"
    """More for than against."""
    two_thirds = "two_thirds"


class DayTie(StrEnum):
    """What is done where as many are for as against, or options are tied."""

    falls = "falls"
    """As many against as for is a no; between options, it is voted again."""
    lot = "lot"
    """Witnesses draw."""


class DelegateWay(StrEnum):
    """How somebody became a delegate."""

    election = "election"
    appointment = "appointment"
    lot = "lot"


@dataclass(frozen=True)
class Moments:
    """What has happened in a year."""

    announced_at: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None


def state_of(moments: Moments) -> YearState:
    """The step it stands at."""
    if moments.ended_at is not None:
        return YearState.over
    if moments.begun_at is not None:
        return YearState.live
    return YearState.planned if moments.announced_at is None else YearState.announced


def takes_motions(moments: Moments, due_at: datetime, moment: datetime) -> bool:
    """Motions can be sent in: announced, in time, and the day has not begun."""
    return state_of(moments) is YearState.announced and moment < due_at


def works_on_motions(moments: Moments) -> bool:
    """Committees can still work on the words: until the day begins."""
    return state_of(moments) is YearState.announced
