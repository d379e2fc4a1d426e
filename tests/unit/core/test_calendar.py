"""Working days and school days around the Danish holidays."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.calendar import SchoolCalendar, danish_holidays

PLAIN = SchoolCalendar()
# Week 7 and the summer of 2027.
SCHOOL = SchoolCalendar(((date(2027, 2, 15), date(2027, 2, 19)), (date(2027, 6, 26), date(2027, 8, 8))))


@pytest.mark.parametrize(
    ("closed", "day"),
    [
        (True, date(2027, 1, 1)),
        (True, date(2027, 3, 25)),
        (True, date(2027, 3, 29)),
        (True, date(2027, 5, 6)),
        (True, date(2027, 5, 17)),
        (True, date(2026, 6, 5)),
        (True, date(2026, 12, 24)),
        (True, date(2026, 12, 25)),
        (False, date(2026, 12, 31)),
        (False, date(2026, 5, 1)),
        (True, date(2023, 5, 5)),
        (False, date(2024, 4, 26)),
        (False, date(2025, 5, 16)),
        (False, date(2027, 1, 4)),
    ],
)
def test_closed_days(closed: bool, day: date) -> None:
    assert (day in danish_holidays(day.year)) is closed
    if day.weekday() < 5:
        assert PLAIN.is_working_day(day) is not closed


def test_weekends_are_no_working_days() -> None:
    assert not PLAIN.is_working_day(date(2027, 1, 9))
    assert not PLAIN.is_working_day(date(2027, 1, 10))


@pytest.mark.parametrize(
    ("school_day", "day"),
    [
        (True, date(2027, 2, 12)),
        (False, date(2027, 2, 15)),
        (False, date(2027, 2, 19)),
        (True, date(2027, 2, 22)),
        (False, date(2027, 7, 14)),
        (False, date(2027, 3, 26)),
    ],
)
def test_school_days(school_day: bool, day: date) -> None:
    assert SCHOOL.is_school_day(day) is school_day


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2027, 1, 4), 0, date(2027, 1, 4)),
        (date(2027, 1, 4), 5, date(2027, 1, 11)),
        (date(2027, 1, 9), 1, date(2027, 1, 11)),
        (date(2027, 2, 12), 1, date(2027, 2, 22)),
        (date(2027, 3, 24), 1, date(2027, 3, 30)),
        (date(2027, 6, 25), 5, date(2027, 8, 13)),
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
    ],
)
def test_add_school_days(start: date, count: int, expected: date) -> None:
    assert SCHOOL.add_school_days(start, count) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2027, 1, 4), date(2027, 1, 4)),
        (date(2027, 1, 9), date(2027, 1, 11)),
        (date(2027, 3, 25), date(2027, 3, 30)),
        (date(2027, 2, 15), date(2027, 2, 15)),
        (date(2026, 12, 24), date(2026, 12, 28)),
    ],
)
def test_next_working_day(day: date, expected: date) -> None:
    assert SCHOOL.next_working_day(day) == expected


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2027, 1, 4), date(2027, 1, 4), 0),
        (date(2027, 1, 4), date(2027, 1, 5), 1),
        (date(2027, 1, 8), date(2027, 1, 11), 1),
        (date(2027, 1, 5), date(2027, 1, 4), -1),
        (date(2027, 3, 24), date(2027, 3, 30), 1),
        (date(2027, 2, 12), date(2027, 2, 22), 6),
    ],
)
def test_working_days_between(first: date, last: date, count: int) -> None:
    assert SCHOOL.working_days_between(first, last) == count


def test_a_range_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        SchoolCalendar(((date(2027, 2, 2), date(2027, 2, 1)),))


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        PLAIN.add_school_days(date(2027, 1, 4), -1)


def test_schools_that_never_open_are_an_error_and_no_endless_loop() -> None:
    never = SchoolCalendar(((date(2027, 1, 1), date(2029, 1, 1)),))
    with pytest.raises(ValueError, match="no school day"):
        never.add_school_days(date(2027, 1, 4), 1)


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_there_is_a_working_day_within_a_week(day: date) -> None:
    found = PLAIN.next_working_day(day)
    assert PLAIN.is_working_day(found)
    assert timedelta(0) <= found - day <= timedelta(days=6)
