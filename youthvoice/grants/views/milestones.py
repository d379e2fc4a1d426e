"""The group's own plan: steps with a day."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, require
from youthvoice.core.clock import today
from youthvoice.core.web import db_session
from youthvoice.grants.after_targets import alarm_of
from youthvoice.grants.commands import milestones as commands
from youthvoice.grants.forms.paying import MilestoneForm
from youthvoice.grants.models import Application
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.after_yes import after_menu
from youthvoice.grants.queries.paying import milestones_of
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.views.base import application_for, blueprint


@blueprint.route("/ansoegninger/<int:application_id>/plan", methods=["GET", "POST"])
def milestones(application_id: int) -> Any:
    """The plan; the group adds to it."""
    application, place = application_for(application_id, "grant.follow")
    form = MilestoneForm()
    if request.method == "GET":
        return _page(form, application, place)
    require(current_user, "grant.write", place)
    if not form.validate():
        return _page(form, application, place), 422
    facts = form.title.data or "", form.due_on.data, form.form_key.data or ""
    step = commands.add_milestone(db_session(), application, *facts, by_id=current_user.id)
    if alarm_of(db_session(), step):
        return redirect(url_for("grants.offer_help", application_id=application_id), 303)
    flash(gettext("Trinet er gemt."), "success")
    return _back(application_id)


@blueprint.post("/ansoegninger/<int:application_id>/plan/<int:milestone_id>")
def tick_milestone(application_id: int, milestone_id: int) -> Any:
    """It is done, or not yet after all."""
    application, _place = application_for(application_id, "grant.write")
    is_done = request.form.get("done") == "yes"
    commands.tick_milestone(db_session(), application, milestone_id, is_done=is_done, by_id=current_user.id)
    return _back(application_id)


def _page(form: MilestoneForm, application: Application, place: Place) -> str:
    writes = can(current_user, "grant.write", place)
    return render_template(
        "grants/milestones.html",
        form=form,
        application=application,
        menu=after_menu(application, place),
        milestones=milestones_of(db_session(), application.id),
        today=today(),
        writes=writes,
        may_add=writes and application.status is ApplicationStatus.accepted,
    )


def _back(application_id: int) -> Any:
    return redirect(url_for("grants.milestones", application_id=application_id), 303)
