"""Which figures of a question are shown: none that tells on fewer than five, also not by taking one from another. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from youthvoice.consultations.rules.answers import ANSWERED, Asked, Count
from youthvoice.consultations.rules.questions import SMALLEST_GROUP, QuestionKind
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.suppressing import Group, to_hide

PARTED: frozenset[QuestionKind] = frozenset({QuestionKind.one, QuestionKind.scale})
"""Each answer has one option: all options together are the answers."""


@dataclass(frozen=True)
class Shown:
    """The figures of one question by one kind of respondent; None stands for one that is kept back.

    ``options`` are answers, or points of a ranking. ``mean`` is that of a scale, where no figure is kept back.
    """

    answered: int | None = 0
    options: Mapping[int, int | None] = field(default_factory=dict)
    mean: float | None = None

    @property
    def is_empty(self) -> bool:
        """Nobody has answered."""
        return self.answered == 0

    @property
    def is_kept_back(self) -> bool:
        """So few answered that nothing is shown."""
        return self.answered is None


def shown(asked: Asked, kind: Respondent, counts: Mapping[int, Count]) -> Shown:
    """What is shown of these counts (option -> count, 0 for all answers). A council answers in its own name: all of it."""
    whole = counts.get(ANSWERED, Count())
    figures: dict[int, int | None] = {
        option: _figure(asked, counts.get(option, Count())) for option in sorted(asked.choices)
    }
    if kind is Respondent.council or asked.kind is QuestionKind.text:
        return Shown(whole.answers, figures, _mean(asked, whole, figures))
    if _group("all", whole).is_few:
        return Shown(None, dict.fromkeys(figures))
    hidden = _hidden(asked, counts, whole)
    figures |= dict.fromkeys(hidden)
    return Shown(whole.answers, figures, None if hidden else _mean(asked, whole, figures))


def _figure(asked: Asked, count: Count) -> int:
    return count.score if asked.kind is QuestionKind.ranking else count.answers


def _group(key: object, count: Count) -> Group:
    """The people behind a figure, as ``suppressing`` knows them."""
    return Group(count.people, {(key, number) for number in range(min(count.people, SMALLEST_GROUP))})


def _hidden(asked: Asked, counts: Mapping[int, Count], whole: Count) -> set[int]:
    groups = {option: _group(option, counts.get(option, Count())) for option in asked.choices}
    if asked.kind in PARTED:
        hidden, is_whole_hidden = to_hide(groups, _group("all", whole))
        return set(groups) if is_whole_hidden else set(hidden)
    if asked.kind is QuestionKind.ranking:
        return {option for option, group in groups.items() if group.is_few}
    return {option for option in groups if _tells(counts.get(option, Count()), whole)}


def _tells(count: Count, whole: Count) -> bool:
    """Few chose it, or few did not: whoever knows how many answered knows both."""
    return _group("yes", count).is_few or _group("no", whole + -count).is_few


def _mean(asked: Asked, whole: Count, figures: Mapping[int, int | None]) -> float | None:
    if asked.kind is not QuestionKind.scale or not whole.answers:
        return None
    return sum(option * (number or 0) for option, number in figures.items()) / whole.answers
