"""After the answer: was it understood, and was it kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
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
LEAST_SHOWN = 5
"""Fewer answers than this are counted for nobody to see: they would tell who said what."""
MIN_UNCLEAR = 10
MAX_UNCLEAR = 1000
MAX_PROMISE_TEXT = 600
MAX_MILESTONE = 200
MAX_MILESTONES = 12
MAX_REPORT = 1500
CHECK_MONTHS = (3, 12)
"""Months after the promise at which the responsible adult is asked how it goes."""
DAY_PASSED = 0
"""Stands among the months for «the day it is measured by has passed»: the adults are told."""
PROMISE_PASSED = -1
"""Stands among the months for «the day that was promised has passed»: the young people are asked."""
ASK_YOUNG_MONTHS = 12
"""So long after the promise the young people are asked too, whatever its day is."""
MIN_MILESTONE = 5
MIN_REPORT = 10
MIN_ALT_TEXT = 3
MAX_ALT_TEXT = 200
MAX_MARK_WORDS = 1000
LONGEST_PLAN_DAYS = 5 * 366
REPORT_PICTURE_SIDE = 960
"""Pixels: as wide as it is ever shown, and small enough to stand on a list."""


class MilestoneProblem(StrEnum):
    """Why a step cannot be planned like that."""

    missing = "missing"
    not_in_future = "not_in_future"
    too_far = "too_far"


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


def may_be_shown(said: int) -> bool:
    """Tell whether so many answers can be counted in public."""
    return said >= LEAST_SHOWN


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


def checks_wanted(
    promised_on: date,
    promised_for: date,
    due_on: date | None,
    *,
    is_open: bool,
    is_done: bool,
    asked: Iterable[int] = (),
) -> dict[int, date]:
    """Return the questions still to be asked, by months, with their days; ``asked`` months are not asked again.

    ``DAY_PASSED`` stands for the day after ``due_on``, ``PROMISE_PASSED`` for the one after ``promised_for``: they are
    asked anew whenever that day is another. Nobody is asked of a promise that is settled. Where the adults say that it is
    done, only the last question stays: the young people may still owe their word.
    """
    if not is_open:
        return {}
    wanted = {months: day for months, day in check_days(promised_on).items() if months not in set(asked)}
    if is_done:
        return {months: day for months, day in wanted.items() if months == ASK_YOUNG_MONTHS}
    wanted[PROMISE_PASSED] = promised_for + timedelta(days=1)
    if due_on is not None:
        wanted[DAY_PASSED] = due_on + timedelta(days=1)
    return wanted


def verdicts_open(
    stored: PromiseState, promised_on: date, promised_for: date, today: date, *, is_done: bool
) -> frozenset[Verdict]:
    """Return what a young person can say of a promise today.

    Kept at any time. Not kept when its day has passed, when it is said to be done, after a year, and where the word has
    been given before: nobody breaks a promise whose day is still to come.
    """
    has_time = today <= promised_for and today < months_later(promised_on, ASK_YOUNG_MONTHS)
    if has_time and not is_done and stored is PromiseState.under_way:
        return frozenset({Verdict.kept})
    return frozenset(Verdict)


def milestone_problem(due_on: date | None, today: date, *, before: date | None = None) -> MilestoneProblem | None:
    """Say why a step cannot have that day; None where it can. A day that it has had (``before``) may stay."""
    if due_on is None:
        return MilestoneProblem.missing
    if due_on == before:
        return None
    if due_on < today:
        return MilestoneProblem.not_in_future
    return MilestoneProblem.too_far if due_on > today + timedelta(days=LONGEST_PLAN_DAYS) else None
