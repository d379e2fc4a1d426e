"""Who may do what in a discussion."""

from youthvoice.core.authz import PermissionMap, signed_in

PERMISSIONS: PermissionMap = {"comment.post": [[signed_in]]}
