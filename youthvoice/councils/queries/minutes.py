"""What stands on a meeting's agenda, what was written and decided, and who came."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.models import AgendaItem, Attendee, Decision, Meeting, MinutesRevision
from youthvoice.councils.rules.attendance import Came


def get_item(session: Session, item_id: int) -> AgendaItem:
    """The item with its meeting (None while it waits). Raises NotFound for one that was withdrawn."""
    query = select(AgendaItem).where(AgendaItem.id == item_id, AgendaItem.withdrawn_at.is_(None))
    item = session.scalar(query.options(joinedload(AgendaItem.meeting))) if item_id <= MAX_ID else None
    if item is None:
        raise NotFound
    return item


def items_of(session: Session, meeting_id: int) -> list[AgendaItem]:
    """The agenda in its order, hidden items too: one query."""
    query = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.withdrawn_at.is_(None))
    return list(session.scalars(query.order_by(AgendaItem.position, AgendaItem.id)))


def waiting_items(session: Session, body_id: int, most: int) -> list[AgendaItem]:
    """Items that wait for a meeting, those that waited longest first."""
    query = select(AgendaItem).where(
        AgendaItem.body_id == body_id, AgendaItem.meeting_id.is_(None), AgendaItem.withdrawn_at.is_(None)
    )
    return list(session.scalars(query.order_by(AgendaItem.id).limit(most)))


def decisions_of(session: Session, meeting_id: int) -> list[Decision]:
    """Every decision of a meeting, replaced ones too, in the order they were taken, with who wrote them down."""
    query = select(Decision).where(Decision.meeting_id == meeting_id).options(joinedload(Decision.recorded_by))
    return list(session.scalars(query.order_by(Decision.id)))


def current_decision(session: Session, item_id: int) -> Decision | None:
    """The decision that stands; None where nothing is decided."""
    return session.scalar(select(Decision).where(Decision.item_id == item_id, Decision.replaced_at.is_(None)))


def decision_by_key(session: Session, item_id: int, form_key: str) -> Decision | None:
    """The decision that this very form has stored already."""
    return session.scalar(select(Decision).where(Decision.item_id == item_id, Decision.form_key == form_key))


def explained_elsewhere(session: Session, item_id: int, key: str) -> bool:
    """True where the same letters and digits explained a decision about something else."""
    query = select(Decision.id).where(Decision.explanation_key == key, Decision.item_id != item_id).limit(1)
    return session.scalar(query) is not None


def attendees_of(session: Session, meeting_id: int) -> list[Attendee]:
    """What is noted of who came: one query."""
    return list(session.scalars(select(Attendee).where(Attendee.meeting_id == meeting_id).order_by(Attendee.id)))


def came_to(session: Session, meeting_id: int) -> list[Came]:
    """As ``attendees_of``, for the rules."""
    return [Came(a.person_id, a.presence, a.stands_in_for_id) for a in attendees_of(session, meeting_id)]


def revision_text(session: Session, item_id: int, version: int) -> str:
    """The wording of that version; nothing for version 0, and for one that never was."""
    query = select(MinutesRevision.text).where(MinutesRevision.item_id == item_id, MinutesRevision.version == version)
    return session.scalar(query) or ""


def last_held(session: Session, body_id: int) -> Meeting | None:
    """The meeting of a body that was held last."""
    query = select(Meeting).where(Meeting.body_id == body_id, Meeting.ended_at.is_not(None))
    return session.scalar(query.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1))


def last_writer(session: Session, item_id: int) -> str:
    """The name of whoever wrote the wording that stands; nothing where nobody wrote."""
    query = select(Person.display_name).join(MinutesRevision, MinutesRevision.written_by_id == Person.id)
    query = query.where(MinutesRevision.item_id == item_id).order_by(MinutesRevision.version.desc()).limit(1)
    return session.scalar(query) or ""
