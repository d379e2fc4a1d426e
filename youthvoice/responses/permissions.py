"""Who owes and gives answers."""

from typing import Any

from youthvoice.accounts.rules import Role, is_adult_role
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


def leads_the_unit(actor: Any, thing: Any) -> bool:
    """The leader of a unit, and of the one that is spoken of, if any is (``thing.unit_id``; None there: of all)."""
    unit = actor.unit
    return unit is not None and unit.leader_id == actor.id and (thing is None or thing.unit_id == unit.id)


def owns_promise(actor: Any, promise: Any) -> bool:
    """Is asked how it goes, in whatever unit by now."""
    return bool(promise.owner_id == actor.id)


def is_young(actor: Any, _thing: Any) -> bool:
    """No adult at work; of the young, only who asked: a question to the case (commands/marks.py)."""
    return not is_adult_role(actor.role)


PERMISSIONS: PermissionMap = {
    "response.inbox": [[is_official], [is_administrator]],
    # Of those, only who asked: a question to the case (views/understood.py).
    "response.feedback": [[signed_in]],
    "response.answer": [[is_official, of_the_units_case], [is_administrator]],
    # Internal words stand in it: nobody else, whatever the case's own page shows.
    "response.record": [[is_official, of_the_units_case], [is_administrator]],
    "response.export": [[is_official, leads_the_unit], [is_administrator]],
    "response.phrase": [[is_official, of_the_units_case], [is_administrator]],
    "promise.plan": [[is_official, of_the_units_case], [is_official, owns_promise], [is_administrator]],
    "promise.mark": [[is_young]],
}
