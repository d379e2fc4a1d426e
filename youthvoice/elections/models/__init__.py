"""The tables of elections: rounds, elections, candidates, who was added to a roll, and what follows a result."""

from youthvoice.elections.models.candidates import Candidate, CandidatePicture, RollAddition
from youthvoice.elections.models.elections import Election, ElectionRound
from youthvoice.elections.models.following import ElectionReminder, Recall, Vacancy, VacancyState
from youthvoice.elections.models.polls import Poll

__all__ = [
    "Candidate",
    "CandidatePicture",
    "Election",
    "ElectionReminder",
    "ElectionRound",
    "Poll",
    "Recall",
    "RollAddition",
    "Vacancy",
    "VacancyState",
]
