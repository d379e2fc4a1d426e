"""The number of a case, the period of an export, and the words for what was done."""

from datetime import date

import pytest

from youthvoice.responses.deeds import actor_label, came_of_it
from youthvoice.responses.rules.records import PeriodProblem, period_problems, record_number


def test_the_number_of_a_case_can_be_part_of_a_files_name() -> None:
    assert record_number("173", date(2026, 11, 24), 42) == "YV-173-2026-000042"
    assert record_number("173", date(2026, 11, 24), 1_234_567) == "YV-173-2026-1234567"
    assert record_number("../1 7å3", date(2026, 1, 1), 7) == "YV-173-2026-000007"


@pytest.mark.parametrize(
    ("from_on", "to_on", "problems"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), {}),
        (date(2000, 1, 1), date(2100, 12, 31), {}),
        (date(2026, 1, 2), date(2026, 1, 1), {"to_on": PeriodProblem.backwards}),
        (None, None, {"from_on": PeriodProblem.missing, "to_on": PeriodProblem.missing}),
        (None, date(2026, 1, 1), {"from_on": PeriodProblem.missing}),
        (date(1999, 12, 31), date(2101, 1, 1), dict.fromkeys(("from_on", "to_on"), PeriodProblem.not_our_time)),
        (date.min, date.max, dict.fromkeys(("from_on", "to_on"), PeriodProblem.not_our_time)),
    ],
)
def test_a_period_has_two_days_in_order(
    from_on: date | None, to_on: date | None, problems: dict[str, PeriodProblem]
) -> None:
    assert period_problems(from_on, to_on) == problems


@pytest.mark.parametrize("data", [{}, {"outcome": "maybe"}, {"outcome": None}, {"outcome": ["yes"]}])
def test_an_entry_that_is_older_than_its_words_tells_less(data: dict[str, object]) -> None:
    assert came_of_it("response.answer", data) == ""
    assert came_of_it("response.long_gone", data) == ""


def test_nobody_is_named_for_what_the_young_people_say(app: object) -> None:
    assert "Maja" not in actor_label("promise.mark", "Maja")
    assert actor_label("response.answer", "Maja") == "Maja"
