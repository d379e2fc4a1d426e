"""Notes beside an application's parts, with who wrote them and on which side they stand: one query."""

from dataclasses import dataclass

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.grants.models import ApplicationMember, ApplicationNote
from youthvoice.grants.rules.applications import Field

MOST_NOTES = 500
"""Of one application; the newest are shown."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note with its writer. ``by_group``: by somebody who is, or was, of the group."""

    note: ApplicationNote
    writer: Person
    by_group: bool


def notes_of(session: Session, application_id: int, *fields: Field) -> list[NoteRow]:
    """Notes beside those parts (none named: all), the oldest first, hidden ones too."""
    query = _rows().where(ApplicationNote.application_id == application_id)
    if fields:
        query = query.where(ApplicationNote.field.in_(fields))
    rows = session.execute(query.order_by(ApplicationNote.id.desc()).limit(MOST_NOTES)).all()
    return [NoteRow(*row) for row in reversed(rows)]


def get_note(session: Session, application_id: int, note_id: int) -> NoteRow:
    """One note of that application that can be read. Raises NotFound."""
    here = ApplicationNote.id == note_id, ApplicationNote.application_id == application_id
    row = (
        session.execute(_rows().where(*here, ApplicationNote.hidden_at.is_(None))).first()
        if note_id <= MAX_ID
        else None
    )
    if row is None:
        raise NotFound
    return NoteRow(*row)


def _rows() -> Select[ApplicationNote, Person, bool]:
    group = exists().where(
        ApplicationMember.application_id == ApplicationNote.application_id,
        ApplicationMember.person_id == ApplicationNote.by_id,
    )
    return select(ApplicationNote, Person, group).join(Person, Person.id == ApplicationNote.by_id)


def note_by_key(session: Session, form_key: str) -> ApplicationNote | None:
    """What that very form has stored already."""
    return session.scalar(select(ApplicationNote).where(ApplicationNote.form_key == form_key))


def asked_for_help(session: Session, application_id: int) -> bool:
    """Tell whether the group has written a note: then the coordinator may read its draft."""
    group = select(ApplicationMember.person_id).where(ApplicationMember.application_id == application_id)
    written = exists().where(ApplicationNote.application_id == application_id, ApplicationNote.by_id.in_(group))
    return bool(session.scalar(select(written)))
