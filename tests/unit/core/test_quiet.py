"""Quiet hours to the second, on ordinary nights and on the two when clocks change."""

from datetime import UTC, datetime

import pytest

from youthvoice.core.quiet import awake_at, is_quiet


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "awake"),
    [
        # Winter: Denmark is an hour ahead of UTC.
        ("2027-01-13 19:59:59", None),
        ("2027-01-13 20:00:00", "2027-01-14 06:00"),
        ("2027-01-13 22:59:59", "2027-01-14 06:00"),
        ("2027-01-13 23:00:00", "2027-01-14 06:00"),
        ("2027-01-14 05:59:59", "2027-01-14 06:00"),
        ("2027-01-14 06:00:00", None),
        # Summer: two hours.
        ("2027-06-30 18:59:59", None),
        ("2027-06-30 19:00:00", "2027-07-01 05:00"),
        ("2027-07-01 04:59:59", "2027-07-01 05:00"),
        ("2027-07-01 05:00:00", None),
        # 28 March 2027: the night has nine hours.
        ("2027-03-27 19:59:59", None),
        ("2027-03-27 20:00:00", "2027-03-28 05:00"),
        ("2027-03-28 00:59:59", "2027-03-28 05:00"),
        ("2027-03-28 01:00:00", "2027-03-28 05:00"),
        ("2027-03-28 04:59:59", "2027-03-28 05:00"),
        ("2027-03-28 05:00:00", None),
        # 31 October 2027: eleven.
        ("2027-10-30 18:59:59", None),
        ("2027-10-30 19:00:00", "2027-10-31 06:00"),
        ("2027-10-31 00:30:00", "2027-10-31 06:00"),
        ("2027-10-31 01:30:00", "2027-10-31 06:00"),
        ("2027-10-31 05:59:59", "2027-10-31 06:00"),
        ("2027-10-31 06:00:00", None),
        ("2027-12-31 23:30:00", "2028-01-01 06:00"),
    ],
)
def test_by_night_it_waits_for_seven_in_the_morning(moment: str, awake: str | None) -> None:
    assert is_quiet(utc(moment)) is (awake is not None)
    assert awake_at(utc(moment)) == utc(awake or moment)
