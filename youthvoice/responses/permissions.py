"""Who owes and gives answers."""

from typing import Any

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import PermissionMap, signed_in


def is_official(actor: Any, _thing: Any) -> bool:
    """Somebody of the administration who belongs to a unit."""
    return actor.role is Role.official and actor.unit_id is not None


def is_administrator(actor: Any, _thing: Any) -> bool:
    """Runs the platform."""
    return actor.role is Role.administrator


def of_the_units_case(actor: Any, case: Any) -> bool:
    """The case is owed by the actor's own unit."""
    return actor.unit_id is not None and actor.unit_id == case.unit_id


PERMISSIONS: PermissionMap = {
    "response.inbox": [[is_official], [is_administrator]],
    # Of those, only who asked: a question to the case (views/understood.py).
    "response.feedback": [[signed_in]],
    "response.answer": [[is_official, of_the_units_case], [is_administrator]],
}
