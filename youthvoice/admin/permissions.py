"""Who runs the municipality's side: administrators, and leaders of units, who look after their own people."""

from typing import Any

from youthvoice.core.authz import PermissionMap
from youthvoice.responses.permissions import is_administrator


def leads_it(actor: Any, unit: Any) -> bool:
    """The leader of that unit, and still a member of it."""
    return unit is not None and unit.leader_id == actor.id and actor.unit_id == unit.id


PERMISSIONS: PermissionMap = {
    "admin.administer": [[is_administrator]],
    "unit.look_after": [[is_administrator], [leads_it]],
}
