"""The school year, and the law's day: elevråd are elected before the end of October."""

from datetime import date
from enum import IntEnum

SCHOOL_YEAR_BEGINS = (8, 1)
"""Month and day."""
FIRST_REMINDER = (9, 1)
SECOND_REMINDER = (10, 15)
DUE_DAY = (10, 31)


class Wave(IntEnum):
    """Which reminder of a year."""

    september = 1
    october = 2


def school_year(day: date) -> int:
    """The calendar year in which the school year of that day began."""
    return day.year if day >= date(day.year, *SCHOOL_YEAR_BEGINS) else day.year - 1


def school_year_days(year: int) -> tuple[date, date]:
    """First and last day of the school year that began in ``year``."""
    month, day = SCHOOL_YEAR_BEGINS
    return date(year, month, day), date(year + 1, month - 1, 31)


def school_year_name(year: int) -> str:
    """«2026/27»."""
    return f"{year}/{(year + 1) % 100:02d}"


def due_wave(day: date) -> Wave | None:
    """The reminder whose time it is; None outside 1 September to 31 October."""
    if not date(day.year, *FIRST_REMINDER) <= day <= date(day.year, *DUE_DAY):
        return None
    return Wave.october if day >= date(day.year, *SECOND_REMINDER) else Wave.september
