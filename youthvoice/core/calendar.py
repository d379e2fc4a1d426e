"""Danish working days and school days, for every deadline the municipality has.

Working days are Monday to Friday without the public holidays, 5 June (Grundlovsdag) and
24 December, on which town halls and schools are closed. School days also leave out the
school holidays that the municipality sets.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_SATURDAY = 5
# Longer than any run of closed days; past it a calendar is wrongly set up.
_LONGEST_CLOSURE_DAYS = 366


@lru_cache(maxsize=32)
def danish_holidays(year: int) -> frozenset[date]:
    """Return the weekday-independent closed days of a year in Denmark.

    The public holidays of the library `holidays` (Store bededag until 2023), 5 June and
    24 December. 1 May and 31 December are ordinary working days here.
    Raises ValueError for a year that `datetime.date` does not know.
    """
    # Imported here: measured at 0.2 s and 19 MiB, which only a process that opens cases
    # or counts days needs, once.
    from holidays import country_holidays

    public = country_holidays("DK", years=year)
    customary = {date(year, 6, 5), date(year, 12, 24)}
    return frozenset(public) | customary


@dataclass(frozen=True)
class SchoolCalendar:
    """The days on which schools are open.

    `closed` holds (first, last) dates of school holidays, both included, in any order.
    Raises ValueError for a range that ends before it begins.
    """

    closed: tuple[tuple[date, date], ...] = ()

    def __post_init__(self) -> None:
        """Refuse a range written the wrong way round."""
        for first, last in self.closed:
            if last < first:
                raise ValueError(f"closed range ends before it begins: {first} {last}")

    def is_working_day(self, day: date) -> bool:
        """Tell whether the town hall is open: no weekend and no holiday."""
        return day.weekday() < _SATURDAY and day not in danish_holidays(day.year)

    def is_school_day(self, day: date) -> bool:
        """Tell whether the schools are open: a working day outside their holidays."""
        if not self.is_working_day(day):
            return False
        return not any(first <= day <= last for first, last in self.closed)

    def add_school_days(self, start: date, count: int) -> date:
        """Return the date `count` school days after `start`, which itself never counts.

        Raises ValueError if `count` is negative, or if the schools are closed for more
        than a year on end.
        """
        if count < 0:
            raise ValueError("count must not be negative")
        day = start
        for _ in range(count):
            day = self._next_school_day(day)
        return day

    def add_working_days(self, start: date, count: int) -> date:
        """Return the date `count` working days after `start`, which itself never counts.

        Raises ValueError if `count` is negative.
        """
        if count < 0:
            raise ValueError("count must not be negative")
        day = start
        for _ in range(count):
            day = self.next_working_day(day + timedelta(days=1))
        return day

    def next_working_day(self, day: date) -> date:
        """Return the day itself if it is a working day, else the first one after."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and including `last`.

        Negative when `last` lies before `first`: the same days with a minus.
        """
        if last < first:
            return -self.working_days_between(last, first)
        days = ((first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
        return sum(map(self.is_working_day, days))

    def _next_school_day(self, day: date) -> date:
        for offset in range(1, _LONGEST_CLOSURE_DAYS + 1):
            later = day + timedelta(days=offset)
            if self.is_school_day(later):
                return later
        raise ValueError(f"no school day within a year after {day}")
