"""Meetings: their states, agendas, attendance and quorum."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class MeetingState(StrEnum):
    """Where a meeting stands; told by its timestamps."""

    planned = "planned"
    called = "called"
    open = "open"
    ended = "ended"
    minutes_ready = "minutes_ready"
    approved = "approved"
    cancelled = "cancelled"


class ItemKind(StrEnum):
    """Where an item of the agenda comes from."""

    standing = "standing"
    """Stands on every agenda: «Eventuelt»."""
    member = "member"
    proposal = "proposal"
    consultation = "consultation"
    case = "case"


class Presence(StrEnum):
    """Whether somebody came."""

    present = "present"
    apologies = "apologies"
    absent = "absent"


class ClassPhase(StrEnum):
    """Where a class meeting on the big screen stands."""

    ideas = "ideas"
    hands = "hands"
    decided = "decided"


TITLE_MIN = 3
TITLE_MAX = 120
ITEM_TEXT_MAX = 2000
CALL_MAX = 2000
PLACE_MAX = 200
LINK_MAX = 300
MINUTES_MAX = 8000
MOST_ITEMS = 60
IDEA_MAX = 140
MOST_IDEAS = 40
REMINDER_HOUR = 8
LONGEST_MEETING = timedelta(hours=12)
# Positions leave room between what opens and what closes a meeting.
OPENING, MIDDLE, CLOSING = 0, 1_000, 1_000_000

TRANSITIONS: dict[MeetingState, frozenset[MeetingState]] = {
    MeetingState.planned: frozenset({MeetingState.called, MeetingState.open, MeetingState.cancelled}),
    MeetingState.called: frozenset({MeetingState.open, MeetingState.cancelled}),
    MeetingState.open: frozenset({MeetingState.ended}),
    MeetingState.ended: frozenset({MeetingState.minutes_ready, MeetingState.open}),
    MeetingState.minutes_ready: frozenset({MeetingState.approved, MeetingState.ended}),
    MeetingState.approved: frozenset(),
    MeetingState.cancelled: frozenset(),
}
# While the minutes may still be written and decisions recorded.
WRITABLE: frozenset[MeetingState] = frozenset({MeetingState.open, MeetingState.ended})
# What stands is approved: reasons that are still owed are added to it, with their own day.
ADDABLE: frozenset[MeetingState] = frozenset({MeetingState.approved})
# Before the meeting the agenda may be changed.
PLANNABLE: frozenset[MeetingState] = frozenset({MeetingState.planned, MeetingState.called, MeetingState.open})


@dataclass(frozen=True)
class Quorum:
    """How many voting members there are, how many came, and how many must (0: no quorum is asked for)."""

    members: int
    present: int
    needed: int

    @property
    def is_met(self) -> bool:
        """Enough came to decide."""
        return self.present >= self.needed


def allowed(before: MeetingState, after: MeetingState) -> bool:
    """Tell whether a meeting may go from one state to the other."""
    return after in TRANSITIONS[before]


def quorum(members: int, present: int, percent: int) -> Quorum:
    """What it takes: more than ``percent`` of the members."""
    needed = 0 if percent == 0 else members * percent // 100 + 1
    return Quorum(members, present, min(needed, max(members, 1)) if needed else 0)


def items_due_at(starts_at: datetime, deadline_days: int) -> datetime:
    """When the last item can be put on the agenda."""
    return starts_at - timedelta(days=deadline_days)


def may_add_item(state: MeetingState, due_at: datetime, now: datetime, *, runs_it: bool) -> bool:
    """Tell whether somebody may add an item: members until the deadline, whoever runs the meeting until it ends."""
    if state not in PLANNABLE:
        return False
    return runs_it or (now < due_at and state is not MeetingState.open)


def reminder_due_on(meets_on: date, reminder_days: int) -> date:
    """The day on which members are reminded."""
    return meets_on - timedelta(days=reminder_days)


def reminded_until(moment: datetime, reminder_days: int) -> date:
    """The last day whose meetings' members have a reminder coming by then (``moment`` in Danish time).

    Reminders go out from 8.00 on the day of ``reminder_due_on``: nobody is woken by one.
    """
    reached = moment.date() if moment.hour >= REMINDER_HOUR else moment.date() - timedelta(days=1)
    return reached + timedelta(days=reminder_days)
