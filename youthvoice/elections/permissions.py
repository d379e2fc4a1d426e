"""Who may do what in an election. The thing asked about is a Place (queries/place.py)."""

from typing import Any

from youthvoice.accounts.rules import YOUNG_ROLES
from youthvoice.core.authz import PermissionMap


def runs_it(_actor: Any, place: Any) -> bool:
    """An administrator, or an adult who helps the body or its constituency."""
    return bool(place.runs_it)


def is_voter(_actor: Any, place: Any) -> bool:
    """Stands on the roll."""
    return bool(place.is_voter)


def is_young(actor: Any, _place: Any) -> bool:
    """Not somebody who works here."""
    return actor.role in YOUNG_ROLES


def is_inside(_actor: Any, place: Any) -> bool:
    """May know who the candidates are."""
    return bool(place.is_inside)


def body_stands(_actor: Any, place: Any) -> bool:
    """The body is still there."""
    return not place.is_closed


PERMISSIONS: PermissionMap = {
    "election.run": [[runs_it, body_stands]],
    "election.stand": [[is_young, is_voter, body_stands]],
    "election.report": [[is_inside]],
}
