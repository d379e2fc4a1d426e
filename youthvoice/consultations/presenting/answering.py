"""An answer as it is read: each question with what was said to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext

from youthvoice.consultations.models import Question
from youthvoice.consultations.queries.answering import Words
from youthvoice.consultations.rules.answers import NOTHING, Answer
from youthvoice.consultations.rules.questions import SCALE_HIGH, SCALE_LOW, QuestionKind


@dataclass(frozen=True)
class Said:
    """One question, and what is said: words, or lines (numbered, where they are in order)."""

    question: Question
    text: str = ""
    lines: tuple[str, ...] = ()
    is_ordered: bool = False
    is_hidden: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing is said."""
        return not self.text and not self.lines


def said(questions: Iterable[Question], words: Words) -> list[Said]:
    """An answer that stands; what a moderator has hidden is marked."""
    return [_said(one, words.answers.get(one.id, NOTHING), one.id in words.hidden) for one in questions]


def told(questions: Iterable[Question], answers: Mapping[int, Answer]) -> list[Said]:
    """What a form holds; only the questions to which something is said."""
    found = (_said(one, answers.get(one.id, NOTHING), is_hidden=False) for one in questions)
    return [one for one in found if not one.is_empty]


def _said(question: Question, answer: Answer, is_hidden: bool) -> Said:
    titles = option_titles(question)
    lines = tuple(titles[option] for option, _rank in answer.chosen if option in titles)
    return Said(question, answer.text, lines, question.kind is QuestionKind.ranking, is_hidden)


def option_titles(question: Question) -> dict[int, str]:
    """What can be chosen, by number; the ends of a scale with their words."""
    if question.kind is not QuestionKind.scale:
        return {option.number: option.title for option in question.options}
    ends = {SCALE_LOW: question.low_label, SCALE_HIGH: question.high_label}
    return {number: _step(number, ends.get(number, "")) for number in range(SCALE_LOW, SCALE_HIGH + 1)}


def _step(number: int, words: str) -> str:
    return gettext("%(number)d: %(words)s", number=number, words=words) if words else str(number)
