"""A summary that was told is corrected, and every wording of it can be read."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.consultations.commands.correcting import correct_summary
from youthvoice.consultations.forms.running import CorrectionForm
from youthvoice.consultations.labels import SUMMARY_LABELS
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.wordings import wordings_of
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.consultations.views.base import blueprint, consultation_and_place, consultation_for
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session, undo


@blueprint.route("/<int:consultation_id>/opsamling/ret", methods=["GET", "POST"])
@takes_typed
def correct(consultation_id: int) -> Any:
    """Other words for what was told, and why. Those that stood stay readable."""
    found = _finished(consultation_id)
    if request.method == "GET":
        return _page(typed_or(CorrectionForm, lambda: CorrectionForm.of(found)), found)
    form = CorrectionForm()
    if not form.validate():
        return _page(form, found), 422
    try:
        is_new = correct_summary(
            db_session(), found.id, form.summary(), form.why.data or "", form.seen_version, actor_id=current_user.id
        )
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, _finished(consultation_id)), 422
    except Conflict:
        return _overtaken(form, consultation_id)
    if is_new:
        flash(gettext("Opsamlingen er rettet. De, der svarede, får besked."), "success")
    return redirect(url_for("consultations.show", consultation_id=consultation_id), 303)


@blueprint.get("/<int:consultation_id>/opsamling/udgaver")
def wordings(consultation_id: int) -> Response:
    """Everything that has stood as the summary, the newest first: three queries for a visitor."""
    found, _place = consultation_and_place(consultation_id)
    if found.corrected_at is None:
        raise NotFound
    rows = wordings_of(db_session(), found.id)

    def render() -> str:
        return render_template("consultations/wordings.html", found=found, rows=rows, labels=SUMMARY_LABELS)

    return public_page((found.version, len(rows), found.unit.name), render)


def _finished(consultation_id: int) -> Consultation:
    """For those who run it. Raises Conflict where nothing has been told yet."""
    found, _place = consultation_for(consultation_id, "consultation.run")
    if found.state is not ConsultationState.finished:
        raise Conflict(gettext("Opsamlingen er ikke sendt ud endnu."))
    return found


def _overtaken(form: CorrectionForm, consultation_id: int) -> Any:
    """Somebody else of the unit was first: both texts are shown, and what was typed stands if it is sent again."""
    undo()
    found = _finished(consultation_id)
    form.seen.data = str(found.version)
    return _page(form, found, overtaken=True), 409


def _page(form: CorrectionForm, found: Consultation, *, overtaken: bool = False) -> str:
    return render_template("consultations/correct.html", form=form, found=found, overtaken=overtaken)
