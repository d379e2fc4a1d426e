"""What somebody is to a year of Bytinget. Permissions are asked of it."""

from dataclasses import dataclass

from youthvoice.assembly.rules.years import YearState
from youthvoice.councils.rules.seats import SeatRole

NO_SEATS: frozenset[SeatRole] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A person's place that year; a visitor's is empty."""

    year_id: int
    state: YearState
    body_stands: bool
    seats: frozenset[SeatRole] = NO_SEATS
    """In the body of Bytinget today."""
    delegate_id: int | None = None
    delegation_id: int | None = None
    """The one it goes with, as a delegate."""
    is_there: bool = False
    """Checked in on the day, and has not left."""


@dataclass(frozen=True, slots=True)
class AtDelegation:
    """What somebody is to one delegation of a year."""

    place: Place
    leads: bool
    """Runs its body, or is the adult who helps a council or class of its school."""
    belongs: bool
    """Goes to its school, or sits in its body."""
    draws_lots: bool
