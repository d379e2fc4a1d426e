"""What the ladder adds to the small world: a proposal that the elevråd said yes to, and one that it has."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.councils import AgendaItemFactory
from tests.factories.proposals import ProposalFactory
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.models import Proposal, ProposalStop
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.models import Case


def make_ladder(session: Session, author: Person, body_id: int) -> dict[str, dict[str, Any]]:
    """Values that only the ladder's own pages want."""
    adopted = _in_council(session, author, body_id, DecisionOutcome.adopted)
    waiting = _in_council(session, author, body_id, None)
    return {
        "proposals.carry": {"proposal_id": adopted.id},
        "proposals.ask_municipality": {"proposal_id": waiting.id},
    }


def _in_council(session: Session, author: Person, body_id: int, outcome: DecisionOutcome | None) -> Proposal:
    proposal: Proposal = ProposalFactory(author=author, status=ProposalStatus.in_council, holder_id=body_id)
    case_id, proposal.case_id = proposal.case_id, None
    session.flush()
    session.delete(session.get_one(Case, case_id))
    item = AgendaItemFactory(
        body=get_body(session, body_id), meeting=None, subject_kind="proposal", subject_id=proposal.id
    )
    stop = ProposalStop(proposal_id=proposal.id, body_id=body_id, number=1, item_id=item.id, arrived_at=now())
    stop.brought_by_label = author.display_name
    stop.outcome, stop.decided_at = outcome, now() if outcome is not None else None
    session.add(stop)
    session.flush()
    return proposal
