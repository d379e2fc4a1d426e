"""Questions of a hearing, what may be answered to them, and how answers are counted."""

from enum import StrEnum

MOST_QUESTIONS = 20
QUESTION_MIN, QUESTION_MAX = 5, 300
HELP_MAX = 500
FEWEST_OPTIONS, MOST_OPTIONS = 2, 20
OPTION_MAX = 120
TEXT_MAX = 2000
SCALE_LOW, SCALE_HIGH = 1, 5
SMALLEST_GROUP = 5
"""Figures on fewer answers are kept back (core/suppressing.py)."""


class QuestionKind(StrEnum):
    """How it is answered."""

    text = "text"
    one = "one"
    several = "several"
    scale = "scale"
    """From 1 to 5, with words for both ends."""
    ranking = "ranking"
    """All options in order, or the first of them."""
    place = "place"
    """One or more of a list of places."""


HAS_OPTIONS: frozenset[QuestionKind] = frozenset(
    {QuestionKind.one, QuestionKind.several, QuestionKind.ranking, QuestionKind.place}
)


class AnswerProblem(StrEnum):
    """Why an answer does not fit to its question."""

    needed = "needed"
    not_an_option = "not_an_option"
    one_only = "one_only"
    twice = "twice"
    not_on_scale = "not_on_scale"
    too_long = "too_long"
    gap = "gap"
    """A ranking with a place left out."""
