"""A pool: whose it is, what it pays for and what it does not, and when one may apply."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Excluded(StrEnum):
    """What a pool does not pay for. Which of these hold, each pool says itself."""

    commercial = "commercial"
    running_costs = "running_costs"
    begun_before = "begun_before"
    """Begun, bought or held before the decision."""
    party_political = "party_political"
    religious = "religious"
    wages = "wages"


class PoolState(StrEnum):
    """Where a pool stands, by its timestamps."""

    planned = "planned"
    open = "open"
    """Takes applications, in a round or at any time."""
    closed = "closed"
    """Takes no more; what was granted is still paid and accounted for."""
    ended = "ended"
    """Its year is closed: nothing is reserved, owed or unaccounted for."""


class Officer(StrEnum):
    """What an adult does for a pool."""

    coordinator = "coordinator"
    """Helps applicants, writes letters, approves accounts."""
    treasurer = "treasurer"
    """Sees bank data and sees to it that money is paid. Nobody else sees bank data."""


NAME_MAX = 80
ABOUT_MAX = 2000
RULE_MAX = 300
CRITERION_MAX = 160
MOST_CRITERIA = 8
MOST_AMOUNT = 1_000_000_00
"""Øre, the most that one application may ask for in any pool."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a pool's rules say of one application. Amounts are øre; None: no limit. Ages are those reached in the year."""

    min_age: int | None
    max_age: int | None
    lowest: int | None
    highest: int | None
    excluded: frozenset[Excluded]
    notice_days: int
    """Days between sending an application and the day it begins, at least."""


def pool_state(opened_at: datetime | None, closed_at: datetime | None, ended_at: datetime | None) -> PoolState:
    """Where a pool with these timestamps stands."""
    if ended_at is not None:
        return PoolState.ended
    if closed_at is not None:
        return PoolState.closed
    return PoolState.open if opened_at is not None else PoolState.planned


def takes_applications(state: PoolState, *, is_rolling: bool, round_opens_on: date | None, day: date) -> bool:
    """Tell whether one may apply that day: at any time, or in a round that has begun and whose deadline is not past."""
    if state is not PoolState.open:
        return False
    return is_rolling or (round_opens_on is not None and round_opens_on <= day)
