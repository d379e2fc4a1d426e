"""What motions listen to: carried proposals are gathered, what is hidden or withdrawn there is so here, names follow."""

import logging
from datetime import timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.events import PersonClosed, PersonRenamed
from youthvoice.assembly import motion_export, motion_targets
from youthvoice.assembly.commands.gathering import take_up
from youthvoice.assembly.commands.holding import proposal_wanted
from youthvoice.assembly.commands.motion_state import hold_motion, put_state
from youthvoice.assembly.events import DayBegun
from youthvoice.assembly.models import AssemblyYear, CommitteeMember, Motion, MotionCredit, MotionVersion
from youthvoice.assembly.motion_targets import hide_motion, restore_motion
from youthvoice.assembly.queries.carried import carried_ids
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.motions import OPEN, MotionState
from youthvoice.assembly.rules.years import takes_motions, works_on_motions
from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.errors import DomainError
from youthvoice.core.events import subscribe
from youthvoice.moderation.events import ContentHidden, ContentKept
from youthvoice.proposals.events import ProposalWanted, ProposalWithdrawn

log = logging.getLogger("youthvoice.assembly")
EVERY = timedelta(minutes=5)
AT_A_TIME = 20
PROPOSAL = "proposal"


def init() -> None:
    """Subscribe and register."""
    motion_targets.register()
    motion_export.register()
    # Not when it is carried: whoever carries holds the body, and whoever holds the year may wait for the body.
    ticks.register(ticks.Tick("assembly.gather", EVERY, gather))
    subscribe(ProposalWanted, proposal_wanted)
    subscribe(ContentHidden, proposal_hidden)
    subscribe(ContentKept, proposal_shown)
    subscribe(ProposalWithdrawn, proposal_withdrawn)
    subscribe(DayBegun, day_begun)
    subscribe(PersonRenamed, person_renamed)
    subscribe(PersonClosed, person_closed)


def gather(session: Session) -> bool:
    """Make motions of what councils have carried to a year that takes motions; returns whether there are more."""
    moment = now()
    query = select(AssemblyYear).where(AssemblyYear.announced_at.is_not(None), AssemblyYear.begun_at.is_(None))
    found = [
        (year.id, proposal_id)
        for year in session.scalars(query.order_by(AssemblyYear.id)).all()
        if takes_motions(year.moments, year.motions_due_at, moment)
        for proposal_id in carried_ids(session, year, AT_A_TIME)
    ]
    made = sum(_take_up(session, *one) for one in found)
    # What cannot be taken up waits for the next round, and must not keep this one busy.
    return len(found) >= AT_A_TIME and made > 0


def _take_up(session: Session, year_id: int, proposal_id: int) -> bool:
    """One of them; that it cannot be taken up must not keep the others waiting."""
    try:
        with session.begin_nested():
            take_up(session, year_id, proposal_id, None)
    except DomainError:
        log.exception("proposal cannot be taken up", extra={"data": {"proposal": proposal_id}})
        return False
    return True


def proposal_hidden(session: Session, event: ContentHidden) -> None:
    """The motion says the same words."""
    if event.kind == PROPOSAL:
        for motion_id in _motions_of(session, event.id):
            hide_motion(session, motion_id)


def proposal_shown(session: Session, event: ContentKept) -> None:
    """A decision was turned: the motion can be read again too."""
    if event.kind == PROPOSAL and event.was_hidden:
        for motion_id in _motions_of(session, event.id):
            restore_motion(session, motion_id)


def proposal_withdrawn(session: Session, event: ProposalWithdrawn) -> None:
    """Its author wants it no more: until the day begins, the motion is withdrawn too."""
    query = select(Motion.id, Motion.year_id, AssemblyYear).join(AssemblyYear, AssemblyYear.id == Motion.year_id)
    query = query.where(Motion.proposal_id == event.proposal_id, Motion.state.in_(OPEN))
    for motion_id, year_id, year in session.execute(query).all():
        if works_on_motions(year.moments) and works_on_motions(hold_year(session, year_id).moments):
            motion = hold_motion(session, motion_id)
            if motion.state in OPEN:
                put_state(session, motion, MotionState.withdrawn, now(), by_id=motion.written_by_id)


def day_begun(session: Session, event: DayBegun) -> None:
    """What nobody has finished comes to the day as it stands; whoever publishes holds the year."""
    waits = Motion.state.in_((MotionState.submitted, MotionState.in_committee))
    ids = session.scalars(select(Motion.id).where(Motion.year_id == event.year_id, waits).order_by(Motion.id)).all()
    for motion_id in ids:
        put_state(session, hold_motion(session, motion_id), MotionState.ready, now())


def person_renamed(session: Session, event: PersonRenamed) -> None:
    """Where an author is credited by name, the new one stands, but where it stood there already."""
    other = aliased(MotionCredit)
    taken = exists().where(other.motion_id == MotionCredit.motion_id, other.label == event.after)
    mine = MotionCredit.person_id == event.person_id, MotionCredit.label == event.before
    shown = list(session.scalars(select(MotionCredit.motion_id).where(*mine)))
    renamed = update(MotionCredit).where(*mine, ~taken).values(label=event.after)
    session.execute(renamed.execution_options(synchronize_session=False))
    _rename_versions(session, event)
    raised = update(Motion).where(Motion.id.in_(shown)).values(version=Motion.version + 1)
    session.execute(raised.execution_options(synchronize_session=False))


def person_closed(session: Session, event: PersonClosed) -> None:
    """Nobody is in a committee without an account."""
    session.execute(delete(CommitteeMember).where(CommitteeMember.person_id == event.person_id))


def _motions_of(session: Session, proposal_id: int) -> list[int]:
    return list(session.scalars(select(Motion.id).where(Motion.proposal_id == proposal_id).order_by(Motion.id)))


def _rename_versions(session: Session, event: PersonRenamed) -> None:
    """The first wording of what was a proposal carries its author's name."""
    mine = MotionVersion.written_by_id == event.person_id, MotionVersion.written_by_label == event.before
    renamed = update(MotionVersion).where(*mine).values(written_by_label=event.after)
    session.execute(renamed.execution_options(synchronize_session=False))
