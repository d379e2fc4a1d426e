"""What the next council takes over: what is open, what was agreed, and what is planned."""

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager

from youthvoice.core.clock import now
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import PLANNABLE, ItemKind, MeetingState

MOST_LINES = 40
MOST_MEETINGS = 5


def open_items(session: Session, body_id: int) -> list[AgendaItem]:
    """Items that nobody has decided about (or that were put off and came to no later meeting), the oldest first."""
    decided = exists().where(Decision.item_id == AgendaItem.id, Decision.replaced_at.is_(None))
    put_off = exists().where(
        Decision.item_id == AgendaItem.id,
        Decision.replaced_at.is_(None),
        Decision.outcome == DecisionOutcome.postponed,
    )
    later = aliased(AgendaItem)
    continued = exists().where(later.continues_id == AgendaItem.id, later.withdrawn_at.is_(None))
    query = select(AgendaItem).outerjoin(AgendaItem.meeting).options(contains_eager(AgendaItem.meeting))
    query = query.where(
        AgendaItem.body_id == body_id,
        AgendaItem.kind != ItemKind.standing,
        AgendaItem.withdrawn_at.is_(None),
        AgendaItem.hidden_at.is_(None),
        or_(Meeting.id.is_(None), Meeting.state != MeetingState.cancelled),
        or_(~decided, and_(put_off, ~continued)),
    )
    return list(session.scalars(query.order_by(AgendaItem.added_at, AgendaItem.id).limit(MOST_LINES)))


def agreements(session: Session, body_id: int) -> list[Decision]:
    """What was said yes or no to, the newest first, with its item."""
    query = select(Decision).join(Decision.item).options(contains_eager(Decision.item))
    query = query.where(
        Decision.body_id == body_id,
        Decision.replaced_at.is_(None),
        Decision.outcome != DecisionOutcome.postponed,
        AgendaItem.hidden_at.is_(None),
    )
    return list(session.scalars(query.order_by(Decision.recorded_at.desc(), Decision.id.desc()).limit(MOST_LINES)))


def coming_meetings(session: Session, body: Body) -> list[Meeting]:
    """The next meetings, soonest first."""
    query = select(Meeting).where(Meeting.body_id == body.id, Meeting.state.in_(PLANNABLE), Meeting.ends_at > now())
    return list(session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(MOST_MEETINGS)))
