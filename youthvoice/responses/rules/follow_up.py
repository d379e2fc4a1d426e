"""After the answer: was it understood, and was it kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReopenCause(StrEnum):
    """Who made a case be taken up again."""

    party = "party"
    """One of those who asked did not understand the answer, or was not taken seriously."""
    readers = "readers"
    """Enough readers asked for a clearer answer."""


class PromiseState(StrEnum):
    """How a promise stands. Late is not stored: the calendar tells it."""

    under_way = "under_way"
    late = "late"
    kept = "kept"
    broken = "broken"


class Verdict(StrEnum):
    """What the young person says of a promise."""

    kept = "kept"
    broken = "broken"


WISHES_TO_REOPEN = 5
"""Readers who ask for a clearer answer count together as one who asked."""
MIN_UNCLEAR = 10
MAX_UNCLEAR = 1000
MAX_PROMISE_TEXT = 600
MAX_MILESTONE = 200
MAX_MILESTONES = 12
MAX_REPORT = 1500
CHECK_MONTHS = (3, 12)
"""Months after the promise at which the responsible adult is asked how it goes."""


@dataclass(frozen=True)
class FeedbackFacts:
    """What one of those who asked says of the answer."""

    understood: bool | None = None
    taken_seriously: bool | None = None
    unclear: str = ""


def is_content(facts: FeedbackFacts) -> bool:
    """Tell whether both questions got a yes."""
    return facts.understood is True and facts.taken_seriously is True


def feedback_problems(facts: FeedbackFacts) -> list[str]:
    """Return the fields of ``FeedbackFacts`` that still need something. A no must say what was unclear."""
    found = [name for name in ("understood", "taken_seriously") if getattr(facts, name) is None]
    if not found and not is_content(facts) and len(" ".join(facts.unclear.split())) < MIN_UNCLEAR:
        found.append("unclear")
    return found


def enough_wishes(wishes: int) -> bool:
    """Tell whether so many readers together reopen a case."""
    return wishes >= WISHES_TO_REOPEN


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"no such day: {day} + {months} months")


def check_days(promised_on: date) -> dict[int, date]:
    """Return the day of each question to the responsible adult, by its months."""
    return {months: months_later(promised_on, months) for months in CHECK_MONTHS}


def promise_state(stored: PromiseState, next_due_on: date | None, today: date) -> PromiseState:
    """Return how a promise stands today: under way is late from the day after what was to be done first is due."""
    if stored is PromiseState.under_way and next_due_on is not None and today > next_due_on:
        return PromiseState.late
    return stored


def next_due(open_milestones: Iterable[date], promised_for: date, *, all_done: bool) -> date | None:
    """Return the day that a promise is measured by: the first open milestone, else the day promised; None when done."""
    if all_done:
        return None
    return min((*open_milestones, promised_for))


def state_of_verdict(verdict: Verdict) -> PromiseState:
    """Return the state that the young person's word gives."""
    return PromiseState.kept if verdict is Verdict.kept else PromiseState.broken
