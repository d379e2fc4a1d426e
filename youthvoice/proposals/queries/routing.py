"""Which unit of the municipality owes the answer."""

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Unit
from youthvoice.proposals.models import Route
from youthvoice.proposals.rules import Topic


def responsible_unit(session: Session, topic: Topic, school_id: int | None = None) -> Unit | None:
    """The unit of the rule that fits best: topic and school, the school, the topic, then the rule for all the rest.

    Without any such rule the first unit; None where there is no unit at all. A closed unit takes no cases.
    """
    rank = case(
        (Route.topic.is_not(None) & Route.school_id.is_not(None), 0),
        (Route.school_id.is_not(None), 1),
        (Route.topic.is_not(None), 2),
        else_=3,
    )
    fits = (
        or_(Route.topic == topic, Route.topic.is_(None)),
        or_(Route.school_id == school_id, Route.school_id.is_(None)),
        Unit.closed_at.is_(None),
    )
    routed = select(Unit).join(Route, Route.unit_id == Unit.id).where(*fits).order_by(rank, Unit.id).limit(1)
    some = select(Unit).where(Unit.closed_at.is_(None)).order_by(Unit.id).limit(1)
    return session.scalar(routed) or session.scalar(some)


def unit_for_topic(session: Session, topic: Topic) -> Unit | None:
    """The unit that a rule names for that topic in the whole municipality; None where no rule does, or it is closed."""
    query = select(Unit).join(Route, Route.unit_id == Unit.id)
    query = query.where(Route.topic == topic, Route.school_id.is_(None), Unit.closed_at.is_(None))
    return session.scalar(query.order_by(Unit.id).limit(1))
