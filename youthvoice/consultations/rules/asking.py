"""When a hearing can be published, and when it can be given more time. Days are Danish calendar days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from youthvoice.consultations.rules.states import (
    DECIDER_MIN,
    FEWEST_DAYS,
    SUMMARY_DAYS,
    WORDS_MIN,
    Audience,
    ConsultationProblem,
    is_too_late,
)
from youthvoice.core.textcheck import is_filler, real_length

MOST_DAYS = 365
"""For which a hearing is open at most."""
REASON_MIN, REASON_MAX = 20, 600
"""Of why it is called off, or given more time."""


@dataclass(frozen=True)
class Days:
    """When it opens and closes, both days included, and when the decision falls."""

    opens_on: date
    closes_on: date
    decision_on: date

    @property
    def is_too_late(self) -> bool:
        """It asks after the decision was taken."""
        return is_too_late(self.decision_on, self.opens_on)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a hearing says, as far as it was written."""

    days: Days
    about: str
    open_text: str
    fixed_text: str
    fixed_why: str
    decider: str
    audience: Audience
    schools: int
    questions: int


def summary_due_on(closes_on: date) -> date:
    """The day by which the asker owes the summary."""
    return closes_on + timedelta(days=SUMMARY_DAYS)


def says_enough(words: str, least: int) -> bool:
    """Tell whether a text says at least so much in real words."""
    return real_length(words) >= least and not is_filler(words)


def day_problems(days: Days, today: date) -> Iterator[ConsultationProblem]:
    """What is wrong with its days, for a hearing that is about to be published."""
    if days.opens_on < today:
        yield ConsultationProblem.opens_in_the_past
    yield from length_problems(days)


def length_problems(days: Days) -> Iterator[ConsultationProblem]:
    """What is wrong with how long it is open."""
    if days.closes_on < days.opens_on + timedelta(days=FEWEST_DAYS):
        yield ConsultationProblem.closes_too_soon
    if days.closes_on > days.opens_on + timedelta(days=MOST_DAYS):
        yield ConsultationProblem.closes_too_late
    if not days.is_too_late and days.closes_on >= days.decision_on:
        yield ConsultationProblem.decision_before_answers


def publish_problems(asked: Asked, today: date) -> tuple[ConsultationProblem, ...]:
    """Everything that keeps it from being published; empty where nothing does."""
    return (*_missing(asked), *day_problems(asked.days, today))


def _missing(asked: Asked) -> Iterator[ConsultationProblem]:
    texts = {
        ConsultationProblem.about_missing: asked.about,
        ConsultationProblem.open_missing: asked.open_text,
        ConsultationProblem.fixed_missing: asked.fixed_text,
        ConsultationProblem.fixed_why_missing: asked.fixed_why,
    }
    yield from (problem for problem, words in texts.items() if not says_enough(words, WORDS_MIN))
    if sum(map(str.isalpha, asked.decider)) < DECIDER_MIN:
        yield ConsultationProblem.decider_missing
    if asked.audience is Audience.schools and not asked.schools:
        yield ConsultationProblem.schools_missing
    if not asked.questions:
        yield ConsultationProblem.no_questions


def more_time_problem(days: Days, closes_on: date) -> ConsultationProblem | None:
    """Why a hearing that is published cannot close on another day; None where it can. Never earlier than was promised."""
    if closes_on <= days.closes_on:
        return ConsultationProblem.closes_earlier
    return next(length_problems(Days(days.opens_on, closes_on, days.decision_on)), None)
