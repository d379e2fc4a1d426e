"""The rules of a draft: when it may be sent by the clock, what a colleague's look at it is worth, and how old who asked is."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from youthvoice.responses.rules.answers import AnswerFacts

LONGEST_WAIT = timedelta(days=60)
"""No answer lies ready for longer than that: what it says grows old."""
MAX_NOTE = 1000
MIN_PHRASE = 20
MAX_PHRASE = 1000
MAX_PHRASE_NAME = 80


class PlanProblem(StrEnum):
    """Why an answer cannot be sent at that time."""

    missing = "missing"
    in_past = "in_past"
    too_far = "too_far"


class ReviewState(StrEnum):
    """What a colleague has said of the words as they stand."""

    none = "none"
    waiting = "waiting"
    approved = "approved"
    returned = "returned"
    outdated = "outdated"
    """A word was changed after it was approved."""


class AgeBand(StrEnum):
    """About how old somebody is: so wide that nobody is pointed out, so narrow that one knows how to write."""

    child = "child"
    younger = "younger"
    older = "older"
    grown = "grown"
    unknown = "unknown"


_BANDS = ((12, AgeBand.child), (14, AgeBand.younger), (17, AgeBand.older))


def plan_problem(moment: datetime | None, now: datetime) -> PlanProblem | None:
    """Say why an answer cannot wait for ``moment`` (aware), or None."""
    if moment is None:
        return PlanProblem.missing
    if moment <= now:
        return PlanProblem.in_past
    return PlanProblem.too_far if moment > now + LONGEST_WAIT else None


def local_moment(day: date | None, clock: time | None, zone: ZoneInfo) -> datetime | None:
    """The moment (UTC) at which a clock on the wall of ``zone`` shows that; None where a part is missing.

    An hour that a night has twice is its first; one that a night leaves out is an hour later on the wall.
    """
    if day is None or clock is None:
        return None
    return datetime.combine(day, clock.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


def review_state(*, is_asked: bool, is_approved: bool, last_verdict: bool | None) -> ReviewState:
    """``is_asked``: a colleague is to look, or has; ``last_verdict``: what was said last of this draft, if anything."""
    if is_approved:
        return ReviewState.approved
    if is_asked:
        return ReviewState.waiting
    if last_verdict is None:
        return ReviewState.none
    return ReviewState.outdated if last_verdict else ReviewState.returned


def age_bands(birth_years: Iterable[int | None], this_year: int) -> list[AgeBand]:
    """The bands of those who ask, youngest first, each once: it is not told how many are in it."""
    found = {_band(year, this_year) for year in birth_years}
    return [band for band in AgeBand if band in found]


def _band(birth_year: int | None, this_year: int) -> AgeBand:
    if birth_year is None:
        return AgeBand.unknown
    age = this_year - birth_year
    return next((band for oldest, band in _BANDS if age <= oldest), AgeBand.grown)


def is_blank(facts: AnswerFacts) -> bool:
    """Tell whether nothing was written yet; a signature is filled in by itself."""
    chosen = facts.outcome or facts.reason or facts.reason_on or facts.expected_on
    texts = (facts.reason_detail, facts.explanation, facts.next_step, facts.asked_for)
    return not chosen and not any(text.strip() for text in texts)
