"""When promises are late, who is asked when, and what a young person can say: by their boundaries."""

from datetime import date, timedelta

import pytest

from youthvoice.responses.rules.follow_up import (
    DAY_PASSED,
    LONGEST_PLAN_DAYS,
    PROMISE_PASSED,
    MilestoneProblem,
    PromiseState,
    Verdict,
    check_days,
    checks_wanted,
    milestone_problem,
    months_later,
    next_due,
    promise_state,
    verdicts_open,
)

DAY = date(2027, 3, 10)
BOTH, ONLY_KEPT = frozenset(Verdict), frozenset({Verdict.kept})


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 1, 15), 3, date(2027, 4, 15)),
        (date(2027, 1, 31), 3, date(2027, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2027, 10, 1), 3, date(2028, 1, 1)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 12, 31), 12, date(2028, 12, 31)),
        (date(2027, 9, 30), 3, date(2027, 12, 30)),
    ],
)
def test_months_end_with_their_last_day(day: date, months: int, expected: date) -> None:
    assert months_later(day, months) == expected


def test_the_adult_is_asked_after_3_and_12_months() -> None:
    assert check_days(date(2027, 1, 31)) == {3: date(2027, 4, 30), 12: date(2028, 1, 31)}


@pytest.mark.parametrize("stored", [PromiseState.kept, PromiseState.broken])
def test_what_is_settled_is_never_late(stored: PromiseState) -> None:
    assert promise_state(stored, DAY, DAY + timedelta(days=900)) is stored


@pytest.mark.parametrize(("days", "is_late"), [(-1, False), (0, False), (1, True)])
def test_late_from_the_day_after(days: int, is_late: bool) -> None:
    found = promise_state(PromiseState.under_way, DAY, DAY + timedelta(days=days))
    assert found is (PromiseState.late if is_late else PromiseState.under_way)


def test_the_first_open_step_is_what_is_measured() -> None:
    step = DAY - timedelta(days=30)
    assert next_due([], DAY, all_done=False) == DAY
    assert next_due([step, DAY - timedelta(days=1)], DAY, all_done=False) == step
    assert next_due([DAY + timedelta(days=9)], DAY, all_done=False) == DAY
    assert next_due([step], DAY, all_done=True) is None


class TestChecks:
    def test_of_an_open_promise(self) -> None:
        step = DAY + timedelta(days=5)
        assert checks_wanted(DAY, DAY + timedelta(days=20), step, is_open=True, is_done=False) == {
            3: date(2027, 6, 10),
            12: date(2028, 3, 10),
            PROMISE_PASSED: DAY + timedelta(days=21),
            DAY_PASSED: DAY + timedelta(days=6),
        }

    def test_what_was_asked_is_not_asked_again(self) -> None:
        wanted = checks_wanted(DAY, DAY, DAY, is_open=True, is_done=False, asked=[3])
        assert set(wanted) == {12, PROMISE_PASSED, DAY_PASSED}

    def test_done_leaves_the_last_question_to_the_young(self) -> None:
        assert set(checks_wanted(DAY, DAY, None, is_open=True, is_done=True)) == {12}

    def test_nobody_is_asked_of_what_is_settled(self) -> None:
        assert checks_wanted(DAY, DAY, DAY, is_open=False, is_done=False) == {}


@pytest.mark.parametrize(
    ("today", "is_done", "stored", "expected"),
    [
        (DAY, False, PromiseState.under_way, ONLY_KEPT),
        (DAY + timedelta(days=1), False, PromiseState.under_way, BOTH),
        (DAY - timedelta(days=50), True, PromiseState.under_way, BOTH),
        (DAY - timedelta(days=50), False, PromiseState.kept, BOTH),
        (DAY - timedelta(days=50), False, PromiseState.broken, BOTH),
    ],
)
def test_not_kept_can_be_said_once_the_day_has_passed(
    today: date, is_done: bool, stored: PromiseState, expected: frozenset[Verdict]
) -> None:
    assert verdicts_open(stored, DAY - timedelta(days=60), DAY, today, is_done=is_done) == expected


@pytest.mark.parametrize(("days", "expected"), [(-1, ONLY_KEPT), (0, BOTH)])
def test_after_a_year_anything_can_be_said_of_a_promise_for_later(days: int, expected: frozenset[Verdict]) -> None:
    today, far = months_later(DAY, 12) + timedelta(days=days), DAY + timedelta(days=2000)
    assert verdicts_open(PromiseState.under_way, DAY, far, today, is_done=False) == expected


@pytest.mark.parametrize(
    ("due_on", "before", "expected"),
    [
        (None, None, MilestoneProblem.missing),
        (DAY - timedelta(days=1), None, MilestoneProblem.not_in_future),
        (DAY - timedelta(days=1), DAY - timedelta(days=1), None),
        (DAY - timedelta(days=2), DAY - timedelta(days=1), MilestoneProblem.not_in_future),
        (DAY, None, None),
        (DAY + timedelta(days=LONGEST_PLAN_DAYS), None, None),
        (DAY + timedelta(days=LONGEST_PLAN_DAYS + 1), None, MilestoneProblem.too_far),
    ],
)
def test_the_day_of_a_step(due_on: date | None, before: date | None, expected: MilestoneProblem | None) -> None:
    assert milestone_problem(due_on, DAY, before=before) is expected
