"""Decisions: outcomes, votes, and when a no owes reasons."""

from dataclasses import dataclass, field
from enum import StrEnum

from youthvoice.responses.rules import ReasonCode


class DecisionOutcome(StrEnum):
    """What a body decided about an item."""

    adopted = "adopted"
    rejected = "rejected"
    postponed = "postponed"


class DecisionProblem(StrEnum):
    """Why a decision cannot be recorded."""

    text_missing = "text_missing"
    votes_incomplete = "votes_incomplete"
    votes_against_it = "votes_against_it"
    """More or as many said no, and it is called adopted (or the other way round)."""
    too_many_votes = "too_many_votes"
    no_quorum = "no_quorum"


@dataclass(frozen=True)
class Votes:
    """Raised hands, counted: for, against, abstaining. None where nobody counted."""

    votes_for: int | None = None
    against: int | None = None
    abstaining: int | None = None

    @property
    def are_counted(self) -> bool:
        """A vote was taken."""
        return self.votes_for is not None and self.against is not None and self.abstaining is not None

    @property
    def is_partial(self) -> bool:
        """Some of the three numbers are missing."""
        given = [n for n in (self.votes_for, self.against, self.abstaining) if n is not None]
        return 0 < len(given) < 3

    @property
    def total(self) -> int:
        """All hands together."""
        return (self.votes_for or 0) + (self.against or 0) + (self.abstaining or 0)


@dataclass(frozen=True, kw_only=True)
class DecisionFacts:
    """What was decided, as it was typed. The reasons count only for a no that owes them (or that gives them freely)."""

    outcome: DecisionOutcome | None
    text: str = ""
    votes: Votes = field(default_factory=Votes)
    reason: ReasonCode | None = None
    explanation: str = ""
    next_step: str = ""
    contact_name: str = ""
    contact_title: str = ""
    contact_unit: str = ""


TEXT_MIN = 3
TEXT_MAX = 1000
STATEMENT_MAX = 1500
MOST_VOTES = 10_000


def check_votes(outcome: DecisionOutcome, votes: Votes, present: int | None) -> DecisionProblem | None:
    """Say what does not fit between the outcome and the hands (``present``: voting members there; None: not counted).

    Adopted needs more for than against; as many against as for is no majority, and so is a rejection.
    """
    if votes.is_partial:
        return DecisionProblem.votes_incomplete
    if not votes.are_counted:
        return None
    if present is not None and votes.total > present:
        return DecisionProblem.too_many_votes
    has_majority = (votes.votes_for or 0) > (votes.against or 0)
    if outcome is DecisionOutcome.adopted and not has_majority:
        return DecisionProblem.votes_against_it
    if outcome is DecisionOutcome.rejected and has_majority:
        return DecisionProblem.votes_against_it
    return None


def needs_quorum(outcome: DecisionOutcome) -> bool:
    """Tell whether enough must be there: to put something off, nobody need be."""
    return outcome is not DecisionOutcome.postponed
