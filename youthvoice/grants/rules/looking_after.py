"""Looking after a pool: what it needs before it opens, which changes are stricter, and how its rounds may move."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from youthvoice.grants.rules.pools import Limits, PoolState

MOST_RULES = 20
FEWEST_LINES, MORE_LINES = 3, 3
"""Lines for rules on a new form, and how many more there are for each press."""
LEAST_AGE, MOST_AGE = 5, 30
MOST_NOTICE_DAYS = 120
MOST_ACCOUNTS_DAYS = 180
COMPLAINT_MIN, COMPLAINT_MAX = 20, 1000
WHO_MAX = 300
CONTACT_MAX = 120
ROUND_MAX = 80
CLOSING_HOUR = 20
"""Local time of a deadline, where nobody says another."""


class PoolProblem(StrEnum):
    """What a pool's form says that cannot stand."""

    ends_before_it_begins = "ends_before_it_begins"
    ages_crossed = "ages_crossed"
    amounts_crossed = "amounts_crossed"
    name_taken = "name_taken"
    criteria_in_use = "criteria_in_use"
    """The council has given views by a question that would change or go."""


class Lack(StrEnum):
    """What a pool needs before anyone can apply."""

    money = "money"
    coordinator = "coordinator"
    treasurer = "treasurer"
    round = "round"
    rules = "rules"


class Stricter(StrEnum):
    """A change that somebody who is writing may be hurt by."""

    higher_lowest = "higher_lowest"
    lower_highest = "lower_highest"
    higher_min_age = "higher_min_age"
    lower_max_age = "lower_max_age"
    more_excluded = "more_excluded"
    longer_notice = "longer_notice"
    ends_sooner = "ends_sooner"
    only_in_rounds = "only_in_rounds"


class RoundProblem(StrEnum):
    """Why a round cannot stand so."""

    closes_before_it_opens = "closes_before_it_opens"
    decided_before_it_closes = "decided_before_it_closes"
    overlaps = "overlaps"
    name_taken = "name_taken"
    sooner_than_told = "sooner_than_told"
    """The deadline that people have read is never moved to an earlier time once the round has begun."""
    in_the_past = "in_the_past"


@dataclass(frozen=True)
class Terms:
    """What an application is measured by; ``ends_on`` is the last day on which an activity may begin."""

    limits: Limits
    ends_on: date
    is_rolling: bool


@dataclass(frozen=True)
class RoundFacts:
    """A round: its name, the first day, the deadline (aware, and its Danish day) and the day of the decision."""

    name: str
    opens_on: date
    closes_on: date
    closes_at: datetime
    decides_on: date


def stricter(before: Terms, after: Terms) -> list[Stricter]:
    """What has become stricter, in the order of the form."""
    old, new = before.limits, after.limits
    found = {
        Stricter.higher_lowest: (new.lowest or 0) > (old.lowest or 0),
        Stricter.lower_highest: _is_lower(old.highest, new.highest),
        Stricter.higher_min_age: (new.min_age or 0) > (old.min_age or 0),
        Stricter.lower_max_age: _is_lower(old.max_age, new.max_age),
        Stricter.more_excluded: bool(new.excluded - old.excluded),
        Stricter.longer_notice: new.notice_days > old.notice_days,
        Stricter.ends_sooner: after.ends_on < before.ends_on,
        Stricter.only_in_rounds: before.is_rolling and not after.is_rolling,
    }
    return [change for change, is_so in found.items() if is_so]


def _is_lower(before: int | None, after: int | None) -> bool:
    """A ceiling has come down; None is none."""
    return after is not None and (before is None or after < before)


def lacks(
    *, money: int, has_coordinator: bool, has_treasurer: bool, has_rules: bool, takes_any_day: bool
) -> list[Lack]:
    """What is missing before a pool can open. ``money`` is øre in it; ``takes_any_day``: rolling, or a round is to come."""
    found = {
        Lack.money: money <= 0,
        Lack.coordinator: not has_coordinator,
        Lack.treasurer: not has_treasurer,
        Lack.rules: not has_rules,
        Lack.round: not takes_any_day,
    }
    return [lack for lack, is_missing in found.items() if is_missing]


def round_problems(
    facts: RoundFacts, others: list[RoundFacts], stands: RoundFacts | None, now: datetime, today: date
) -> list[RoundProblem]:
    """What is wrong with a round beside the pool's ``others``; ``stands`` is what it was before the change."""
    return list(_round_problems(facts, others, stands, now, today))


def _round_problems(
    facts: RoundFacts, others: list[RoundFacts], stands: RoundFacts | None, now: datetime, today: date
) -> Iterator[RoundProblem]:
    if facts.closes_on < facts.opens_on:
        yield RoundProblem.closes_before_it_opens
    elif facts.decides_on < facts.closes_on:
        yield RoundProblem.decided_before_it_closes
    if (stands is None or facts.closes_at != stands.closes_at) and facts.closes_at <= now:
        yield RoundProblem.in_the_past
    elif stands is not None and stands.opens_on <= today and facts.closes_at < stands.closes_at:
        yield RoundProblem.sooner_than_told
    if any(facts.opens_on <= other.closes_on and other.opens_on <= facts.closes_on for other in others):
        yield RoundProblem.overlaps
    if any(facts.name.casefold() == other.name.casefold() for other in others):
        yield RoundProblem.name_taken


def can_open(state: PoolState) -> bool:
    """Not yet opened, or closed and to be opened again."""
    return state in (PoolState.planned, PoolState.closed)
