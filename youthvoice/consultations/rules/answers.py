"""One answer to one question: how it is read, whether it fits, and what it counts. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from youthvoice.consultations.rules.questions import (
    SCALE_HIGH,
    SCALE_LOW,
    TEXT_MAX,
    AnswerProblem,
    QuestionKind,
)

ANSWERED = 0
"""The option under which it is counted that a question was answered at all."""
SCALE = frozenset(range(SCALE_LOW, SCALE_HIGH + 1))
_NUMBER = re.compile(r"[0-9]{1,3}", re.ASCII)
_PLACE = re.compile(r"([0-9]{1,3}):([0-9]{1,3})", re.ASCII)
NO_OPTION = -1
"""What stands for a value that no field of the form can send."""
ONE_ONLY: frozenset[QuestionKind] = frozenset({QuestionKind.one, QuestionKind.scale})


@dataclass(frozen=True)
class Asked:
    """What a question takes. The options of a scale are its numbers; a text has none."""

    id: int
    kind: QuestionKind
    options: frozenset[int] = frozenset()
    is_needed: bool = False

    @property
    def choices(self) -> frozenset[int]:
        """What may be chosen."""
        return SCALE if self.kind is QuestionKind.scale else self.options


@dataclass(frozen=True)
class Answer:
    """What somebody says to a question: words, or (option, rank) of each that is chosen; rank 1 where nothing is ranked."""

    text: str = ""
    chosen: tuple[tuple[int, int], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing is said."""
        return not self.text and not self.chosen

    @property
    def ranks(self) -> dict[int, int]:
        """Option -> rank."""
        return dict(self.chosen)


NOTHING = Answer()


def read_answer(kind: QuestionKind, values: Iterable[str]) -> Answer:
    """The answer in the values that a form sends for a question; one that no field can send is an option that is not there."""
    values = [value for value in values if value.strip()]
    if kind is QuestionKind.text:
        return Answer(text=values[0].strip() if values else "")
    if kind is QuestionKind.ranking:
        return Answer(chosen=tuple(sorted(map(_placed, values), key=lambda pair: (pair[1], pair[0]))))
    options = [int(value) if _NUMBER.fullmatch(value) else NO_OPTION for value in values]
    return Answer(chosen=tuple((option, 1) for option in sorted(options)))


def _placed(value: str) -> tuple[int, int]:
    match = _PLACE.fullmatch(value)
    return (int(match[1]), int(match[2])) if match else (NO_OPTION, 1)


def values_of(kind: QuestionKind, answer: Answer) -> list[str]:
    """The values that a form sends for this answer."""
    if kind is QuestionKind.text:
        return [answer.text] if answer.text else []
    if kind is QuestionKind.ranking:
        return [f"{option}:{rank}" for option, rank in answer.chosen]
    return [str(option) for option, _rank in answer.chosen]


def check_answer(asked: Asked, answer: Answer) -> AnswerProblem | None:
    """Why the answer does not fit to its question; None where it does."""
    if answer.is_empty:
        return AnswerProblem.needed if asked.is_needed else None
    if asked.kind is QuestionKind.text:
        return AnswerProblem.too_long if len(answer.text) > TEXT_MAX else _no_choice(answer)
    if answer.text:
        return AnswerProblem.not_an_option
    return _check_chosen(asked, answer)


def _no_choice(answer: Answer) -> AnswerProblem | None:
    return AnswerProblem.not_an_option if answer.chosen else None


def _check_chosen(asked: Asked, answer: Answer) -> AnswerProblem | None:
    options = [option for option, _rank in answer.chosen]
    if not asked.choices.issuperset(options):
        return AnswerProblem.not_on_scale if asked.kind is QuestionKind.scale else AnswerProblem.not_an_option
    if len(set(options)) < len(options):
        return AnswerProblem.twice
    if asked.kind in ONE_ONLY and len(options) > 1:
        return AnswerProblem.one_only
    return _check_ranks(asked.kind, sorted(rank for _option, rank in answer.chosen))


def _check_ranks(kind: QuestionKind, ranks: Sequence[int]) -> AnswerProblem | None:
    if kind is not QuestionKind.ranking:
        return None if set(ranks) == {1} else AnswerProblem.not_an_option
    if len(set(ranks)) < len(ranks):
        return AnswerProblem.twice
    return None if list(ranks) == list(range(1, len(ranks) + 1)) else AnswerProblem.gap


@dataclass(frozen=True)
class Count:
    """What stands in a tally: answers, how many people are behind them, and points of a ranking."""

    answers: int = 0
    people: int = 0
    score: int = 0

    def __add__(self, other: "Count") -> "Count":
        """Both together."""
        return Count(self.answers + other.answers, self.people + other.people, self.score + other.score)

    def __neg__(self) -> "Count":
        """What takes it away again."""
        return Count(-self.answers, -self.people, -self.score)


@dataclass(frozen=True)
class Given:
    """All that one answer says, by question, and how many stand behind it. A text that is hidden is left out."""

    people: int
    answers: Mapping[int, Answer] = field(default_factory=dict)


Counts = dict[tuple[int, int], Count]
"""(question, option) -> what it counts."""


def counts_of(asked: Iterable[Asked], given: Given) -> Counts:
    """What one answer adds to the tallies."""
    found: Counts = {}
    for one in asked:
        answer = given.answers.get(one.id, NOTHING)
        if answer.is_empty:
            continue
        found[one.id, ANSWERED] = Count(1, given.people)
        for option, rank in answer.chosen:
            found[one.id, option] = Count(1, given.people, points(one, rank))
    return found


def points(asked: Asked, rank: int) -> int:
    """What a place in a ranking is worth: the first of six has 6, the last 1. Elsewhere nothing."""
    return len(asked.options) + 1 - rank if asked.kind is QuestionKind.ranking else 0


def difference(before: Counts, after: Counts) -> Counts:
    """What must be added to the tallies when ``before`` becomes ``after``; nothing of what stays the same."""
    keys = sorted(before.keys() | after.keys())
    both = {key: after.get(key, Count()) + -before.get(key, Count()) for key in keys}
    return {key: count for key, count in both.items() if count != Count()}
