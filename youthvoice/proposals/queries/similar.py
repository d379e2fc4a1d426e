"""Proposals that may be about the same, shown before one sends: perhaps somebody has asked already."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import search
from youthvoice.proposals import rules
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.rules import ProposalStatus

MAX_CANDIDATES = 60
MAX_SIMILAR = 3


@dataclass(frozen=True)
class Similar:
    """A listed proposal and how much its title shares with the one being written (0 to 1)."""

    id: int
    title: str
    status: ProposalStatus
    similarity: float


def similar_to(session: Session, proposal: Proposal) -> list[Similar]:
    """At most three listed proposals, the most alike first; one query for a bounded number of new candidates."""
    terms = rules.search_terms(proposal.title)
    if not terms:
        return []
    query = (
        select(Proposal.id, Proposal.title, Proposal.status)
        .where(
            search.matches(session, "proposals", Proposal.id, terms, any_word=True),
            Proposal.listed_at.is_not(None),
            Proposal.id != proposal.id,
        )
        .order_by(Proposal.id.desc())
        .limit(MAX_CANDIDATES)
    )
    rated = [Similar(*row, rules.similarity(proposal.title, row.title)) for row in session.execute(query)]
    alike = [one for one in rated if one.similarity >= rules.SIMILAR_FROM]
    return sorted(alike, key=lambda one: (-one.similarity, -one.id))[:MAX_SIMILAR]
