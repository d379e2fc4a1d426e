"""The duty to answer: states, and what an answer must hold. The deadlines stand in clock.py.

A case is owed a receipt and then an answer. Nobody can close it with a no, a partly or
a passed-on without telling why, what happens next and whom to talk to.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

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
    passed_on = "passed_on"
    """Somebody else decides: open until their answer is recorded."""
    answered = "answered"


class Problem(StrEnum):
    """Why a part of an answer cannot be accepted."""

    missing = "missing"
    too_short = "too_short"
    not_real_words = "not_real_words"
    used_before = "used_before"
    not_in_future = "not_in_future"
    in_future = "in_future"
    too_far = "too_far"
    after_due = "after_due"
    """Later than the deadline, which only an extension moves."""
    no_amount = "no_amount"
    other_reason = "other_reason"
    unchanged_phrase = "unchanged_phrase"
    open_brackets = "open_brackets"
    """A gap of a phrase was not filled in."""


DUTY_TO_EXPLAIN: frozenset[Outcome] = frozenset({Outcome.no, Outcome.partly, Outcome.passed_on})
# Outcomes that end the waiting; the others keep the case open.
FINAL_OUTCOMES: frozenset[Outcome] = DUTY_TO_EXPLAIN | {Outcome.yes}

# What becomes a promise: dated, and followed until the young person says it was kept.
PROMISING: frozenset[Outcome] = frozenset({Outcome.yes, Outcome.partly})
# Reasons that must tell which: the rule, what it costs, or who decides.
DETAILED: frozenset[ReasonCode] = frozenset({ReasonCode.law_or_rules, ReasonCode.budget, ReasonCode.not_our_decision})
# Of those, the ones with a day: when the money can be asked for again, or when it was sent on.
DATED: frozenset[ReasonCode] = frozenset({ReasonCode.budget, ReasonCode.not_our_decision})

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
MIN_DETAIL = 3
MAX_DETAIL = 300
MAX_WAIT = timedelta(days=365)
MAX_WAIT_FOR_OTHERS = timedelta(days=183)
MAX_PROMISE = timedelta(days=5 * 365)

_STATE_OF_OUTCOME: dict[Outcome, CaseState] = {
    Outcome.yes: CaseState.answered,
    Outcome.partly: CaseState.answered,
    Outcome.no: CaseState.answered,
    Outcome.passed_on: CaseState.passed_on,
    Outcome.needs_more: CaseState.needs_more,
    Outcome.in_progress: CaseState.in_progress,
}

_WORKED_ON: frozenset[CaseState] = frozenset(
    {CaseState.in_progress, CaseState.needs_more, CaseState.passed_on, CaseState.answered}
)
# A case never waits for its receipt again. An answer can be replaced by another, taken
# up again, or reopened by the author, but after it the author owes nothing more.
TRANSITIONS: dict[CaseState, frozenset[CaseState]] = {
    CaseState.awaiting_receipt: frozenset(CaseState) - {CaseState.awaiting_receipt},
    CaseState.awaiting_answer: _WORKED_ON,
    CaseState.in_progress: _WORKED_ON,
    CaseState.needs_more: _WORKED_ON | {CaseState.awaiting_answer},
    CaseState.passed_on: _WORKED_ON | {CaseState.awaiting_answer},
    CaseState.answered: frozenset(
        {CaseState.awaiting_answer, CaseState.in_progress, CaseState.passed_on, CaseState.answered}
    ),
}


@dataclass(frozen=True)
class AnswerFacts:
    """An answer as an official typed it, before it is stored."""

    outcome: Outcome | None
    reason: ReasonCode | None = None
    reason_detail: str = ""
    """Which rule, what it costs, or who decides."""
    reason_on: date | None = None
    """When the money can be asked for again, or when it was sent on."""
    explanation: str = ""
    next_step: str = ""
    contact_name: str = ""
    contact_title: str = ""
    contact_unit: str = ""
    asked_for: str = ""
    expected_on: date | None = None
    """When the answer comes, when the others' answer comes, or when what is promised is done."""


@dataclass(frozen=True)
class Known:
    """What is known of a case beside the answer that is being written."""

    used_before: bool = False
    """The explanation was already given in another case."""
    unchanged_phrase: bool = False
    """A reusable phrase stands in it as it was."""
    due_on: date | None = None
    """The deadline that stands."""


def allowed(before: CaseState, after: CaseState) -> bool:
    """Tell whether a case may go from one state to the other."""
    return after in TRANSITIONS[before]


def state_after(outcome: Outcome) -> CaseState:
    """Return the state that an answer with this outcome brings a case into."""
    return _STATE_OF_OUTCOME[outcome]


def is_final(outcome: Outcome) -> bool:
    """Tell whether an answer with this outcome can be understood or not; the others only say that one is to come."""
    return outcome in FINAL_OUTCOMES


def outcome_allowed(before: CaseState, outcome: Outcome) -> bool:
    """Tell whether a case in this state may be answered with this outcome."""
    return allowed(before, state_after(outcome))


