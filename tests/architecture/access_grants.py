"""Who gets in where: pools, applications and money.

The author has sent an application; the elevråd decides; the official is the pool's treasurer.
"""

from tests.architecture.access_roles import AUTHOR, EVERYONE, HELPS_COUNCIL, SITS_IN_COUNCIL

ADMINISTRATORS = frozenset({"administrator"})
TREASURER = frozenset({"official"})
MANAGES_POOL = HELPS_COUNCIL | ADMINISTRATORS
READS_GRANT = AUTHOR | SITS_IN_COUNCIL | TREASURER | ADMINISTRATORS
"""Before it is public."""

GRANTS: dict[str, frozenset[str]] = {
    # Anyone follows the money.
    **dict.fromkeys(("GET grants.front", "GET grants.pool"), EVERYONE),
    "GET grants.application": READS_GRANT,
}
