"""What must be said before a hearing is finished, and when its asker is reminded."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from youthvoice.consultations.rules.states import HEARD_MIN, WORDS_MAX
from youthvoice.consultations.rules.summary import (
    LEAST,
    Summary,
    SummaryProblem,
    is_overdue,
    reminders_by,
    summary_problems,
)

GOOD = Summary(
    heard="Vi hørte, at I helst vil have en bane, og at der skal være lys om aftenen.",
    changed="Vi flyttede stien og satte flere lamper op.",
    unchanged_why="Vi laver ikke en svømmehal, fordi pengene kun rækker til en bane.",
)
DUE = date(2027, 3, 31)
DAY = timedelta(days=1)


def test_three_whole_parts_will_do() -> None:
    assert summary_problems(GOOD) == {}


@pytest.mark.parametrize("part", LEAST)
@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("", SummaryProblem.missing),
        (" \n ", SummaryProblem.missing),
        ("Ja, det er fint.", SummaryProblem.too_short),
        ("Ja " * 40, SummaryProblem.not_real_words),
        ("xqz wrt bnm klp " * 6, SummaryProblem.not_real_words),
        ("Lorem ipsum dolor sit amet, consectetur adipiscing elit sed.", SummaryProblem.not_real_words),
        ("Vi hørte jer. " * (WORDS_MAX // 10), SummaryProblem.too_long),
    ],
)
def test_each_part_needs_real_words(part: str, words: str, problem: SummaryProblem) -> None:
    assert summary_problems(replace(GOOD, **{part: words})) == {part: problem}


def test_the_same_words_do_not_do_for_two_parts() -> None:
    twice = replace(GOOD, unchanged_why=f"  {GOOD.heard.upper()} ")
    assert summary_problems(twice) == {"unchanged_why": SummaryProblem.said_twice}


def test_to_have_changed_nothing_can_be_said_shortly() -> None:
    words = "Vi ændrede desværre intet."
    assert len(words) < HEARD_MIN
    assert summary_problems(replace(GOOD, changed=words)) == {}


def test_reminders_come_three_days_before_on_the_day_and_after_it() -> None:
    told = [reminders_by(DUE, DUE + days * DAY) for days in (-4, -3, -1, 0, 1, 40)]
    assert told == [0, 1, 1, 2, 3, 3]


def test_late_is_from_the_day_after() -> None:
    assert not is_overdue(DUE, DUE)
    assert is_overdue(DUE, DUE + DAY)
