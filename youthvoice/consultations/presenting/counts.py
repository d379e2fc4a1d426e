"""Stored counts as they may be told: nothing on fewer than five answers, or fewer than five people (core/suppressing.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from youthvoice.consultations.presenting.shown import ShownQuestion
from youthvoice.consultations.queries.answers import Count
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.core.suppressing import FEWEST, Group, to_hide

OVERLAPPING = frozenset({QuestionKind.several, QuestionKind.place})
"""One answer can choose more than one option, so the counts do not add up to how many answered."""


@dataclass(frozen=True, slots=True)
class CountLine:
    """One option; the numbers are None where they are kept back."""

    title: str
    answers: int | None
    people: int | None
    score: int | None
    """Of a ranking."""

    @property
    def is_kept_back(self) -> bool:
        """Too few stand behind it, or it would tell on too few."""
        return self.answers is None


@dataclass(frozen=True, slots=True)
class CountedQuestion:
    """A question with what was answered."""

    question: ShownQuestion
    whole: CountLine
    lines: tuple[CountLine, ...]


def counted(question: ShownQuestion, counts: Sequence[Count]) -> CountedQuestion:
    """No query. The first line tells who answered it at all."""
    by_option = {one.option: one for one in counts}
    titles = dict(enumerate(question.options, 1))
    found = {number: by_option.get(number, Count(number, 0, 0, 0)) for number in titles}
    hidden, hides_whole = _hidden(question, found, by_option.get(0, Count(0, 0, 0, 0)))
    is_ranking = question.kind == QuestionKind.ranking
    lines = tuple(
        _line(title, found[number], is_ranking=is_ranking, is_hidden=number in hidden or hides_whole)
        for number, title in titles.items()
    )
    whole = _line("", by_option.get(0, Count(0, 0, 0, 0)), is_ranking=False, is_hidden=hides_whole)
    return CountedQuestion(question, whole, lines)


def _hidden(question: ShownQuestion, found: Mapping[int, Count], all_of_it: Count) -> tuple[frozenset[int], bool]:
    groups = {number: _group(number, one) for number, one in found.items()}
    whole = _group(0, all_of_it)
    if not groups:
        return frozenset(), whole.is_few
    if question.kind in OVERLAPPING:
        return frozenset(number for number, group in groups.items() if group.is_few), whole.is_few
    return to_hide(groups, whole)


def _group(number: int, count: Count) -> Group:
    people = {(number, n) for n in range(min(count.people, FEWEST))}
    return Group(count.answers, set(people))


def _line(title: str, count: Count, *, is_ranking: bool, is_hidden: bool) -> CountLine:
    if is_hidden:
        return CountLine(title, None, None, None)
    return CountLine(title, count.answers, count.people, count.score if is_ranking else None)
