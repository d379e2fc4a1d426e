"""An answer that the author has asked for, and can say something of."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.proposals import ProposalFactory
from tests.factories.responses import AnswerFactory
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.commands import add_party
from youthvoice.responses.models import Case
from youthvoice.responses.rules import CaseState


def make_understood(session: Session, author: Person) -> dict[str, dict[str, Any]]:
    """Values of single endpoints: a proposal with a no, about which nobody has spoken."""
    proposal = ProposalFactory(author=author, status=ProposalStatus.no, answered_at=now())
    case = session.get_one(Case, proposal.case_id)
    case.state, case.answered_at = CaseState.answered, now()
    AnswerFactory(case=case)
    add_party(session, case.id, author.id)
    asked, read = {"case_id": case.id}, {"proposal_id": proposal.id}
    return {"responses.ask_feedback": asked, "responses.give_feedback": asked, "proposals.wish": read}
