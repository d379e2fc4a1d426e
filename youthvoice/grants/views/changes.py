"""Changes that a group asks for, and the group's own plan."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, require
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session, undo
from youthvoice.grants.after_targets import CHANGE, alarm_of, as_target, find_row
from youthvoice.grants.commands import changes as commands
from youthvoice.grants.commands.changes import ChangeFacts
from youthvoice.grants.forms.paying import ChangeForm, ReplyForm
from youthvoice.grants.labels import paying as labels
from youthvoice.grants.models import Application, ChangeRequest
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.after_yes import after_menu
from youthvoice.grants.queries.paying import changes_of
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.paying import ChangeKind, ChangeState
from youthvoice.grants.views.base import application_for, blueprint
from youthvoice.grants.views.notes import report_target
from youthvoice.moderation.views import REPORTS_PER_PERSON


@blueprint.route("/ansoegninger/<int:application_id>/aendringer", methods=["GET", "POST"])
def changes(application_id: int) -> Any:
    """What was asked and answered; the group asks for more here."""
    application, place = application_for(application_id, "grant.follow")
    if request.method == "GET":
        return _page(application, place, ChangeForm())
    require(current_user, "grant.write", place)
    form = ChangeForm()
    if not form.validate():
        return _page(application, place, form), 422
    try:
        key, by_id = form.form_key.data or "", current_user.id
        change = commands.ask_change(db_session(), application, _facts(form), key, by_id=by_id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(*application_for(application_id, "grant.follow"), form), error.status
    if alarm_of(db_session(), change):
        return redirect(url_for("grants.offer_help", application_id=application_id), 303)
    flash(gettext("Jeres spørgsmål er sendt. I får svar her."), "success")
    return _back(application_id)


@blueprint.post("/ansoegninger/<int:application_id>/aendringer/<int:change_id>/svar")
def settle_change(application_id: int, change_id: int) -> Any:
    """The coordinator says yes or no."""
    application, place = application_for(application_id, "grant.manage")
    change, form = _of(application, change_id), ReplyForm()
    if not form.validate():
        return _page(application, place, reply_form=form), 422
    try:
        agrees = request.form.get("answer") == "yes"
        commands.settle_change(db_session(), change, agrees=agrees, reply=form.reply.data or "", by_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(*application_for(application_id, "grant.manage"), reply_form=form), error.status
    flash(gettext("Gruppen kan nu læse dit svar."), "success")
    return _back(application_id)


@blueprint.route("/ansoegninger/<int:application_id>/anmeld/<what>/<int:row_id>", methods=["GET", "POST"])
@limiter.limit(REPORTS_PER_PERSON, key_func=person_key, methods=["POST"])
def report_after(application_id: int, what: str, row_id: int) -> Any:
    """Report a change or a step of the plan: for whoever can read it."""
    application, _place = application_for(application_id, "grant.follow")
    row = find_row(db_session(), what, row_id)
    if row is None or row.application_id != application.id:
        raise NotFound
    page = "grants.changes" if what == CHANGE else "grants.milestones"
    return report_target(as_target(row), application.group_name, url_for(page, application_id=application.id))


def _facts(form: ChangeForm) -> ChangeFacts:
    kind = ChangeKind(form.kind.data)
    return ChangeFacts(kind, form.words.data or "", form.begins_on.data, form.ends_on.data)


def _of(application: Application, change_id: int) -> ChangeRequest:
    change = db_session().get(ChangeRequest, change_id)
    if change is None or change.application_id != application.id:
        raise NotFound
    return change


def _page(
    application: Application, place: Place, form: ChangeForm | None = None, reply_form: ReplyForm | None = None
) -> str:
    found = changes_of(db_session(), application.id)
    is_waiting = any(one.state is ChangeState.asked for one in found)
    may_write = can(current_user, "grant.write", place) and application.status is ApplicationStatus.accepted
    was_sent = form is not None and form.is_submitted()
    return render_template(
        "grants/changes.html",
        application=application,
        menu=after_menu(application, place),
        changes=found,
        form=form or ChangeForm(formdata=None),
        reply_form=reply_form or ReplyForm(formdata=None),
        labels=labels,
        asked=ChangeState.asked,
        may_ask=may_write and (not is_waiting or was_sent),
        must_wait=may_write and is_waiting,
        may_settle=can(current_user, "grant.manage", place),
    )


def _back(application_id: int) -> Any:
    return redirect(url_for("grants.changes", application_id=application_id), 303)