def missing_parts(facts: AnswerFacts, today: date, known: Known) -> list[tuple[str, Problem]]:
    """Return what keeps an answer from being stored, as (field of AnswerFacts, problem).

    An empty list means that the answer is whole. At most one problem for each field.
    """
    if facts.outcome is None:
        return [("outcome", Problem.missing)]
    if facts.outcome in DUTY_TO_EXPLAIN:
        owed = [*refusal_problems(facts, known), *_detail_problems(facts, today)]
    elif facts.outcome is Outcome.yes:
        owed = list(_yes_problems(facts, known))
    elif facts.outcome is Outcome.needs_more:
        owed = list(_prose("asked_for", facts.asked_for, MIN_ASKED_FOR))
    else:
        owed = []
    return owed + list(_date_problems(facts, today, known))


def has_open_brackets(text: str) -> bool:
    """Tell whether a gap «[…]» of a phrase is still to be filled in."""
    start = text.find("[")
    return start >= 0 and text.find("]", start) > start


def refusal_problems(facts: AnswerFacts, known: Known) -> Iterator[tuple[str, Problem]]:
    """Yield what a no lacks, whoever says it: an official, or a council."""
    if facts.reason is None:
        yield "reason", Problem.missing
    told = list(_prose("explanation", facts.explanation, MIN_EXPLANATION))
    if not told and count_real_words(facts.explanation) < MIN_WORDS:
        told = [("explanation", Problem.not_real_words)]
    yield from told or _copied("explanation", facts.explanation, known)
    yield from _prose("next_step", facts.next_step, MIN_NEXT_STEP)
    yield from _contact_problems(facts)


def _copied(field: str, text: str, known: Known) -> list[tuple[str, Problem]]:
    if known.used_before:
        return [(field, Problem.used_before)]
    if has_open_brackets(text):
        return [(field, Problem.open_brackets)]
    return [(field, Problem.unchanged_phrase)] if known.unchanged_phrase else []


def _detail_problems(facts: AnswerFacts, today: date) -> Iterator[tuple[str, Problem]]:
    """What the reason itself must tell."""
    if facts.outcome is Outcome.passed_on and facts.reason not in (None, ReasonCode.not_our_decision):
        yield "reason", Problem.other_reason
    elif facts.reason in DETAILED:
        if sum(char.isalnum() for char in facts.reason_detail) < MIN_DETAIL:
            yield "reason_detail", Problem.missing
        elif facts.reason is ReasonCode.budget and not any(char.isdigit() for char in facts.reason_detail):
            yield "reason_detail", Problem.no_amount
        if facts.reason in DATED:
            yield from _reason_day(facts, today)


def _reason_day(facts: AnswerFacts, today: date) -> Iterator[tuple[str, Problem]]:
    if facts.reason_on is None:
        yield "reason_on", Problem.missing
    elif facts.reason is ReasonCode.budget and facts.reason_on <= today:
        yield "reason_on", Problem.not_in_future
    elif facts.reason is ReasonCode.not_our_decision and facts.reason_on > today:
        yield "reason_on", Problem.in_future


def _yes_problems(facts: AnswerFacts, known: Known) -> Iterator[tuple[str, Problem]]:
    told = list(_prose("explanation", facts.explanation, MIN_YES_EXPLANATION))
    yield from told or (p for p in _copied("explanation", facts.explanation, known) if p[1] is not Problem.used_before)
    yield from _contact_problems(facts)


def _contact_problems(facts: AnswerFacts) -> Iterator[tuple[str, Problem]]:
    for field in ("contact_name", "contact_title", "contact_unit"):
        value: str = getattr(facts, field)
        if not any(char.isalpha() for char in value):
            yield field, Problem.missing


_LONGEST: dict[Outcome, timedelta] = {
    Outcome.yes: MAX_PROMISE,
    Outcome.partly: MAX_PROMISE,
    Outcome.passed_on: MAX_WAIT_FOR_OTHERS,
    Outcome.in_progress: MAX_WAIT,
}


def _date_problems(facts: AnswerFacts, today: date, known: Known) -> Iterator[tuple[str, Problem]]:
    """The day that an answer promises. What is done the same day may be promised too."""
    if facts.outcome is None or facts.outcome not in _LONGEST:
        return
    earliest = today if facts.outcome in PROMISING else today + timedelta(days=1)
    if facts.expected_on is None:
        yield "expected_on", Problem.missing
    elif facts.expected_on < earliest:
        yield "expected_on", Problem.not_in_future
    elif facts.outcome is Outcome.in_progress and known.due_on is not None and facts.expected_on > known.due_on:
        yield "expected_on", Problem.after_due
    elif facts.expected_on > today + _LONGEST[facts.outcome]:
        yield "expected_on", Problem.too_far


def _prose(field: str, text: str, minimum: int) -> Iterator[tuple[str, Problem]]:
    if not text.strip():
        yield field, Problem.missing
    elif len(" ".join(text.split())) < minimum:
        yield field, Problem.too_short
    elif is_filler(text) or real_length(text) < minimum:
        yield field, Problem.not_real_words
