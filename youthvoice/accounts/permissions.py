"""Who may do what with accounts."""

from typing import Any

from youthvoice.core.authz import PermissionMap, signed_in


def no_persona(actor: Any, _thing: Any) -> bool:
    """Predicate: not one of the made-up people, whom all visitors of a demo share."""
    return not actor.is_persona


PERMISSIONS: PermissionMap = {
    "account.edit_own": [[signed_in]],
    "account.close_own": [[signed_in, no_persona]],
    "account.add_way_in": [[signed_in, no_persona]],
}
