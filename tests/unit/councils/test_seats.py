"""Terms, ages and the days on which a seat is held: every boundary."""

from datetime import date

import pytest

from youthvoice.councils.rules.seats import (
    OFFICES,
    ROLE_ORDER,
    VOTING_ROLES,
    Room,
    SeatProblem,
    SeatRole,
    age_reached,
    check_age,
    is_held,
    last_day_by_age,
    seat_end,
    term_end,
)

START, LAST = date(2026, 9, 1), date(2027, 8, 31)


@pytest.mark.parametrize(
    ("day", "ended_on", "held"),
    [
        (date(2026, 8, 31), None, False),
        (START, None, True),
        (LAST, None, True),
        (date(2027, 9, 1), None, False),
        # Ended early: the day it ended is the first without it.
        (date(2026, 12, 31), date(2027, 1, 1), True),
        (date(2027, 1, 1), date(2027, 1, 1), False),
        (START, START, False),
    ],
)
def test_held(day: date, ended_on: date | None, held: bool) -> None:
    assert is_held(START, LAST, ended_on, day) is held


def test_without_an_end_it_goes_on() -> None:
    assert is_held(START, None, None, date(2090, 1, 1))


@pytest.mark.parametrize(
    ("starts_on", "months", "school_year", "last"),
    [
        (date(2026, 9, 1), 12, False, date(2027, 8, 31)),
        (date(2026, 1, 1), 12, False, date(2026, 12, 31)),
        (date(2026, 1, 31), 1, False, date(2026, 2, 27)),
        (date(2024, 2, 29), 12, False, date(2025, 2, 27)),
        (date(2026, 10, 31), 24, False, date(2028, 10, 30)),
        # A school year ends on 31 July, however long the term is said to be.
        (date(2026, 8, 12), 12, True, date(2027, 7, 31)),
        (date(2026, 7, 31), 12, True, date(2026, 7, 31)),
        (date(2026, 8, 1), 1, True, date(2027, 7, 31)),
        (date(2027, 3, 1), 12, True, date(2027, 7, 31)),
    ],
)
def test_term_end(starts_on: date, months: int, school_year: bool, last: date) -> None:
    assert term_end(starts_on, months, ends_with_school_year=school_year) == last


@pytest.mark.parametrize(
    ("birth_year", "on", "problem"),
    [
        (2012, date(2026, 1, 1), None),  # reaches 14 this year
        (2013, date(2026, 12, 31), SeatProblem.too_young),
        (2006, date(2026, 12, 31), None),  # reaches 20 this year
        (2006, date(2027, 1, 1), SeatProblem.too_old),
        (None, date(2026, 1, 1), SeatProblem.age_unknown),
    ],
)
def test_the_ages_of_a_youth_council(birth_year: int | None, on: date, problem: SeatProblem | None) -> None:
    assert check_age(birth_year, (14, 20), on) is problem


def test_without_ages_nobody_is_asked() -> None:
    assert check_age(None, (None, None), START) is None
    assert check_age(1950, (14, None), START) is None
    assert check_age(2020, (None, 20), START) is None


def test_too_old_from_the_new_year() -> None:
    last = last_day_by_age(2006, 20)
    assert last == date(2026, 12, 31)
    assert check_age(2006, (14, 20), last) is None
    assert last_day_by_age(None, 20) is None
    assert last_day_by_age(2006, None) is None


@pytest.mark.parametrize(
    ("by_age", "last"),
    [(None, LAST), (date(2026, 12, 31), date(2026, 12, 31)), (date(2030, 12, 31), LAST), (date(2020, 1, 1), START)],
)
def test_whatever_comes_first_ends_a_seat(by_age: date | None, last: date) -> None:
    assert seat_end(START, LAST, by_age) == last


@pytest.mark.parametrize(
    ("seats", "taken", "full"), [(None, 10_000, False), (2, 1, False), (2, 2, True), (2, 3, True), (0, 0, True)]
)
def test_room(seats: int | None, taken: int, full: bool) -> None:
    assert Room(seats, taken).is_full is full


def test_who_votes() -> None:
    assert set(SeatRole) - VOTING_ROLES == {SeatRole.substitute, SeatRole.coordinator}
    assert OFFICES < VOTING_ROLES
    assert set(ROLE_ORDER) == set(SeatRole)


def test_age_is_the_one_reached_in_the_year() -> None:
    assert age_reached(2010, 2026) == 16
