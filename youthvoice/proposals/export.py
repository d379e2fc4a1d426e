"""The part of this room in the file with a person's own data: all that the person wrote and chose."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.export import Rows, rows_of
from youthvoice.accounts.models import Person, School
from youthvoice.councils.models import Body
from youthvoice.proposals.models import (
    Endorsement,
    Proposal,
    ProposalAttachment,
    ProposalFollow,
    ProposalRevision,
    ProposalStop,
)


def proposals(session: Session, person: Person) -> Rows:
    """The proposals and drafts that the person began, hidden and withdrawn ones too; a file by its name and description."""
    query = (
        select(
            Proposal.id, Proposal.title, Proposal.what, Proposal.why, Proposal.who, Proposal.topic, School.name.label("school"),
            Proposal.status, Proposal.created_at, Proposal.changed_at, Proposal.submitted_at, Proposal.withdrawn_at,
            Body.name.label("on_behalf_of"), ProposalAttachment.file_name.label("file"), ProposalAttachment.alt_text.label("file_description"),
        )
        .outerjoin(School, School.id == Proposal.school_id)
        .outerjoin(Body, Body.id == Proposal.on_behalf_of_id)
        .outerjoin(ProposalAttachment, ProposalAttachment.proposal_id == Proposal.id)
        .where(Proposal.author_id == person.id)
        .order_by(Proposal.id)
    )  # fmt: skip
    return rows_of(session, query)


def earlier_wordings(session: Session, person: Person) -> Rows:
    """How those proposals read before they were changed."""
    columns = (
        ProposalRevision.proposal_id, ProposalRevision.number, ProposalRevision.title, ProposalRevision.what,
        ProposalRevision.why, ProposalRevision.who, ProposalRevision.replaced_at,
    )  # fmt: skip
    query = select(*columns).join(Proposal, Proposal.id == ProposalRevision.proposal_id)
    return rows_of(session, query.where(Proposal.author_id == person.id).order_by(ProposalRevision.id))


def council_steps(session: Session, person: Person) -> Rows:
    """The bodies that had those proposals, what they said, and where they carried them."""
    carried_to = aliased(Body)
    columns = (
        ProposalStop.proposal_id, ProposalStop.number, Body.name.label("body"), ProposalStop.arrived_at,
        ProposalStop.outcome, ProposalStop.decided_at, ProposalStop.statement, ProposalStop.carried_at,
        carried_to.name.label("carried_to"),
    )  # fmt: skip
    query = select(*columns).join(Proposal, Proposal.id == ProposalStop.proposal_id)
    query = query.join(Body, Body.id == ProposalStop.body_id)
    query = query.outerjoin(carried_to, carried_to.id == ProposalStop.carried_to_id)
    return rows_of(session, query.where(Proposal.author_id == person.id).order_by(ProposalStop.id))


def supported(session: Session, person: Person) -> Rows:
    """What the person supports, and since when."""
    return _chosen(session, Endorsement, person)


def followed(session: Session, person: Person) -> Rows:
    """What the person follows, and since when."""
    return _chosen(session, ProposalFollow, person)


def _chosen(session: Session, model: type[Endorsement] | type[ProposalFollow], person: Person) -> Rows:
    query = select(model.proposal_id, Proposal.title, model.created_at.label("since"))
    query = query.join(Proposal, Proposal.id == model.proposal_id).where(Proposal.listed_at.is_not(None))
    return rows_of(session, query.where(model.person_id == person.id).order_by(model.id))


PARTS = {
    "proposals": proposals, "earlier_wordings": earlier_wordings, "council_steps": council_steps, "supported": supported,
    "followed": followed,
}  # fmt: skip
