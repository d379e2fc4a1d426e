"""Raised hands: counted by the teacher, or tapped on a tablet. A number says nothing of who raised a hand."""

from flask_babel import gettext
from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.councils.commands.classroom.holding import broken, forget_lot, hold, touch
from youthvoice.councils.commands.classroom.ideas import idea_of_code
from youthvoice.councils.models import ClassIdea, ClassMeeting
from youthvoice.councils.queries.classroom import get_idea
from youthvoice.councils.rules.classroom import check_hands
from youthvoice.councils.rules.meetings import ClassPhase


def set_hands(session: Session, meeting_id: int, idea_id: int, hands: int) -> ClassIdea:
    """The teacher has counted; that number stands, whatever the tablets said. Raises RuleBroken (hands)."""
    held = hold(session, meeting_id, ClassPhase.hands)
    idea = _shown(session, held, idea_id)
    if hands < 0:
        raise RuleBroken({"hands": [gettext("Skriv 0 eller et større tal.")]})
    problem = check_hands(hands, held.children)
    if problem is not None:
        raise broken(problem, "hands")
    _write(session, held, idea, hands)
    return idea


def change_hands(session: Session, meeting_id: int, idea_id: int, step: int) -> ClassIdea:
    """One hand more or fewer; never fewer than none, never more than there are children."""
    held = hold(session, meeting_id, ClassPhase.hands)
    idea = _shown(session, held, idea_id)
    _write(session, held, idea, max(0, min(idea.hands + step, held.children)))
    return idea


def raise_hand(session: Session, code: str, idea_id: int) -> ClassIdea:
    """A tap on a tablet is one hand. Once every child has tapped, a tap changes nothing.

    Raises NotFound (code, idea) and Conflict (the class is not counting now).
    """
    held, idea = idea_of_code(session, code, idea_id)
    held = hold(session, held.meeting_id, ClassPhase.hands)
    _write(session, held, idea, min(idea.hands + 1, held.children))
    return idea


def _shown(session: Session, held: ClassMeeting, idea_id: int) -> ClassIdea:
    idea = get_idea(session, held.id, idea_id)
    if idea.hidden_at is not None:
        raise NotFound
    return idea


def _write(session: Session, held: ClassMeeting, idea: ClassIdea, hands: int) -> None:
    if idea.hands != hands:
        idea.hands = hands
        forget_lot(session, held)
        touch(session, held)
