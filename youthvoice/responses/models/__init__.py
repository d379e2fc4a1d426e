"""The tables of the duty to answer: cases, answers, and what follows."""

from youthvoice.responses.models.answers import Answer, AnswerDraft, DraftNote, Phrase
from youthvoice.responses.models.cases import (
    Case,
    CaseExtension,
    CaseMove,
    CaseParty,
    CaseReminder,
    ReminderRound,
    Reopening,
)
from youthvoice.responses.models.follow_up import (
    AnswerFeedback,
    ClarityWish,
    Milestone,
    ProgressReport,
    Promise,
    PromiseCheck,
    PromiseCounter,
    PromiseMark,
)

__all__ = [
    "Answer",
    "AnswerDraft",
    "AnswerFeedback",
    "Case",
    "CaseExtension",
    "CaseMove",
    "CaseParty",
    "CaseReminder",
    "ClarityWish",
    "DraftNote",
    "Milestone",
    "Phrase",
    "ProgressReport",
    "Promise",
    "PromiseCheck",
    "PromiseCounter",
    "PromiseMark",
    "ReminderRound",
    "Reopening",
]
