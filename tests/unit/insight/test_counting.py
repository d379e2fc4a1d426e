"""The measures, held against a table that was counted by hand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from youthvoice.insight.rules import Base, CaseFacts, FeedbackFacts, Measure, Tallies, Tally, count_case, count_feedback
from youthvoice.insight.rules.publishing import _figures
from youthvoice.responses.rules.answers import CaseState, Outcome, ReasonCode
from youthvoice.responses.rules.follow_up import PromiseState

TODAY = date(2026, 6, 15)
ONE, OTHER = 1, 2
DAY = timedelta(days=1)


def a_case(**facts: object) -> CaseFacts:
    """Asked on 1 February 2026, due thirty days later, not answered; of a person of its own."""
    opened = facts.get("opened_on", date(2026, 2, 1))
    assert isinstance(opened, date)
    plain: dict[str, Any] = {
        "unit_id": ONE,
        "persons": frozenset({object()}),
        "opened_on": opened,
        "state": CaseState.awaiting_answer,
        "due_on": opened + 30 * DAY,
        "clock_from": opened,
    }
    return CaseFacts(**{**plain, **facts})


def answered(days: int, outcome: Outcome = Outcome.yes, reason: ReasonCode | None = None, **facts: object) -> CaseFacts:
    """Answered so many days after it was asked."""
    case = a_case(**{"state": CaseState.answered, "outcome": outcome, "reason": reason, **facts})
    return replace(case, answered_on=case.opened_on + days * DAY, answer_due_on=case.due_on)


def tally_of(*cases: CaseFacts, year: int = 2026, unit: int | None = ONE) -> Tally:
    tallies = Tallies()
    for case in cases:
        count_case(tallies, case, TODAY)
    return tallies.by_key[year, unit]


def test_a_year_counted_by_hand() -> None:
    cases = [
        answered(10),
        answered(20, Outcome.no, ReasonCode.budget),
        answered(30, Outcome.no, ReasonCode.budget),
        answered(40, Outcome.no, ReasonCode.safety),
        answered(50, Outcome.partly, ReasonCode.time, paused_days=25),
        answered(
            12, Outcome.passed_on, ReasonCode.not_our_decision, state=CaseState.passed_on, due_on=date(2026, 7, 1)
        ),
        a_case(),
        a_case(due_on=TODAY),
        a_case(is_paused=True, state=CaseState.needs_more),
        a_case(is_closed=True),
    ]
    figures = _figures(tally_of(*cases))
    shown = {name: figure for name, figure in figures.items() if figure}
    assert shown == {
        # Nine of ten: one was withdrawn.
        "asked": 9, "withdrawn": 1, "answered": 6,
        # 10, 12, 20, 25 (50 without the pause), 30 and 40 days.
        "median_days": 22.5,
        # 10, 12, 20 and 30 days; not 40, not 50 (its deadline here was not moved), and not the one that never came.
        "on_time": 57,
        # Due on 3 March, and waiting since: more than twice the time.
        "overdue": 1, "long_overdue": 1,
        "yes": 17, "partly": 17, "no": 50, "passed_on": 16,
        "no_budget": 67, "no_safety": 33, "partly_time": 100,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("case", "year", "base", "on_time"),
    [
        # Answered in the last days of a year, before a deadline of the next.
        (answered(20, opened_on=date(2025, 12, 10)), 2025, Base.settled, 1),
        # Answered on the day itself, in the next year.
        (answered(30, opened_on=date(2025, 12, 10)), 2026, Base.settled, 1),
        # Late: it belongs to the year in which the deadline ran out, not to that of the answer.
        (answered(60, opened_on=date(2025, 11, 20)), 2025, Base.settled, 0),
        (answered(60, opened_on=date(2025, 11, 20)), 2026, Base.answered, 0),
        # It never came: late since the day after its deadline.
        (a_case(opened_on=date(2025, 11, 20)), 2025, Base.settled, 0),
        (a_case(due_on=TODAY - DAY), 2026, Base.settled, 0),
    ],
)
def test_which_year_a_case_belongs_to(case: CaseFacts, year: int, base: Base, on_time: int) -> None:
    tallies = Tallies()
    count_case(tallies, case, TODAY)
    years = {found for (found, unit), tally in tallies.by_key.items() if unit == ONE and tally.groups[base].count}
    assert years == {year}
    assert tallies.by_key[year, ONE].parts[Measure.on_time] == on_time


@pytest.mark.parametrize(
    "case",
    [
        a_case(due_on=TODAY),
        a_case(is_paused=True),
        a_case(is_closed=True),
        answered(90),
    ],
    ids=["due today", "waits for the young person", "withdrawn", "answered late"],
)
def test_what_is_not_overdue(case: CaseFacts) -> None:
    assert tally_of(case).groups[Base.overdue].count == 0


def test_a_clearer_answer_and_an_answer_from_others_can_be_overdue() -> None:
    reopened = answered(10, state=CaseState.awaiting_answer, due_on=TODAY - 3 * DAY, clock_from=TODAY - 17 * DAY)
    reopened = replace(reopened, reopened_on=TODAY - 17 * DAY)
    passed_on = answered(10, Outcome.passed_on, state=CaseState.passed_on, due_on=TODAY - DAY)
    tally = tally_of(reopened, passed_on)
    assert (tally.groups[Base.overdue].count, tally.groups[Base.long_overdue].count) == (2, 0)
    assert tally.groups[Base.reopened].count == 1


def test_promises_stand_where_they_were_made_and_late_is_told_by_the_calendar() -> None:
    made = {"promised_on": date(2026, 3, 1), "promise_unit_id": OTHER, "promise": PromiseState.under_way}
    cases = [
        answered(10, **made, promise_due_on=TODAY - DAY),
        answered(10, **made, promise_due_on=TODAY),
        answered(10, **{**made, "promise": PromiseState.kept}),
        answered(10, **{**made, "promise": PromiseState.broken}),
        answered(10),
    ]
    tally = tally_of(*cases, unit=OTHER)
    assert tally.groups[Base.promises].count == 4
    assert [tally.parts[m] for m in (Measure.kept, Measure.under_way, Measure.late, Measure.broken)] == [1, 1, 1, 1]
    assert tally_of(*cases, unit=None).groups[Base.promises].count == 4


def test_every_word_on_an_answer_counts() -> None:
    tallies = Tallies()
    for understood, seriously in ((True, True), (True, False), (False, False)):
        said = FeedbackFacts(
            unit_id=ONE, person="the same", said_on=TODAY, understood=understood, taken_seriously=seriously
        )
        count_feedback(tallies, said)
    tally = tallies.by_key[2026, ONE]
    assert (tally.groups[Base.feedback].count, tally.parts[Measure.understood]) == (3, 2)
    assert tally.parts[Measure.taken_seriously] == 1
    assert tally.groups[Base.feedback].is_few
