"""A hearing: from a draft to what was heard, and the dates that must fit together."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

TITLE_MIN, TITLE_MAX = 5, 120
WORDS_MIN = 20
"""Of what is open, what is fixed, and why."""
WORDS_MAX = 3000
DECIDER_MIN, DECIDER_MAX = 3, 160
HEARD_MIN = 40
"""Of «det hørte vi» and of why something was not changed."""
FEWEST_DAYS = 7
"""For which a hearing is open at least."""
SUMMARY_DAYS = 21
"""After it closes, within which the asker owes the summary."""


class ConsultationState(StrEnum):
    """Where a hearing stands."""

    draft = "draft"
    planned = "planned"
    """Everybody sees that it comes."""
    open = "open"
    closed = "closed"
    """Nobody answers any more; the summary is owed."""
    finished = "finished"
    cancelled = "cancelled"


class Audience(StrEnum):
    """Whom it is meant for."""

    everyone = "everyone"
    """All young people in the municipality."""
    schools = "schools"
    """Those of the schools that are chosen."""


class Respondent(StrEnum):
    """Who answers together."""

    alone = "alone"
    school_class = "school_class"
    council = "council"


@dataclass(frozen=True)
class Moments:
    """What has happened to a hearing, and when it is open."""

    published_at: datetime | None
    opens_at: datetime
    closes_at: datetime
    finished_at: datetime | None
    cancelled_at: datetime | None


def state_of(moments: Moments, moment: datetime) -> ConsultationState:
    """Where it stands at that moment."""
    if moments.cancelled_at is not None:
        return ConsultationState.cancelled
    if moments.finished_at is not None:
        return ConsultationState.finished
    if moments.published_at is None:
        return ConsultationState.draft
    if moment < moments.opens_at:
        return ConsultationState.planned
    return ConsultationState.open if moment < moments.closes_at else ConsultationState.closed


def is_too_late(decision_on: date, opens_on: date) -> bool:
    """Tell whether it asks after the decision was taken: then every page says so."""
    return opens_on > decision_on


class ConsultationProblem(StrEnum):
    """Why a hearing cannot be published as it is, or given more time."""

    closes_too_soon = "closes_too_soon"
    closes_too_late = "closes_too_late"
    closes_earlier = "closes_earlier"
    """Than was promised when it was published."""
    opens_in_the_past = "opens_in_the_past"
    decision_before_answers = "decision_before_answers"
    """The decision falls while it is still open."""
    no_questions = "no_questions"
    about_missing = "about_missing"
    open_missing = "open_missing"
    fixed_missing = "fixed_missing"
    fixed_why_missing = "fixed_why_missing"
    decider_missing = "decider_missing"
    schools_missing = "schools_missing"
