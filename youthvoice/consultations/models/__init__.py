"""Hearings: what is asked before something is decided, the answers, and what was heard."""

from youthvoice.consultations.models.answers import (
    ConsultationResponse,
    ConsultationTally,
    ResponseChoice,
    ResponseDraft,
    ResponseText,
)
from youthvoice.consultations.models.hearings import (
    Consultation,
    ConsultationSchool,
    Question,
    QuestionOption,
    SummaryWording,
)

__all__ = [
    "Consultation",
    "ConsultationResponse",
    "ConsultationSchool",
    "ConsultationTally",
    "Question",
    "QuestionOption",
    "ResponseChoice",
    "ResponseDraft",
    "ResponseText",
    "SummaryWording",
]
