"""When a hearing can be published and given more time, day by day, also where the clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from youthvoice.consultations.rules.asking import (
    MOST_DAYS,
    Asked,
    Days,
    day_problems,
    more_time_problem,
    publish_problems,
    summary_due_on,
)
from youthvoice.consultations.rules.states import (
    FEWEST_DAYS,
    SUMMARY_DAYS,
    Audience,
    ConsultationProblem,
    ConsultationState,
    Moments,
    state_of,
)
from youthvoice.core.clock import local_date, moment_of

P = ConsultationProblem
DAY = timedelta(days=1)
OPENS = date(2027, 3, 25)
"""Over the night in March when an hour is left out."""
DAYS = Days(OPENS, OPENS + FEWEST_DAYS * DAY, OPENS + 30 * DAY)
ASKED = Asked(
    days=DAYS,
    about="Vi bygger en ny park ved søen, og vi vil vide, hvad I bruger den til.",
    open_text="I kan bestemme, hvad der skal stå i parken.",
    fixed_text="Parken ligger ved søen og må koste to millioner kroner.",
    fixed_why="Kommunen har købt grunden og afsat pengene.",
    decider="Kommunalbestyrelsen",
    audience=Audience.everyone,
    schools=0,
    questions=1,
)


def problems(**changes: Any) -> set[ConsultationProblem]:
    return set(publish_problems(replace(ASKED, **changes), OPENS))


def test_one_that_says_everything_can_go_out() -> None:
    assert problems() == set()


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("about", P.about_missing),
        ("open_text", P.open_missing),
        ("fixed_text", P.fixed_missing),
        ("fixed_why", P.fixed_why_missing),
    ],
)
@pytest.mark.parametrize(
    "words", ["", "Ja.", "\u200b" * 60, "asdf asdf asdf asdf asdf asdf asdf", "bla bla bla bla bla bla bla bla"]
)
def test_a_text_that_says_nothing_is_missing(field: str, problem: ConsultationProblem, words: str) -> None:
    assert problems(**{field: words}) == {problem}


def test_somebody_decides_somebody_is_asked_and_something_is_asked() -> None:
    assert problems(decider="  -.- ") == {P.decider_missing}
    assert problems(audience=Audience.schools) == {P.schools_missing}
    assert problems(audience=Audience.schools, schools=1) == set()
    assert problems(questions=0) == {P.no_questions}


def day_problem(days: Days, today: date = OPENS) -> list[ConsultationProblem]:
    return list(day_problems(days, today))


def test_it_opens_today_or_later() -> None:
    assert day_problem(DAYS, OPENS) == []
    assert day_problem(DAYS, OPENS + DAY) == [P.opens_in_the_past]


def test_it_is_open_for_a_week_and_not_for_more_than_a_year() -> None:
    shorter = replace(DAYS, closes_on=DAYS.closes_on - DAY)
    assert day_problem(shorter) == [P.closes_too_soon]
    long = replace(DAYS, closes_on=OPENS + MOST_DAYS * DAY, decision_on=OPENS + 2 * MOST_DAYS * DAY)
    assert day_problem(long) == []
    assert day_problem(replace(long, closes_on=long.closes_on + DAY)) == [P.closes_too_late]


def test_it_closes_on_the_day_before_the_decision_at_the_latest() -> None:
    assert day_problem(replace(DAYS, decision_on=DAYS.closes_on + DAY)) == []
    assert day_problem(replace(DAYS, decision_on=DAYS.closes_on)) == [P.decision_before_answers]
    # On the day it opens it is no longer before, and not yet after.
    assert day_problem(replace(DAYS, decision_on=OPENS)) == [P.decision_before_answers]


def test_after_the_decision_it_may_be_asked_and_is_marked() -> None:
    late = replace(DAYS, decision_on=OPENS - DAY)
    assert late.is_too_late
    assert day_problem(late) == []
    assert not replace(DAYS, decision_on=OPENS).is_too_late


def test_more_time_goes_forward_alone_and_never_past_the_decision() -> None:
    assert more_time_problem(DAYS, DAYS.closes_on) is P.closes_earlier
    assert more_time_problem(DAYS, DAYS.closes_on - DAY) is P.closes_earlier
    assert more_time_problem(DAYS, DAYS.closes_on + DAY) is None
    assert more_time_problem(DAYS, DAYS.decision_on - DAY) is None
    assert more_time_problem(DAYS, DAYS.decision_on) is P.decision_before_answers
    assert more_time_problem(replace(DAYS, decision_on=OPENS - DAY), OPENS + 60 * DAY) is None


@pytest.mark.parametrize("closes_on", [date(2027, 3, 28), date(2027, 10, 31), date(2027, 12, 31), date(2028, 2, 28)])
def test_the_summary_is_owed_by_a_day_and_hours_do_not_move_it(closes_on: date) -> None:
    due = summary_due_on(local_date(moment_of(closes_on, time(23, 59))))
    assert (due - closes_on).days == SUMMARY_DAYS


@pytest.mark.parametrize("closes_on", [date(2027, 3, 28), date(2027, 10, 31)])
def test_it_closes_at_danish_midnight_where_the_clocks_change(closes_on: date) -> None:
    """On the days of 23 and of 25 hours: open at 23.58, closed at 23.59."""
    closes = moment_of(closes_on, time(23, 59))
    moments = Moments(datetime(2027, 1, 1, tzinfo=UTC), moment_of(closes_on - 7 * DAY, time(8)), closes, None, None)
    assert state_of(moments, closes - timedelta(microseconds=1)) is ConsultationState.open
    assert state_of(moments, closes) is ConsultationState.closed
    assert closes.hour == (21 if closes_on.month == 3 else 22)
