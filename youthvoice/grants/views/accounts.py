"""The accounts of a grant, as the group writes them: what came of it, pictures, and sending. Every step is saved."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, NotFound, RuleBroken, TooLarge, UnsupportedFile
from youthvoice.core.files import IMAGE_SIDE
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.uploads import PICTURE_TYPES, sent_picture
from youthvoice.core.web import db_session, undo
from youthvoice.grants.account_targets import tell_of_report
from youthvoice.grants.commands.accounts import send_accounts, tell_result
from youthvoice.grants.commands.files import FileFacts, add_file
from youthvoice.grants.forms.accounts import ApproveForm, PictureForm, ResultForm, SendBackForm
from youthvoice.grants.labels.accounts import REPORT_KINDS, REPORT_LABELS
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.presenting import accounts as presenting
from youthvoice.grants.presenting.after_yes import after_menu
from youthvoice.grants.queries.accounts import Books, books_of, find_report
from youthvoice.grants.queries.applications import files_of
from youthvoice.grants.rules.applications import ApplicationStatus, FileKind
from youthvoice.grants.rules.paying import ReportState
from youthvoice.grants.views.base import application_for, blueprint
from youthvoice.grants.views.files import UPLOAD_LIMIT

WITH_ACCOUNTS = frozenset({ApplicationStatus.accepted, ApplicationStatus.accounting, ApplicationStatus.closed})


def accounted(application_id: int, permission: str = "grant.write") -> tuple[Application, Place]:
    """A grant that accounts are owed of. Raises NotFound before its letter is accepted; SignInNeeded or Forbidden."""
    application, place = application_for(application_id, permission)
    if application.status not in WITH_ACCOUNTS:
        raise NotFound
    return application, place


def to_accounts(application_id: int, text: str) -> Any:
    """Back to the accounts, with a word."""
    flash(text, "success")
    return redirect(url_for("grants.accounts", application_id=application_id), 303)


@blueprint.get("/ansoegninger/<int:application_id>/regnskab")
def accounts(application_id: int) -> Any:
    """The accounts as they stand: for the group to write, and for the municipality to look at."""
    application, place = accounted(application_id, "grant.follow")
    return accounts_page(application, place)


def accounts_page(application: Application, place: Place, **more: Any) -> str:
    """The page; ``more`` are the forms that were sent (``approving``, ``returning``) and ``problems`` of sending."""
    books = books_of(db_session(), application.id)
    return render_template(
        "grants/accounts.html",
        application=application,
        menu=after_menu(application, place),
        is_group=place.is_applicant,
        books=books,
        state=books.report.state if books.report is not None else ReportState.draft,
        state_labels=REPORT_LABELS,
        state_kinds=REPORT_KINDS,
        parts=presenting.parts_of(books),
        drawing=presenting.drawing_of(books.budget, books.shown),
        missing=presenting.missing_words(books),
        is_late=_is_late(application),
        may_write=place.is_applicant and application.status is ApplicationStatus.accepted,
        **{**_to_judge(books, place), "problems": [], **more},
    )


def _to_judge(books: Books, place: Place) -> dict[str, Any]:
    """The forms of whoever may approve the accounts, where they wait for it."""
    report = books.report
    if report is None or report.state is not ReportState.sent or not can(current_user, "grant.manage", place):
        return {"may_judge": False, "approving": None, "returning": None}
    approving, returning = (form(formdata=None, seen=str(report.version)) for form in (ApproveForm, SendBackForm))
    return {"may_judge": True, "approving": approving, "returning": returning}


def _is_late(application: Application) -> bool:
    due = application.accounts_due_on
    return application.status is ApplicationStatus.accepted and due is not None and due < today()


@blueprint.post("/ansoegninger/<int:application_id>/regnskab/send")
def send_the_accounts(application_id: int) -> Any:
    """Send them; what is missing is told above the button."""
    application, _place = accounted(application_id)
    try:
        send_accounts(db_session(), current_user, application)
    except RuleBroken as error:
        undo()
        application, place = accounted(application_id)
        problems = [str(text) for texts in error.problems.values() for text in texts]
        return accounts_page(application, place, problems=problems), error.status
    return to_accounts(application_id, gettext("Regnskabet er sendt. Nu læser en voksen det igennem."))


@blueprint.route("/ansoegninger/<int:application_id>/regnskab/hvad-laerte-i", methods=["GET", "POST"])
def account_words(application_id: int) -> Any:
    """What came of it, in the group's words."""
    application, _place = accounted(application_id)
    if request.method == "GET":
        return _words_page(ResultForm.of(find_report(db_session(), application.id)), application)
    form = ResultForm()
    if not form.validate():
        return _words_page(form, application), 422
    try:
        report = tell_result(db_session(), current_user, application, form.facts(), form.seen_version)
    except Conflict:
        return _overtaken(form, application_id)
    if tell_of_report(db_session(), report):
        return redirect(url_for("grants.account_help", application_id=application_id), 303)
    return to_accounts(application_id, gettext("Det er gemt."))


def _overtaken(form: ResultForm, application_id: int) -> Any:
    """Somebody of the group was first: what was typed stays, what stands now is shown beside it."""
    undo()
    application, _place = accounted(application_id)
    if application.status is not ApplicationStatus.accepted:
        raise Conflict(gettext("Regnskabet kan ikke ændres nu."))
    report = find_report(db_session(), application.id)
    form.seen.data = str(report.version if report is not None else 0)
    return _words_page(form, application, now=report), 409


def _words_page(form: ResultForm, application: Application, now: Any = None) -> str:
    return render_template("grants/accounts_words.html", form=form, application=application, now=now)


@blueprint.get("/ansoegninger/<int:application_id>/regnskab/hjaelp")
def account_help(application_id: int) -> Any:
    """After words of a crisis: what was written is saved, an adult reads it too, and here is help."""
    application, _place = accounted(application_id)
    return render_template("grants/accounts_help.html", application=application)


@blueprint.route("/ansoegninger/<int:application_id>/regnskab/billeder", methods=["GET", "POST"])
@limiter.limit(UPLOAD_LIMIT, key_func=person_key, methods=["POST"])
def account_pictures(application_id: int) -> Any:
    """Pictures of what came of it."""
    application, _place = accounted(application_id)
    form = PictureForm()
    if request.method == "GET":
        return _pictures_page(form, application)
    is_valid = form.validate()
    try:
        clean = sent_picture(form.file, IMAGE_SIDE)
    except (TooLarge, UnsupportedFile) as error:
        form.file.errors = [str(error.message)]
        return _pictures_page(form, application), error.status
    if not is_valid:
        return _pictures_page(form, application), 422
    facts = FileFacts(kind=FileKind.result, clean=clean, alt_text=form.alt_text.data or "")
    return _store_picture(form, application, facts)


def _store_picture(form: PictureForm, application: Application, facts: FileFacts) -> Any:
    try:
        add_file(db_session(), current_user, application, facts, str(form.form_key.data))
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _pictures_page(form, accounted(application.id)[0]), error.status
    flash(gettext("Billedet er gemt."), "success")
    return redirect(url_for("grants.account_pictures", application_id=application.id), 303)


def _pictures_page(form: PictureForm, application: Application) -> str:
    return render_template(
        "grants/accounts_pictures.html",
        form=form,
        application=application,
        pictures=files_of(db_session(), application.id, FileKind.result),
        may_write=application.status is ApplicationStatus.accepted,
        picture_types=PICTURE_TYPES,
    )
