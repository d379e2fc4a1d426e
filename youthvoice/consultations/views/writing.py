"""A unit writes a hearing, changes it while it is a draft, and throws it away."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.queries import schools
from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.accounts.unsent import forget_below
from youthvoice.consultations.commands.writing import change_consultation, remove_consultation, write_consultation
from youthvoice.consultations.forms.writing import ConsultationForm
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.questions import schools_asked
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.consultations.views.base import blueprint, consultation_for
from youthvoice.core.authz import needs
from youthvoice.core.errors import Conflict
from youthvoice.core.web import db_session, undo


@blueprint.route("/ny", methods=["GET", "POST"])
@needs("consultation.write")
@takes_typed
def new() -> Any:
    """A new draft of one's unit."""
    form = ConsultationForm() if request.method == "POST" else typed_or(ConsultationForm, ConsultationForm.fresh)
    _offer(form)
    if request.method == "GET":
        return _page(form, None)
    if not form.validate():
        return _page(form, None), 422
    draft = write_consultation(db_session(), current_user, form.facts(), str(form.form_key.data))
    flash(gettext("Kladden er gemt. Nu mangler spørgsmålene."), "success")
    return redirect(url_for("consultations.questions", consultation_id=draft.id), 303)


@blueprint.route("/<int:consultation_id>/ret", methods=["GET", "POST"])
@takes_typed
def edit(consultation_id: int) -> Any:
    """The draft's words and days."""
    draft = draft_for(consultation_id)
    form = ConsultationForm() if request.method == "POST" else typed_or(ConsultationForm, lambda: _form_of(draft))
    _offer(form)
    if request.method == "GET":
        return _page(form, draft)
    if not form.validate():
        return _page(form, draft), 422
    try:
        change_consultation(db_session(), draft.id, form.facts(), form.seen_version, actor_id=current_user.id)
    except Conflict:
        return _overtaken(form, consultation_id)
    flash(gettext("Kladden er gemt."), "success")
    return redirect(url_for("consultations.preview", consultation_id=consultation_id), 303)


@blueprint.post("/<int:consultation_id>/slet")
def remove(consultation_id: int) -> Any:
    """Throw a draft away."""
    draft = draft_for(consultation_id)
    remove_consultation(db_session(), draft.id, actor_id=current_user.id)
    forget_below(db_session(), f"/hoeringer/{consultation_id}")
    flash(gettext("Kladden er slettet."), "success")
    return redirect(url_for("consultations.ours"), 303)


def draft_for(consultation_id: int) -> Consultation:
    """A draft, for those whose unit writes it. Raises NotFound, SignInNeeded, Forbidden; Conflict once it is published."""
    found, _place = consultation_for(consultation_id, "consultation.run")
    if found.state is not ConsultationState.draft:
        raise Conflict(gettext("Høringen er offentliggjort. Nu står ordene fast."))
    return found


def _form_of(draft: Consultation) -> ConsultationForm:
    return ConsultationForm.of(draft, [one.id for one in schools_asked(db_session(), draft.id)])


def _offer(form: ConsultationForm) -> None:
    form.offer((one.id, one.name) for one in schools(db_session()))


def _overtaken(form: ConsultationForm, consultation_id: int) -> Any:
    """Somebody else has changed it: what was typed stays, and is saved if it is sent again."""
    undo()
    draft = draft_for(consultation_id)
    form.seen.data = str(draft.version)
    return _page(form, draft, overtaken=True), 409


def _page(form: ConsultationForm, draft: Consultation | None, *, overtaken: bool = False) -> str:
    return render_template("consultations/write.html", form=form, draft=draft, overtaken=overtaken)
