"""Who holds the class meeting's row is alone with it: what every command of a class meeting begins and ends with."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.councils.class_labels import PROBLEM_TEXTS
from youthvoice.councils.models import ClassIdea, ClassMeeting
from youthvoice.councils.queries.classroom import lock_class_meeting
from youthvoice.councils.rules.classroom import ClassProblem
from youthvoice.councils.rules.meetings import ClassPhase, MeetingState


def hold(session: Session, meeting_id: int, *phases: ClassPhase) -> ClassMeeting:
    """The class meeting as it is now. Raises NotFound, and Conflict where it has ended or is in none of the phases."""
    held = lock_class_meeting(session, meeting_id)
    if not is_running(held) or (phases and held.phase not in phases):
        raise Conflict
    return held


def is_running(class_meeting: ClassMeeting) -> bool:
    """It has begun and not ended; also a meeting that was ended on its ordinary page runs no more."""
    return class_meeting.meeting.state is MeetingState.open and class_meeting.phase is not ClassPhase.decided


def touch(session: Session, class_meeting: ClassMeeting) -> None:
    """Something that the big screen shows has changed."""
    class_meeting.version += 1  # its row is held
    session.flush()


def forget_lot(session: Session, class_meeting: ClassMeeting) -> None:
    """The hands are others now: a lot that was drawn before says nothing any more."""
    marked = update(ClassIdea).where(ClassIdea.class_meeting_id == class_meeting.id, ClassIdea.chosen_at.is_not(None))
    session.execute(marked.values(chosen_at=None).execution_options(synchronize_session="evaluate"))


def broken(problem: ClassProblem, field: str = "") -> RuleBroken:
    """The refusal, in words, beside a field (the form, if none is named)."""
    return RuleBroken({field: [PROBLEM_TEXTS[problem]]})
