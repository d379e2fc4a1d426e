"""Who may do what with accounts."""

from youthvoice.core.authz import PermissionMap, signed_in

PERMISSIONS: PermissionMap = {"account.edit_own": [[signed_in]]}
