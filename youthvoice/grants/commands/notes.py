"""Notes beside a part of an application: help and questions between the group, the coordinator and the council."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.events import publish
from youthvoice.core.textcheck import find_cpr
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.events import NoteWritten
from youthvoice.grants.models import Application, ApplicationMember, ApplicationNote
from youthvoice.grants.queries.notes import note_by_key
from youthvoice.grants.rules.applications import NOTE_MAX, Field
from youthvoice.grants.rules.groups import TALKING
from youthvoice.grants.targets import tell_of_note

NOTE_MIN = 2


@dataclass(frozen=True, kw_only=True)
class NoteFacts:
    """What somebody writes, beside which part, and the note it replies to."""

    field: Field
    words: str
    parent_id: int | None = None


@dataclass(frozen=True)
class NoteAudit:
    """Audit: which note, beside which part."""

    note_id: int
    fields: str


def write_note(
    session: Session, person: Person, application: Application, facts: NoteFacts, form_key: str
) -> ApplicationNote:
    """Write beside a part of the application. Sent twice, it is stored once.

    Raises RuleBroken (words), NotFound for a reply to what is not there, and Conflict where the application is over.
    """
    hold_with_case(session, application)
    stored = note_by_key(session, form_key)
    if stored is not None:
        if stored.application_id != application.id:
            raise Conflict
        return stored
    if application.status not in TALKING:
        raise Conflict(gettext("Ansøgningen er slut. Man kan ikke skrive mere her."))
    problem = words_problem(facts.words)
    if problem is not None:
        raise RuleBroken({"words": [problem]})
    note = _store(session, person, application, facts, form_key)
    tell_of_note(session, note, application)
    publish(session, NoteWritten(application.id, note.id, person.id, not _is_of_group(session, application, person)))
    return note


def words_problem(words: str) -> str | None:
    """What keeps the words from being stored, if anything does."""
    length = len(words.strip())
    if length < NOTE_MIN:
        return gettext("Skriv noget her.")
    if length > NOTE_MAX:
        return gettext("Skriv højst %(high)d tegn. Du har skrevet %(length)d.", high=NOTE_MAX, length=length)
    return gettext("Der står et CPR-nummer. Slet det.") if find_cpr(words) else None


def _store(
    session: Session, person: Person, application: Application, facts: NoteFacts, form_key: str
) -> ApplicationNote:
    parent = _replied_to(session, application, facts.parent_id)
    moment = now()
    note = ApplicationNote(
        form_key=form_key,
        application_id=application.id,
        field=parent.field if parent is not None else facts.field,
        parent_id=parent.id if parent is not None else None,
        words=facts.words.strip(),
        by_id=person.id,
        at=moment,
    )
    if parent is not None:
        # A reply opens again what was settled.
        parent.settled_at = None
    session.add(note)
    session.flush()
    data = NoteAudit(note.id, note.field.value)
    audit.record(session, person.id, "application.note", ("application", application.id), data, at=moment)
    return note


def _replied_to(session: Session, application: Application, parent_id: int | None) -> ApplicationNote | None:
    """The first note of a thread; a reply to a reply stands in the same one."""
    if parent_id is None:
        return None
    here = ApplicationNote.id == parent_id, ApplicationNote.application_id == application.id
    found = session.scalar(select(ApplicationNote).where(*here))
    if found is None:
        raise NotFound
    return found if found.parent_id is None else session.get_one(ApplicationNote, found.parent_id)


def settle_note(
    session: Session, person: Person, application: Application, note: ApplicationNote, *, is_settled: bool
) -> None:
    """«Klaret»: what was asked is done; or it is not, after all. Twice is once. Raises NotFound for a reply."""
    if note.parent_id is not None:
        raise NotFound
    hold_with_case(session, application)
    session.refresh(note)
    if (note.settled_at is not None) is is_settled:
        return
    note.settled_at = now() if is_settled else None
    data = NoteAudit(note.id, note.field.value)
    action = "application.settle_note" if is_settled else "application.reopen_note"
    audit.record(session, person.id, action, ("application", application.id), data)
    session.flush()


def _is_of_group(session: Session, application: Application, person: Person) -> bool:
    mine = ApplicationMember.application_id == application.id, ApplicationMember.person_id == person.id
    return session.scalar(select(ApplicationMember.id).where(*mine, ApplicationMember.left_at.is_(None))) is not None
