"""Ideas of a class, as moderation sees them: only moderators, never the public. Words of a crisis call for a human."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import ClassIdea, ClassMeeting
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target

KIND = "class_idea"


def register() -> None:
    """Tell moderation how ideas are found, hidden and shown again."""
    targets.register(KIND, find_idea_target, hide_idea, restore_idea)


def tell_of_idea(session: Session, idea: ClassIdea, class_meeting: ClassMeeting) -> None:
    """Words of a crisis: every moderator is told at once; nothing is hidden for that."""
    if needs_help(idea.text):
        raise_alarm(session, _as_target(idea, class_meeting))


def find_idea_target(session: Session, idea_id: int) -> Target | None:
    """The idea, hidden or not. A class is private: nobody else can read its ideas, so nobody can report one."""
    idea = _find(session, idea_id)
    return _as_target(idea, idea.class_meeting) if idea is not None else None


def hide_idea(session: Session, idea_id: int) -> None:
    """A moderator takes it off the screen. Twice is once. Raises NotFound."""
    idea = _get(session, idea_id)
    if idea.hidden_at is None or idea.is_waiting:
        idea.hidden_at = now()
        idea.class_meeting.version = ClassMeeting.version + 1
        session.flush()


def restore_idea(session: Session, idea_id: int) -> None:
    """A moderator lets it stand; one from a tablet waits for the teacher again. Twice is once. Raises NotFound."""
    idea = _get(session, idea_id)
    if idea.hidden_at is not None:
        idea.hidden_at = idea.created_at if idea.from_tablet else None
        idea.class_meeting.version = ClassMeeting.version + 1
        session.flush()


def _as_target(idea: ClassIdea, class_meeting: ClassMeeting) -> Target:
    """Nobody's name belongs to an idea: whom moderators can reach is the adult who holds the meeting."""
    meeting = class_meeting.meeting
    path = f"/klassemoede/{meeting.id}"
    return Target(KIND, idea.id, class_meeting.question, path, idea.text, meeting.created_by_id, is_readable=False)


def _find(session: Session, idea_id: int) -> ClassIdea | None:
    query = select(ClassIdea).where(ClassIdea.id == idea_id)
    query = query.options(joinedload(ClassIdea.class_meeting).joinedload(ClassMeeting.meeting))
    return session.scalar(query.execution_options(populate_existing=True)) if idea_id <= MAX_ID else None


def _get(session: Session, idea_id: int) -> ClassIdea:
    idea = _find(session, idea_id)
    if idea is None:
        raise NotFound
    return idea
