"""What is held before a council's own page, or a proposal's, holds what is theirs: always the year, the motion, the case, the
body and the proposal, in that order, whichever page somebody begins on.
"""

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.motion_state import hold_motion
from youthvoice.assembly.models import AssemblyYear, Motion
from youthvoice.assembly.queries.years import hold_year
from youthvoice.councils.events import MeetingWanted
from youthvoice.proposals.events import ProposalWanted
from youthvoice.proposals.models import ProposalStop
from youthvoice.proposals.queries.ladder import KIND


def meeting_wanted(session: Session, event: MeetingWanted) -> None:
    """The meeting is the day of a year: the year first, then the motion that is decided about, and the body after them."""
    year_id = session.scalar(select(AssemblyYear.id).where(AssemblyYear.meeting_id == event.meeting_id))
    if year_id is None:
        return
    hold_year(session, year_id)
    if event.subject_kind == KIND:
        _hold_motions(session, Motion.year_id == year_id, Motion.proposal_id == event.subject_id)


def proposal_wanted(session: Session, event: ProposalWanted) -> None:
    """Its motions, and the years where it is one or may be gathered as one at this very moment."""
    is_motion = AssemblyYear.id.in_(select(Motion.year_id).where(Motion.proposal_id == event.proposal_id))
    tables = select(ProposalStop.body_id).where(ProposalStop.proposal_id == event.proposal_id)
    may_be = AssemblyYear.body_id.in_(tables) & AssemblyYear.begun_at.is_(None)
    for year_id in session.scalars(
        select(AssemblyYear.id).where(or_(is_motion, may_be)).order_by(AssemblyYear.id)
    ).all():
        hold_year(session, year_id)
    _hold_motions(session, Motion.proposal_id == event.proposal_id)


def _hold_motions(session: Session, *conditions: ColumnElement[bool]) -> None:
    for motion_id in session.scalars(select(Motion.id).where(*conditions).order_by(Motion.id)).all():
        hold_motion(session, motion_id)
