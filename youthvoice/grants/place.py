"""What somebody is to a pool or to one of its applications. Permissions are asked of it."""

from dataclasses import dataclass

from youthvoice.councils.rules.seats import SeatRole
from youthvoice.grants.rules.pools import Officer

NO_SEATS: frozenset[SeatRole] = frozenset()
NO_OFFICES: frozenset[Officer] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A person's place today; a visitor's is empty. Before no application in particular, the last four are False."""

    pool_id: int
    council_stands: bool
    """The council that decides is still there."""
    seats: frozenset[SeatRole] = NO_SEATS
    """In that council."""
    offices: frozenset[Officer] = NO_OFFICES
    is_applicant: bool = False
    is_lead: bool = False
    is_conflicted: bool = False
    """Neither sees votes nor takes part; applicants always are."""
    is_owed_in_unit: bool = False
    """Works in the unit that owes the receipt."""
