"""What happened to a proposal. Published by commands inside their transaction; ``notifications`` listens."""

from dataclasses import dataclass

from youthvoice.responses.rules import Outcome


@dataclass(frozen=True)
class ProposalSubmitted:
    """A draft became a proposal that anyone can read; a case is open."""

    proposal_id: int
    author_id: int


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
