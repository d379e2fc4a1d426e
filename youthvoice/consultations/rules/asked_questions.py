"""What a question needs before it can be asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from youthvoice.consultations.rules.questions import (
    FEWEST_OPTIONS,
    HAS_OPTIONS,
    MOST_OPTIONS,
    OPTION_MAX,
    QUESTION_MIN,
    QuestionKind,
)

LABEL_MAX = 60


@dataclass(frozen=True, kw_only=True)
class QuestionFacts:
    """What is asked, and what can be answered."""

    kind: QuestionKind
    words: str
    help: str
    is_needed: bool
    options: Sequence[str]
    """Without empty ones; none where the kind has none."""
    low_label: str
    high_label: str


class QuestionProblem(StrEnum):
    """Why a question does not do."""

    words_missing = "words_missing"
    too_few_options = "too_few_options"
    too_many_options = "too_many_options"
    option_too_long = "option_too_long"
    same_option_twice = "same_option_twice"
    labels_missing = "labels_missing"


PROBLEM_FIELDS = {
    QuestionProblem.words_missing: "words",
    QuestionProblem.labels_missing: "low_label",
}
"""The form's field; ``options`` for the others."""


def question_problems(facts: QuestionFacts) -> tuple[QuestionProblem, ...]:
    """Everything that is wrong with it; empty where it can be asked."""
    return tuple(_problems(facts))


def _problems(facts: QuestionFacts) -> Iterator[QuestionProblem]:
    if len(facts.words) < QUESTION_MIN:
        yield QuestionProblem.words_missing
    if facts.kind is QuestionKind.scale and not (facts.low_label and facts.high_label):
        yield QuestionProblem.labels_missing
    if facts.kind in HAS_OPTIONS:
        yield from _option_problems(facts.options)


def _option_problems(options: Sequence[str]) -> Iterator[QuestionProblem]:
    if len(options) < FEWEST_OPTIONS:
        yield QuestionProblem.too_few_options
    if len(options) > MOST_OPTIONS:
        yield QuestionProblem.too_many_options
    if any(len(option) > OPTION_MAX for option in options):
        yield QuestionProblem.option_too_long
    if len({option.casefold() for option in options}) < len(options):
        yield QuestionProblem.same_option_twice
