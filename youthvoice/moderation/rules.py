"""Reports of user texts: why, what becomes of them, and how soon a human answers."""

from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo


class ReportReason(StrEnum):
    """Why somebody reports a text."""

    mean = "mean"
    private_info = "private_info"
    worried = "worried"
    spam = "spam"
    other = "other"


class ReportState(StrEnum):
    """What a human decided about the reported text."""

    open = "open"
    kept = "kept"
    hidden = "hidden"


# A decision can be turned, but a report once decided is never open again.
TRANSITIONS: dict[ReportState, frozenset[ReportState]] = {
    ReportState.open: frozenset({ReportState.kept, ReportState.hidden}),
    ReportState.kept: frozenset({ReportState.hidden}),
    ReportState.hidden: frozenset({ReportState.kept}),
}

# Somebody may be in danger: these go first and alert a human at once.
URGENT_REASONS: frozenset[ReportReason] = frozenset({ReportReason.worried})

NOTE_MAX = 500
# Whoever wrote a text that is hidden must get more than a word.
HIDE_REASON_MIN = 10
ANSWER_HOURS = 24

_LOCAL = ZoneInfo("Europe/Copenhagen")


class SchoolDays(Protocol):
    """The part of a school calendar that a report's deadline needs."""

    def add_school_days(self, start: date, count: int) -> date:
        """Return the date `count` school days after `start`."""

    def is_school_day(self, day: date) -> bool:
        """Tell whether the schools are open on that day."""


def allowed(before: ReportState, after: ReportState) -> bool:
    """Tell whether a report may go from one state to the other."""
    return after in TRANSITIONS[before]


def human_answer_due(reported_at: datetime, calendar: SchoolDays) -> datetime:
    """Return, in UTC, when a human must have answered: 24 hours on school days.

    On a school day the answer is due at the same time on the next one; a report on a
    day off waits for the next school day and is due when that day ends.
    Raises ValueError if `reported_at` has no time zone.
    """
    if reported_at.tzinfo is None:
        raise ValueError("reported_at must be aware")
    local = reported_at.astimezone(_LOCAL)
    next_day = calendar.add_school_days(local.date(), 1)
    if calendar.is_school_day(local.date()):
        due = datetime.combine(next_day, local.time(), _LOCAL)
    else:
        due = datetime.combine(next_day + timedelta(days=1), time.min, _LOCAL)
    return due.astimezone(UTC)
