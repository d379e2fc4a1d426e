"""A class meeting begins, goes from step to step, lets tablets in, and ends."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.councils.commands.classroom.holding import broken, forget_lot, hold, is_running, touch
from youthvoice.councils.commands.meetings import MeetingFacts, end_meeting, open_meeting, plan_meeting
from youthvoice.councils.commands.subjects import next_position
from youthvoice.councils.models import AgendaItem, Body, ClassMeeting
from youthvoice.councils.queries.classroom import (
    find_by_form_key,
    find_running,
    get_class_meeting,
    ideas_of,
    lock_class_meeting,
)
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.classroom import (
    CODE_LENGTH,
    CODE_LETTERS,
    CODE_VALID,
    FEWEST_CHILDREN,
    MOST_CHILDREN,
    QUESTION_MAX,
    ClassProblem,
    allowed,
)
from youthvoice.councils.rules.meetings import TITLE_MIN, ClassPhase, ItemKind

LASTS = timedelta(hours=1)
"""What the calendar says of it; it ends when the class ends it."""


@dataclass(frozen=True)
class ClassFacts:
    """What the class talks about, and how many children are in the room."""

    question: str
    children: int


def start_class_meeting(
    session: Session, body: Body, facts: ClassFacts, form_key: str, *, actor_id: int
) -> ClassMeeting:
    """Begin a meeting of the class, now. One at a time: where one runs already, that one is returned.

    Raises Conflict for a body that is no class or is closed, RuleBroken (children, question).
    """
    if body.kind is not BodyKind.school_class or body.closed_at is not None:
        raise Conflict
    lock_body(session, body.id)
    there = find_by_form_key(session, form_key) or find_running(session, body.id)
    if there is not None:
        return there
    _check(facts)
    moment = now()
    plan = MeetingFacts(
        starts_at=moment, ends_at=moment + LASTS, place=gettext("Klasseværelset"), title=gettext("Klassemøde")
    )
    meeting = plan_meeting(session, body, plan, form_key, actor_id=actor_id)
    set_committed_value(meeting, "body", body)
    open_meeting(session, meeting, actor_id=actor_id)
    session.add(_question_as_item(session, body, meeting.id, facts, form_key))
    session.add(ClassMeeting(meeting_id=meeting.id, question=facts.question, children=facts.children))
    session.flush()
    return get_class_meeting(session, meeting.id)


def _check(facts: ClassFacts) -> None:
    problems: dict[str, list[object]] = {}
    if not FEWEST_CHILDREN <= facts.children <= MOST_CHILDREN:
        bounds = gettext("Skriv et tal fra %(low)d til %(high)d.", low=FEWEST_CHILDREN, high=MOST_CHILDREN)
        problems["children"] = [bounds]
    if not TITLE_MIN <= len(facts.question) <= QUESTION_MAX:
        bounds = gettext("Skriv mellem %(low)d og %(high)d tegn.", low=TITLE_MIN, high=QUESTION_MAX)
        problems["question"] = [bounds]
    if problems:
        raise RuleBroken(problems)


def _question_as_item(session: Session, body: Body, meeting_id: int, facts: ClassFacts, form_key: str) -> AgendaItem:
    """What the class talks about stands on the agenda like anything else; its one decision is made about it."""
    return AgendaItem(
        form_key=form_key,
        body_id=body.id,
        meeting_id=meeting_id,
        position=next_position(session, meeting_id),
        kind=ItemKind.member,
        title=facts.question,
        proposed_by_label=body.name,
        added_at=now(),
    )


def go_to_phase(session: Session, meeting_id: int, after: ClassPhase) -> ClassMeeting:
    """Go on from ideas to hands, or back again; hands that were counted stay. There already, nothing changes.

    Raises Conflict where the meeting has ended, RuleBroken where there is no idea to raise a hand for.
    """
    held = hold(session, meeting_id)
    if held.phase is after:
        return held
    if after is ClassPhase.decided or not allowed(held.phase, after):
        raise Conflict
    if after is ClassPhase.hands and not ideas_of(session, held.id).shown:
        raise broken(ClassProblem.no_ideas)
    held.phase = after
    forget_lot(session, held)
    touch(session, held)
    return held


def open_tablets(session: Session, meeting_id: int) -> ClassMeeting:
    """Let tablets in for two hours, by a code that was never used before; open already, the code stays."""
    held = hold(session, meeting_id)
    if held.join_code is None or held.join_until is None or held.join_until <= now():
        held.join_code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
        held.join_until = now() + CODE_VALID
        touch(session, held)
    return held


def close_tablets(session: Session, meeting_id: int) -> ClassMeeting:
    """No tablet gets in any more. Closed already, nothing changes."""
    held = hold(session, meeting_id)
    if held.join_code is not None:
        held.join_code = held.join_until = None
        touch(session, held)
    return held


def end_class_meeting(session: Session, meeting_id: int, *, actor_id: int) -> ClassMeeting:
    """End without a decision; the ideas stay. Ended already, nothing changes."""
    held = lock_class_meeting(session, meeting_id)
    if is_running(held):
        close(session, held, actor_id)
        audit.record(session, actor_id, "class_meeting.end", ("meeting", meeting_id))
    return held


def close(session: Session, held: ClassMeeting, actor_id: int) -> None:
    """End the meeting, and the code with it."""
    held.join_code = held.join_until = None
    touch(session, held)
    end_meeting(session, held.meeting, actor_id=actor_id)
