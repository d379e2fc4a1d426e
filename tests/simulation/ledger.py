"""The books that are kept while the year is played. Plain Python; nothing of the product is asked, not even its calendar.

What the law of deadlines says is written down here a second time, in other words, so that the two must agree.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

DAY = timedelta(days=1)
# Denmark 2025 and the beginning of 2026, with 5 June and 24 December; Store bededag is no holiday any more.
CLOSED = {
    *(date(2025, month, day) for month, day in (
        (1, 1), (4, 17), (4, 18), (4, 21), (5, 29), (6, 5), (6, 9), (12, 24), (12, 25), (12, 26),
    )),
    *(date(2026, month, day) for month, day in ((1, 1), (4, 2), (4, 3), (4, 6), (5, 14), (5, 25), (6, 5))),
}  # fmt: skip

SCHOOL_HOLIDAYS = (
    (date(2025, 2, 10), date(2025, 2, 14)),
    (date(2025, 4, 12), date(2025, 4, 21)),
    (date(2025, 6, 28), date(2025, 8, 10)),
    (date(2025, 10, 11), date(2025, 10, 19)),
    (date(2025, 12, 20), date(2026, 1, 4)),
)


def is_open(day: date) -> bool:
    """A working day."""
    return day.isoweekday() <= 5 and day not in CLOSED


def is_school_day(day: date) -> bool:
    """A working day on which the schools are open too."""
    return is_open(day) and not any(first <= day <= last for first, last in SCHOOL_HOLIDAYS)


def working_day_from(day: date) -> date:
    """That day, or the next one on which somebody works."""
    return day if is_open(day) else working_day_from(day + DAY)


def after_working_days(day: date, count: int) -> date:
    """So many working days later."""
    while count:
        day += DAY
        count -= is_open(day)
    return day


def working_days_left(day: date, due: date) -> int:
    """Working days after ``day`` until ``due``."""
    return sum(is_open(day + n * DAY) for n in range(1, (due - day).days + 1))


@dataclass
class Vow:
    """A promise."""

    unit: int
    made: date
    due: date
    state: str = "under_way"


@dataclass
class Entry:
    """One case, as the books have it."""

    unit: int
    persons: tuple[int, ...]
    opened: date
    due: date = date.min
    since: date = date.min
    """What the time is counted from."""
    state: str = "waiting"
    """waiting, paused, passed or answered."""
    closed: bool = False
    paused: date | None = None
    stood: int = 0
    """Days in which the clock stood still."""
    first: tuple[date, date, int] | None = None
    """Of the first answer: its day, the deadline, and days the clock had stood still."""
    outcome: str = ""
    reason: str = ""
    reopened: date | None = None
    extended: date | None = None
    vow: Vow | None = None
    received: bool = False
    receipt_due: date = date.min
    holder: int | None = None
    """Whose turn it is."""
    said: list[tuple[int, date, bool, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.since = self.opened
        self.due = working_day_from(self.opened + 30 * DAY)
        school_days = (day for n in range(1, 200) if is_school_day(day := self.opened + n * DAY))
        self.receipt_due = min(self.due, next(islice(school_days, 4, None)))

    def pause(self, day: date) -> None:
        self.paused, self.state, self.received = self.paused or day, "paused", True

    def go_on(self, day: date) -> None:
        """The clock runs again, with as many working days as were left; at least three, unless it was late before."""
        if self.paused is None:
            return
        if self.due < self.paused:
            late = working_days_left(self.due, self.paused)
            before = [day - n * DAY for n in range(400) if is_open(day - n * DAY)]
            self.due = before[late]
        else:
            self.due = after_working_days(day, max(3, working_days_left(self.paused, self.due)))
        self.since += day - self.paused
        self.stood += (day - self.paused).days
        self.paused, self.state = None, "waiting"

    def answer(self, day: date, outcome: str, reason: str, expected: date | None) -> None:
        """A yes, partly, no or passed-on."""
        self.go_on(day)
        self.received = True
        self.first = self.first or (day, self.due, self.stood)
        before, self.outcome, self.reason = self.outcome, outcome, reason
        self.state = "passed" if outcome == "passed_on" else "answered"
        if outcome == "passed_on" and expected:
            self.due = expected
        if outcome in ("yes", "partly") and expected:
            self._promise(day, expected, before)
        elif self.vow and self.vow.state == "under_way":
            self.vow.state = "broken"

    def _promise(self, day: date, expected: date, before: str) -> None:
        if self.vow is None:
            self.vow = Vow(self.unit, day, expected)
            return
        self.vow.unit, self.vow.due = self.unit, expected
        if self.vow.state == "broken" and before not in ("yes", "partly"):
            self.vow.state = "under_way"

    def reopen(self, day: date) -> None:
        if self.reopened is None and not self.closed and self.state in ("passed", "answered"):
            self.reopened, self.state, self.since = day, "waiting", day
            self.due = after_working_days(day, 10)

    def extend(self, day: date, until: date) -> None:
        self.extended, self.due = day, working_day_from(until)

    @property
    def is_owed(self) -> bool:
        """Somebody waits, and the clock runs."""
        return not self.closed and self.state in ("waiting", "passed")

    def is_over(self, today: date) -> bool:
        """Past its deadline, and still owed."""
        return self.is_owed and self.due < today

    def is_far_over(self, today: date) -> bool:
        """It has taken more than twice its time."""
        return self.is_over(today) and (today - self.since) > 2 * (self.due - self.since)
