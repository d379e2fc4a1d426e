"""What somebody is in a body today. Permissions are asked of this, so a seat that has ended lets nobody do anything."""

from dataclasses import dataclass

from youthvoice.councils.rules.bodies import PRIVATE_KINDS, Attendance, BodyKind
from youthvoice.councils.rules.seats import SeatRole

NO_ROLES: frozenset[SeatRole] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's place in a body on one day; a visitor has no roles anywhere."""

    body_id: int
    kind: BodyKind
    attendance: Attendance
    is_closed: bool
    roles: frozenset[SeatRole] = NO_ROLES
    parent_roles: frozenset[SeatRole] = NO_ROLES
    """In the body above: whoever helps the elevråd helps its classes too."""
    is_represented: bool = False
    """Has a seat in a body below, which this one speaks for."""

    @property
    def belongs(self) -> bool:
        """Has any seat here."""
        return bool(self.roles)

    @property
    def is_private(self) -> bool:
        """Who sits here is shown only to those who belong to it."""
        return self.kind in PRIVATE_KINDS
