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
class CasesAssigned:
    """Several cases of one unit became somebody's turn by one deed."""

    case_ids: tuple[int, ...]
    unit_id: int
    person_id: int
    by_id: int


@dataclass(frozen=True)
class CasesDue:
    """This morning's reminders and overview of one official: how many cases are near their deadline, or past it."""

    person_id: int
    day: date
    near: int
    open: int
    """Cases that are the person's to see to."""
    title: str
    """Of the only case that is near; else empty."""
    path: str


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
class ClarityWished:
    """A reader asked for a clearer answer, or took that back."""

    case_id: int
    subject_kind: str
    subject_id: int
    answer_id: int


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
    by_id: int | None = None
    """Whoever said no, so as not to be told of the own word; never shown."""


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


@dataclass(frozen=True)
class PromiseReported:
    """An adult has told how it goes; ``is_done``: and says that it is done."""

    promise_id: int
    case_id: int
    subject_kind: str
    subject_id: int
    report_id: int
    is_done: bool


@dataclass(frozen=True)
class PromiseTaskGiven:
    """Somebody of the unit owns a promise now, or (``milestone_id``) a step of it. ``by_id`` may be the person's own."""

    promise_id: int
    case_id: int
    person_id: int
    by_id: int
    milestone_id: int | None = None


@dataclass(frozen=True)
class PromiseCheckDue:
    """The responsible adult is asked how it goes, so many months after the promise."""

    promise_id: int
    case_id: int
    check_id: int
    months: int


@dataclass(frozen=True)
class PromiseDayPassed:
    """The day that a promise is measured by has passed, and nobody says that it is done."""

    promise_id: int
    case_id: int
    due_on: date


@dataclass(frozen=True)
class VerdictWanted:
    """The young people who asked are to say whether it was kept. ``why`` names the occasion, once each."""

    promise_id: int
    case_id: int
    subject_kind: str
    subject_id: int
    why: str


@dataclass(frozen=True)
class DraftReviewAsked:
    """A colleague is to look at a draft; each asking is an event of its own."""

    case_id: int
    draft_id: int
    reviewer_id: int
    by_id: int
    by_name: str
    at: datetime


@dataclass(frozen=True)
class DraftReviewed:
    """A colleague wrote about a draft. ``approves``: True, False (sent back), or None for only a word.

    ``person_id`` asked for it, or wrote the draft, and may be whoever wrote the note.
    """

    case_id: int
    note_id: int
    person_id: int
    by_id: int
    by_name: str
    approves: bool | None


@dataclass(frozen=True)
class DraftHeldBack:
    """An answer that was to be sent at ``planned_at`` was not, for a reason that stands in the writer's language."""

    case_id: int
    writer_id: int
    why: str
    planned_at: datetime
