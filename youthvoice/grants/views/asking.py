"""The council asks for more, the group replies, and the group takes its application back."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands import asking
from youthvoice.grants.forms.group import AskForm, TellForm
from youthvoice.grants.models import Application
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.groups import may_withdraw
from youthvoice.grants.views.base import application_for, blueprint
from youthvoice.moderation.crisis import needs_help
from youthvoice.responses.queries import current_answer

LIMIT = "60 per hour"


@blueprint.route("/ansoegninger/<int:application_id>/bed-om-mere", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
@takes_typed
def ask_more(application_id: int) -> Any:
    """Ask the group for more: their turn, and the clock stands still."""
    application, _place = application_for(application_id, "grant.ask")
    form = typed_or(AskForm, AskForm) if request.method == "GET" else AskForm()
    if request.method == "GET" or not form.validate():
        return _ask_page(form, application), 200 if request.method == "GET" else 422
    try:
        asking.ask_more(db_session(), current_user, application, form.asked_for.data or "", str(form.form_key.data))
    except (RuleBroken, Conflict) as error:
        return _ask_again(form, application.id, error)
    flash(gettext("Gruppen er spurgt. Nu er det deres tur."), "success")
    return _to_application(application_id)


def _ask_again(form: AskForm, application_id: int, error: RuleBroken | Conflict) -> Any:
    undo()
    if isinstance(error, RuleBroken):
        form.add_problems(error)
    else:
        form.form_errors.append(str(error.message))
    return _ask_page(form, application_for(application_id, "grant.ask")[0]), error.status


def _ask_page(form: AskForm, application: Application) -> str:
    waits = application.status is ApplicationStatus.submitted
    return render_template("grants/ask_more.html", form=form, application=application, waits=waits)


@blueprint.route("/ansoegninger/<int:application_id>/svar-paa", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
@takes_typed
def tell_more(application_id: int) -> Any:
    """Reply to what the council wants to know, with the application as it is now."""
    application, _place = application_for(application_id, "grant.write")
    form = typed_or(TellForm, TellForm) if request.method == "GET" else TellForm()
    if request.method == "GET" or not form.validate():
        return _tell_page(form, application), 200 if request.method == "GET" else 422
    words = form.words.data or ""
    try:
        asking.tell_more(db_session(), current_user, application, words, str(form.form_key.data))
    except (RuleBroken, Conflict) as error:
        return _tell_again(form, application.id, error)
    if needs_help(words):
        return redirect(url_for("grants.offer_help", application_id=application_id), 303)
    flash(gettext("Jeres svar er sendt. Nu er det rådets tur."), "success")
    return _to_application(application_id)


def _tell_again(form: TellForm, application_id: int, error: RuleBroken | Conflict) -> Any:
    undo()
    if isinstance(error, RuleBroken):
        form.add_problems(error)
    else:
        form.form_errors.append(str(error.message))
    return _tell_page(form, application_for(application_id, "grant.write")[0]), error.status


def _tell_page(form: TellForm, application: Application) -> str:
    waits = application.status is ApplicationStatus.needs_more
    answer = current_answer(db_session(), application.case_id) if waits and application.case_id else None
    return render_template(
        "grants/tell_more.html",
        form=form,
        application=application,
        asked_for=answer.asked_for if answer else "",
        waits=waits,
    )


@blueprint.route("/ansoegninger/<int:application_id>/traek-tilbage", methods=["GET", "POST"])
def withdraw(application_id: int) -> Any:
    """Ask «sikker?», and take the application back."""
    application, _place = application_for(application_id, "grant.lead")
    is_draft = application.status is ApplicationStatus.draft
    if request.method == "GET":
        return render_template(
            "grants/withdraw.html",
            application=application,
            is_draft=is_draft,
            may_withdraw=may_withdraw(application.status),
        )
    asking.withdraw(db_session(), current_user, application)
    flash(gettext("Kladden er væk.") if is_draft else gettext("Ansøgningen er trukket tilbage."), "success")
    return redirect(url_for("grants.mine"), 303)


def _to_application(application_id: int) -> Any:
    return redirect(url_for("grants.application", application_id=application_id), 303)
