"""Notes beside the parts of an application: read, written, settled and reported; never public."""

from typing import Any

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from youthvoice.core.errors import NotFound, RuleBroken, SignInNeeded
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.signing import sign
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands import notes as commands
from youthvoice.grants.commands.notes import NoteFacts, write_note
from youthvoice.grants.forms.group import NoteForm, field_or_everything
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.notes import note_view, notes_shown
from youthvoice.grants.queries.notes import get_note
from youthvoice.grants.reading import may_read_application, may_read_notes
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.targets import as_target, note_target
from youthvoice.grants.views.base import application_and_place, blueprint
from youthvoice.moderation.commands import report_content
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.forms import ReportForm
from youthvoice.moderation.rules import ReportReason
from youthvoice.moderation.targets import Target
from youthvoice.moderation.views import RECEIPT, REPORTS_PER_PERSON

LIMIT = "120 per hour"


def notes_for(application_id: int) -> tuple[Application, Place]:
    """The application, for whoever may read its notes: nobody else hears that there are any. Raises SignInNeeded, NotFound."""
    application, place = application_and_place(application_id)
    if is_anonymous():
        raise SignInNeeded
    if not may_read_notes(db_session(), current_user, application, place):
        raise NotFound
    return application, place


@blueprint.route("/ansoegninger/<int:application_id>/noter", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
def notes(application_id: int) -> Any:
    """All notes, and a form for one more. ``felt``: beside which part; ``svar``: the note it replies to."""
    application, place = notes_for(application_id)
    if request.method == "GET":
        field = field_or_everything(request.args.get("felt"))
        form = NoteForm(formdata=None, data={"field": field.value, "parent": request.args.get("svar", "")})
        return _page(form, application, place)
    form = NoteForm()
    if not form.validate():
        return _page(form, application, place), 422
    facts = NoteFacts(
        field=field_or_everything(form.field.data), words=form.words.data or "", parent_id=form.parent_id()
    )
    try:
        note = write_note(db_session(), current_user, application, facts, str(form.form_key.data))
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, *notes_for(application_id)), 422
    if needs_help(note.words):
        return redirect(url_for("grants.offer_help", application_id=application.id), 303)
    return redirect(url_for("grants.notes", application_id=application.id, _anchor=f"note-{note.id}"), 303)


def _page(form: NoteForm, application: Application, place: Place) -> str:
    shown = notes_shown(db_session(), application, place)
    parent_id = form.parent_id()
    return render_template(
        "grants/notes.html",
        form=form,
        application=application,
        place=place,
        notes=shown,
        replied_to=next((one for one in shown.threads if one.first.id == parent_id), None),
        is_draft=application.status is ApplicationStatus.draft,
    )


@blueprint.post("/ansoegninger/<int:application_id>/noter/<int:note_id>/klaret")
@limiter.limit(LIMIT, key_func=person_key)
def settle_note(application_id: int, note_id: int) -> Any:
    """«Klaret» (``til=1``), or not after all (``til=0``)."""
    application, _place = notes_for(application_id)
    note = get_note(db_session(), application.id, note_id).note
    commands.settle_note(db_session(), current_user, application, note, is_settled=request.form.get("til") != "0")
    return redirect(url_for("grants.notes", application_id=application.id, _anchor=f"note-{note.id}"), 303)


@blueprint.route("/ansoegninger/<int:application_id>/noter/<int:note_id>/anmeld", methods=["GET", "POST"])
@limiter.limit(REPORTS_PER_PERSON, key_func=person_key, methods=["POST"])
def report_note(application_id: int, note_id: int) -> Any:
    """Report a note: for whoever can read it."""
    application, place = notes_for(application_id)
    row = get_note(db_session(), application.id, note_id)
    shown = note_view(row, application, place)
    back = url_for("grants.notes", application_id=application.id)
    return report_target(note_target(row.note, application), shown.author, back)


@blueprint.route("/ansoegninger/<int:application_id>/anmeld", methods=["GET", "POST"])
@limiter.limit(REPORTS_PER_PERSON, key_func=person_key, methods=["POST"])
def report_application(application_id: int) -> Any:
    """Report an application that is not public yet: for whoever can read it."""
    application, place = application_and_place(application_id)
    if is_anonymous():
        raise SignInNeeded
    is_theirs = may_read_application(db_session(), current_user, application, place)
    if application.status is ApplicationStatus.draft or not (application.listed_at or is_theirs):
        raise NotFound
    back = url_for("grants.application", application_id=application.id)
    return report_target(as_target(application), application.group_name, back)


def report_target(target: Target, whose: str, back: str) -> Any:
    """The page that reports a text whose page asked who may; ``back`` is where it stands."""
    form = ReportForm()
    if request.method == "POST" and form.validate():
        reason, key = ReportReason(form.reason.data), str(form.form_key.data)
        made = report_content(db_session(), target, reason, form.note.data or "", current_user.id, key)
        return redirect(url_for("moderation.receipt", token=sign(RECEIPT, made.id)), 303)
    page = render_template("grants/report.html", form=form, target=target, whose=whose, back=back)
    return page, 422 if request.method == "POST" else 200


@blueprint.get("/ansoegninger/<int:application_id>/hjaelp")
def offer_help(application_id: int) -> str:
    """After words of a crisis: it is sent, an adult reads it too, and here is help."""
    application, _place = notes_for(application_id)
    return render_template("grants/help.html", application=application)
