"""Who may do what in a discussion."""

from typing import Any

from youthvoice.core.authz import PermissionMap, signed_in
from youthvoice.core.clock import now
from youthvoice.discussions import rules


def is_author(actor: Any, comment: Any) -> bool:
    """The one who wrote the comment."""
    return bool(actor.id == comment.author_id)


def is_new(_actor: Any, comment: Any) -> bool:
    """Written so lately that it may still be changed."""
    return rules.may_edit(comment.created_at, now())


PERMISSIONS: PermissionMap = {
    "comment.post": [[signed_in]],
    "comment.edit": [[is_author, is_new]],
    "comment.withdraw": [[is_author]],
}
