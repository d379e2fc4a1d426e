"""Which unit of the administration owes the answer."""

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Unit
from youthvoice.proposals.models import TopicRoute
from youthvoice.proposals.rules import Topic


def responsible_unit(session: Session, topic: Topic) -> Unit | None:
    """The unit of the topic; else that of any topic; else the first unit; None where there is no unit at all."""
    own_first = case((TopicRoute.topic == topic, 0), else_=1)
    routed = select(Unit).join(TopicRoute, TopicRoute.unit_id == Unit.id).order_by(own_first, Unit.id).limit(1)
    return session.scalar(routed) or session.scalar(select(Unit).order_by(Unit.id).limit(1))
