"""Files of an application: the group's list of pictures and quotes, and each file for whoever may read it."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.errors import NotFound, RuleBroken, SignInNeeded, TooLarge, UnsupportedFile
from youthvoice.core.files import CleanFile
from youthvoice.core.keyset import MAX_ID
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.uploads import FILE_TYPES, PICTURE_TYPES, file_response, sent_file
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.files import FileFacts, add_file, change_file, remove_file
from youthvoice.grants.forms.group import ChangeFileForm, FileForm
from youthvoice.grants.labels.group import EARLY_KINDS, FILE_KIND_HINTS, FILE_KIND_LABELS
from youthvoice.grants.models import Application, ApplicationFile
from youthvoice.grants.presenting.files import file_url
from youthvoice.grants.queries.applications import files_of
from youthvoice.grants.reading import is_public_file, may_read_file
from youthvoice.grants.rules.groups import FILES_WHILE, PICTURES
from youthvoice.grants.views.base import application_and_place, application_for, blueprint
from youthvoice.proposals.commands.attachments import IMAGE_NAME, PDF_NAME, THUMB_NAME

blueprint.add_app_template_global(file_url, "grant_file_url")
UPLOAD_LIMIT = "60 per hour"
COLUMNS = {IMAGE_NAME: ApplicationFile.data, PDF_NAME: ApplicationFile.data, THUMB_NAME: ApplicationFile.thumb}


@blueprint.route("/ansoegninger/<int:application_id>/filer", methods=["GET", "POST"])
@limiter.limit(UPLOAD_LIMIT, key_func=person_key, methods=["POST"])
def files(application_id: int) -> Any:
    """Pictures of the idea and quotes, and a form for one more."""
    application, _place = application_for(application_id, "grant.write")
    form = FileForm()
    if request.method == "GET":
        return _page(form, application)
    kind = form.file_kind()
    form.validate()
    clean, status = _taken(form.file)
    if kind is None:
        form.kind.errors = [gettext("Vælg, hvad det er.")]
    if form.errors or kind is None:
        return _page(form, application), status
    return _add(form, application, FileFacts(kind=kind, clean=clean, alt_text=form.alt_text.data or ""))


def _taken(field: Any) -> tuple[CleanFile | None, int]:
    """The file, made anew, and the status of a page that refuses it; why it was refused stands beside the field."""
    try:
        return sent_file(field), 422
    except (TooLarge, UnsupportedFile) as error:
        field.errors = [str(error.message)]
        return None, error.status


def _add(form: FileForm, application: Application, facts: FileFacts) -> Any:
    try:
        add_file(db_session(), current_user, application, facts, str(form.form_key.data))
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, application_for(application.id, "grant.write")[0]), 422
    flash(gettext("Filen er gemt."), "success")
    return _to_files(application)


def _page(form: FileForm, application: Application) -> str:
    return render_template(
        "grants/files.html",
        form=form,
        application=application,
        files=files_of(db_session(), application.id, *EARLY_KINDS),
        labels=FILE_KIND_LABELS,
        hints=FILE_KIND_HINTS,
        may_change=all(application.status in FILES_WHILE[kind] for kind in EARLY_KINDS),
        file_types=FILE_TYPES,
    )


@blueprint.route("/ansoegninger/<int:application_id>/filer/<int:file_id>/ret", methods=["GET", "POST"])
@limiter.limit(UPLOAD_LIMIT, key_func=person_key, methods=["POST"])
def edit_file(application_id: int, file_id: int) -> Any:
    """Describe a file anew, or put another in its place."""
    application, _place = application_for(application_id, "grant.write")
    row = _own_file(db_session(), application, file_id)
    form = ChangeFileForm(alt_text=row.alt_text)
    if request.method == "GET":
        return _change_page(form, application, row)
    form.validate()
    clean, status = _taken(form.file)
    if form.errors:
        return _change_page(form, application, row), status
    return _change(form, application, row, clean)


def _change(form: ChangeFileForm, application: Application, row: ApplicationFile, clean: CleanFile | None) -> Any:
    facts = FileFacts(kind=row.kind, clean=clean, alt_text=form.alt_text.data or "")
    try:
        change_file(db_session(), current_user, application, row, facts)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        application = application_for(application.id, "grant.write")[0]
        return _change_page(form, application, _own_file(db_session(), application, row.id)), 422
    flash(gettext("Det er gemt."), "success")
    return _to_files(application)


def _change_page(form: ChangeFileForm, application: Application, row: ApplicationFile) -> str:
    types = PICTURE_TYPES if row.kind in PICTURES else FILE_TYPES
    return render_template(
        "grants/file.html", form=form, application=application, file=row, labels=FILE_KIND_LABELS, file_types=types
    )


@blueprint.post("/ansoegninger/<int:application_id>/filer/<int:file_id>/fjern")
def remove_one_file(application_id: int, file_id: int) -> Any:
    """Take a picture or a quote away for good; not there any more, nothing happens. Raises NotFound for other files."""
    application, _place = application_for(application_id, "grant.write")
    row = _find(db_session(), application.id, file_id)
    if row is not None and row.kind not in EARLY_KINDS:
        raise NotFound
    if row is not None:
        remove_file(db_session(), current_user, application, row)
        flash(gettext("Filen er væk."), "success")
    return _to_files(application)


@blueprint.get("/ansoegninger/<int:application_id>/filer/<int:file_id>/<name>")
def file(application_id: int, file_id: int, name: str) -> Response:
    """The file itself; not found by whoever may not read it."""
    application, place = application_and_place(application_id)
    session = db_session()
    row = _find(session, application.id, file_id)
    if row is None or name not in COLUMNS:
        raise NotFound
    is_public = is_public_file(session, application, row)
    if not is_public and not may_read_file(session, current_user, application, place, row):
        raise SignInNeeded if is_anonymous() else NotFound
    data = session.scalar(select(COLUMNS[name]).where(ApplicationFile.id == row.id))
    if data is None or (name == PDF_NAME) != (row.content_type == "application/pdf"):
        raise NotFound
    return file_response(data, row.content_type, name, is_public=is_public, is_download=name == PDF_NAME)


def _find(session: Session, application_id: int, file_id: int) -> ApplicationFile | None:
    here = ApplicationFile.id == file_id, ApplicationFile.application_id == application_id
    return session.scalar(select(ApplicationFile).where(*here)) if file_id <= MAX_ID else None


def _own_file(session: Session, application: Application, file_id: int) -> ApplicationFile:
    """One of those on the list of pictures and quotes. Raises NotFound."""
    row = _find(session, application.id, file_id)
    if row is None or row.kind not in EARLY_KINDS or row.hidden_at is not None:
        raise NotFound
    return row


def _to_files(application: Application) -> Any:
    return redirect(url_for("grants.files", application_id=application.id), 303)
