"""Somebody goes by another name: what meetings show of them is drawn anew."""

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.councils.models import AgendaItem, Attendee, Meeting
from youthvoice.councils.rules.meetings import ItemKind


def rename_in_meetings(session: Session, person_id: int, before: str) -> None:
    """Items that the person brought under the old name carry the new one; lists of who came are drawn anew."""
    name = session.get_one(Person, person_id).byline[:200]
    own = AgendaItem.proposed_by_id == person_id
    under_own_name = or_(AgendaItem.kind == ItemKind.member, AgendaItem.proposed_by_label == before)
    asked = update(AgendaItem).where(own, under_own_name).values(proposed_by_label=name)
    session.execute(asked.execution_options(synchronize_session=False))
    items = select(AgendaItem.meeting_id).where(own, AgendaItem.meeting_id.is_not(None))
    came = select(Attendee.meeting_id).where(Attendee.person_id == person_id)
    shown = update(Meeting).where(or_(Meeting.id.in_(items), Meeting.id.in_(came)))
    session.execute(shown.values(version=Meeting.version + 1).execution_options(synchronize_session=False))
