"""What the asker owes when a hearing has closed: what was heard, what it changed, and why the rest was not changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from youthvoice.consultations.rules.states import HEARD_MIN, WORDS_MAX
from youthvoice.core.textcheck import fingerprint, is_filler, real_length

CHANGED_MIN = 20
"""«Det ændrede vi»: that nothing was changed is said in a sentence too."""
REMIND_BEFORE = timedelta(days=3)


class SummaryProblem(StrEnum):
    """Why a part of the summary does not do."""

    missing = "missing"
    too_short = "too_short"
    too_long = "too_long"
    not_real_words = "not_real_words"
    said_twice = "said_twice"
    """The same words as in another part."""


@dataclass(frozen=True)
class Summary:
    """The three parts."""

    heard: str
    changed: str
    unchanged_why: str


LEAST = {"heard": HEARD_MIN, "changed": CHANGED_MIN, "unchanged_why": HEARD_MIN}
"""Characters of real words, part by part."""


def summary_problems(summary: Summary) -> dict[str, SummaryProblem]:
    """Part -> what is wrong with it; empty where the hearing can be finished."""
    return dict(_problems(summary))


def _problems(summary: Summary) -> Iterator[tuple[str, SummaryProblem]]:
    seen: set[str] = set()
    for part, least in LEAST.items():
        words: str = getattr(summary, part)
        problem = _problem(words, least)
        print_of = fingerprint(words)
        if problem is None and print_of in seen:
            problem = SummaryProblem.said_twice
        seen.add(print_of)
        if problem is not None:
            yield part, problem


def _problem(words: str, least: int) -> SummaryProblem | None:
    if not words.strip():
        return SummaryProblem.missing
    if len(words) > WORDS_MAX:
        return SummaryProblem.too_long
    if len(" ".join(words.split())) < least:
        return SummaryProblem.too_short
    if is_filler(words) or real_length(words) < least:
        return SummaryProblem.not_real_words
    return None


class ReminderStage(StrEnum):
    """Of what the asker is reminded."""

    soon = "soon"
    today = "today"
    overdue = "overdue"


STAGES = tuple(ReminderStage)


def reminders_by(due_on: date, today: date) -> int:
    """How many of the three reminders should have been sent on that day: three days before, on the day, after it."""
    return (today >= due_on - REMIND_BEFORE) + (today >= due_on) + (today > due_on)


def is_overdue(due_on: date, today: date) -> bool:
    """Tell whether the summary is late."""
    return today > due_on
