"""The clock: what stops, moves and starts it, and whom it tells, on the boundaries."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.calendar import SchoolCalendar
from youthvoice.responses.rules.clock import (
    DueState,
    ExtensionProblem,
    ReminderStage,
    days_taken,
    due_after_pause,
    due_state,
    due_when_reopened,
    extension_problem,
    long_overdue_from,
    reminder_stage,
)

CALENDAR = SchoolCalendar()
DUE = date(2027, 3, 15)  # a Monday
DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("started", "today", "state"),
    [
        (date(2027, 2, 13), DUE - timedelta(days=8), DueState.on_time),
        (date(2027, 2, 13), DUE - timedelta(days=7), DueState.due_soon),
        (date(2027, 2, 13), DUE - timedelta(days=1), DueState.due_soon),
        (date(2027, 2, 13), DUE, DueState.due_today),
        (date(2027, 2, 13), DUE + timedelta(days=1), DueState.overdue),
        (date(2027, 2, 13), DUE + timedelta(days=30), DueState.overdue),
        (date(2027, 2, 13), DUE + timedelta(days=31), DueState.long_overdue),
        # A clearer answer is owed in two weeks: twice that is soon reached.
        (date(2027, 3, 1), DUE + timedelta(days=14), DueState.overdue),
        (date(2027, 3, 1), DUE + timedelta(days=15), DueState.long_overdue),
        # Extended to ninety days: twice that is far away.
        (date(2026, 12, 15), DUE + timedelta(days=90), DueState.overdue),
        (date(2026, 12, 15), DUE + timedelta(days=91), DueState.long_overdue),
        # Opened and due the same day.
        (DUE, DUE + timedelta(days=1), DueState.overdue),
        (DUE, DUE + timedelta(days=2), DueState.long_overdue),
    ],
)
def test_twice_the_time_is_long_overdue(started: date, today: date, state: DueState) -> None:
    assert due_state(DUE, today, answered=False, started_on=started) is state
    assert due_state(DUE, today, answered=True, started_on=started) is DueState.answered
    assert due_state(DUE, today, answered=False, started_on=started, paused=True) is DueState.paused
    assert (today >= long_overdue_from(started, DUE)) is (state is DueState.long_overdue)


@pytest.mark.parametrize(
    ("due", "paused", "resumed", "expected"),
    [
        # Five working days were left, and are again.
        (date(2027, 3, 15), date(2027, 3, 8), date(2027, 4, 6), date(2027, 4, 13)),
        # Over Easter (25 to 29 March 2027) the working days are fewer.
        (date(2027, 3, 15), date(2027, 3, 8), date(2027, 3, 22), date(2027, 4, 1)),
        # One was left: three are given, so that the answer can be read.
        (date(2027, 3, 15), date(2027, 3, 12), date(2027, 4, 5), date(2027, 4, 8)),
        (date(2027, 3, 15), date(2027, 3, 15), date(2027, 4, 5), date(2027, 4, 8)),
        # One working day late stays one working day late; over a weekend too.
        (date(2027, 3, 15), date(2027, 3, 16), date(2027, 4, 7), date(2027, 4, 6)),
        (date(2027, 3, 15), date(2027, 3, 16), date(2027, 4, 12), date(2027, 4, 9)),
        # The same day nothing has happened, whatever day it is.
        (date(2027, 3, 15), date(2027, 3, 16), date(2027, 3, 16), date(2027, 3, 15)),
        # Christmas: 24, 25, 26 and 1 January are closed; New Year's Eve is not.
        (date(2026, 12, 23), date(2026, 12, 16), date(2026, 12, 23), date(2027, 1, 4)),
    ],
)
def test_a_pause_keeps_what_was_left(due: date, paused: date, resumed: date, expected: date) -> None:
    assert due_after_pause(due, paused, resumed, CALENDAR) == expected


def test_the_clock_never_runs_backwards() -> None:
    with pytest.raises(ValueError, match="before it was paused"):
        due_after_pause(DUE, date(2027, 3, 8), date(2027, 3, 7), CALENDAR)


@given(opened=DAYS, until_pause=st.integers(0, 60), stood=st.integers(1, 120))
def test_a_pause_never_takes_time_away_and_ends_on_a_working_day(opened: date, until_pause: int, stood: int) -> None:
    due = CALENDAR.next_working_day(opened + timedelta(days=30))
    paused = opened + timedelta(days=until_pause)
    resumed = paused + timedelta(days=stood)
    found = due_after_pause(due, paused, resumed, CALENDAR)
    assert found >= due
    assert CALENDAR.is_working_day(found)
    left = CALENDAR.working_days_between(paused, due)
    again = CALENDAR.working_days_between(resumed, found)
    assert again == (max(left, 3) if left >= 0 else left) or (left < 0 and not CALENDAR.is_working_day(resumed))


@pytest.mark.parametrize(
    ("until", "today", "was_extended", "problem"),
    [
        (None, DUE, False, ExtensionProblem.missing),
        (DUE, DUE - timedelta(days=9), False, ExtensionProblem.not_later),
        (DUE + timedelta(days=1), DUE - timedelta(days=9), False, None),
        (DUE + timedelta(days=60), DUE, False, None),
        (DUE + timedelta(days=61), DUE, False, ExtensionProblem.too_late),
        (DUE + timedelta(days=5), DUE + timedelta(days=5), False, ExtensionProblem.not_later),
        (DUE + timedelta(days=6), DUE + timedelta(days=5), False, None),
        (DUE + timedelta(days=30), DUE, True, ExtensionProblem.extended_before),
        (None, DUE, True, ExtensionProblem.extended_before),
    ],
)
def test_a_deadline_moves_once_and_forward(
    until: date | None, today: date, was_extended: bool, problem: ExtensionProblem | None
) -> None:
    assert extension_problem(DUE, until, today, was_extended=was_extended) is problem


@pytest.mark.parametrize(
    ("due", "today", "stage"),
    [
        (DUE, date(2027, 3, 5), None),
        (DUE, date(2027, 3, 8), ReminderStage.five_days),
        (DUE, date(2027, 3, 11), ReminderStage.five_days),
        (DUE, date(2027, 3, 12), ReminderStage.one_day),
        (DUE, DUE, ReminderStage.due),
        (DUE, DUE + timedelta(days=20), ReminderStage.due),
        # Easter 2027: Wednesday the 24th is the last working day before Tuesday the 30th.
        (date(2027, 3, 30), date(2027, 3, 24), ReminderStage.one_day),
        (date(2027, 3, 30), date(2027, 3, 18), ReminderStage.five_days),
        (date(2027, 3, 30), date(2027, 3, 17), None),
        # 5 June 2028 is a Monday, and closed; so is Whit Monday of 2027 (17 May).
        (date(2028, 6, 6), date(2028, 6, 2), ReminderStage.one_day),
        (date(2027, 5, 18), date(2027, 5, 14), ReminderStage.one_day),
    ],
)
def test_reminders_count_working_days(due: date, today: date, stage: ReminderStage | None) -> None:
    assert reminder_stage(due, today, CALENDAR) is stage


@pytest.mark.parametrize(
    ("reopened", "due"),
    [
        (date(2027, 3, 1), date(2027, 3, 15)),
        (date(2026, 12, 18), date(2027, 1, 6)),
        (date(2027, 3, 19), date(2027, 4, 7)),
    ],
)
def test_a_clearer_answer_is_owed_in_ten_working_days(reopened: date, due: date) -> None:
    assert due_when_reopened(reopened, CALENDAR) == due


@pytest.mark.parametrize(
    ("answered", "paused_days", "taken"),
    [(date(2027, 3, 1), 0, 0), (date(2027, 3, 31), 0, 30), (date(2027, 3, 31), 12, 18)],
)
def test_days_in_which_the_young_were_asked_do_not_count(answered: date, paused_days: int, taken: int) -> None:
    assert days_taken(date(2027, 3, 1), answered, paused_days) == taken
