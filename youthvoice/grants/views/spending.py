"""What a group spent: one line at a time, with photographs of its receipts."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.errors import Conflict, RuleBroken, TooLarge, UnsupportedFile
from youthvoice.core.files import CleanFile
from youthvoice.core.keyset import whole_number
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.uploads import FILE_TYPES, sent_file
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.files import remove_file
from youthvoice.grants.commands.spending import add_receipt, add_spent, change_spent, remove_spent
from youthvoice.grants.forms.accounts import ReceiptForm, SpentForm
from youthvoice.grants.models import Application, SpentLine
from youthvoice.grants.queries.accounts import get_file, get_spent, receipts_on
from youthvoice.grants.queries.applications import lines_of
from youthvoice.grants.rules.applications import FileKind
from youthvoice.grants.views.accounts import accounted, to_accounts
from youthvoice.grants.views.base import blueprint
from youthvoice.grants.views.files import UPLOAD_LIMIT


@blueprint.route("/ansoegninger/<int:application_id>/regnskab/udgift", methods=["GET", "POST"])
@limiter.limit(UPLOAD_LIMIT, key_func=person_key, methods=["POST"])
def new_spent(application_id: int) -> Any:
    """Write up one thing; ``?linje=`` is the line of the budget that it belongs to."""
    application, _place = accounted(application_id)
    if request.method == "GET":
        return _page(SpentForm(formdata=None, line=whole_number(request.args.get("linje"))), application)
    form = _offered(SpentForm(), application)
    receipt, status = _sent(form)
    if status:
        return _page(form, application), status
    try:
        add_spent(db_session(), current_user, application, form.facts(), str(form.form_key.data), receipt)
    except RuleBroken as error:
        return _refused(form, application_id, error)
    return to_accounts(application_id, gettext("Udgiften er gemt."))


@blueprint.route("/ansoegninger/<int:application_id>/regnskab/udgift/<int:spent_id>", methods=["GET", "POST"])
def edit_spent(application_id: int, spent_id: int) -> Any:
    """Write it anew; its receipts stand below."""
    application, _place = accounted(application_id)
    spent = get_spent(db_session(), application_id, spent_id)
    if request.method == "GET":
        return _page(SpentForm.of(spent), application, spent)
    form = _offered(SpentForm(), application)
    if not form.validate():
        return _page(form, application, spent), 422
    try:
        change_spent(db_session(), current_user, application, spent, form.facts(), form.seen_version)
    except RuleBroken as error:
        return _refused(form, application_id, error, spent_id)
    except Conflict:
        return _overtaken(form, application_id, spent_id)
    return to_accounts(application_id, gettext("Udgiften er gemt."))


@blueprint.post("/ansoegninger/<int:application_id>/regnskab/udgift/<int:spent_id>/bilag")
@limiter.limit(UPLOAD_LIMIT, key_func=person_key, methods=["POST"])
def new_receipt(application_id: int, spent_id: int) -> Any:
    """One more receipt of a line."""
    application, _place = accounted(application_id)
    spent, form = get_spent(db_session(), application_id, spent_id), ReceiptForm()
    receipt, status = _sent(form)
    if receipt is None:
        form.file.errors = form.file.errors or [gettext("Vælg en fil.")]
        return _page(SpentForm.of(spent), application, spent, adding=form), status or 422
    try:
        add_receipt(db_session(), current_user, application, spent, receipt, str(form.form_key.data))
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        application, _place = accounted(application_id)
        spent = get_spent(db_session(), application_id, spent_id)
        return _page(SpentForm.of(spent), application, spent, adding=form), error.status
    return _to_line(application_id, spent_id, gettext("Kvitteringen er gemt."))


@blueprint.post("/ansoegninger/<int:application_id>/regnskab/udgift/<int:spent_id>/fjern")
def drop_spent(application_id: int, spent_id: int) -> Any:
    """Take a line away with its receipts."""
    application, _place = accounted(application_id)
    remove_spent(db_session(), current_user, application, get_spent(db_session(), application_id, spent_id))
    return to_accounts(application_id, gettext("Udgiften er væk."))


@blueprint.post("/ansoegninger/<int:application_id>/regnskab/filer/<int:file_id>/fjern")
def drop_account_file(application_id: int, file_id: int) -> Any:
    """Take a receipt or a picture away."""
    application, _place = accounted(application_id)
    file = get_file(db_session(), application_id, file_id, FileKind.receipt, FileKind.result)
    spent_id = file.spent_id
    remove_file(db_session(), current_user, application, file)
    if spent_id is not None:
        return _to_line(application_id, spent_id, gettext("Kvitteringen er væk."))
    flash(gettext("Billedet er væk."), "success")
    return redirect(url_for("grants.account_pictures", application_id=application_id), 303)


def _to_line(application_id: int, spent_id: int, text: str) -> Any:
    flash(text, "success")
    return redirect(url_for("grants.edit_spent", application_id=application_id, spent_id=spent_id), 303)


def _offered(form: SpentForm, application: Application) -> SpentForm:
    form.offer(lines_of(db_session(), application.id))
    return form


def _sent(form: SpentForm | ReceiptForm) -> tuple[CleanFile | None, int]:
    """The receipt, made anew, and the status of a page that refuses the form: 0 where it is in order."""
    is_valid = form.validate()
    try:
        receipt = sent_file(form.file)
    except (TooLarge, UnsupportedFile) as error:
        form.file.errors = [str(error.message)]
        return None, error.status
    return receipt, 0 if is_valid else 422


def _refused(form: SpentForm, application_id: int, error: RuleBroken, spent_id: int | None = None) -> Any:
    undo()
    form.add_problems(error)
    application, _place = accounted(application_id)
    spent = get_spent(db_session(), application_id, spent_id) if spent_id is not None else None
    return _page(form, application, spent), error.status


def _overtaken(form: SpentForm, application_id: int, spent_id: int) -> Any:
    """Somebody of the group was first: what was typed stays, and what stands now is shown beside it."""
    undo()
    application, _place = accounted(application_id)
    spent = get_spent(db_session(), application_id, spent_id)
    form.seen.data = str(spent.version)
    return _page(form, application, spent, is_overtaken=True), 409


def _page(form: SpentForm, application: Application, spent: SpentLine | None = None, **more: Any) -> str:
    shown = {"adding": ReceiptForm(formdata=None) if spent is not None else None, "is_overtaken": False, **more}
    return render_template(
        "grants/accounts_spent.html",
        form=_offered(form, application),
        application=application,
        spent=spent,
        receipts=receipts_on(db_session(), spent) if spent is not None else [],
        receipt_types=FILE_TYPES,
        **shown,
    )
