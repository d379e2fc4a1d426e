"""What happened to a case, told to the rooms above."""

from dataclasses import dataclass
from datetime import datetime

from youthvoice.responses.rules import Outcome


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
