"""What whoever applies needs to know: which round it will be in, their drafts, and accounts that are late."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.grants.models import Application, ApplicationMember, Pool, PoolRound
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.proposals.models import Proposal
from youthvoice.proposals.queries.mine import own_ids

MOST_OFFERED = 30


def own_application(session: Session, person_id: int, application_id: int) -> Application:
    """An application that this person stands behind, with its pool, its council and unit: one query. Raises NotFound."""
    mine = ApplicationMember.person_id == person_id, ApplicationMember.left_at.is_(None)
    query = _whole().join(ApplicationMember, ApplicationMember.application_id == Application.id)
    here = Application.id == application_id
    found = session.scalar(query.where(here, *mine)) if application_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def application_by_key(session: Session, person_id: int, form_key: str) -> Application | None:
    """What this person began by the form with this key."""
    return session.scalar(_whole().where(Application.form_key == form_key, Application.lead_id == person_id))


def _whole() -> Select[Application]:
    pool = joinedload(Application.pool)
    return select(Application).options(
        pool.joinedload(Pool.body),
        pool.joinedload(Pool.unit),
        joinedload(Application.lead),
        joinedload(Application.school),
    )


def own_drafts(session: Session, person_id: int, pool_id: int) -> Sequence[Application]:
    """Drafts for a pool that this person may write in, the one changed last first."""
    mine = ApplicationMember.person_id == person_id, ApplicationMember.left_at.is_(None)
    query = select(Application).join(ApplicationMember, ApplicationMember.application_id == Application.id)
    query = query.where(*mine, Application.pool_id == pool_id, Application.status == ApplicationStatus.draft)
    return session.scalars(query.order_by(Application.changed_at.desc(), Application.id.desc()).limit(10)).all()


def round_at(session: Session, pool_id: int, moment: datetime) -> PoolRound | None:
    """The round that what is sent then belongs to, or the next one to come: the first whose deadline is not past."""
    query = select(PoolRound).where(PoolRound.pool_id == pool_id, PoolRound.closes_at > moment)
    return session.scalar(query.order_by(PoolRound.closes_at, PoolRound.id).limit(1))


def open_pools(session: Session) -> Sequence[Pool]:
    """Pools that are open today, with their councils, by name."""
    query = select(Pool).where(Pool.opened_at.is_not(None), Pool.closed_at.is_(None)).options(joinedload(Pool.body))
    return session.scalars(query.order_by(Pool.name, Pool.id).limit(MOST_OFFERED)).all()


def own_ideas(session: Session, person_id: int) -> Sequence[tuple[int, str]]:
    """Id and title of one's own proposals that everybody can read, the newest first."""
    query = select(Proposal.id, Proposal.title).where(Proposal.id.in_(own_ids(person_id)), _is_readable())
    rows = session.execute(query.order_by(Proposal.id.desc()).limit(MOST_OFFERED))
    return [(row.id, row.title) for row in rows]


def own_idea(session: Session, person_id: int, proposal_id: int) -> Proposal | None:
    """One of them."""
    query = select(Proposal).where(Proposal.id == proposal_id, Proposal.id.in_(own_ids(person_id)), _is_readable())
    return session.scalar(query) if proposal_id <= MAX_ID else None


def _is_readable() -> Any:
    return Proposal.listed_at.is_not(None)


def late_grant_of(session: Session, person_id: int) -> Application | None:
    """A grant of this person's whose accounts are late; the one that is late longest."""
    return session.scalar(_late(today()).where(ApplicationMember.person_id == person_id).limit(1))


def late_grant_of_group(session: Session, application: Application) -> Application | None:
    """Another grant of somebody of this group whose accounts are late; the one that is late longest."""
    group = select(ApplicationMember.person_id).where(
        ApplicationMember.application_id == application.id, ApplicationMember.left_at.is_(None)
    )
    query = _late(today()).where(ApplicationMember.person_id.in_(group), Application.id != application.id)
    return session.scalar(query.limit(1))


def _late(day: date) -> Select[Application]:
    late = Application.status == ApplicationStatus.accepted, Application.accounts_due_on < day
    query = select(Application).join(ApplicationMember, ApplicationMember.application_id == Application.id)
    stays = ApplicationMember.left_at.is_(None)
    return query.where(*late, stays).order_by(Application.accounts_due_on, Application.id)
