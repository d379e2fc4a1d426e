"""One proposal: for a permission, for its page, for its history."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, exists, false, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person, School, Unit
from youthvoice.core.db import BigId
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import ReportState
from youthvoice.proposals.models import (
    Endorsement,
    Proposal,
    ProposalAttachment,
    ProposalCoauthor,
    ProposalEvent,
    ProposalFollow,
    ProposalRevision,
)
from youthvoice.proposals.rules import ProposalStatus, Topic
from youthvoice.responses.models import Case

SHOWN_REVISIONS = 20


def find_proposal(session: Session, proposal_id: int) -> Proposal | None:
    """The proposal in any state, with author, school and ``coauthor_ids``; None where there is none. Two queries."""
    if proposal_id > MAX_ID:
        return None
    query = (
        select(Proposal)
        .where(Proposal.id == proposal_id)
        .options(joinedload(Proposal.author).lazyload("*"), joinedload(Proposal.school))
    )
    proposal = session.scalar(query)
    if proposal is not None:
        joined = select(ProposalCoauthor.person_id).where(ProposalCoauthor.proposal_id == proposal_id)
        proposal.coauthor_ids = tuple(session.scalars(joined.order_by(ProposalCoauthor.id)))
    return proposal


def get_proposal(session: Session, proposal_id: int) -> Proposal:
    """As ``find_proposal``; raises NotFound. Drafts, hidden and withdrawn ones are found too: ask who may see them."""
    proposal = find_proposal(session, proposal_id)
    if proposal is None:
        raise NotFound
    return proposal


def get_own_draft(session: Session, proposal_id: int, person: Person) -> Proposal:
    """A draft of this person, as author or co-author. Raises NotFound for anything else, others' drafts too."""
    proposal = get_proposal(session, proposal_id)
    mine = person.id == proposal.author_id or person.id in proposal.coauthor_ids
    if proposal.status is not ProposalStatus.draft or not mine:
        raise NotFound
    return proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One proposal with all that its page says of it; stands in for a Proposal where a permission is asked."""

    id: int
    version: int
    status: ProposalStatus
    title: str
    what: str
    why: str
    who: str
    topic: Topic | None
    changed_at: datetime
    listed_at: datetime | None
    submitted_at: datetime | None
    withdrawn_at: datetime | None
    hidden_at: datetime | None
    case_id: int | None
    thread_id: int | None
    answer_due_on: date | None
    endorsement_count: int
    comment_count: int
    author_id: int
    author: str
    where: str | None
    """The school; None: the whole municipality."""
    unit: str | None
    """Who owes the answer."""
    receipt_due_on: date | None
    receipt_at: datetime | None
    file_kind: str | None
    file_name: str | None
    file_alt: str | None
    file_bytes: int | None
    is_supported: bool
    is_followed: bool
    coauthors: tuple[tuple[int, str], ...] = ()
    """(person's id, name), the first to join first."""

    @property
    def coauthor_ids(self) -> tuple[int, ...]:
        """For permissions."""
        return tuple(person_id for person_id, _name in self.coauthors)

    @property
    def stamp(self) -> tuple[object, ...]:
        """What tells one state of the page from another."""
        return self.id, self.version, self.author, self.where, self.unit


_NAMES = tuple(field.name for field in fields(Shown))[:-1]
_OTHER = {
    "author": Person.display_name,
    "where": School.name,
    "unit": Unit.name,
    "receipt_due_on": Case.receipt_due_on,
    "receipt_at": Case.receipt_at,
    "file_kind": ProposalAttachment.kind,
    "file_name": ProposalAttachment.file_name,
    "file_alt": ProposalAttachment.alt_text,
    "file_bytes": ProposalAttachment.size_bytes,
}


@lru_cache(maxsize=2)
def _shown_query(*, for_person: bool) -> Select[Any]:
    person = bindparam("person_id", type_=BigId)
    mine = {
        name: exists().where(model.proposal_id == Proposal.id, model.person_id == person) if for_person else false()
        for name, model in (("is_supported", Endorsement), ("is_followed", ProposalFollow))
    }
    columns: list[Any] = [mine[n] if n in mine else _OTHER.get(n, getattr(Proposal, n, None)) for n in _NAMES]
    query = select(*columns).join(Person, Person.id == Proposal.author_id)
    query = query.outerjoin(School, School.id == Proposal.school_id).outerjoin(Case, Case.id == Proposal.case_id)
    query = query.outerjoin(Unit, Unit.id == Case.unit_id)
    query = query.outerjoin(ProposalAttachment, ProposalAttachment.proposal_id == Proposal.id)
    return query.where(Proposal.id == bindparam("proposal_id", type_=BigId))


def get_shown(session: Session, proposal_id: int, person_id: int | None) -> Shown:
    """The proposal in any state, without its co-authors: one query. Raises NotFound."""
    if proposal_id > MAX_ID:
        raise NotFound
    values = {"proposal_id": proposal_id} if person_id is None else {"proposal_id": proposal_id, "person_id": person_id}
    row = session.execute(_shown_query(for_person=person_id is not None), values).first()
    if row is None:
        raise NotFound
    return Shown(**dict(zip(_NAMES, row, strict=True)))


def with_coauthors(session: Session, shown: Shown) -> Shown:
    """The same with its co-authors."""
    query = select(Person.id, Person.display_name).join(ProposalCoauthor, ProposalCoauthor.person_id == Person.id)
    query = query.where(ProposalCoauthor.proposal_id == shown.id).order_by(ProposalCoauthor.id)
    return replace(shown, coauthors=tuple((person_id, name) for person_id, name in session.execute(query)))


def events_of(session: Session, proposal_id: int) -> list[ProposalEvent]:
    """What happened, the first thing first."""
    query = select(ProposalEvent).where(ProposalEvent.proposal_id == proposal_id)
    return list(session.scalars(query.order_by(ProposalEvent.id)))


def revisions_of(session: Session, proposal_id: int) -> list[ProposalRevision]:
    """The last wordings before today's, newest first."""
    query = select(ProposalRevision).where(ProposalRevision.proposal_id == proposal_id)
    return list(session.scalars(query.order_by(ProposalRevision.number.desc()).limit(SHOWN_REVISIONS)))


def hidden_reason(session: Session, proposal_id: int) -> str:
    """What the moderator wrote to the author when the proposal was hidden; may be empty."""
    query = select(ContentReport.decision_note).where(
        ContentReport.target_kind == "proposal",
        ContentReport.target_id == proposal_id,
        ContentReport.state == ReportState.hidden,
    )
    return session.scalar(query.order_by(ContentReport.handled_at.desc(), ContentReport.id.desc()).limit(1)) or ""
