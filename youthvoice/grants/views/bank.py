"""The account of a group: typed by the lead, read by the pool's treasurer and by nobody else."""

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, require
from youthvoice.core.errors import RuleBroken
from youthvoice.core.web import db_session, settings, undo
from youthvoice.grants.commands.bank import look_at_account, put_account
from youthvoice.grants.forms.paying import BankForm
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.after_yes import after_menu
from youthvoice.grants.queries.paying import money_of
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.bank import BankAccount
from youthvoice.grants.views.base import application_for, blueprint


@blueprint.route("/ansoegninger/<int:application_id>/konto", methods=["GET", "POST"])
def bank(application_id: int) -> Any:
    """Where money is sent: the last digits; the lead can type it anew."""
    application, place = application_for(application_id, "grant.bank")
    form = BankForm()
    if request.method == "GET":
        return _page(form, application, place)
    require(current_user, "grant.lead", place)
    if not form.validate():
        return _page(form, application, place), 422
    try:
        secret, typed = settings().secret_key, (form.reg.data or "", form.account.data or "")
        put_account(db_session(), secret, application, *typed, by_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, *application_for(application_id, "grant.bank")), error.status
    flash(gettext("Kontoen er gemt. Kun økonomen kan se tallene."), "success")
    return redirect(url_for("grants.bank", application_id=application_id), 303)


@blueprint.post("/ansoegninger/<int:application_id>/konto/se")
def show_bank(application_id: int) -> Any:
    """The treasurer looks at the number; the log keeps it, so it is no GET."""
    application, place = application_for(application_id, "pool.pay")
    account = look_at_account(db_session(), settings().secret_key, application.id, by_id=current_user.id)
    response = make_response(_page(BankForm(formdata=None), application, place, account))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _page(form: BankForm, application: Application, place: Place, account: BankAccount | None = None) -> str:
    return render_template(
        "grants/bank.html",
        form=form,
        application=application,
        menu=after_menu(application, place),
        ends_with=money_of(db_session(), application.id).ends_with,
        account=account,
        may_write=can(current_user, "grant.lead", place) and application.status is ApplicationStatus.accepted,
        may_look=can(current_user, "pool.pay", place),
    )
