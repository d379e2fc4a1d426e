"""Whom to remind of a deadline on a morning, and who gets an overview of the week."""

from dataclasses import dataclass
from datetime import date, timedelta

from youthvoice.responses.rules.clock import REMIND_WORKING_DAYS, DeadlineCalendar, ReminderStage


@dataclass(frozen=True)
class Window:
    """The deadlines (Copenhagen dates) that are reminded of at a stage: from a day, up to a day that is not among them."""

    stage: ReminderStage
    from_on: date
    before_on: date


def windows(today: date, calendar: DeadlineCalendar) -> tuple[Window, ...]:
    """As ``clock.reminder_stage`` tells them one by one, for a working day: what a database can be asked for."""
    next_day, after_next, later = (calendar.add_working_days(today, n) for n in (1, 2, REMIND_WORKING_DAYS + 1))
    return (
        Window(ReminderStage.due, date.min, next_day),
        Window(ReminderStage.one_day, next_day, after_next),
        Window(ReminderStage.five_days, after_next, later),
    )


def overview_is_due(today: date, last_round: date | None, calendar: DeadlineCalendar) -> bool:
    """On the first working day of the week; or later in it, where nobody came by on that day (`last_round` is older).

    `today` is a working day. Whoever was never looked after waits for the next week's first day.
    """
    first = calendar.next_working_day(today - timedelta(days=today.weekday()))
    return today == first or (last_round is not None and last_round < first)
