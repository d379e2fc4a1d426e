"""What happens in councils, told to the rooms above inside the same transaction."""

from dataclasses import dataclass
from datetime import datetime

from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.seats import SeatRole


@dataclass(frozen=True)
class SeatGiven:
    """Somebody has a seat, from a day on; ``replaces_id`` where a substitute stepped in."""

    seat_id: int
    body_id: int
    person_id: int
    role: SeatRole
    replaces_id: int | None


@dataclass(frozen=True)
class SeatEnded:
    """A seat ended before its term was over."""

    seat_id: int
    body_id: int
    person_id: int
    role: SeatRole


@dataclass(frozen=True)
class MeetingWanted:
    """Somebody is about to hold the body of a meeting: to move it, or to decide about a thing that a room above brought.

    Whoever holds something of their own before the body holds it now, so that all hold in one order.
    """

    meeting_id: int
    subject_kind: str | None = None
    subject_id: int | None = None


@dataclass(frozen=True)
class MeetingCalled:
    """The members are called to a meeting."""

    meeting_id: int
    body_id: int


@dataclass(frozen=True)
class MeetingChanged:
    """Time or place of a meeting that was called are others now, or it was cancelled."""

    meeting_id: int
    body_id: int
    is_cancelled: bool
    sequence: int


@dataclass(frozen=True)
class MeetingMoved:
    """Time, place or deadline of a meeting are others now, called or not. The body is held."""

    meeting_id: int
    actor_id: int


@dataclass(frozen=True)
class MeetingNear:
    """A meeting is near: those who belong to it are reminded."""

    meeting_id: int
    body_id: int


@dataclass(frozen=True)
class MinutesApproved:
    """The minutes stand."""

    meeting_id: int
    body_id: int
    is_public: bool


@dataclass(frozen=True)
class ItemPlaced:
    """An item that a room above brought has a place on a meeting's agenda."""

    item_id: int
    body_id: int
    meeting_id: int
    subject_kind: str
    subject_id: int


@dataclass(frozen=True)
class DecisionMade:
    """A body has decided about something that a room above brought to it; ``is_change`` where it corrects an earlier one."""

    decision_id: int
    item_id: int
    body_id: int
    meeting_id: int
    subject_kind: str
    subject_id: int
    outcome: DecisionOutcome
    is_change: bool
    at: datetime


@dataclass(frozen=True)
class ClassDecided:
    """A class has chosen what it sends on in its own name."""

    meeting_id: int
    body_id: int
    idea_id: int
    text: str
    hands: int
    children: int
    by_id: int
    at: datetime
