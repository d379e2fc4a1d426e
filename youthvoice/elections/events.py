"""What happens in elections, told to the rooms above inside the same transaction."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ElectionAnnounced:
    """A round was planned: those who may vote in its elections hear when they can stand."""

    round_id: int


@dataclass(frozen=True)
class ElectionMoved:
    """The days of a round are others now."""

    round_id: int


@dataclass(frozen=True)
class CandidateEntered:
    """An adult has written somebody in; the person can say no, and choose who sees their name."""

    election_id: int
    candidate_id: int
    person_id: int


@dataclass(frozen=True)
class NominationClosed:
    """The paper is drawn, or nobody stood, or everybody who stood is elected."""

    election_id: int


@dataclass(frozen=True)
class ElectionSettled:
    """It has ended with or without a result; seats are given."""

    election_id: int


@dataclass(frozen=True)
class ElectionCancelled:
    """It was called off, for a reason that everybody on the roll is told."""

    election_id: int


@dataclass(frozen=True)
class VacancyFound:
    """A seat is empty; whoever helps the body sees who follows."""

    vacancy_id: int
    body_id: int


@dataclass(frozen=True)
class RecallAsked:
    """There will be a vote on a seat: whoever holds it is the first to hear."""

    recall_id: int


@dataclass(frozen=True)
class ElectionDue:
    """A school's elevråd has no election in this school year: it is to be held before the end of October."""

    body_id: int
    year: int
    wave: int
