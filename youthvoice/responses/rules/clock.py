"""The clock of a case: when a receipt and an answer are owed, what stops and moves that, and whom to remind when.

Days are Copenhagen dates. A due date is always a working day, and on the day itself nobody is late.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol


class DueState(StrEnum):
    """How a case stands against its deadline."""

    answered = "answered"
    paused = "paused"
    """The young person has been asked for more: the clock stands still."""
    on_time = "on_time"
    due_soon = "due_soon"
    due_today = "due_today"
    overdue = "overdue"
    long_overdue = "long_overdue"


class ReminderStage(StrEnum):
    """How near the deadline is, for those who must keep it."""

    five_days = "five_days"
    one_day = "one_day"
    due = "due"
    """The day itself, or later where nobody was reminded on it: this one goes to the unit's leader."""


class ExtensionProblem(StrEnum):
    """Why a deadline cannot be moved like that."""

    missing = "missing"
    not_later = "not_later"
    too_late = "too_late"
    extended_before = "extended_before"


RECEIPT_SCHOOL_DAYS = 5
ANSWER_DAYS = 30
REOPENED_WORKING_DAYS = 10
"""Within which a clearer answer is owed."""
LEAST_WORKING_DAYS_AFTER_PAUSE = 3
DUE_SOON_DAYS = 7
"""Calendar days: a week, which is five working days where there is no holiday."""
LONGEST_EXTENSION_DAYS = 60
LONGEST_WAIT_FOR_OTHERS_DAYS = 183
REMIND_WORKING_DAYS = 5
"""The first reminder; the second comes on the last working day before."""


class DeadlineCalendar(Protocol):
    """The part of a school calendar that deadlines need."""

    def add_school_days(self, start: date, count: int) -> date:
        """Return the date `count` school days after `start`."""

    def add_working_days(self, start: date, count: int) -> date:
        """Return the date `count` working days after `start`."""

    def next_working_day(self, day: date) -> date:
        """Return the day itself if it is a working day, else the first one after."""

    def working_days_between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and including `last`; negative the other way."""


def due_dates(
    opened_on: date,
    calendar: DeadlineCalendar,
    receipt_school_days: int = RECEIPT_SCHOOL_DAYS,
    answer_days: int = ANSWER_DAYS,
) -> tuple[date, date]:
    """Return (receipt due, answer due) for a case opened on that Copenhagen date.

    The receipt counts school days; the answer counts calendar days and is then moved
    forward past weekends and holidays.
    """
    receipt_due = calendar.add_school_days(opened_on, receipt_school_days)
    answer_due = calendar.next_working_day(opened_on + timedelta(days=answer_days))
    return receipt_due, answer_due


def due_after_pause(due_on: date, paused_on: date, resumed_on: date, calendar: DeadlineCalendar) -> date:
    """Return the deadline once the young person has answered: as many working days as were left when the clock stopped.

    At least three, so that the answer can be read; but what was late before stays as many working days late.
    Raises ValueError where the clock starts again before it stopped.
    """
    if resumed_on < paused_on:
        raise ValueError("resumed before it was paused")
    if resumed_on == paused_on:
        return due_on
    left = calendar.working_days_between(paused_on, due_on)
    if left < 0:
        return _as_late_as(-left, resumed_on, calendar)
    return calendar.add_working_days(resumed_on, max(left, LEAST_WORKING_DAYS_AFTER_PAUSE))


def _as_late_as(late: int, today: date, calendar: DeadlineCalendar) -> date:
    """The working day by which one is `late` working days late today."""
    day = today
    while calendar.working_days_between(day - timedelta(days=1), today) <= late:
        day -= timedelta(days=1)
    return day


def due_when_reopened(reopened_on: date, calendar: DeadlineCalendar, working_days: int = REOPENED_WORKING_DAYS) -> date:
    """Return by when a clearer answer is owed."""
    return calendar.add_working_days(reopened_on, working_days)


def extension_problem(
    due_on: date, until_on: date | None, today: date, *, was_extended: bool
) -> ExtensionProblem | None:
    """Say why a deadline cannot be moved to `until_on`; None where it can. Once only, at most 60 days, and forward."""
    if was_extended:
        return ExtensionProblem.extended_before
    if until_on is None:
        return ExtensionProblem.missing
    if until_on <= max(due_on, today):
        return ExtensionProblem.not_later
    if until_on > max(due_on, today) + timedelta(days=LONGEST_EXTENSION_DAYS):
        return ExtensionProblem.too_late
    return None


def days_late(due_on: date, today: date) -> int:
    """Return how many days the deadline has been passed by; 0 on the day itself."""
    return max(0, (today - due_on).days)


def long_overdue_from(started_on: date, due_on: date) -> date:
    """Return the first day on which the answer has taken more than twice the time it was to take."""
    return due_on + timedelta(days=max(1, (due_on - started_on).days) + 1)


def due_state(
    due_on: date, today: date, *, answered: bool, started_on: date | None = None, paused: bool = False
) -> DueState:
    """Say how a case stands against its deadline; without `started_on` thirty days are taken as its time."""
    if answered:
        return DueState.answered
    if paused:
        return DueState.paused
    if today >= long_overdue_from(started_on or due_on - timedelta(days=ANSWER_DAYS), due_on):
        return DueState.long_overdue
    days_left = (due_on - today).days
    if days_left < 0:
        return DueState.overdue
    if days_left == 0:
        return DueState.due_today
    return DueState.due_soon if days_left <= DUE_SOON_DAYS else DueState.on_time


def reminder_stage(due_on: date, today: date, calendar: DeadlineCalendar) -> ReminderStage | None:
    """Return the reminder that is due today, seen from a working day; None where there is time enough."""
    left = calendar.working_days_between(today, due_on)
    if left > REMIND_WORKING_DAYS:
        return None
    if left > 1:
        return ReminderStage.five_days
    return ReminderStage.one_day if left == 1 else ReminderStage.due


def days_taken(opened_on: date, answered_on: date, paused_days: int) -> int:
    """Return the calendar days from the question to its answer, without those in which the young person was asked."""
    return max(0, (answered_on - opened_on).days - paused_days)
