"""Who handles reports."""

from typing import Any

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import PermissionMap


def is_moderator(actor: Any, _thing: Any) -> bool:
    """A moderator or an administrator."""
    return actor.role in (Role.moderator, Role.administrator)


PERMISSIONS: PermissionMap = {"moderation.queue": [[is_moderator]]}
