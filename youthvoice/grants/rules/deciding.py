"""How a council decides on money: who is conflicted, what is voted on, and when a vote is carried."""

from dataclasses import dataclass
from enum import StrEnum

from youthvoice.responses.rules import Outcome


class Conflict(StrEnum):
    """Why a member cannot take part (forvaltningsloven § 3)."""

    own = "own"
    """It is the member's own application."""
    family = "family"
    same_group = "same_group"
    """Is or was in the group, or stands beside the lead in another application."""
    adult_contact = "adult_contact"
    """Is the adult who answers for it."""
    other = "other"


class FoundBy(StrEnum):
    """Who found a conflict."""

    member = "member"
    """Said so."""
    system = "system"
    council = "council"
    """Whoever runs the council entered it."""


DECLARABLE: frozenset[Conflict] = frozenset(
    {Conflict.family, Conflict.same_group, Conflict.adult_contact, Conflict.other}
)


class MotionWay(StrEnum):
    """How a motion is voted on."""

    meeting = "meeting"
    """Hands are counted at a meeting, and entered."""
    writing = "writing"
    """Each member answers by phone before a deadline."""


class MotionState(StrEnum):
    """Where a motion stands."""

    open = "open"
    carried = "carried"
    lost = "lost"
    no_quorum = "no_quorum"
    dropped = "dropped"
    """Taken back before it was decided."""


class Choice(StrEnum):
    """A member's vote in writing."""

    in_favour = "in_favour"
    against = "against"
    abstain = "abstain"


class Mark(StrEnum):
    """How an application does by one criterion, in a member's view."""

    well = "well"
    partly = "partly"
    badly = "badly"


class AwardOutcome(StrEnum):
    """What the council decided about an application."""

    granted = "granted"
    reduced = "reduced"
    rejected = "rejected"


ANSWER_OF: dict[AwardOutcome, Outcome] = {
    AwardOutcome.granted: Outcome.yes,
    AwardOutcome.reduced: Outcome.partly,
    AwardOutcome.rejected: Outcome.no,
}
"""A decision is an answer, with the same reasons owed; a reduced grant is a «delvist ja»."""

OWES_REASONS: frozenset[AwardOutcome] = frozenset({AwardOutcome.reduced, AwardOutcome.rejected})
RULE_MIN = 3
BETTER_MIN = 20
COMPLAINT_MIN = 20


@dataclass(frozen=True)
class Count:
    """Votes counted, of ``entitled``: members without a conflict."""

    in_favour: int
    against: int
    abstain: int
    entitled: int

    @property
    def taken_part(self) -> int:
        """Everybody who voted, those who abstained included."""
        return self.in_favour + self.against + self.abstain


LEAST_TAKEN_PART = 2
"""One alone never decides about money."""


def motion_result(count: Count, quorum_percent: int) -> MotionState:
    """Carried with more for than against; nothing at all where too few took part (of those without a conflict)."""
    if count.taken_part < LEAST_TAKEN_PART or count.taken_part * 100 < quorum_percent * count.entitled:
        return MotionState.no_quorum
    return MotionState.carried if count.in_favour > count.against else MotionState.lost


def award_outcome(asked: int, amount: int) -> AwardOutcome:
    """What granting ``amount`` øre of ``asked`` is."""
    if amount <= 0:
        return AwardOutcome.rejected
    return AwardOutcome.granted if amount >= asked else AwardOutcome.reduced
