"""What hangs on a proposal that is being written: its file and its co-authors."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.proposals.models import ProposalAttachment, ProposalCoauthor


def find_attachment(session: Session, proposal_id: int) -> ProposalAttachment | None:
    """The proposal's file, without its bytes."""
    return session.scalar(select(ProposalAttachment).where(ProposalAttachment.proposal_id == proposal_id))


def coauthors_of(session: Session, proposal_id: int) -> list[Person]:
    """The co-authors, the first to join first."""
    query = select(Person).join(ProposalCoauthor, ProposalCoauthor.person_id == Person.id)
    return list(session.scalars(query.where(ProposalCoauthor.proposal_id == proposal_id).order_by(ProposalCoauthor.id)))
