"""What the day still owes: reasons for a no to somebody's proposal."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from youthvoice.assembly.models import AssemblyYear, DayVote, Motion
from youthvoice.assembly.rules.day import Verdict
from youthvoice.assembly.rules.motions import OPEN, MotionOrigin
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import Decision, Meeting
from youthvoice.councils.rules.meetings import MeetingState

DECIDING = (Verdict.adopted, Verdict.rejected)


class Owing(NamedTuple):
    """A motion that was voted down, and whose proposal has not been told why."""

    motion_id: int
    number: int
    title: str
    proposal_id: int
    vote_id: int


def motions_without_reasons(session: Session, year_id: int) -> list[Owing]:
    """Those of a year, by their number: one query."""
    later = aliased(DayVote)
    is_last = ~exists().where(
        later.motion_id == Motion.id, later.verdict.in_(DECIDING), later.counted_at > DayVote.counted_at
    )
    query = select(Motion.id, Motion.number, Motion.title, Motion.proposal_id, DayVote.id).join(
        DayVote, and_(DayVote.motion_id == Motion.id, DayVote.verdict == Verdict.rejected, is_last)
    )
    query = query.where(
        Motion.year_id == year_id, Motion.origin == MotionOrigin.proposal, Motion.state.in_(OPEN)
    ).order_by(Motion.number)  # fmt: skip
    return [Owing._make(row) for row in session.execute(query)]


def last_rejection(session: Session, motion_id: int) -> DayVote | None:
    """The last vote on whether it is adopted, if that said no."""
    query = select(DayVote).where(DayVote.motion_id == motion_id, DayVote.verdict.in_(DECIDING))
    vote = session.scalar(query.order_by(DayVote.counted_at.desc(), DayVote.id.desc()).limit(1))
    return vote if vote is not None and vote.verdict is Verdict.rejected else None


def motion_of_meeting(session: Session, meeting_id: int, proposal_id: int) -> Motion | None:
    """The motion of a proposal at the Bytinget whose day that meeting is; None where there is none."""
    query = select(Motion).join(AssemblyYear, AssemblyYear.id == Motion.year_id)
    return session.scalar(query.where(AssemblyYear.meeting_id == meeting_id, Motion.proposal_id == proposal_id))


def get_owing(session: Session, year_id: int, number: int) -> Motion:
    """The motion with that number. Raises NotFound."""
    found = None
    if number <= MAX_ID:
        found = session.scalar(select(Motion).where(Motion.year_id == year_id, Motion.number == number))
    if found is None:
        raise NotFound
    return found


def reasons_of(session: Session, decision_id: int) -> tuple[Decision, datetime | None] | None:
    """The decision that stands where that one was recorded, with who wrote it, and when the minutes were approved: one query."""
    item_id = select(Decision.item_id).where(Decision.id == decision_id).scalar_subquery()
    query = select(Decision, Meeting.approved_at).join(Meeting, Meeting.id == Decision.meeting_id)
    query = query.where(Decision.item_id == item_id, Decision.replaced_at.is_(None))
    row = session.execute(query.options(joinedload(Decision.recorded_by))).first()
    return (row[0], row[1]) if row is not None else None


def minutes_are_approved(session: Session, year: AssemblyYear) -> bool:
    """Tell whether the minutes of its day are approved."""
    state = session.scalar(select(Meeting.state).where(Meeting.id == year.meeting_id))
    return state is MeetingState.approved
