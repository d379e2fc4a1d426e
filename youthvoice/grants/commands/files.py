"""Files of an application, made anew by core/files: pictures of the idea, quotes, receipts and pictures of what came of it."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.files import CleanFile
from youthvoice.core.textcheck import find_cpr
from youthvoice.grants.commands.holding import hold_with_case
from youthvoice.grants.models import Application, ApplicationFile, Payment
from youthvoice.grants.rules.applications import FileKind
from youthvoice.grants.rules.groups import ALT_MAX, ALT_MIN, FILES_WHILE, MOST_OF_KIND, PICTURES


@dataclass(frozen=True, kw_only=True)
class FileFacts:
    """A file as it came. ``alt_text`` says what a picture shows, or what a document is; ``spent_id`` is a receipt's line."""

    kind: FileKind
    clean: CleanFile | None
    alt_text: str
    spent_id: int | None = None


@dataclass(frozen=True)
class FileAudit:
    """Audit: which kind of file, and how many bytes."""

    kind: str
    size_bytes: int


Problems = dict[str, list[object]]


def add_file(
    session: Session, person: Person, application: Application, facts: FileFacts, form_key: str
) -> ApplicationFile:
    """Store a file. Sent twice, it is stored once.

    Raises RuleBroken (file, alt_text), and Conflict where a file of that kind cannot be added now.
    """
    hold_with_case(session, application)
    stored = session.scalar(select(ApplicationFile).where(ApplicationFile.form_key == form_key))
    if stored is not None:
        return _same(stored, application)
    _refuse_time(application, facts.kind)
    problems = file_problems(facts)
    here = ApplicationFile.application_id == application.id, ApplicationFile.kind == facts.kind
    most = MOST_OF_KIND[facts.kind]
    if (session.scalar(select(func.count()).select_from(ApplicationFile).where(*here)) or 0) >= most:
        problems["file"] = [gettext("Der kan højst være %(most)d. Fjern en først.", most=most)]
    if problems or facts.clean is None:
        raise RuleBroken(problems)
    return _store(session, person, application, facts, facts.clean, form_key)


def _same(stored: ApplicationFile, application: Application) -> ApplicationFile:
    if stored.application_id != application.id:
        raise Conflict
    return stored


def _store(
    session: Session, person: Person, application: Application, facts: FileFacts, clean: CleanFile, form_key: str
) -> ApplicationFile:
    moment = now()
    row = ApplicationFile(
        form_key=form_key,
        application_id=application.id,
        spent_id=facts.spent_id,
        kind=facts.kind,
        content_type=clean.content_type,
        alt_text=facts.alt_text.strip(),
        size_bytes=len(clean.data),
        by_id=person.id,
        created_at=moment,
        data=clean.data,
        thumb=clean.thumb,
    )
    session.add(row)
    _changed(application)
    audit.record(session, person.id, "application.attach", ("application", application.id), _told(row), at=moment)
    session.flush()
    return row


def change_file(
    session: Session, person: Person, application: Application, row: ApplicationFile, facts: FileFacts
) -> None:
    """Describe a file anew, and with ``clean`` put another in its place. ``facts.kind`` is the row's.

    Raises RuleBroken (file, alt_text), and Conflict where it cannot be changed now or a payment rests on it.
    """
    hold_with_case(session, application)
    session.refresh(row)
    _refuse_time(application, row.kind)
    problems = file_problems(facts, has_file=True)
    if problems:
        raise RuleBroken(problems)
    row.alt_text = facts.alt_text.strip()
    if facts.clean is not None:
        _refuse_paid(session, row)
        row.data, row.thumb = facts.clean.data, facts.clean.thumb
        row.content_type, row.size_bytes = facts.clean.content_type, len(facts.clean.data)
        # Its address has the time in it, so that nobody is shown the one before.
        row.by_id, row.created_at = person.id, now()
        audit.record(session, person.id, "application.attach", ("application", application.id), _told(row))
    _changed(application)
    session.flush()


def remove_file(session: Session, person: Person, application: Application, row: ApplicationFile) -> None:
    """Take a file away for good. Raises Conflict where it cannot be done now or a payment rests on it."""
    hold_with_case(session, application)
    _refuse_time(application, row.kind)
    _refuse_paid(session, row)
    audit.record(session, person.id, "application.detach", ("application", application.id), _told(row))
    session.delete(row)
    _changed(application)
    session.flush()


def file_problems(facts: FileFacts, *, has_file: bool = False) -> Problems:
    """What keeps a file from being stored, by field; ``has_file``: there is one already."""
    problems: Problems = {}
    words = facts.alt_text.strip()
    if facts.clean is None and not has_file:
        problems["file"] = [gettext("Vælg en fil.")]
    elif facts.clean is not None and facts.kind in PICTURES and facts.clean.kind != "image":
        problems["file"] = [gettext("Her skal det være et billede: JPG, PNG eller WebP.")]
    if len(words) < ALT_MIN and facts.kind in PICTURES:
        problems["alt_text"] = [gettext("Skriv, hvad man ser på billedet.")]
    elif len(words) < ALT_MIN and facts.kind is FileKind.quote:
        problems["alt_text"] = [gettext("Skriv, hvad det er. Fx: Tilbud på leje af lyd.")]
    elif len(words) > ALT_MAX:
        problems["alt_text"] = [gettext("Skriv højst %(most)d tegn.", most=ALT_MAX)]
    elif find_cpr(words):
        problems["alt_text"] = [gettext("Der står et CPR-nummer. Slet det.")]
    return problems


def _refuse_time(application: Application, kind: FileKind) -> None:
    if application.status not in FILES_WHILE[kind]:
        raise Conflict(gettext("Filerne kan ikke ændres nu. Spørg den voksne, der hjælper med puljen."))


def _refuse_paid(session: Session, row: ApplicationFile) -> None:
    if session.scalar(select(Payment.id).where(Payment.invoice_id == row.id).limit(1)) is not None:
        raise Conflict(gettext("Der er betalt efter den fil. Den skal blive."))


def _told(row: ApplicationFile) -> FileAudit:
    return FileAudit(row.kind.value, row.size_bytes)


def _changed(application: Application) -> None:
    """Pages that anyone can read are made anew; what the group writes meanwhile is not disturbed."""
    if application.listed_at is not None:
        flag_modified(application, "status")
