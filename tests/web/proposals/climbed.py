"""Proposals that have been some way up the ladder."""

from sqlalchemy.orm import Session

from tests.web.proposals.ladder import (
    School,
    decide,
    fresh,
    sent,
)
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.models import Proposal

YES, NO = DecisionOutcome.adopted, DecisionOutcome.rejected


def adopted(session: Session, at: School) -> Proposal:
    """A proposal that the elevråd said yes to."""
    proposal = sent(session, at)
    decide(session, proposal, at.council, YES)
    return fresh(session, proposal.id)
