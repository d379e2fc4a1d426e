"""The duty to answer: states, deadlines, and what an answer must hold.

A case is owed a receipt and then an answer. Nobody can close it with a no, a partly or
a passed-on without telling why, what happens next and whom to talk to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from youthvoice.core.textcheck import count_real_words, is_filler, real_length


class Outcome(StrEnum):
    """What the municipality answers."""

    yes = "yes"
    partly = "partly"
    no = "no"
    passed_on = "passed_on"
    needs_more = "needs_more"
    in_progress = "in_progress"


class ReasonCode(StrEnum):
    """The main reason behind an answer."""

    law_or_rules = "law_or_rules"
    budget = "budget"
    not_our_decision = "not_our_decision"
    safety = "safety"
    already_exists = "already_exists"
    other_peoples_rights = "other_peoples_rights"
    time = "time"


class CaseState(StrEnum):
    """Where a case stands."""

    awaiting_receipt = "awaiting_receipt"
    awaiting_answer = "awaiting_answer"
    in_progress = "in_progress"
    needs_more = "needs_more"
    answered = "answered"


class DueState(StrEnum):
    """How a case stands against its deadline."""

    answered = "answered"
    on_time = "on_time"
    due_soon = "due_soon"
    due_today = "due_today"
    overdue = "overdue"
    long_overdue = "long_overdue"


class Problem(StrEnum):
    """Why a part of an answer cannot be accepted."""

    missing = "missing"
    too_short = "too_short"
    not_real_words = "not_real_words"
    used_before = "used_before"
    not_in_future = "not_in_future"


DUTY_TO_EXPLAIN: frozenset[Outcome] = frozenset({Outcome.no, Outcome.partly, Outcome.passed_on})
# Outcomes that end the waiting; the others keep the case open.
FINAL_OUTCOMES: frozenset[Outcome] = DUTY_TO_EXPLAIN | {Outcome.yes}

# Lengths are characters; MIN_WORDS is the number of real words in an explanation.
MIN_EXPLANATION = 80
MIN_WORDS = 12
MIN_YES_EXPLANATION = 20
MIN_NEXT_STEP = 10
MIN_ASKED_FOR = 10
MAX_EXPLANATION = 4000
MAX_NEXT_STEP = 600
MAX_ASKED_FOR = 1000
MAX_CONTACT = 120

RECEIPT_SCHOOL_DAYS = 5
ANSWER_DAYS = 30
DUE_SOON_DAYS = 5
LONG_OVERDUE_DAYS = 30

_STATE_OF_OUTCOME: dict[Outcome, CaseState] = {
    Outcome.yes: CaseState.answered,
    Outcome.partly: CaseState.answered,
    Outcome.no: CaseState.answered,
    Outcome.passed_on: CaseState.answered,
    Outcome.needs_more: CaseState.needs_more,
    Outcome.in_progress: CaseState.in_progress,
}

# A case never waits for its receipt again. An answer can be replaced by another, taken
# up again, or reopened by the author, but after it the author owes nothing more.
TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.awaiting_receipt: frozenset(CaseState) - {CaseState.awaiting_receipt},
    CaseState.awaiting_answer: frozenset({CaseState.in_progress, CaseState.needs_more, CaseState.answered}),
    CaseState.in_progress: frozenset({CaseState.in_progress, CaseState.needs_more, CaseState.answered}),
    CaseState.needs_more: frozenset(CaseState) - {CaseState.awaiting_receipt},
    CaseState.answered: frozenset({CaseState.awaiting_answer, CaseState.in_progress, CaseState.answered}),
}


class DeadlineCalendar(Protocol):
    """The part of a school calendar that deadlines need."""

    def add_school_days(self, start: date, count: int) -> date:
        """Return the date `count` school days after `start`."""

    def next_working_day(self, day: date) -> date:
        """Return the day itself if it is a working day, else the first one after."""


@dataclass(frozen=True)
class AnswerFacts:
    """An answer as an official typed it, before it is stored."""

    outcome: Outcome | None
    reason: ReasonCode | None = None
    explanation: str = ""
    next_step: str = ""
    contact_name: str = ""
    contact_title: str = ""
    contact_unit: str = ""
    asked_for: str = ""
    expected_on: date | None = None


def allowed(before: CaseState, after: CaseState) -> bool:
    """Tell whether a case may go from one state to the other."""
    return after in TRANSITIONS[before]


def state_after(outcome: Outcome) -> CaseState:
    """Return the state that an answer with this outcome brings a case into."""
    return _STATE_OF_OUTCOME[outcome]


def outcome_allowed(before: CaseState, outcome: Outcome) -> bool:
    """Tell whether a case in this state may be answered with this outcome."""
    return allowed(before, state_after(outcome))


def due_dates(
    opened_on: date,
    calendar: DeadlineCalendar,
    receipt_school_days: int = RECEIPT_SCHOOL_DAYS,
    answer_days: int = ANSWER_DAYS,
) -> tuple[date, date]:
    """Return (receipt due, answer due) for a case opened on that Copenhagen date.

    The receipt counts school days; the answer counts calendar days and is then moved
    forward past weekends and holidays.
    """
    receipt_due = calendar.add_school_days(opened_on, receipt_school_days)
    answer_due = calendar.next_working_day(opened_on + timedelta(days=answer_days))
    return receipt_due, answer_due


def days_late(due_on: date, today: date) -> int:
    """Return how many days the deadline has been passed by; 0 on the day itself."""
    return max(0, (today - due_on).days)


def due_state(due_on: date, today: date, answered: bool) -> DueState:
    """Say how a case stands against its deadline."""
    if answered:
        return DueState.answered
    days_left = (due_on - today).days
    if days_left < -LONG_OVERDUE_DAYS:
        return DueState.long_overdue
    if days_left < 0:
        return DueState.overdue
    if days_left == 0:
        return DueState.due_today
    return DueState.due_soon if days_left <= DUE_SOON_DAYS else DueState.on_time


def missing_parts(facts: AnswerFacts, today: date, used_before: bool) -> list[tuple[str, Problem]]:
    """Return what keeps an answer from being stored, as (field of AnswerFacts, problem).

    `used_before` says that the explanation was already given in another case.
    An empty list means that the answer is whole. At most one problem for each field.
    """
    if facts.outcome is None:
        return [("outcome", Problem.missing)]
    if facts.outcome in DUTY_TO_EXPLAIN:
        return list(_refusal_problems(facts, used_before))
    if facts.outcome is Outcome.yes:
        return list(_yes_problems(facts))
    if facts.outcome is Outcome.needs_more:
        return list(_prose("asked_for", facts.asked_for, MIN_ASKED_FOR))
    return list(_date_problems(facts.expected_on, today))


def _refusal_problems(facts: AnswerFacts, used_before: bool) -> Iterator[tuple[str, Problem]]:
    if facts.reason is None:
        yield "reason", Problem.missing
    told = list(_prose("explanation", facts.explanation, MIN_EXPLANATION))
    if not told and count_real_words(facts.explanation) < MIN_WORDS:
        told = [("explanation", Problem.not_real_words)]
    if not told and used_before:
        told = [("explanation", Problem.used_before)]
    yield from told
    yield from _prose("next_step", facts.next_step, MIN_NEXT_STEP)
    yield from _contact_problems(facts)


def _yes_problems(facts: AnswerFacts) -> Iterator[tuple[str, Problem]]:
    yield from _prose("explanation", facts.explanation, MIN_YES_EXPLANATION)
    yield from _contact_problems(facts)


def _contact_problems(facts: AnswerFacts) -> Iterator[tuple[str, Problem]]:
    for field in ("contact_name", "contact_title", "contact_unit"):
        value: str = getattr(facts, field)
        if not any(char.isalpha() for char in value):
            yield field, Problem.missing


def _date_problems(expected_on: date | None, today: date) -> Iterator[tuple[str, Problem]]:
    if expected_on is None:
        yield "expected_on", Problem.missing
    elif expected_on <= today:
        yield "expected_on", Problem.not_in_future


def _prose(field: str, text: str, minimum: int) -> Iterator[tuple[str, Problem]]:
    if not text.strip():
        yield field, Problem.missing
    elif len(" ".join(text.split())) < minimum:
        yield field, Problem.too_short
    elif is_filler(text) or real_length(text) < minimum:
        yield field, Problem.not_real_words
