"""Applications and notes can be reported, hidden and shown again; words of a crisis call for a human.

Whoever can read an application that is not public, or a note, reports it by this room's own pages.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.councils.commands.subjects import hide_subject, restore_subject
from youthvoice.grants.commands.status import place
from youthvoice.grants.commands.wording import all_words, words_for_everybody
from youthvoice.grants.models import Application, ApplicationNote
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.moderation import targets
from youthvoice.moderation.commands import raise_alarm
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.targets import Target
from youthvoice.responses.commands.promises import place_promise

KIND = "application"
NOTE_KIND = "application_note"


def register() -> None:
    """Tell moderation how they are found, hidden and shown again."""
    targets.register(KIND, find_application_target, hide_application, restore_application)
    targets.register(NOTE_KIND, find_note_target, hide_note, restore_note)


def as_target(application: Application) -> Target:
    """The application as moderation sees it."""
    text = all_words(application)
    path = f"/puljen/ansoegninger/{application.id}"
    is_readable = application.listed_at is not None
    shown = words_for_everybody(application)
    return Target(
        KIND, application.id, application.title, path, text, application.lead_id, is_readable, public_text=shown
    )


def find_application_target(session: Session, application_id: int) -> Target | None:
    """An application, hidden ones too; a draft is nobody's business."""
    found = session.get(Application, application_id) if application_id <= MAX_ID else None
    return as_target(found) if found is not None and found.status is not ApplicationStatus.draft else None


def note_target(note: ApplicationNote, application: Application) -> Target:
    """The note as moderation sees it; not everybody can read it, so not everybody can report it."""
    path = f"/puljen/ansoegninger/{application.id}/noter#note-{note.id}"
    return Target(NOTE_KIND, note.id, application.title, path, note.words, note.by_id, is_readable=False)


def find_note_target(session: Session, note_id: int) -> Target | None:
    """A note, hidden or not."""
    note = session.get(ApplicationNote, note_id) if note_id <= MAX_ID else None
    return note_target(note, session.get_one(Application, note.application_id)) if note is not None else None


def hide_application(session: Session, application_id: int) -> None:
    """A moderator hides it from everybody but those concerned. Twice is once. Raises NotFound."""
    _turn(session, application_id, hides=True)


def restore_application(session: Session, application_id: int) -> None:
    """A moderator shows it again. Twice is once. Raises NotFound."""
    _turn(session, application_id, hides=False)


def hide_note(session: Session, note_id: int) -> None:
    """A moderator hides a note from everybody. Twice is once. Raises NotFound."""
    note = _held_note(session, note_id)
    note.hidden_at = note.hidden_at or now()
    session.flush()


def restore_note(session: Session, note_id: int) -> None:
    """A moderator shows a note again. Raises NotFound."""
    _held_note(session, note_id).hidden_at = None
    session.flush()


def tell_of_note(session: Session, note: ApplicationNote, application: Application) -> None:
    """Words of a crisis: every moderator is told at once; nothing is hidden for that."""
    target = note_target(note, application)
    if needs_help(target.text):
        raise_alarm(session, target)


def _turn(session: Session, application_id: int, *, hides: bool) -> None:
    held = select(Application).where(Application.id == application_id).with_for_update()
    found = session.scalar(held.execution_options(populate_existing=True)) if application_id <= MAX_ID else None
    if found is None:
        raise NotFound
    if (found.hidden_at is not None) == hides:
        return
    moment = now()
    found.hidden_at = moment if hides else None
    place(found, moment)
    flag_modified(found, "status")
    session.flush()
    if found.case_id is not None:
        place_promise(session, found.case_id, is_public=not hides and found.status is not ApplicationStatus.given_up)
    (hide_subject if hides else restore_subject)(session, KIND, found.id)


def _held_note(session: Session, note_id: int) -> ApplicationNote:
    held = select(ApplicationNote).where(ApplicationNote.id == note_id).with_for_update()
    note = session.scalar(held.execution_options(populate_existing=True)) if note_id <= MAX_ID else None
    if note is None:
        raise NotFound
    return note
