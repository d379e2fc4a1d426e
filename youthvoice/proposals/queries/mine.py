"""A person's own proposals, and whom a proposal concerns."""

from typing import Any

from sqlalchemy import CompoundSelect, literal_column, select, union
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import keyset
from youthvoice.core.keyset import Page
from youthvoice.proposals.models import Endorsement, Proposal, ProposalCoauthor, ProposalFollow
from youthvoice.proposals.queries.listing import PAGE_SIZE, ProposalRow, as_rows, row_query
from youthvoice.proposals.rules import ProposalStatus

MAX_DRAFTS = 50


def own_drafts(session: Session, person_id: int) -> list[Proposal]:
    """Drafts the person may write in, as author or co-author, the one changed last first; at most 50."""
    query = (
        select(Proposal)
        .where(Proposal.id.in_(own_ids(person_id)), Proposal.status == ProposalStatus.draft)
        .order_by(Proposal.changed_at.desc(), Proposal.id.desc())
        .limit(MAX_DRAFTS)
    )
    return list(session.scalars(query))


def own_proposals(session: Session, person_id: int, cursor: str | None = None) -> Page[ProposalRow]:
    """What the person sent in, alone or with others, newest first, hidden and withdrawn ones too."""
    query = row_query().where(Proposal.id.in_(own_ids(person_id)), Proposal.status != ProposalStatus.draft)
    last = keyset.decode(cursor)
    if last is not None:
        query = query.where(Proposal.id < last[1])
    found = session.execute(query.order_by(Proposal.id.desc()).limit(literal_column(str(PAGE_SIZE + 1))))
    rows = as_rows(found.all())
    shown = rows[:PAGE_SIZE]
    return Page(shown, keyset.encode(keyset.EPOCH, shown[-1].id) if len(rows) > PAGE_SIZE else None)


def own_ids(person_id: int) -> CompoundSelect[Any]:
    """Ids of everything the person writes or wrote in, as author or co-author."""
    own = select(Proposal.id).where(Proposal.author_id == person_id)
    joined = select(ProposalCoauthor.proposal_id).where(ProposalCoauthor.person_id == person_id)
    return own.union_all(joined)


def followed(session: Session, person_id: int, cursor: str | None = None) -> Page[ProposalRow]:
    """Proposals the person follows and may read, the one followed last first."""
    query = row_query().add_columns(ProposalFollow.id).join(ProposalFollow, ProposalFollow.proposal_id == Proposal.id)
    query = query.where(ProposalFollow.person_id == person_id, Proposal.listed_at.is_not(None))
    last = keyset.decode(cursor)
    if last is not None:
        query = query.where(ProposalFollow.id < last[1])
    found = session.execute(query.order_by(ProposalFollow.id.desc()).limit(literal_column(str(PAGE_SIZE + 1)))).all()
    shown = found[:PAGE_SIZE]
    after = keyset.encode(keyset.EPOCH, shown[-1][-1]) if len(found) > PAGE_SIZE else None
    return Page(as_rows([row[:-1] for row in shown]), after)


def people_to_tell(session: Session, proposal_id: int) -> list[Person]:
    """The author and the co-authors whose accounts are open."""
    author = select(Proposal.author_id).where(Proposal.id == proposal_id)
    coauthors = select(ProposalCoauthor.person_id).where(ProposalCoauthor.proposal_id == proposal_id)
    query = select(Person).where(Person.id.in_(author.union_all(coauthors)), Person.closed_at.is_(None))
    return list(session.scalars(query.order_by(Person.id)))


def followers_of(session: Session, proposal_id: int) -> list[int]:
    """Ids of everybody who follows or supports the proposal, each once."""
    follows = select(ProposalFollow.person_id).where(ProposalFollow.proposal_id == proposal_id)
    supports = select(Endorsement.person_id).where(Endorsement.proposal_id == proposal_id)
    return sorted(session.scalars(union(follows, supports)))
