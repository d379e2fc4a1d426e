"""Who may do what with hearings. The thing asked about is a Place (place.py)."""

from typing import Any

from youthvoice.accounts.rules import Role
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.core.authz import PermissionMap


def is_administrator(actor: Any, _place: Any) -> bool:
    """Helps every unit."""
    return actor.role is Role.administrator


def works_in_a_unit(actor: Any, _place: Any) -> bool:
    """Somebody who works for the municipality, in a unit."""
    return actor.role in (Role.official, Role.administrator) and actor.unit_id is not None


def asks(_actor: Any, place: Any) -> bool:
    """Works in the unit that asks."""
    return bool(place.is_asker)


def may_answer(_actor: Any, place: Any) -> bool:
    """Is among those who are asked."""
    return bool(place.may_answer)


def is_open(_actor: Any, place: Any) -> bool:
    """Answers are taken now."""
    return place.state is ConsultationState.open


def is_not_over(_actor: Any, place: Any) -> bool:
    """Neither finished nor cancelled."""
    return place.state not in (ConsultationState.finished, ConsultationState.cancelled)


PERMISSIONS: PermissionMap = {
    # Without a thing.
    "consultation.write": [[works_in_a_unit]],
    "consultation.run": [[asks], [is_administrator]],
    "consultation.change": [[asks, is_not_over], [is_administrator, is_not_over]],
    "consultation.asked": [[may_answer]],
    "consultation.answer": [[may_answer, is_open]],
    # As a class or a council; that they help or run it is asked of the body's Standing.
    "consultation.answer_together": [[is_open]],
}
