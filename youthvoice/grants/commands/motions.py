"""Motions: put, voted on in writing, dropped. Putting one holds the money; settling.py counts it."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.core.events import publish
from youthvoice.grants.commands.conflicts import find_conflicts, impartial_panelist
from youthvoice.grants.commands.holding import held_application
from youthvoice.grants.commands.motion_money import reserve
from youthvoice.grants.commands.settling import close_motion, settle_motion
from youthvoice.grants.events import MotionPut
from youthvoice.grants.labels.deciding import MOTION_PROBLEM_TEXTS
from youthvoice.grants.models import Application, Motion, MotionVote
from youthvoice.grants.queries.conflicts import impartial_ids
from youthvoice.grants.queries.motions import (
    has_open_complaint,
    last_motion,
    motion_by_key,
    next_motion_number,
    unanswered_motion,
    votes_on,
)
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import Choice, MotionState, MotionWay
from youthvoice.grants.rules.motions import (
    MotionFacts,
    MotionProblem,
    all_have_voted,
    is_time_up,
    may_be_put,
    motion_problems,
)

FIELD_OF: dict[MotionProblem, str] = {
    MotionProblem.more_than_asked: "amount",
    MotionProblem.no_already: "amount",
    MotionProblem.too_few_impartial: "way",
}
"""The field of the form that a problem belongs to; of all others it is ``closes_day``."""


@dataclass(frozen=True)
class MotionAudit:
    """Audit: how much (øre), and in which way it is voted on."""

    application_id: int
    amount: int
    way: str


def put_motion(
    session: Session, application: Application, facts: MotionFacts, form_key: str, *, actor_id: int
) -> Motion:
    """Let the council vote on it; sent twice, it is put once. The money is held from now on.

    Raises RuleBroken, Overspent where the pool does not hold so much, Conflict where something is voted on already, was
    carried and is not answered yet, or cannot be voted on any more.
    """
    held = held_application(session, application.id)
    stored = motion_by_key(session, form_key)
    if stored is not None:
        return stored
    _check_place(session, held)
    find_conflicts(session, held)
    has_a_no = held.status is ApplicationStatus.rejected
    problems = list(motion_problems(facts, held.asked, len(impartial_ids(session, held)), now(), has_a_no=has_a_no))
    if problems:
        raise RuleBroken({FIELD_OF.get(one, "closes_day"): [MOTION_PROBLEM_TEXTS[one]] for one in problems})
    motion = _stored(session, held, facts, form_key, actor_id)
    reserve(session, held, motion)
    data = MotionAudit(held.id, motion.amount, motion.way.value)
    audit.record(session, actor_id, "motion.put", ("motion", motion.id), data, at=motion.put_at)
    publish(session, MotionPut(motion.id, held.id, held.pool_id, actor_id, motion.closes_at))
    return motion


def vote(session: Session, motion: Motion, person: Person, choice: Choice) -> Motion:
    """Vote in writing, or change one's vote. Once everybody has voted, it is counted at once.

    Raises Conflict where it is counted, its time is up, or hands are counted; Conflicted; Forbidden without a vote.
    """
    application = held_application(session, motion.application_id)
    session.refresh(motion)
    if motion.state is not MotionState.open or motion.way is not MotionWay.writing:
        raise Conflict(gettext("Der bliver ikke stemt om det mere."))
    if is_time_up(motion.state, motion.closes_at, now()):
        raise Conflict(gettext("Tiden er gået. Der kan ikke stemmes mere."))
    impartial_panelist(session, application, person)
    entitled = impartial_ids(session, application)
    if person.id not in entitled:
        raise Forbidden
    _put_vote(session, motion, person, choice)
    if all_have_voted(votes_on(session, motion.id), entitled):
        settle_motion(session, motion, actor_id=None)
    return motion


def drop_motion(session: Session, motion: Motion, *, actor_id: int) -> None:
    """Take it back while it is open; the money is free again. Raises Conflict where it was counted."""
    application = held_application(session, motion.application_id)
    session.refresh(motion)
    if motion.state is not MotionState.open:
        raise Conflict
    close_motion(session, application, motion, MotionState.dropped, actor_id=actor_id)


def drop_what_stands(session: Session, application: Application, *, actor_id: int) -> None:
    """The group has taken its application back: what is voted on, or was carried and not answered, holds no money."""
    held = held_application(session, application.id)
    last = last_motion(session, held.id)
    standing = last if last is not None and last.state is MotionState.open else unanswered_motion(session, held.id)
    if standing is not None:
        close_motion(session, held, standing, MotionState.dropped, actor_id=actor_id)


def _check_place(session: Session, application: Application) -> None:
    if not may_be_put(application.status, has_open_complaint=has_open_complaint(session, application.id)):
        raise Conflict
    last = last_motion(session, application.id)
    if last is not None and last.state is MotionState.open:
        raise Conflict(gettext("Der bliver allerede stemt om den ansøgning."))
    if unanswered_motion(session, application.id) is not None:
        raise Conflict(gettext("Rådet har besluttet. Nu mangler svaret til gruppen."))


def _stored(session: Session, application: Application, facts: MotionFacts, form_key: str, actor_id: int) -> Motion:
    in_writing = facts.way is MotionWay.writing
    motion = Motion(
        form_key=form_key,
        application_id=application.id,
        number=next_motion_number(session, application.id),
        amount=facts.amount,
        conditions=facts.conditions,
        way=facts.way,
        closes_at=facts.closes_at if in_writing else None,
        meeting_id=None if in_writing else facts.meeting_id,
        state=MotionState.open,
        quorum_percent=application.pool.body.quorum_percent,
        put_by_id=actor_id,
        put_at=now(),
    )
    session.add(motion)
    session.flush()
    return motion


def _put_vote(session: Session, motion: Motion, person: Person, choice: Choice) -> None:
    query = select(MotionVote).where(MotionVote.motion_id == motion.id, MotionVote.person_id == person.id)
    row = session.scalar(query)
    if row is None:
        row = MotionVote(motion_id=motion.id, application_id=motion.application_id, person_id=person.id)
        session.add(row)
    row.choice, row.at, row.is_conflicted = choice, now(), False
    session.flush()
