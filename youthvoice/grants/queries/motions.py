"""What the council votes on."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from youthvoice.grants.models import Award, Complaint, Motion, MotionVote
from youthvoice.grants.rules.deciding import Choice, MotionState


def motion_by_key(session: Session, form_key: str) -> Motion | None:
    """The motion that a form has put already."""
    return session.scalar(select(Motion).where(Motion.form_key == form_key))


def last_motion(session: Session, application_id: int) -> Motion | None:
    """The last one that was put, as it stands now."""
    query = select(Motion).where(Motion.application_id == application_id).order_by(Motion.number.desc()).limit(1)
    return session.scalar(query.execution_options(populate_existing=True))


def unanswered_motion(session: Session, application_id: int) -> Motion | None:
    """The motion that was carried, and whose money waits for the award to be written; None where there is none."""
    answered = exists(select(Award.id).where(Award.motion_id == Motion.id))
    query = select(Motion).where(
        Motion.application_id == application_id, Motion.state == MotionState.carried, ~answered
    )
    return session.scalar(query.order_by(Motion.number.desc()).limit(1))


def is_voted_on(session: Session, application_id: int) -> bool:
    """A motion is open, or was carried and waits for its award: what was asked for stands as it was voted on."""
    last = last_motion(session, application_id)
    is_open = last is not None and last.state is MotionState.open
    return is_open or unanswered_motion(session, application_id) is not None


def next_motion_number(session: Session, application_id: int) -> int:
    """The number that the next motion gets, from 1."""
    last = session.scalar(select(func.max(Motion.number)).where(Motion.application_id == application_id))
    return (last or 0) + 1


def votes_on(session: Session, motion_id: int) -> dict[int, Choice]:
    """Who voted what. To be counted, never to be shown while the motion is open."""
    query = select(MotionVote.person_id, MotionVote.choice).where(MotionVote.motion_id == motion_id)
    return dict(session.execute(query).all())


def due_motions(session: Session, at: datetime, limit: int) -> Sequence[int]:
    """Ids of the votes in writing whose deadline has passed, the oldest first."""
    is_open = Motion.state == bindparam("open", MotionState.open, literal_execute=True)
    query = select(Motion.id).where(is_open, Motion.closes_at <= at)
    return session.scalars(query.order_by(Motion.closes_at, Motion.id).limit(limit)).all()


def has_open_complaint(session: Session, application_id: int) -> bool:
    """Tell whether the group has complained about what stands, and nobody has looked at it yet."""
    query = select(Complaint.id).join(Award, Award.id == Complaint.award_id)
    query = query.where(Award.application_id == application_id, Complaint.settled_at.is_(None))
    return session.scalar(query.limit(1)) is not None
