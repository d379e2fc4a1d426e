"""A person's own applications, and what each waits for: one query."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from youthvoice.core import keyset
from youthvoice.core.clock import now
from youthvoice.core.keyset import Page
from youthvoice.grants.models import Application, ApplicationMember, ApplicationNote, PoolRound
from youthvoice.responses.models import Case

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One application, with its pool. ``closes_at``: of the next round of its pool; ``answer_due_on``: the council's day."""

    application: Application
    is_lead: bool
    answer_due_on: date | None
    closes_at: datetime | None
    has_open_notes: bool
    """Somebody outside the group wrote a note that is not settled."""


def own_applications(session: Session, person_id: int, cursor: str | None = None) -> Page[OwnRow]:
    """What the person stands behind, drafts and ended ones too, newest first."""
    membership, group = ApplicationMember, aliased(ApplicationMember)
    by_group = exists().where(
        group.application_id == ApplicationNote.application_id, group.person_id == ApplicationNote.by_id
    )
    ahead = select(func.min(PoolRound.closes_at)).where(
        PoolRound.pool_id == Application.pool_id, PoolRound.closes_at > now()
    )
    waiting = ApplicationNote.settled_at.is_(None), ApplicationNote.hidden_at.is_(None)
    notes = exists().where(ApplicationNote.application_id == Application.id, *waiting, ~by_group)
    query = (
        select(Application, Application.lead_id == person_id, Case.answer_due_on, ahead.scalar_subquery(), notes)
        .join(membership, membership.application_id == Application.id)
        .outerjoin(Case, Case.id == Application.case_id)
        .where(membership.person_id == person_id, membership.left_at.is_(None))
        .options(joinedload(Application.pool))
    )
    last = keyset.decode(cursor)
    if last is not None:
        query = query.where(Application.id < last[1])
    rows = [OwnRow(*row) for row in session.execute(query.order_by(Application.id.desc()).limit(PAGE_SIZE + 1))]
    shown = rows[:PAGE_SIZE]
    more = len(rows) > PAGE_SIZE
    return Page(shown, keyset.encode(keyset.EPOCH, shown[-1].application.id) if more else None)
