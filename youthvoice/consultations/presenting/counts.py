"""Stored counts as the asker reads them and as a sheet holds them: the figures of the page of results (rules/results.py), no more."""

from collections.abc import Sequence
from dataclasses import dataclass

from youthvoice.consultations.models import Question
from youthvoice.consultations.presenting.answering import option_titles
from youthvoice.consultations.queries.answering import asked_of
from youthvoice.consultations.queries.results import Tallies
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.consultations.rules.results import Shown, shown
from youthvoice.consultations.rules.states import Respondent

KINDS = tuple(Respondent)


@dataclass(frozen=True, slots=True)
class CountLine:
    """One option, and its figure by who answered; None is kept back."""

    title: str
    figures: tuple[int | None, ...]
    """In the order of ``CountedQuestion.kinds``."""


@dataclass(frozen=True, slots=True)
class CountedQuestion:
    """A question with its figures."""

    number: int
    words: str
    is_ranking: bool
    """The figures of its options are points."""
    kinds: tuple[Respondent, ...]
    answered: tuple[int | None, ...]
    """How many answered it, in the order of ``kinds``."""
    lines: tuple[CountLine, ...]


def counted(questions: Sequence[Question], tallies: Tallies, only: Respondent | None = None) -> list[CountedQuestion]:
    """Every question, of everybody or of one kind of respondent. No query; their options must be loaded."""
    kinds = KINDS if only is None else (only,)
    found = []
    for question, asked in zip(questions, asked_of(questions), strict=True):
        figures = tuple(shown(asked, kind, tallies.get((question.id, kind), {})) for kind in kinds)
        found.append(_counted(question, kinds, figures))
    return found


def _counted(question: Question, kinds: tuple[Respondent, ...], figures: tuple[Shown, ...]) -> CountedQuestion:
    is_text = question.kind is QuestionKind.text
    titles = {} if is_text else option_titles(question)
    return CountedQuestion(
        number=question.number,
        words=question.words,
        is_ranking=question.kind is QuestionKind.ranking,
        kinds=kinds,
        answered=tuple(one.answered for one in figures),
        lines=tuple(
            CountLine(title, tuple(one.options.get(option) for one in figures)) for option, title in titles.items()
        ),
    )
