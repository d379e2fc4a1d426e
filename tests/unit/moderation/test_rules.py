"""Decisions on reports, and the 24 hours on school days within which they come."""

from datetime import UTC, date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from youthvoice.core.calendar import SchoolCalendar
from youthvoice.moderation.rules import TRANSITIONS, ReportState, allowed, human_answer_due

LOCAL = ZoneInfo("Europe/Copenhagen")
# Week 7 of 2027 is a school holiday.
CALENDAR = SchoolCalendar(((date(2027, 2, 15), date(2027, 2, 19)),))
POSSIBLE = {("open", "kept"), ("open", "hidden"), ("kept", "hidden"), ("hidden", "kept")}


@pytest.mark.parametrize(("before", "after"), list(product(ReportState, repeat=2)))
def test_every_pair_of_states(before: ReportState, after: ReportState) -> None:
    assert allowed(before, after) is ((before.value, after.value) in POSSIBLE)


def test_every_state_is_in_the_table() -> None:
    assert set(TRANSITIONS) == set(ReportState)


@pytest.mark.parametrize(
    ("reported", "due"),
    [
        ("2027-01-05 09:30", "2027-01-06 09:30"),
        ("2027-01-08 14:00", "2027-01-11 14:00"),
        ("2027-01-09 10:00", "2027-01-12 00:00"),
        ("2027-01-10 23:59", "2027-01-12 00:00"),
        ("2027-02-12 08:00", "2027-02-22 08:00"),
        ("2027-02-16 08:00", "2027-02-23 00:00"),
        ("2027-03-24 12:00", "2027-03-30 12:00"),
        ("2026-12-23 12:00", "2026-12-28 12:00"),
    ],
)
def test_human_answer_due(reported: str, due: str) -> None:
    found = human_answer_due(datetime.fromisoformat(reported).replace(tzinfo=LOCAL), CALENDAR)
    assert found == datetime.fromisoformat(due).replace(tzinfo=LOCAL)
    assert found.tzinfo is UTC


def test_the_day_is_the_one_in_copenhagen() -> None:
    # Half past midnight on Saturday in Copenhagen is still Friday in UTC.
    found = human_answer_due(datetime(2027, 1, 8, 23, 30, tzinfo=UTC), CALENDAR)
    assert found == datetime(2027, 1, 12, 0, 0, tzinfo=LOCAL)


def test_the_clock_time_stays_when_summer_time_begins() -> None:
    # Friday 2026-03-27 is followed by the change of the clocks on Sunday.
    found = human_answer_due(datetime(2026, 3, 27, 12, 0, tzinfo=LOCAL), CALENDAR)
    assert found == datetime(2026, 3, 30, 10, 0, tzinfo=UTC)


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        human_answer_due(datetime(2027, 1, 5, 9, 0), CALENDAR)
