"""The summary: written while answers are read, kept as it is typed, and told to everybody when it is whole."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.consultations.commands.summary import WRITABLE, finish_consultation, keep_summary
from youthvoice.consultations.forms.running import SummaryForm
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.presenting.cards import card
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.consultations.views.base import blueprint, consultation_for
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session, undo

AUTOSAVE_LIMIT = "120 per minute"
VERSION_HEADER = "X-Saved-Version"


@blueprint.route("/<int:consultation_id>/opsamling", methods=["GET", "POST"])
def summary(consultation_id: int) -> Any:
    """What was heard, changed and not changed; with ``finish`` it is told to everybody."""
    found, _place = consultation_for(consultation_id, "consultation.run")
    if found.state is ConsultationState.finished:
        return redirect(url_for("consultations.show", consultation_id=consultation_id), 303)
    if found.state not in WRITABLE:
        raise Conflict(gettext("Høringen er ikke åbnet endnu, eller den er aflyst."))
    if request.method == "GET":
        return _page(SummaryForm.of(found), found)
    form = SummaryForm()
    return _finish(form, found) if "finish" in request.form else _keep(form, found)


@blueprint.post("/<int:consultation_id>/opsamling/gem")
@limiter.limit(AUTOSAVE_LIMIT, key_func=person_key)
def keep(consultation_id: int) -> Response:
    """Keep what is being typed, however short; 409 where somebody else of the unit wrote meanwhile."""
    found, _place = consultation_for(consultation_id, "consultation.run")
    form = SummaryForm()
    version = keep_summary(db_session(), found.id, form.summary(), form.seen_version)
    return Response("", 204, {VERSION_HEADER: str(version)})


def _keep(form: SummaryForm, found: Consultation) -> Any:
    consultation_id = found.id
    try:
        keep_summary(db_session(), consultation_id, form.summary(), form.seen_version)
    except Conflict:
        return _overtaken(form, consultation_id)
    flash(gettext("Kladden er gemt. Kun I kan se den."), "success")
    return redirect(url_for("consultations.summary", consultation_id=consultation_id), 303)


def _finish(form: SummaryForm, found: Consultation) -> Any:
    consultation_id = found.id
    if not form.validate():
        return _page(form, found), 422
    try:
        finish_consultation(db_session(), consultation_id, form.summary(), form.seen_version, actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, _again(consultation_id)), 422
    except Conflict:
        return _overtaken(form, consultation_id)
    flash(gettext("Opsamlingen er sendt ud. Høringen er afsluttet."), "success")
    return redirect(url_for("consultations.show", consultation_id=consultation_id), 303)


def _overtaken(form: SummaryForm, consultation_id: int) -> Any:
    """Somebody else wrote meanwhile: both texts are shown, and what was typed is saved if it is sent again."""
    undo()
    found = _again(consultation_id)
    if found.state not in WRITABLE:
        raise Conflict(gettext("Opsamlingen er sendt ud imens."))
    form.seen.data = str(found.version)
    return _page(form, found, overtaken=True), 409


def _again(consultation_id: int) -> Consultation:
    found, _place = consultation_for(consultation_id, "consultation.run")
    return found


def _page(form: SummaryForm, found: Consultation, *, overtaken: bool = False) -> str:
    is_closed = found.state is ConsultationState.closed
    return render_template(
        "consultations/summary.html",
        form=form, found=found, overtaken=overtaken, is_closed=is_closed, card=card(found, now()),
    )  # fmt: skip
