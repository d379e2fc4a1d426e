"""Which deadlines a morning reminds of, and when the week's overview goes out: over every day of two years."""

from datetime import date, timedelta

import pytest

from youthvoice.core.calendar import SchoolCalendar
from youthvoice.responses.rules.clock import ReminderStage, reminder_stage
from youthvoice.responses.rules.reminders import overview_is_due, windows

CALENDAR = SchoolCalendar()
FIRST = date(2026, 1, 5)
DAYS = [FIRST + timedelta(days=n) for n in range(7 * 104)]
WORKING = [day for day in DAYS if CALENDAR.is_working_day(day)]


def test_the_windows_say_what_the_rule_says_of_each_deadline() -> None:
    for today in WORKING[:260]:
        for distance in range(-10, 25):
            due_on = today + timedelta(days=distance)
            inside = [w.stage for w in windows(today, CALENDAR) if w.from_on <= due_on < w.before_on]
            stage = reminder_stage(due_on, today, CALENDAR)
            assert inside == ([stage] if stage else []), (today, due_on)


@pytest.mark.parametrize(
    ("due_on", "five_days", "one_day"),
    [
        # Easter 2027: Maundy Thursday 25 March, Good Friday 26, Easter Monday 29.
        (date(2027, 3, 30), date(2027, 3, 18), date(2027, 3, 24)),
        (date(2027, 4, 1), date(2027, 3, 22), date(2027, 3, 31)),
        # Christmas 2026: 24, 25 and 26 December; 31 December is a working day, 1 January is not.
        (date(2026, 12, 28), date(2026, 12, 17), date(2026, 12, 23)),
        (date(2027, 1, 4), date(2026, 12, 23), date(2026, 12, 31)),
        (date(2027, 1, 6), date(2026, 12, 29), date(2027, 1, 5)),
        # Ascension Day 6 May 2027, a Thursday; Whit Monday 17 May.
        (date(2027, 5, 7), date(2027, 4, 29), date(2027, 5, 5)),
        (date(2027, 5, 18), date(2027, 5, 10), date(2027, 5, 14)),
    ],
)
def test_reminders_around_holidays(due_on: date, five_days: date, one_day: date) -> None:
    mornings: dict[ReminderStage, date] = {}
    for day in WORKING:
        stage = reminder_stage(due_on, day, CALENDAR)
        if stage is not None:
            mornings.setdefault(stage, day)
    assert mornings == {ReminderStage.five_days: five_days, ReminderStage.one_day: one_day, ReminderStage.due: due_on}


def test_every_week_has_one_overview_on_its_first_working_day() -> None:
    last, sent = None, []
    for day in WORKING:
        if overview_is_due(day, last, CALENDAR):
            sent.append(day)
        last = day
    weeks = {day.isocalendar()[:2] for day in WORKING}
    first_days = [min(d for d in WORKING if d.isocalendar()[:2] == week) for week in sorted(weeks)]
    assert sent == first_days
    # Easter Monday 2027: the week begins on Tuesday.
    assert date(2027, 3, 30) in sent


def test_a_first_day_on_which_nobody_worked_is_caught_up_once() -> None:
    friday, tuesday, wednesday = date(2027, 2, 5), date(2027, 2, 9), date(2027, 2, 10)
    assert overview_is_due(tuesday, friday, CALENDAR)
    assert not overview_is_due(wednesday, tuesday, CALENDAR)
    # Somebody new waits for Monday.
    assert not overview_is_due(wednesday, None, CALENDAR)
    assert overview_is_due(date(2027, 2, 15), None, CALENDAR)
