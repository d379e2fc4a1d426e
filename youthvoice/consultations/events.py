"""What happens with hearings, told to the rooms above inside the same transaction."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConsultationPublished:
    """Everybody can read it."""

    consultation_id: int


@dataclass(frozen=True)
class ConsultationOpened:
    """Those who are asked can answer now; told by the worker at its time."""

    consultation_id: int


@dataclass(frozen=True)
class ResponseSent:
    """Somebody answered; ``is_change`` where they had before."""

    response_id: int
    consultation_id: int
    is_change: bool


@dataclass(frozen=True)
class SummaryOwed:
    """It has closed: the unit owes what was heard, by ``summary_due_on``."""

    consultation_id: int


@dataclass(frozen=True)
class SummaryDue:
    """Somebody is reminded of the summary: ``stage`` is ``soon``, ``today`` or ``overdue``."""

    consultation_id: int
    person_id: int
    stage: str


@dataclass(frozen=True)
class ConsultationExtended:
    """It is open for longer, for a reason."""

    consultation_id: int


@dataclass(frozen=True)
class ConsultationFinished:
    """What was heard and changed stands on its page."""

    consultation_id: int


@dataclass(frozen=True)
class SummaryCorrected:
    """What was heard stands in other words, wording ``number``, for a reason; those before it stay readable."""

    consultation_id: int
    number: int
    why: str


@dataclass(frozen=True)
class ConsultationCancelled:
    """It is called off, for a reason."""

    consultation_id: int
