"""Who may do what in a contest. The thing asked about is a ContestStanding (standing.py)."""

from typing import Any

from youthvoice.core.authz import PermissionMap


def runs_it(_actor: Any, standing: Any) -> bool:
    """Opens, closes, prints slips, enters hands, draws the lot: whoever the owner says."""
    return bool(standing.may_run)


def is_on_roll(_actor: Any, standing: Any) -> bool:
    """May vote."""
    return bool(standing.is_on_roll)


PERMISSIONS: PermissionMap = {
    "voting.run": [[runs_it]],
    "voting.vote": [[is_on_roll]],
}
