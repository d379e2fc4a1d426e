"""The duty to answer: states, deadlines, and what an answer must hold."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from youthvoice.core.calendar import SchoolCalendar
from youthvoice.responses.rules import (
    DUTY_TO_EXPLAIN,
    FINAL_OUTCOMES,
    TRANSITIONS,
    AnswerFacts,
    CaseState,
    DueState,
    Known,
    Outcome,
    Problem,
    ReasonCode,
    allowed,
    days_late,
    due_dates,
    due_state,
    missing_parts,
    outcome_allowed,
    state_after,
)

TODAY = date(2027, 3, 1)
DUE = date(2027, 3, 15)
CALENDAR = SchoolCalendar(((date(2027, 2, 15), date(2027, 2, 19)),))
POSSIBLE = {
    "awaiting_receipt": "awaiting_answer in_progress needs_more passed_on answered",
    "awaiting_answer": "in_progress needs_more passed_on answered",
    "in_progress": "in_progress needs_more passed_on answered",
    "needs_more": "awaiting_answer in_progress needs_more passed_on answered",
    "passed_on": "awaiting_answer in_progress needs_more passed_on answered",
    "answered": "awaiting_answer in_progress passed_on answered",
}
# Exactly 80 characters and 17 words.
EXPLANATION = "Vi kan ikke bygge en bane i år, for der er ikke penge til den. Vi ser på det så."
ANSWER = AnswerFacts(
    outcome=Outcome.no,
    reason=ReasonCode.budget,
    reason_detail="1.200.000 kr.",
    reason_on=TODAY + timedelta(days=200),
    explanation=EXPLANATION,
    next_step="Kom til mødet i maj.",
    contact_name="Line Holm",
    contact_title="Konsulent",
    contact_unit="Center for Skole",
)
WHOLE = {
    Outcome.no: ANSWER,
    Outcome.partly: replace(ANSWER, outcome=Outcome.partly, expected_on=TODAY),
    Outcome.passed_on: replace(
        ANSWER,
        outcome=Outcome.passed_on,
        reason=ReasonCode.not_our_decision,
        reason_detail="Movia",
        reason_on=TODAY,
        expected_on=TODAY + timedelta(days=183),
    ),
    Outcome.yes: replace(
        ANSWER,
        outcome=Outcome.yes,
        reason=None,
        reason_detail="",
        reason_on=None,
        explanation="Ja, vi bygger banen.",
        next_step="",
        expected_on=TODAY,
    ),
    Outcome.needs_more: AnswerFacts(Outcome.needs_more, asked_for="Hvor er det?"),
    Outcome.in_progress: AnswerFacts(Outcome.in_progress, expected_on=TODAY + timedelta(days=1)),
}


@pytest.mark.parametrize(("before", "after"), list(product(CaseState, repeat=2)))
def test_every_pair_of_states(before: CaseState, after: CaseState) -> None:
    assert allowed(before, after) is (after.value in POSSIBLE[before.value].split())


def test_every_state_and_outcome_is_in_the_tables() -> None:
    assert set(TRANSITIONS) == set(CaseState)
    assert {state_after(outcome) for outcome in FINAL_OUTCOMES} == {CaseState.answered, CaseState.passed_on}
    assert {Outcome.yes} == FINAL_OUTCOMES - DUTY_TO_EXPLAIN
    assert state_after(Outcome.needs_more) is CaseState.needs_more
    assert state_after(Outcome.in_progress) is CaseState.in_progress


@pytest.mark.parametrize("outcome", Outcome)
def test_only_needs_more_is_closed_to_an_answered_case(outcome: Outcome) -> None:
    assert outcome_allowed(CaseState.answered, outcome) is (outcome is not Outcome.needs_more)


@pytest.mark.parametrize(
    ("opened", "receipt", "answer"),
    [
        (date(2027, 1, 4), date(2027, 1, 11), date(2027, 2, 3)),
        (date(2027, 2, 12), date(2027, 2, 26), date(2027, 3, 15)),
        (date(2027, 2, 23), date(2027, 3, 2), date(2027, 3, 30)),
        (date(2026, 11, 24), date(2026, 12, 1), date(2026, 12, 28)),
        (date(2026, 12, 23), date(2027, 1, 4), date(2027, 1, 22)),
    ],
)
def test_due_dates(opened: date, receipt: date, answer: date) -> None:
    assert due_dates(opened, CALENDAR) == (receipt, answer)


def test_due_dates_follow_the_municipality_settings() -> None:
    found = due_dates(date(2027, 1, 4), CALENDAR, receipt_school_days=1, answer_days=7)
    assert found == (date(2027, 1, 5), date(2027, 1, 11))


@pytest.mark.parametrize(
    ("state", "late", "days"),
    [
        (DueState.on_time, 0, -8),
        (DueState.due_soon, 0, -7),
        (DueState.due_soon, 0, -1),
        (DueState.due_today, 0, 0),
        (DueState.overdue, 1, 1),
        (DueState.overdue, 30, 30),
        (DueState.long_overdue, 31, 31),
    ],
)
def test_due_state(state: DueState, late: int, days: int) -> None:
    today = DUE + timedelta(days=days)
    assert due_state(DUE, today, answered=False) is state
    assert days_late(DUE, today) == late
    assert due_state(DUE, today, answered=True) is DueState.answered


def test_the_explanation_used_here_stands_on_the_bound() -> None:
    assert len(EXPLANATION) == 80


@pytest.mark.parametrize("outcome", Outcome)
def test_whole_answers_are_accepted(outcome: Outcome) -> None:
    assert missing_parts(WHOLE[outcome], TODAY, Known()) == []


def test_an_answer_needs_an_outcome() -> None:
    assert missing_parts(AnswerFacts(outcome=None), TODAY, Known()) == [("outcome", Problem.missing)]


@pytest.mark.parametrize("outcome", sorted(DUTY_TO_EXPLAIN))
@pytest.mark.parametrize(
    ("problem", "field", "value"),
    [
        (Problem.missing, "reason", None),
        (Problem.missing, "explanation", ""),
        (Problem.missing, "explanation", " \n "),
        (Problem.too_short, "explanation", "Nej."),
        (Problem.too_short, "explanation", EXPLANATION[:-2] + "."),
        (Problem.too_short, "explanation", EXPLANATION[:-4] + " " * 40),
        (Problem.not_real_words, "explanation", "a" * 90),
        (Problem.not_real_words, "explanation", "." * 90),
        (Problem.not_real_words, "explanation", "asdf qwer " * 9),
        (Problem.not_real_words, "explanation", "Nej det kan vi ikke. " * 5),
        (Problem.not_real_words, "explanation", "Nej, det kan vi ikke gøre i år. " + "12345 " * 10),
        (
            Problem.not_real_words,
            "explanation",
            "Kommunalbestyrelsesmedlemmerne " * 2 + "afviser budgetforhandlingerne",
        ),
        (Problem.missing, "next_step", ""),
        (Problem.too_short, "next_step", "Kom i maj"),
        (Problem.not_real_words, "next_step", "..........."),
        (Problem.missing, "contact_name", ""),
        (Problem.missing, "contact_name", " . "),
        (Problem.missing, "contact_title", ""),
        (Problem.missing, "contact_unit", "-"),
    ],
)
def test_a_refusal_without_one_part_is_refused(outcome: Outcome, problem: Problem, field: str, value: Any) -> None:
    facts = replace(WHOLE[outcome], **{field: value})
    assert missing_parts(facts, TODAY, Known()) == [(field, problem)]


@pytest.mark.parametrize("outcome", sorted(DUTY_TO_EXPLAIN))
def test_a_text_used_before_is_refused(outcome: Outcome) -> None:
    found = missing_parts(WHOLE[outcome], TODAY, Known(used_before=True))
    assert found == [("explanation", Problem.used_before)]


def test_an_empty_refusal_names_every_part() -> None:
    found = missing_parts(AnswerFacts(Outcome.no), TODAY, Known(used_before=True))
    fields = ["reason", "explanation", "next_step", "contact_name", "contact_title", "contact_unit"]
    assert found == [(field, Problem.missing) for field in fields]


@pytest.mark.parametrize(
    ("problem", "outcome", "field", "value"),
    [
        (Problem.missing, Outcome.yes, "explanation", ""),
        (Problem.too_short, Outcome.yes, "explanation", "Ja, vi bygger bane."),
        (Problem.not_real_words, Outcome.yes, "explanation", "ja ja ja ja ja ja ja ja"),
        (Problem.missing, Outcome.yes, "contact_name", ""),
        (Problem.missing, Outcome.yes, "contact_title", ""),
        (Problem.missing, Outcome.yes, "contact_unit", ""),
        (Problem.missing, Outcome.needs_more, "asked_for", ""),
        (Problem.too_short, Outcome.needs_more, "asked_for", "Hvor? Hva"),
        (Problem.not_real_words, Outcome.needs_more, "asked_for", "??????????"),
        (Problem.missing, Outcome.yes, "expected_on", None),
        (Problem.not_in_future, Outcome.yes, "expected_on", TODAY - timedelta(days=1)),
        (Problem.too_far, Outcome.yes, "expected_on", TODAY + timedelta(days=5 * 365 + 1)),
        (Problem.open_brackets, Outcome.yes, "explanation", "Ja, vi bygger banen den [dato]."),
        (Problem.missing, Outcome.partly, "expected_on", None),
        (Problem.missing, Outcome.passed_on, "expected_on", None),
        (Problem.not_in_future, Outcome.passed_on, "expected_on", TODAY),
        (Problem.too_far, Outcome.passed_on, "expected_on", TODAY + timedelta(days=184)),
        (Problem.other_reason, Outcome.passed_on, "reason", ReasonCode.budget),
        (Problem.missing, Outcome.passed_on, "reason_detail", "--"),
        (Problem.missing, Outcome.passed_on, "reason_on", None),
        (Problem.in_future, Outcome.passed_on, "reason_on", TODAY + timedelta(days=1)),
        (Problem.missing, Outcome.no, "reason_detail", ""),
        (Problem.no_amount, Outcome.no, "reason_detail", "For mange penge"),
        (Problem.missing, Outcome.no, "reason_on", None),
        (Problem.not_in_future, Outcome.no, "reason_on", TODAY),
        (Problem.open_brackets, Outcome.no, "explanation", EXPLANATION + " [hvorfor]"),
        (Problem.missing, Outcome.in_progress, "expected_on", None),
        (Problem.too_far, Outcome.in_progress, "expected_on", TODAY + timedelta(days=366)),
        (Problem.not_in_future, Outcome.in_progress, "expected_on", TODAY),
        (Problem.not_in_future, Outcome.in_progress, "expected_on", TODAY - timedelta(days=1)),
    ],
)
def test_what_the_other_outcomes_need(problem: Problem, outcome: Outcome, field: str, value: Any) -> None:
    facts = replace(WHOLE[outcome], **{field: value})
    assert missing_parts(facts, TODAY, Known()) == [(field, problem)]


@pytest.mark.parametrize("reason", ReasonCode)
def test_what_each_reason_must_tell(reason: ReasonCode) -> None:
    found = missing_parts(replace(ANSWER, reason=reason, reason_detail="", reason_on=None), TODAY, Known())
    asked = {
        ReasonCode.law_or_rules: ["reason_detail"],
        ReasonCode.budget: ["reason_detail", "reason_on"],
        ReasonCode.not_our_decision: ["reason_detail", "reason_on"],
    }
    assert found == [(field, Problem.missing) for field in asked.get(reason, [])]


def test_work_goes_on_within_the_deadline_only() -> None:
    facts = replace(WHOLE[Outcome.in_progress], expected_on=DUE)
    assert missing_parts(facts, TODAY, Known(due_on=DUE)) == []
    assert missing_parts(facts, TODAY, Known(due_on=DUE - timedelta(days=1))) == [("expected_on", Problem.after_due)]


@pytest.mark.parametrize("outcome", [Outcome.no, Outcome.yes])
def test_a_phrase_must_be_adapted(outcome: Outcome) -> None:
    known = Known(unchanged_phrase=True)
    assert missing_parts(WHOLE[outcome], TODAY, known) == [("explanation", Problem.unchanged_phrase)]


@given(
    st.sampled_from(Outcome),
    st.text(max_size=120),
    st.text(max_size=40),
    st.sampled_from([None, *ReasonCode]),
    st.booleans(),
)
def test_no_refusal_slips_through(
    outcome: Outcome, text: str, contact: str, reason: ReasonCode | None, used: bool
) -> None:
    facts = AnswerFacts(
        outcome, reason, text, TODAY, text, text, contact, contact, contact, expected_on=TODAY + timedelta(days=1)
    )
    if outcome in DUTY_TO_EXPLAIN and not missing_parts(facts, TODAY, Known(used_before=used)):
        assert reason is not None
        assert not used
        assert len(text.strip()) >= 80
        assert contact.strip()
