"""The one way a motion moves from one state to another, and how it is held while it does."""

from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.assembly.events import AmendmentSettled, MotionMoved, MotionSent
from youthvoice.assembly.models import Amendment, AssemblyYear, Motion
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.motions import DECIDED, OPEN, AmendmentState, MotionState, allowed
from youthvoice.assembly.rules.years import works_on_motions
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish


def hold_motion(session: Session, motion_id: int) -> Motion:
    """The motion, locked and read anew. Whoever holds the year too holds the year first; of two motions, the older first."""
    session.flush()
    return session.scalars(
        select(Motion).where(Motion.id == motion_id).with_for_update(), execution_options={"populate_existing": True}
    ).one()


def hold_for_work(session: Session, motion_id: int, year_id: int) -> tuple[AssemblyYear, Motion]:
    """The year and then the motion, both held; words are changed until the day begins. Raises Conflict after that."""
    year = hold_year(session, year_id)
    if not works_on_motions(year.moments):
        raise Conflict(gettext("Dagen er begyndt. Forslagene kan ikke ændres mere."))
    return year, hold_motion(session, motion_id)


def put_state(
    session: Session,
    motion: Motion,
    state: MotionState,
    moment: datetime,
    *,
    into: Motion | None = None,
    by_id: int | None = None,
) -> None:
    """Move a motion that is held; in that state already, nothing happens. ``into``: the motion it is merged into; ``by_id``:
    whoever does it, where it is somebody in particular.

    It gets its number when it is sent in, for which the year is held too. Amendments that nobody has settled are overtaken
    where the motion is no longer open. Publishes MotionSent for one that is sent in, else MotionMoved. Raises Conflict.
    """
    before = motion.state
    if before is state:
        return
    if not allowed(before, state) or (state is MotionState.merged) != (into is not None):
        raise Conflict(gettext("Der er sket noget med forslaget imens. Hent siden igen."))
    if before is MotionState.draft:
        _give_number(session, motion, moment)
    motion.state, motion.merged_into_id = state, into.id if into is not None else None
    motion.withdrawn_at = moment if state is MotionState.withdrawn else None
    motion.decided_at = moment if state in DECIDED else None
    touch_motion(session, motion)
    if state not in OPEN:
        _overtake(session, motion, moment)
    _tell(session, motion, before, by_id)


def _tell(session: Session, motion: Motion, before: MotionState, by_id: int | None) -> None:
    is_sent = before is MotionState.draft and motion.state is MotionState.submitted
    sent = MotionSent(motion.id, motion.year_id, by_id)
    publish(session, sent if is_sent else MotionMoved(motion.id, motion.year_id, motion.state.value, by_id))


def touch_motion(session: Session, motion: Motion) -> None:
    """Raise its version: whatever shows it is made anew."""
    motion.version = Motion.version + 1  # added by the database: two at once count as two
    session.flush()


def settle(
    session: Session, amendment: Amendment, state: AmendmentState, moment: datetime, *, by_id: int | None = None
) -> None:
    """Say what became of an open amendment; its motion is held. Raises Conflict where that was said already."""
    session.refresh(amendment, ["state"])
    if amendment.state is not AmendmentState.open:
        raise Conflict(gettext("Ændringen er allerede afgjort."))
    amendment.state, amendment.settled_at = state, moment
    session.flush()
    publish(session, AmendmentSettled(amendment.id, amendment.motion_id, state.value, by_id))


def _give_number(session: Session, motion: Motion, moment: datetime) -> None:
    year = hold_year(session, motion.year_id)
    motion.number, year.next_motion = year.next_motion, year.next_motion + 1
    motion.submitted_at = moment


def _overtake(session: Session, motion: Motion, moment: datetime) -> None:
    left = Amendment.motion_id == motion.id, Amendment.state == AmendmentState.open
    for amendment in session.scalars(select(Amendment).where(*left).order_by(Amendment.id)).all():
        settle(session, amendment, AmendmentState.overtaken, moment)
