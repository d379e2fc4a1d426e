"""The one picture or PDF of a proposal."""

from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.core.files import CleanFile
from youthvoice.proposals import rules
from youthvoice.proposals.commands.counters import touch
from youthvoice.proposals.commands.timeline import record_event
from youthvoice.proposals.labels import LOCKED_TEXT
from youthvoice.proposals.models import Proposal, ProposalAttachment
from youthvoice.proposals.queries.ladder import is_adopted
from youthvoice.proposals.queries.parts import find_attachment
from youthvoice.proposals.rules import EventKind, ProposalStatus

# Names of our own: the name of an uploaded file often holds the name of a person.
IMAGE_NAME = "billede.webp"
THUMB_NAME = "lille.webp"
PDF_NAME = "bilag.pdf"


@dataclass(frozen=True)
class FileData:
    """Audit: what kind of file, and how many bytes."""

    kind: str
    size_bytes: int


def attach_file(
    session: Session, person: Person, proposal: Proposal, clean: CleanFile, alt_text: str
) -> ProposalAttachment:
    """Give the proposal a file; one that it had is replaced."""
    _refuse_if_adopted(session, proposal)
    session.execute(delete(ProposalAttachment).where(ProposalAttachment.proposal_id == proposal.id))
    attachment = ProposalAttachment(
        proposal_id=proposal.id,
        kind=clean.kind,
        content_type=clean.content_type,
        file_name=PDF_NAME if clean.kind == "pdf" else IMAGE_NAME,
        alt_text=alt_text,
        size_bytes=len(clean.data),
        created_at=now(),
        data=clean.data,
        thumb=clean.thumb,
    )
    session.add(attachment)
    proposal.attachment_kind = clean.kind
    _changed(session, person, proposal)
    data = FileData(clean.kind, len(clean.data))
    audit.record(session, person.id, "proposal.attach", ("proposal", proposal.id), data)
    session.flush()
    return attachment


def describe_file(session: Session, person: Person, proposal: Proposal, alt_text: str) -> None:
    """Say in words what the picture shows."""
    attachment = find_attachment(session, proposal.id)
    if attachment is not None and attachment.alt_text != alt_text:
        _refuse_if_adopted(session, proposal)
        attachment.alt_text = alt_text
        _changed(session, person, proposal)


def remove_file(session: Session, person: Person, proposal: Proposal) -> None:
    """Take the file off; without one nothing happens."""
    attachment = find_attachment(session, proposal.id)
    if attachment is None:
        return
    _refuse_if_adopted(session, proposal)
    data = FileData(attachment.kind, attachment.size_bytes)
    session.delete(attachment)
    proposal.attachment_kind = None
    _changed(session, person, proposal)
    audit.record(session, person.id, "proposal.detach", ("proposal", proposal.id), data)
    session.flush()


def _refuse_if_adopted(session: Session, proposal: Proposal) -> None:
    """A council said yes to what it saw. Raises Conflict."""
    session.execute(select(Proposal.id).where(Proposal.id == proposal.id).with_for_update())
    if is_adopted(session, proposal.id):
        raise Conflict(str(LOCKED_TEXT))


def _changed(session: Session, person: Person, proposal: Proposal) -> None:
    moment = now()
    if proposal.status is ProposalStatus.draft:
        proposal.changed_at = moment
        return
    if rules.keeps_history(proposal.status, proposal.endorsement_count):
        record_event(session, proposal.id, EventKind.edited, person.byline, moment)
    touch(session, proposal, moment)
