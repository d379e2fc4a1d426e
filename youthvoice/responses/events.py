"""What happened to a case, told to the rooms above."""

from dataclasses import dataclass
from datetime import date, datetime

from youthvoice.responses.rules import Outcome
from youthvoice.responses.rules.follow_up import PromiseState, ReopenCause


@dataclass(frozen=True)
class CaseOpened:
    """Somebody is now owed an answer."""

    case_id: int
    subject_kind: str
    subject_id: int


@dataclass(frozen=True)
class ReceiptConfirmed:
    """A named official has said «I have it». Not published where the answer itself is the first sign of life."""

    case_id: int
    subject_kind: str
    subject_id: int
    official_label: str
    at: datetime


@dataclass(frozen=True)
class AnswerGiven:
    """A new wording of the answer is public; ``is_change`` where it replaces an earlier one."""

    case_id: int
    subject_kind: str
    subject_id: int
    answer_id: int
    outcome: Outcome
    number: int
    is_change: bool
    official_label: str
    at: datetime


@dataclass(frozen=True)
class CaseAssigned:
    """The case is somebody's turn (None: nobody's in particular). ``by_id`` may be the person's own."""

    case_id: int
    unit_id: int
    person_id: int | None
    by_id: int


@dataclass(frozen=True)
class CaseHandedOver:
    """Another unit owes the answer; ``word`` is for colleagues, not for the public."""

    case_id: int
    subject_kind: str
    subject_id: int
    from_unit_id: int
    to_unit_id: int
    word: str
    by_id: int


@dataclass(frozen=True)
class CaseExtended:
    """The deadline was moved, for the reason that stands in the extension."""

    case_id: int
    subject_kind: str
    subject_id: int
    extension_id: int
    official_label: str
    at: datetime


@dataclass(frozen=True)
class FeedbackGiven:
    """One of those who asked said whether the answer was understood."""

    case_id: int
    subject_kind: str
    subject_id: int
    answer_id: int
    is_content: bool


@dataclass(frozen=True)
class CaseReopened:
    """A clearer answer is owed, by a date of its own."""

    case_id: int
    subject_kind: str
    subject_id: int
    answer_id: int
    cause: ReopenCause
    due_on: date
    at: datetime


@dataclass(frozen=True)
class PromiseMade:
    """An answer promised something."""

    promise_id: int
    case_id: int
    subject_kind: str
    subject_id: int


@dataclass(frozen=True)
class PromiseChanged:
    """What a public page shows of a promise is new: a milestone, a report, another day."""

    promise_id: int
    case_id: int
    subject_kind: str
    subject_id: int


@dataclass(frozen=True)
class PromiseSettled:
    """A promise was kept or broken, by a young person's word or (``by_answer``) by a later answer."""

    promise_id: int
    case_id: int
    subject_kind: str
    subject_id: int
    state: PromiseState
    by_answer: bool = False
