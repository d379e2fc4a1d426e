"""Notes as a page shows them: threads beside parts of an application. Names of the group are for the group and its helpers."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_login import current_user
from sqlalchemy.orm import Session

from youthvoice.grants.labels.group import FIELD_LABELS
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.queries.notes import NoteRow, notes_of
from youthvoice.grants.reading import may_see_group
from youthvoice.grants.rules.applications import Field
from youthvoice.grants.rules.groups import TALKING


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note."""

    id: int
    author: str
    role: str
    is_adult: bool
    at: datetime
    words: str
    is_hidden: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class ThreadView:
    """A note with its replies."""

    field: Field
    label: str
    first: NoteView
    replies: list[NoteView]
    is_settled: bool


@dataclass(frozen=True, slots=True)
class NotesShown:
    """All notes that a page shows; the template parts of ``grants/_notes.html`` take it."""

    application_id: int
    may_write: bool
    threads: list[ThreadView] = field(default_factory=list)

    def beside(self, *names: str) -> list[ThreadView]:
        """Open threads beside those parts (values of ``Field``)."""
        return [one for one in self.open if one.field.value in names]

    @property
    def open(self) -> list[ThreadView]:
        """What is not settled yet."""
        return [one for one in self.threads if not one.is_settled]

    @property
    def settled(self) -> list[ThreadView]:
        """What is done."""
        return [one for one in self.threads if one.is_settled]


def notes_shown(session: Session, application: Application, place: Place, *fields: Field) -> NotesShown:
    """Notes beside those parts (none named: all), for whoever may read them (reading.py: may_read_notes). One query."""
    rows = notes_of(session, application.id, *fields)
    shown = NotesShown(application.id, application.status in TALKING)
    shown.threads.extend(_threads(rows, application, place))
    return shown


def _threads(rows: list[NoteRow], application: Application, place: Place) -> Iterable[ThreadView]:
    sees_names = may_see_group(current_user, place)
    views = {row.note.id: _view(row, application, sees_names=sees_names) for row in rows}
    for row in rows:
        note = row.note
        if note.parent_id is None:
            replies = [views[one.note.id] for one in rows if one.note.parent_id == note.id]
            label = str(FIELD_LABELS[note.field])
            yield ThreadView(note.field, label, views[note.id], replies, note.settled_at is not None)


def note_view(row: NoteRow, application: Application, place: Place) -> NoteView:
    """One note by itself."""
    return _view(row, application, sees_names=may_see_group(current_user, place))


def _view(row: NoteRow, application: Application, *, sees_names: bool) -> NoteView:
    note, writer = row.note, row.writer
    return NoteView(
        id=note.id,
        author=_author(row, application, sees_names=sees_names),
        role=_role(row),
        is_adult=writer.is_adult,
        at=note.at,
        words=note.words,
        is_hidden=note.hidden_at is not None,
        is_own=note.by_id == _own_id(),
    )


def _author(row: NoteRow, application: Application, *, sees_names: bool) -> str:
    if row.by_group and not sees_names:
        return application.group_name or gettext("Gruppen")
    return row.writer.display_name


def _role(row: NoteRow) -> str:
    if row.by_group:
        return str(gettext("Gruppen"))
    return row.writer.title or gettext("Hjælper") if row.writer.is_adult else str(gettext("Rådet"))


def _own_id() -> Any:
    return current_user.id if current_user.is_authenticated else None
