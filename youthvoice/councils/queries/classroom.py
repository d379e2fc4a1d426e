"""Class meetings on the big screen. Their queries name nobody: only ideas, pictures and numbers are read."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import AgendaItem, Body, ClassIdea, ClassMeeting, Decision, Meeting
from youthvoice.councils.rules.classroom import leaders, may_join
from youthvoice.councils.rules.meetings import LONGEST_MEETING, MeetingState


@dataclass(frozen=True)
class Ideas:
    """The ideas of one meeting: those that stand on the screen, and those from tablets that the teacher has not seen."""

    shown: Sequence[ClassIdea]
    waiting: Sequence[ClassIdea]

    @property
    def ahead(self) -> list[ClassIdea]:
        """The ideas with most hands; two or more are a tie."""
        ids = leaders({idea.id: idea.hands for idea in self.shown})
        return [idea for idea in self.shown if idea.id in ids]

    @property
    def marked(self) -> ClassIdea | None:
        """The idea that was chosen, or on which the lot has fallen."""
        return next((idea for idea in self.shown if idea.chosen_at is not None), None)


def get_class_meeting(session: Session, meeting_id: int) -> ClassMeeting:
    """The class meeting with its meeting, class, school and the body above: one query. Raises NotFound."""
    found = session.scalar(_whole().where(ClassMeeting.meeting_id == meeting_id)) if meeting_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def lock_class_meeting(session: Session, meeting_id: int) -> ClassMeeting:
    """As ``get_class_meeting``, as it is now; nobody else changes it or its ideas until this transaction ends."""
    query = select(ClassMeeting.id).where(ClassMeeting.meeting_id == meeting_id).with_for_update()
    if meeting_id > MAX_ID or session.scalar(query) is None:
        raise NotFound
    query_again = _whole().where(ClassMeeting.meeting_id == meeting_id).execution_options(populate_existing=True)
    return session.scalars(query_again).one()


def find_running(session: Session, body_id: int) -> ClassMeeting | None:
    """The class meeting that a class is holding now; one that nobody ended is over after twelve hours."""
    query = _whole().where(Meeting.body_id == body_id, Meeting.state == MeetingState.open)
    query = query.where(Meeting.opened_at > now() - LONGEST_MEETING)
    return session.scalar(query.order_by(ClassMeeting.id.desc()).limit(1))


def find_by_form_key(session: Session, form_key: str) -> ClassMeeting | None:
    """The class meeting that a form made."""
    return session.scalar(_whole().where(Meeting.form_key == form_key))


def is_open_for_tablets(class_meeting: ClassMeeting) -> bool:
    """Tablets may join it now, by its code."""
    return class_meeting.meeting.state is MeetingState.open and may_join(
        class_meeting.phase, class_meeting.join_until, now()
    )


def find_by_code(session: Session, code: str) -> ClassMeeting | None:
    """The class meeting that tablets may join with that code now; None for any other code. One query."""
    found = session.scalar(_whole().where(ClassMeeting.join_code == code))
    return found if found is not None and is_open_for_tablets(found) else None


def ideas_of(session: Session, class_meeting_id: int) -> Ideas:
    """The ideas in the order in which they came: one query."""
    # Hidden from the moment it was made: it came from a tablet, and nobody has looked yet.
    waits = ClassIdea.from_tablet & (ClassIdea.hidden_at == ClassIdea.created_at)
    query = select(ClassIdea).where(ClassIdea.class_meeting_id == class_meeting_id)
    query = query.where(or_(ClassIdea.hidden_at.is_(None), waits)).execution_options(populate_existing=True)
    found = session.scalars(query.order_by(ClassIdea.id)).all()
    return Ideas(
        shown=[idea for idea in found if idea.hidden_at is None],
        waiting=[idea for idea in found if idea.hidden_at is not None],
    )


def find_idea(session: Session, class_meeting_id: int, idea_id: int) -> ClassIdea | None:
    """One idea of that meeting, hidden or not; None where there is none."""
    query = select(ClassIdea).where(ClassIdea.id == idea_id, ClassIdea.class_meeting_id == class_meeting_id)
    return session.scalar(query.execution_options(populate_existing=True)) if idea_id <= MAX_ID else None


def get_idea(session: Session, class_meeting_id: int, idea_id: int) -> ClassIdea:
    """As ``find_idea``; raises NotFound."""
    found = find_idea(session, class_meeting_id, idea_id)
    if found is None:
        raise NotFound
    return found


def find_idea_by_form_key(session: Session, class_meeting_id: int, form_key: str) -> ClassIdea | None:
    """The idea that a form made."""
    query = select(ClassIdea).where(ClassIdea.class_meeting_id == class_meeting_id, ClassIdea.form_key == form_key)
    return session.scalar(query)


def count_ideas(session: Session, class_meeting_id: int) -> int:
    """All that were ever sent to the meeting, hidden ones too (bounded by ``rules.classroom.MOST_ROWS``)."""
    query = select(func.count()).select_from(ClassIdea).where(ClassIdea.class_meeting_id == class_meeting_id)
    return session.scalar(query) or 0


def decision_of(session: Session, meeting_id: int) -> Decision | None:
    """What the class decided."""
    query = select(Decision).where(Decision.meeting_id == meeting_id, Decision.replaced_at.is_(None))
    return session.scalar(query.order_by(Decision.id.desc()).limit(1))


def sent_on(session: Session, meeting_id: int) -> AgendaItem | None:
    """What a room above made of the class's choice, as it stands on the meeting's agenda; ``path`` leads to it."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.subject_kind.is_not(None))
    return session.scalar(query.where(AgendaItem.withdrawn_at.is_(None)).order_by(AgendaItem.id.desc()).limit(1))


def _whole() -> Select[ClassMeeting]:
    to_class = joinedload(ClassMeeting.meeting).joinedload(Meeting.body)
    options = to_class.joinedload(Body.school), to_class.joinedload(Body.parent)
    return select(ClassMeeting).join(Meeting, Meeting.id == ClassMeeting.meeting_id).options(*options)
