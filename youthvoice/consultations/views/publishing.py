"""A draft as the young will see it; it goes out, is given more time, and is called off."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.unsent import find_unsent
from youthvoice.consultations.commands import publishing as commands
from youthvoice.consultations.forms.running import CancelForm, MoreTimeForm
from youthvoice.consultations.labels import AUDIENCE_LABELS, PROBLEM_TEXTS
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.presenting.cards import card
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.consultations.views.base import blueprint, consultation_for
from youthvoice.consultations.views.page import read_shown
from youthvoice.consultations.views.writing import draft_for
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session, undo


@blueprint.get("/<int:consultation_id>/se")
def preview(consultation_id: int) -> str:
    """The draft as it will look on a phone, and what it lacks."""
    return _preview(draft_for(consultation_id))


@blueprint.post("/<int:consultation_id>/offentliggoer")
def publish(consultation_id: int) -> Any:
    """Let everybody read it. Pressed twice it goes out once."""
    found, _place = consultation_for(consultation_id, "consultation.run")
    seen = whole_number(request.form.get("seen"))
    if found.published_at is None and find_unsent(db_session(), current_user.id, f"/hoeringer/{found.id}/ret"):
        # The words stand still from here on: what somebody has typed since must not be left behind unseen.
        flash(gettext("Du har skrevet noget, som ikke står i høringen endnu. Gem det først."), "warning")
        return redirect(url_for("consultations.edit", consultation_id=found.id), 303)
    try:
        went_out = commands.publish_consultation(
            db_session(), found.id, -1 if seen is None else seen, actor_id=current_user.id
        )
    except (RuleBroken, Conflict) as error:
        undo()
        return _preview(draft_for(consultation_id), refused=error), error.status
    if went_out:
        flash(gettext("Høringen er offentliggjort. Alle kan læse den."), "success")
    return redirect(url_for("consultations.show", consultation_id=consultation_id), 303)


@blueprint.route("/<int:consultation_id>/mere-tid", methods=["GET", "POST"])
def more_time(consultation_id: int) -> Any:
    """A later last day."""
    found = _running(consultation_id, commands.CAN_MOVE)
    form = MoreTimeForm() if request.method == "POST" else MoreTimeForm.of(found)
    if request.method == "GET" or not form.validate():
        return _page("more_time", form, found)
    try:
        day, why = form.closes_on.data, form.why.data or ""
        commands.give_more_time(db_session(), found.id, day, why, actor_id=current_user.id)
    except RuleBroken as error:
        return _refused("more_time", form, consultation_id, error)
    flash(gettext("Der er mere tid til at svare."), "success")
    return redirect(url_for("consultations.show", consultation_id=consultation_id), 303)


@blueprint.route("/<int:consultation_id>/aflys", methods=["GET", "POST"])
def cancel(consultation_id: int) -> Any:
    """Call it off."""
    found = _running(consultation_id, commands.CAN_CANCEL)
    form = CancelForm()
    if request.method == "GET" or not form.validate():
        return _page("cancel", form, found)
    try:
        commands.cancel_consultation(db_session(), found.id, form.reason.data or "", actor_id=current_user.id)
    except RuleBroken as error:
        return _refused("cancel", form, consultation_id, error)
    flash(gettext("Høringen er aflyst."), "success")
    return redirect(url_for("consultations.show", consultation_id=consultation_id), 303)


def _running(consultation_id: int, states: tuple[ConsultationState, ...]) -> Consultation:
    """A hearing that stands so, for those who run it. Raises Conflict where it does not."""
    found, _place = consultation_for(consultation_id, "consultation.run")
    if found.state not in states:
        raise Conflict(gettext("Det kan ikke gøres, som høringen står nu."))
    return found


def _refused(name: str, form: MoreTimeForm | CancelForm, consultation_id: int, error: RuleBroken) -> Any:
    undo()
    found, _place = consultation_for(consultation_id, "consultation.run")
    form.add_problems(error)
    return _page(name, form, found)


def _page(name: str, form: MoreTimeForm | CancelForm, found: Consultation) -> Any:
    page = render_template(f"consultations/{name}.html", form=form, found=found)
    return page, 422 if request.method == "POST" else 200


def _preview(draft: Consultation, refused: RuleBroken | Conflict | None = None) -> str:
    lacks = [PROBLEM_TEXTS[one] for one in commands.lacks_of(db_session(), draft)]
    overtaken = str(refused) if isinstance(refused, Conflict) else None
    return render_template(
        "consultations/preview.html",
        draft=draft,
        read=read_shown(draft),
        card=card(draft, now()),
        lacks=lacks,
        was_refused=refused is not None,
        overtaken=overtaken,
        audience_labels=AUDIENCE_LABELS,
        is_decided=draft.decision_on < today(),
    )
