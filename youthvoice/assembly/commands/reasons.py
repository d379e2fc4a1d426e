"""«Skriv begrundelse»: Bytinget's no to somebody's proposal, with the reasons that it owes. It closes the motion."""

from dataclasses import dataclass, replace

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.assembly.commands import ladder
from youthvoice.assembly.commands.minuting import changed
from youthvoice.assembly.commands.motion_state import hold_motion, put_state
from youthvoice.assembly.commands.resolving import make_ready
from youthvoice.assembly.models import AssemblyYear, Motion
from youthvoice.assembly.motion_targets import MOTION
from youthvoice.assembly.queries.afterwork import last_rejection, motion_of_meeting
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.motions import OPEN, MotionState
from youthvoice.core import audit
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.councils.events import DecisionMade
from youthvoice.councils.rules.decisions import DecisionFacts, DecisionOutcome
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target
from youthvoice.proposals.queries.ladder import KIND


@dataclass(frozen=True)
class ReasonsAudit:
    """Audit: which decision holds the reasons."""

    decision_id: int


def give_reasons(session: Session, year_id: int, motion_id: int, person: Person, reasons: DecisionFacts) -> bool:
    """Store the no with its reasons; False where that was done already.

    Minutes that are approved stand as they were: the reasons are added with their own day. Raises NotFound where the vote
    did not say no, RuleBroken (reason, explanation, next_step, contact_*), and Conflict where the minutes are being approved.
    """
    year = hold_year(session, year_id)
    motion = hold_motion(session, motion_id)
    if motion.state is MotionState.rejected and motion.year_id == year.id:
        return False
    vote = last_rejection(session, motion_id)
    if motion.year_id != year.id or motion.state not in OPEN or motion.proposal_id is None or vote is None:
        raise NotFound
    proposal = ladder.hold_proposal(session, year, motion.proposal_id)
    if not ladder.takes_reasons(session, year, proposal):
        raise Conflict(gettext("Forslaget eller dagens referat er lukket. Derfor kan begrundelsen ikke gemmes her."))
    told = ladder.rejection(year, vote, motion)
    facts = replace(reasons, outcome=told.outcome, text=told.text, votes=told.votes)
    decision = ladder.decide(session, year, vote, proposal, facts, person.id)
    _alert(session, person, year, motion, reasons)
    audit.record(
        session, person.id, "assembly_motion.give_reasons", ("assembly_motion", motion.id), ReasonsAudit(decision.id)
    )
    return True


def decision_made(session: Session, event: DecisionMade) -> None:
    """A no with its reasons stands in the minutes of the day, from whichever page: the motion that it is about is closed."""
    if event.subject_kind != KIND or event.outcome is not DecisionOutcome.rejected:
        return
    found = motion_of_meeting(session, event.meeting_id, event.subject_id)
    if found is None:
        return
    year = hold_year(session, found.year_id)
    motion = hold_motion(session, found.id)
    if motion.state not in OPEN or last_rejection(session, motion.id) is None:
        return
    motion.decision_id = event.decision_id
    make_ready(session, motion, event.at)
    put_state(session, motion, MotionState.rejected, event.at)
    changed(session, year)
    session.flush()


def _alert(session: Session, person: Person, year: AssemblyYear, motion: Motion, reasons: DecisionFacts) -> None:
    words = f"{reasons.explanation}\n\n{reasons.next_step}"
    if needs_help(words):
        path = f"/bytinget/{year.year}/forslag/{motion.number}"
        raise_alarm(session, Target(MOTION, motion.id, motion.title, path, words, person.id))
