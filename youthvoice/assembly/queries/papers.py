"""What minutes and report are made of: items as they were run, who spoke, who came, and the motions of the year."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ScalarSelect, and_, func, select
from sqlalchemy.orm import Session

from youthvoice.assembly.models import (
    AssemblyYear,
    DayEvent,
    DayItem,
    DayVote,
    Delegate,
    Delegation,
    Motion,
    Resolution,
    Turn,
)
from youthvoice.assembly.models.day import WORDING
from youthvoice.assembly.queries.years import get_year
from youthvoice.assembly.rules.day import TurnState, Verdict
from youthvoice.assembly.rules.motions import OPEN, PUBLIC, MotionOrigin, MotionState
from youthvoice.core.errors import NotFound
from youthvoice.councils.models import Decision, Meeting

SPOKE = (TurnState.done, TurnState.speaking)


class Came(NamedTuple):
    """A delegation: how many delegates it has, how many of them came, and how often one of them spoke."""

    name: str
    delegates: int
    came: int
    turns: int


class Sent(NamedTuple):
    """How many motions of one kind stand in one state."""

    origin: MotionOrigin
    state: MotionState
    number: int


def begun_year(session: Session, year: int) -> AssemblyYear:
    """A year whose day has begun: anyone may read its minutes. Raises NotFound for any other. One query."""
    found = get_year(session, year)
    if found.begun_at is None:
        raise NotFound
    return found


class Run(NamedTuple):
    """An item as it was run."""

    item: DayItem
    motion_is_hidden: bool
    """A moderator hid the motion that it is about."""
    speakers: list[str]
    """The delegations that spoke, in order."""
    wordings: list[str]
    """Which of two wordings of one place stands, as it was chosen."""


def minutes_stamp(session: Session, found: AssemblyYear) -> tuple[int, int, int]:
    """What tells one state of the minutes from another: a motion that is hidden changes them too. One query."""
    versions = session.scalar(select(func.sum(Motion.version)).where(Motion.year_id == found.id))
    return found.id, found.version, int(versions or 0)


def items_with_speakers(session: Session, year_id: int) -> list[Run]:
    """The agenda as it was run; what was not reached comes last. One query."""
    had = and_(Turn.item_id == DayItem.id, Turn.state.in_(SPOKE))
    query = select(DayItem, Motion.hidden_at, Delegation.name, _wordings()).outerjoin(Turn, had)
    query = query.outerjoin(Motion, Motion.id == DayItem.motion_id)
    query = query.outerjoin(Delegation, Delegation.id == Turn.delegation_id).where(DayItem.year_id == year_id)
    not_run = DayItem.started_at.is_(None)
    query = query.order_by(not_run, DayItem.started_at, DayItem.position, DayItem.id, Turn.called_at, Turn.id)
    found: dict[int, Run] = {}
    for item, hidden_at, name, wordings in session.execute(query):
        run = found.setdefault(item.id, Run(item, hidden_at is not None, [], wordings.split("\n") if wordings else []))
        run.speakers.extend([name] if name is not None else [])
    return list(found.values())


def _wordings() -> ScalarSelect[str | None]:
    chosen = DayEvent.item_id == DayItem.id, DayEvent.kind == WORDING
    return select(func.aggregate_strings(DayEvent.text, "\n")).where(*chosen).correlate(DayItem).scalar_subquery()


class Followed(NamedTuple):
    """What followed of a vote on a motion."""

    resolution: int | None
    """Its number; None where it made none."""
    owes_reasons: bool
    """A no to somebody's proposal that has not been told why."""
    reasons_added_at: datetime | None = None
    """When that was told, where it came after the minutes of the meeting were approved."""


def followed(session: Session, year_id: int) -> dict[int, Followed]:
    """By the vote's id, for those of a year on motions: one query."""
    owes = and_(DayVote.verdict == Verdict.rejected, Motion.origin == MotionOrigin.proposal, Motion.state.in_(OPEN))
    late = Meeting.id == Decision.meeting_id, Meeting.approved_at < Decision.recorded_at
    added = select(Decision.recorded_at).join(Meeting, and_(*late))
    added = added.where(Decision.id == Motion.decision_id, DayVote.verdict == Verdict.rejected)
    query = select(DayVote.id, Resolution.number, owes, added.correlate(Motion, DayVote).scalar_subquery())
    query = query.join(Motion, Motion.id == DayVote.motion_id)
    query = query.outerjoin(Resolution, Resolution.vote_id == DayVote.id).where(DayVote.year_id == year_id)
    return {vote_id: Followed(number, bool(is_owed), at) for vote_id, number, is_owed, at in session.execute(query)}


def attendance(session: Session, year_id: int) -> list[Came]:
    """Every delegation by name, with its numbers and no names of people: one query."""
    mine = Delegate.delegation_id == Delegation.id, Delegate.withdrawn_at.is_(None)
    turns = select(func.count(Turn.id)).where(Turn.delegation_id == Delegation.id, Turn.state.in_(SPOKE))
    query = select(
        Delegation.name,
        func.count(Delegate.id),
        func.count(Delegate.came_at),
        turns.correlate(Delegation).scalar_subquery(),
    ).outerjoin(Delegate, and_(*mine))
    query = query.where(Delegation.year_id == year_id).group_by(Delegation.id, Delegation.name)
    return [Came._make(row) for row in session.execute(query.order_by(Delegation.name))]


def motions_counted(session: Session, year_id: int) -> list[Sent]:
    """The motions that were sent in, counted by where they came from and where they stand: one query."""
    query = select(Motion.origin, Motion.state, func.count(Motion.id))
    query = query.where(Motion.year_id == year_id, Motion.state.in_(PUBLIC)).group_by(Motion.origin, Motion.state)
    return [Sent._make(row) for row in session.execute(query)]
