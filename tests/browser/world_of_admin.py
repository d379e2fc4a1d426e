"""Units and routes that the browser visits: those of the demo."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.proposals.models import Route
from youthvoice.proposals.rules import Topic


def admin_values(session: Session) -> dict[str, Any]:
    """A unit with a member, and a rule."""
    wanted = select(Person).where(Person.role == Role.official, Person.unit_id.is_not(None)).order_by(Person.id)
    member = session.scalars(wanted.limit(1)).one()
    route = session.scalars(select(Route.id).where(Route.topic == Topic.traffic, Route.school_id.is_(None))).one()
    return {"unit": member.unit_id, "unit_member": member.id, "route": route}
