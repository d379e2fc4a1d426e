"""Who may have a period evaluated."""

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import PermissionMap


def works_here(actor: object, _thing: object) -> bool:
    """An official, a politician or an administrator: reports are theirs to make, and to publish."""
    return getattr(actor, "role", None) in (Role.official, Role.administrator)


PERMISSIONS: PermissionMap = {"evaluation.make": [[works_here]]}
