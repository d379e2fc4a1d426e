"""The days of an election, how it is counted, and days that will do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from youthvoice.elections.rules.planning import (
    PROBLEM_FIELDS,
    Dates,
    PlanProblem,
    check_dates,
    check_tie_rule,
    preferred_method,
    propose_days,
)
from youthvoice.voting.rules.methods import RANKED, Method, TieRule

ANNOUNCED = datetime(2027, 9, 6, 10, tzinfo=UTC)
DAY = timedelta(days=1)
GOOD = Dates(
    nomination_opens_at=ANNOUNCED,
    nomination_closes_at=ANNOUNCED + 7 * DAY,
    voting_opens_at=ANNOUNCED + 9 * DAY,
    voting_closes_at=ANNOUNCED + 10 * DAY,
    term_starts_on=date(2027, 9, 17),
)


def problem(dates: Dates, notice: int = 7, *, may_begin_before: bool = False) -> PlanProblem | None:
    closes_on = dates.voting_closes_at.date()
    return check_dates(
        dates, ANNOUNCED, notice, today=ANNOUNCED.date(), closes_on=closes_on, may_begin_before=may_begin_before
    )


def test_good_days() -> None:
    assert problem(GOOD) is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"nomination_closes_at": ANNOUNCED}, PlanProblem.nomination_ends_before_it_begins),
        ({"nomination_closes_at": ANNOUNCED + timedelta(hours=11)}, PlanProblem.nomination_too_short),
        ({"voting_opens_at": ANNOUNCED + 7 * DAY - timedelta(seconds=1)}, PlanProblem.voting_before_nomination_ends),
        ({"voting_closes_at": ANNOUNCED + 9 * DAY}, PlanProblem.voting_ends_before_it_begins),
        ({"voting_closes_at": ANNOUNCED + 9 * DAY + timedelta(minutes=29)}, PlanProblem.voting_too_short),
        ({"voting_closes_at": ANNOUNCED + 121 * DAY}, PlanProblem.too_long),
        ({"term_starts_on": date(2027, 9, 15)}, PlanProblem.term_begins_too_early),
        ({"term_ends_on": date(2027, 9, 17)}, PlanProblem.term_ends_before_it_begins),
        ({"nomination_opens_at": ANNOUNCED - 2 * DAY}, PlanProblem.in_the_past),
    ],
)
def test_what_is_wrong(changes: dict[str, object], expected: PlanProblem) -> None:
    assert problem(replace(GOOD, **changes)) is expected


def test_everything_just_within() -> None:
    just = replace(
        GOOD,
        nomination_closes_at=ANNOUNCED + timedelta(hours=12),
        voting_opens_at=ANNOUNCED + 7 * DAY,
        voting_closes_at=ANNOUNCED + 7 * DAY + timedelta(minutes=30),
        term_starts_on=date(2027, 9, 13),
        term_ends_on=date(2027, 9, 14),
    )
    assert problem(just) is None


def test_the_notice() -> None:
    assert problem(GOOD, notice=9) is None
    assert problem(GOOD, notice=10) is PlanProblem.too_little_notice


def test_a_nomination_that_began_stays_when_days_are_changed() -> None:
    begun = replace(GOOD, nomination_opens_at=ANNOUNCED - 5 * DAY)
    assert problem(begun, may_begin_before=True) is None
    assert problem(begun) is PlanProblem.in_the_past


def test_every_problem_has_a_field() -> None:
    assert set(PROBLEM_FIELDS) == set(PlanProblem)


@pytest.mark.parametrize("notice", [0, 7, 14, 60])
@pytest.mark.parametrize("offset", range(14))
def test_proposed_days_will_do_on_any_day(offset: int, notice: int) -> None:
    today = date(2027, 9, 6) + offset * DAY
    days = propose_days(today, notice)
    assert today <= days.nomination_opens < days.nomination_closes < days.voting_opens < days.voting_closes
    assert days.voting_opens - today > notice * DAY
    assert days.term_starts > days.voting_closes
    assert {days.nomination_closes.weekday(), days.voting_opens.weekday(), days.voting_closes.weekday()} <= set(
        range(5)
    )


@pytest.mark.parametrize(("seats", "method"), [(1, "instant_runoff"), (2, "stv"), (11, "stv")])
def test_the_method_by_default(seats: int, method: str) -> None:
    assert preferred_method(seats) == method


@pytest.mark.parametrize("method", Method)
def test_a_tie_in_a_ranking_is_decided_by_lot(method: Method) -> None:
    assert check_tie_rule(method, TieRule.lot) is None
    assert check_tie_rule(method, TieRule.run_off) is (PlanProblem.tie_in_ranking if method in RANKED else None)
