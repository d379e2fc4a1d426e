"""Seats and terms: who may sit where, from when to when, and what a seat lets one do."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SCHOOL_YEAR_ENDS = (7, 31)
"""Month and day."""


class SeatRole(StrEnum):
    """What somebody does in a body. Chair, deputy and secretary are members too."""

    member = "member"
    substitute = "substitute"
    chair = "chair"
    deputy = "deputy"
    secretary = "secretary"
    coordinator = "coordinator"
    """An adult who helps: a contact teacher, the tovholder of Ungerådet. Has no vote."""


class SeatEnd(StrEnum):
    """Why a seat ended before its term was over."""

    resigned = "resigned"
    moved = "moved"
    """Left the class or the school."""
    replaced = "replaced"
    """A substitute who became a member, an office given to somebody else."""
    recalled = "recalled"
    account_closed = "account_closed"


class SeatProblem(StrEnum):
    """Why somebody cannot have a seat."""

    too_young = "too_young"
    too_old = "too_old"
    age_unknown = "age_unknown"
    no_room = "no_room"
    has_it_already = "has_it_already"
    adults_only = "adults_only"
    young_only = "young_only"
    ends_before_it_begins = "ends_before_it_begins"
    member_first = "member_first"
    """Offices are given to members."""
    constituency_needed = "constituency_needed"
    not_below = "not_below"


# Whoever holds one of these takes part in votes; an office is held beside a member's seat.
VOTING_ROLES: frozenset[SeatRole] = frozenset({SeatRole.member, SeatRole.chair, SeatRole.deputy, SeatRole.secretary})
# One person at a time.
OFFICES: frozenset[SeatRole] = frozenset({SeatRole.chair, SeatRole.deputy, SeatRole.secretary})
# Offices stand first where people are shown.
ROLE_ORDER: tuple[SeatRole, ...] = (
    SeatRole.chair,
    SeatRole.deputy,
    SeatRole.secretary,
    SeatRole.member,
    SeatRole.substitute,
    SeatRole.coordinator,
)


@dataclass(frozen=True)
class Room:
    """How many seats of a kind there are (None: no limit), and how many are taken."""

    seats: int | None
    taken: int

    @property
    def is_full(self) -> bool:
        """No more can sit down."""
        return self.seats is not None and self.taken >= self.seats


def age_reached(birth_year: int, year: int) -> int:
    """The age somebody reaches in that calendar year; the birthday itself is never asked for."""
    return year - birth_year


def check_age(birth_year: int | None, ages: tuple[int | None, int | None], on: date) -> SeatProblem | None:
    """Say whether somebody has the age for a body with those ages (lowest, highest; None: no limit)."""
    low, high = ages
    if low is None and high is None:
        return None
    if birth_year is None:
        return SeatProblem.age_unknown
    age = age_reached(birth_year, on.year)
    if low is not None and age < low:
        return SeatProblem.too_young
    if high is not None and age > high:
        return SeatProblem.too_old
    return None


def last_day_by_age(birth_year: int | None, max_age: int | None) -> date | None:
    """The last day on which somebody is not too old: 31 December of the year in which ``max_age`` is reached."""
    if birth_year is None or max_age is None:
        return None
    return date(birth_year + max_age, 12, 31)


def term_end(starts_on: date, term_months: int, *, ends_with_school_year: bool) -> date:
    """The last day of a term that begins then."""
    if ends_with_school_year:
        end = date(starts_on.year, *SCHOOL_YEAR_ENDS)
        return end if starts_on <= end else date(starts_on.year + 1, *SCHOOL_YEAR_ENDS)
    return _months_later(starts_on, term_months) - timedelta(days=1)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    return first + timedelta(days=min(day.day, _days_in(first)) - 1)


def _days_in(first: date) -> int:
    following = (first + timedelta(days=31)).replace(day=1)
    return (following - first).days


def seat_end(starts_on: date, term_ends_on: date, by_age: date | None) -> date:
    """The last day of a seat: the end of the term, or the day on which its holder becomes too old."""
    return term_ends_on if by_age is None else max(starts_on, min(term_ends_on, by_age))


def is_held(starts_on: date, ends_on: date | None, ended_on: date | None, day: date) -> bool:
    """Tell whether a seat is held on that day. Both ends are included; a seat ended early is held on its last day no more."""
    if day < starts_on or (ends_on is not None and day > ends_on):
        return False
    return ended_on is None or day < ended_on
