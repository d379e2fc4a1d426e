"""Units and routes of the small world: the official leads the unit that owes the answer."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory
from tests.factories.admin import RouteFactory
from youthvoice.accounts.models import Person
from youthvoice.proposals.rules import Topic


def make_admin(
    session: Session, people: dict[str, Person]
) -> tuple[dict[str, Any], dict[str, dict[str, Any]], dict[str, dict[str, str]]]:
    """Values of addresses, those that one endpoint alone wants, and what must be sent along."""
    leader = people["official"]
    assert leader.unit is not None
    leader.unit.leader_id = leader.id
    colleague, free = OfficialFactory(unit=leader.unit), OfficialFactory(unit=None)
    route = RouteFactory(topic=Topic.climate, unit_id=leader.unit_id)
    session.flush()
    values = {"unit_id": leader.unit_id, "route_id": route.id}
    own = {"admin.remove_member": {"person_id": colleague.id}}
    return values, own, {"admin.add_member": {"person_id": str(free.id)}}
