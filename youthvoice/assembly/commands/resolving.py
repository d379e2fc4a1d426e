"""What follows of a vote on a motion: a yes becomes a resolution with a case that is owed an answer; a no owes its reasons.

A no to a motion of a delegation is the end of it. A no to somebody's proposal closes the motion once the reasons are written
(commands/reasons.py), exactly as an adult's no would; until then the vote stands, and the motion waits.
"""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands import ladder
from youthvoice.assembly.commands.minuting import changed
from youthvoice.assembly.commands.motion_state import hold_motion, put_state
from youthvoice.assembly.events import Resolved, VoteCounted
from youthvoice.assembly.models import AssemblyYear, DayVote, Motion, MotionCredit, Resolution
from youthvoice.assembly.queries.resolutions import find_of_motion
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.day import Verdict
from youthvoice.assembly.rules.motions import OPEN, MotionState
from youthvoice.core import audit
from youthvoice.core.events import publish
from youthvoice.core.translating import speaking
from youthvoice.proposals.queries.routing import unit_for_topic
from youthvoice.proposals.rules import ProposalStatus
from youthvoice.responses.commands import add_party, open_case
from youthvoice.responses.models import Case

KIND = "resolution"
"""What a case calls a resolution."""


@dataclass(frozen=True)
class ResolutionAudit:
    """Audit: which vote made it, and which case asks."""

    vote_id: int
    case_id: int


def vote_counted(session: Session, event: VoteCounted) -> None:
    """The chair has closed a vote and it is counted. What is not about a motion, or not decided, changes nothing."""
    year = hold_year(session, event.year_id)
    vote = session.get_one(DayVote, event.vote_id)
    if vote.motion_id is None or vote.verdict is None or vote.counted_at is None:
        return
    motion = hold_motion(session, vote.motion_id)
    if motion.state not in OPEN:
        return
    if vote.verdict is Verdict.adopted:
        _adopt(session, year, vote, motion, vote.counted_at)
    elif vote.verdict is Verdict.rejected:
        _reject(session, year, motion, vote.counted_at)


def _adopt(session: Session, year: AssemblyYear, vote: DayVote, motion: Motion, moment: datetime) -> None:
    make_ready(session, motion, moment)
    put_state(session, motion, MotionState.adopted, moment)
    if find_of_motion(session, motion.id) is not None:
        return
    resolution = _new(session, year, vote, motion, moment)
    case = _told_by_ladder(session, year, vote, motion, moment) or _own_case(session, year, motion, resolution)
    resolution.case_id = case.id
    session.flush()
    for person_id in credited(session, motion.id):
        add_party(session, case.id, person_id)
    data, by_id = ResolutionAudit(vote.id, case.id), ladder.counted_by(session, year)
    audit.record(session, by_id, "resolution.adopt", ("resolution", resolution.id), data, at=moment)
    changed(session, year)
    session.flush()
    publish(session, Resolved(resolution.id, year.id, case.id))


def _new(session: Session, year: AssemblyYear, vote: DayVote, motion: Motion, moment: datetime) -> Resolution:
    """In the words that were voted on, with the next number of the year, which is held."""
    last = session.scalar(select(func.max(Resolution.number)).where(Resolution.year_id == year.id))
    resolution = Resolution(
        year_id=year.id,
        motion_id=motion.id,
        vote_id=vote.id,
        number=(last or 0) + 1,
        title=motion.title,
        text=motion.text,
        adopted_at=moment,
    )
    session.add(resolution)
    session.flush()
    return resolution


def _told_by_ladder(
    session: Session, year: AssemblyYear, vote: DayVote, motion: Motion, moment: datetime
) -> Case | None:
    """The decision on the proposal's own way, and its case where that can ask; else None."""
    if motion.proposal_id is None:
        return None
    proposal = ladder.hold_proposal(session, year, motion.proposal_id)
    if not ladder.can_be_told(session, year, proposal):
        return None
    facts, by_id = ladder.adoption(year, vote, motion), ladder.counted_by(session, year)
    motion.decision_id = ladder.decide(session, year, vote, proposal, facts, by_id).id
    if not ladder.climbs(session, year, proposal):
        return None
    return ladder.carry_to_municipality(session, year, vote, motion, proposal, moment)


def _own_case(session: Session, year: AssemblyYear, motion: Motion, resolution: Resolution) -> Case:
    """Asks in the name of Bytinget; the unit is that of the topic, else the year's own."""
    unit = unit_for_topic(session, motion.topic)
    with speaking(ladder.LANGUAGE):
        asked_by = gettext("Bytinget %(year)d", year=year.year)
    return open_case(
        session,
        subject_kind=KIND,
        subject_id=resolution.id,
        title=resolution.title,
        path=path_of(year, resolution),
        question=resolution.text,
        asked_by=str(asked_by),
        unit_id=unit.id if unit is not None else year.unit_id,
        opened_at=resolution.adopted_at,
    )


def path_of(year: AssemblyYear, resolution: Resolution) -> str:
    """Where a resolution is read, without its language."""
    return f"/bytinget/{year.year}/beslutninger/{resolution.number}"


def credited(session: Session, motion_id: int) -> list[int]:
    """Those whose idea it was, as far as they are known: they are told, and asked whether the answer was understood."""
    query = select(MotionCredit.person_id).where(
        MotionCredit.motion_id == motion_id, MotionCredit.person_id.is_not(None)
    )
    return sorted({one for one in session.scalars(query) if one is not None})


def _reject(session: Session, year: AssemblyYear, motion: Motion, moment: datetime) -> None:
    """The end of a delegation's motion. Somebody's proposal waits for the reasons, unless it was taken back meanwhile."""
    if motion.proposal_id is None:
        make_ready(session, motion, moment)
        put_state(session, motion, MotionState.rejected, moment)
    elif ladder.hold_proposal(session, year, motion.proposal_id).status is ProposalStatus.withdrawn:
        put_state(session, motion, MotionState.withdrawn, moment)
    changed(session, year)


def make_ready(session: Session, motion: Motion, moment: datetime) -> None:
    """What is voted on has come to the day, whatever its committee was still writing."""
    if motion.state is not MotionState.ready:
        put_state(session, motion, MotionState.ready, moment)
