"""Who may do what in a contest. The thing asked about is a ContestStanding (standing.py)."""

from typing import Any

from youthvoice.core.authz import PermissionMap


def runs_it(_actor: Any, standing: Any) -> bool:
    """Opens, closes, prints slips, enters hands, draws the lot: whoever the owner says."""
    return bool(standing.may_run)


def is_on_roll(_actor: Any, standing: Any) -> bool:
    """May vote."""
    return bool(standing.is_on_roll)


def is_adult(actor: Any, _standing: Any) -> bool:
    """Works with young people: slips and raised hands are in the hands of adults alone, whoever runs the contest."""
    return bool(actor.is_adult)


PERMISSIONS: PermissionMap = {
    "voting.run": [[runs_it]],
    "voting.hand_out": [[runs_it, is_adult]],
    "voting.vote": [[is_on_roll]],
}
