"""What happened to a proposal. Published by commands inside their transaction; ``notifications`` listens."""

from dataclasses import dataclass

from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.responses.rules import Outcome


@dataclass(frozen=True)
class ProposalSubmitted:
    """A draft became a proposal that anyone can read; a case is open."""

    proposal_id: int
    author_id: int


@dataclass(frozen=True)
class ProposalWanted:
    """Somebody is about to withdraw, hide or show a proposal, and holds nothing of it yet.

    Whoever holds something of their own before its case, its bodies and itself holds it now, so that all hold in one order.
    """

    proposal_id: int


@dataclass(frozen=True)
class ProposalWithdrawn:
    """The author took the proposal back; nobody is owed an answer any more."""

    proposal_id: int


@dataclass(frozen=True)
class ProposalReceipt:
    """A named adult confirmed that the proposal has arrived."""

    proposal_id: int
    official_label: str


@dataclass(frozen=True)
class ProposalAnswered:
    """The municipality answered, for the first time or with a new wording (``is_change``)."""

    proposal_id: int
    answer_id: int
    outcome: Outcome
    is_change: bool


@dataclass(frozen=True)
class ProposalCommented:
    """Somebody wrote in the proposal's discussion. ``parent_author_id`` is set where it is a reply."""

    proposal_id: int
    comment_id: int
    author_id: int
    parent_author_id: int | None


@dataclass(frozen=True)
class CoauthorJoined:
    """Somebody used the author's invitation link."""

    proposal_id: int
    person_id: int


@dataclass(frozen=True)
class MoreSupplied:
    """The author gave what the municipality had asked for; the answer is owed again."""

    proposal_id: int


@dataclass(frozen=True)
class ProposalBrought:
    """A body has the proposal on its table; ``by_id`` is whoever put it there (None: the body below carried it)."""

    proposal_id: int
    body_id: int
    by_id: int | None


@dataclass(frozen=True)
class ProposalScheduled:
    """A proposal that waited has got a place on the agenda of a meeting."""

    proposal_id: int
    body_id: int
    meeting_id: int


@dataclass(frozen=True)
class ProposalDecidedByCouncil:
    """A body has decided about the proposal, or corrected what it decided (``is_change``)."""

    proposal_id: int
    body_id: int
    decision_id: int
    outcome: DecisionOutcome
    is_change: bool


@dataclass(frozen=True)
class ProposalCarried:
    """A body that said yes carried the proposal on; ``to_body_id`` None: to the municipality."""

    proposal_id: int
    from_body_id: int
    to_body_id: int | None
