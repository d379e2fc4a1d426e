"""Counting a motion: by the clock, when everybody has voted, or by the hands at a meeting."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.grants.commands.conflicts import find_conflicts
from youthvoice.grants.commands.holding import held_application
from youthvoice.grants.commands.motion_money import release
from youthvoice.grants.events import MotionSettled
from youthvoice.grants.labels.deciding import MOTION_PROBLEM_TEXTS
from youthvoice.grants.models import Application, Motion
from youthvoice.grants.queries.conflicts import impartial_ids
from youthvoice.grants.queries.motions import votes_on
from youthvoice.grants.rules.deciding import Count, MotionState, MotionWay, motion_result
from youthvoice.grants.rules.motions import MotionProblem, all_have_voted, count_votes, hands_fit, is_time_up


@dataclass(frozen=True)
class SettledAudit:
    """Audit: what came of it, and how many said what."""

    application_id: int
    state: str
    in_favour: int
    against: int
    abstain: int
    entitled: int


@dataclass(frozen=True)
class Hands:
    """Hands that were raised at a meeting."""

    in_favour: int
    against: int
    abstain: int


def settle_motion(session: Session, motion: Motion, hands: Hands | None = None, *, actor_id: int | None) -> Motion:
    """Count it: votes of those who are members without a conflict now, or ``hands`` where it was voted on at a meeting.

    What is not carried holds no money any more. Raises Conflict where it was counted, or in writing before its time while
    somebody is waited for; RuleBroken with more hands than members.
    """
    application = held_application(session, motion.application_id)
    session.refresh(motion)
    if motion.state is not MotionState.open or (motion.way is MotionWay.meeting) != (hands is not None):
        raise Conflict
    find_conflicts(session, application)
    entitled = impartial_ids(session, application)
    count = _count(session, motion, hands, entitled)
    motion.in_favour, motion.against, motion.abstain = count.in_favour, count.against, count.abstain
    motion.entitled = count.entitled
    close_motion(session, application, motion, motion_result(count, motion.quorum_percent), actor_id=actor_id)
    return motion


def close_motion(
    session: Session, application: Application, motion: Motion, state: MotionState, *, actor_id: int | None
) -> None:
    """Write down how it ended; the application is held. Whatever is not carried gives its money free."""
    motion.state, motion.settled_at = state, now()
    session.flush()
    if state is not MotionState.carried:
        release(session, application, motion)
    counts = (motion.in_favour or 0, motion.against or 0, motion.abstain or 0, motion.entitled or 0)
    data = SettledAudit(application.id, state.value, *counts)
    action = "motion.drop" if state is MotionState.dropped else "motion.settle"
    audit.record(session, actor_id, action, ("motion", motion.id), data, at=motion.settled_at)
    if state is not MotionState.dropped:
        publish(session, MotionSettled(motion.id, application.id, application.pool_id))


def _count(session: Session, motion: Motion, hands: Hands | None, entitled: frozenset[int]) -> Count:
    if hands is not None:
        count = Count(hands.in_favour, hands.against, hands.abstain, len(entitled))
        if not hands_fit(count):
            raise RuleBroken({"in_favour": [MOTION_PROBLEM_TEXTS[MotionProblem.more_hands_than_members]]})
        return count
    votes = votes_on(session, motion.id)
    if not is_time_up(motion.state, motion.closes_at, now()) and not all_have_voted(votes, entitled):
        raise Conflict(gettext("Der er stadig tid til at stemme."))
    return count_votes(votes, entitled)
