"""One idea is chosen: the one with most hands, or by a fair lot. It becomes a decision of the class and is sent on."""

import secrets
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish
from youthvoice.councils.commands.classroom.holding import broken, hold, is_running, touch
from youthvoice.councils.commands.classroom.running import close
from youthvoice.councils.commands.holding import hold_meeting
from youthvoice.councils.events import ClassDecided
from youthvoice.councils.models import AgendaItem, Body, ClassIdea, ClassMeeting, Decision, Meeting
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.classroom import decision_of, ideas_of, lock_class_meeting
from youthvoice.councils.queries.minutes import current_decision
from youthvoice.councils.rules.classroom import check_choice
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import ClassPhase, MeetingState


@dataclass(frozen=True)
class LotAudit:
    """Audit: among which ideas the lot was drawn, and on which it fell."""

    among: list[int]
    idea_id: int


@dataclass(frozen=True)
class ChoiceAudit:
    """Audit: which idea, with how many hands of how many children."""

    idea_id: int
    hands: int
    children: int
    by_lot: bool


def draw_lot(session: Session, meeting_id: int, *, actor_id: int) -> ClassIdea:
    """Let chance choose between the ideas with most hands. It falls once: again while the hands are the same, the same.

    Raises Conflict where nothing is to be drawn.
    """
    held = hold(session, meeting_id, ClassPhase.hands)
    ideas = ideas_of(session, held.id)
    ahead = ideas.ahead
    if len(ahead) < 2:  # a lot needs two
        raise Conflict
    if ideas.marked in ahead and ideas.marked is not None:
        return ideas.marked
    drawn = secrets.choice(ahead)
    drawn.chosen_at = now()
    touch(session, held)
    data = LotAudit([idea.id for idea in ahead], drawn.id)
    audit.record(session, actor_id, "class_meeting.draw_lot", ("meeting", meeting_id), data)
    return drawn


def choose_idea(session: Session, meeting_id: int, idea_id: int, form_key: str, *, actor_id: int) -> Decision:
    """The class chooses; the meeting and its code end, and the body above gets it. Chosen twice, it is chosen once.

    Raises Conflict where the hands are others now, or another idea was chosen; RuleBroken for a tie or no hands, and
    where the words may not be public.
    """
    held = lock_class_meeting(session, meeting_id)
    ideas = ideas_of(session, held.id)
    if held.phase is ClassPhase.decided:
        return _chosen_already(session, held, ideas.marked, idea_id)
    if not is_running(held) or held.phase is not ClassPhase.hands:
        raise Conflict
    ahead, drawn = ideas.ahead, ideas.marked
    problem = check_choice(tuple(idea.id for idea in ahead), drawn.id if drawn else None)
    if problem is not None:
        raise broken(problem)
    chosen = drawn if drawn is not None and len(ahead) > 1 else ahead[0]
    if chosen.id != idea_id:
        raise Conflict
    decision = _decide(session, held, chosen, form_key, actor_id, by_lot=len(ahead) > 1)
    if goes_to(get_body(session, held.meeting.body_id)) is not None:
        _tell(session, held, chosen, decision, actor_id)
    return decision


def goes_to(body: Body) -> Body | None:
    """The body above that gets what the class chose; None where there is none, so that it stays with the class."""
    above = body.parent
    return above if above is not None and above.closed_at is None else None


def _chosen_already(session: Session, held: ClassMeeting, chosen: ClassIdea | None, idea_id: int) -> Decision:
    decision = decision_of(session, held.meeting_id)
    if decision is None or chosen is None or chosen.id != idea_id:
        raise Conflict
    return decision


def _decide(
    session: Session, held: ClassMeeting, chosen: ClassIdea, form_key: str, actor_id: int, *, by_lot: bool
) -> Decision:
    moment, meeting = now(), held.meeting
    hold_meeting(session, meeting, MeetingState.open)
    decision = Decision(
        form_key=form_key,
        item_id=_undecided_item(session, meeting).id,
        is_owed_reasons=False,
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        number=1,
        outcome=DecisionOutcome.adopted,
        text=_decision_text(chosen, by_lot=by_lot),
        votes_for=chosen.hands,
        votes_against=0,
        votes_abstaining=held.children - chosen.hands,
        recorded_by_id=actor_id,
        recorded_at=moment,
    )
    session.add(decision)
    chosen.chosen_at = moment
    held.phase = ClassPhase.decided
    session.flush()
    close(session, held, actor_id)
    data = ChoiceAudit(chosen.id, chosen.hands, held.children, by_lot)
    audit.record(session, actor_id, "class_meeting.choose", ("meeting", meeting.id), data)
    return decision


def _undecided_item(session: Session, meeting: Meeting) -> AgendaItem:
    """The question as an item. Raises Conflict where a decision about it was recorded on the meeting's ordinary page."""
    query = select(AgendaItem).where(AgendaItem.body_id == meeting.body_id, AgendaItem.form_key == meeting.form_key)
    item = session.scalars(query).one()
    if current_decision(session, item.id) is not None:
        raise Conflict
    return item


def _decision_text(chosen: ClassIdea, *, by_lot: bool) -> str:
    if not by_lot:
        return chosen.text
    return gettext("%(idea)s (To eller flere idéer fik lige mange hænder. Klassen trak lod.)", idea=chosen.text)


def _tell(session: Session, held: ClassMeeting, chosen: ClassIdea, decision: Decision, actor_id: int) -> None:
    publish(
        session,
        ClassDecided(
            meeting_id=held.meeting_id,
            body_id=held.meeting.body_id,
            idea_id=chosen.id,
            text=chosen.text,
            hands=chosen.hands,
            children=held.children,
            by_id=actor_id,
            at=decision.recorded_at,
        ),
    )
