"""What a page shows of a hearing and its questions; also what the preview shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from youthvoice.accounts.models import School
from youthvoice.consultations.labels import KIND_ICONS, KIND_LABELS
from youthvoice.consultations.models import Consultation, Question, QuestionOption
from youthvoice.consultations.rules.questions import SCALE_HIGH, SCALE_LOW, QuestionKind


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question as it is asked."""

    id: int
    number: int
    kind: str
    kind_label: str
    icon: str
    words: str
    help: str
    is_needed: bool
    options: tuple[str, ...]
    """What can be chosen; of a scale its numbers."""
    low_label: str
    high_label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A hearing with what belongs to it."""

    found: Consultation
    schools: tuple[str, ...]
    """Names of those that are asked; empty where all are."""
    questions: tuple[ShownQuestion, ...]


def shown(
    found: Consultation,
    schools: Sequence[School],
    questions: Sequence[Question],
    options: Mapping[int, Sequence[QuestionOption]],
) -> Shown:
    """No query."""
    asked = tuple(shown_question(one, options.get(one.id, ())) for one in questions)
    return Shown(found, tuple(one.name for one in schools), asked)


def shown_question(question: Question, options: Sequence[QuestionOption]) -> ShownQuestion:
    """No query."""
    is_scale = question.kind is QuestionKind.scale
    numbers = tuple(str(number) for number in range(SCALE_LOW, SCALE_HIGH + 1))
    return ShownQuestion(
        id=question.id,
        number=question.number,
        kind=question.kind.value,
        kind_label=str(KIND_LABELS[question.kind]),
        icon=KIND_ICONS[question.kind],
        words=question.words,
        help=question.help,
        is_needed=question.is_needed,
        options=numbers if is_scale else tuple(one.title for one in options),
        low_label=question.low_label,
        high_label=question.high_label,
    )
