"""Support and follow. The stored count moves only when a row really came or went, so a form sent twice counts once."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.proposals.models import Endorsement, Proposal, ProposalFollow


def set_support(session: Session, proposal_id: int, person_id: int, *, wanted: bool) -> bool:
    """Give (``wanted``) or take back a person's support; True where that changed something.

    Raises NotFound where nobody may read the proposal (any more).
    """
    if wanted:
        changed = _insert(session, Endorsement, proposal_id, person_id, now())
    else:
        changed = _delete(session, Endorsement, proposal_id, person_id)
    if changed:
        _count(session, proposal_id, 1 if wanted else -1)
    return changed


def set_follow(session: Session, proposal_id: int, person_id: int, *, wanted: bool) -> bool:
    """Begin or stop to follow a proposal; True where that changed something."""
    if wanted:
        return _insert(session, ProposalFollow, proposal_id, person_id, now())
    return _delete(session, ProposalFollow, proposal_id, person_id)


def _insert(
    session: Session, model: type[Endorsement] | type[ProposalFollow], proposal_id: int, person_id: int, at: datetime
) -> bool:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    row = insert(model).values(proposal_id=proposal_id, person_id=person_id, created_at=at)
    row = row.on_conflict_do_nothing(index_elements=["proposal_id", "person_id"])
    return session.scalar(row.returning(model.id)) is not None


def _delete(
    session: Session, model: type[Endorsement] | type[ProposalFollow], proposal_id: int, person_id: int
) -> bool:
    mine = delete(model).where(model.proposal_id == proposal_id, model.person_id == person_id)
    return session.scalar(mine.returning(model.id).execution_options(synchronize_session=False)) is not None


def _count(session: Session, proposal_id: int, step: int) -> None:
    counted = (
        update(Proposal)
        .where(Proposal.id == proposal_id, Proposal.listed_at.is_not(None))
        .values(endorsement_count=Proposal.endorsement_count + step, version=Proposal.version + 1)
        .returning(Proposal.id)
        .execution_options(synchronize_session=False)
    )
    if session.scalar(counted) is None:
        raise NotFound
    loaded = session.identity_map.get(session.identity_key(Proposal, proposal_id))
    if loaded is not None:
        session.expire(loaded, ["endorsement_count", "version"])
