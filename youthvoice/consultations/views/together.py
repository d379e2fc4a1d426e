"""Answer a hearing as a class or as a council."""

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from youthvoice.consultations.queries.answering import spoken_for
from youthvoice.consultations.views.answer_pages import (
    form_page,
    keep,
    read_page,
    take_answer,
    withdraw_page,
)
from youthvoice.consultations.views.answering import AUTOSAVE_LIMIT, LIMIT
from youthvoice.consultations.views.base import blueprint
from youthvoice.consultations.views.desks import shared_desk, shown_consultation
from youthvoice.core.authz import needs
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session


@blueprint.get("/<int:consultation_id>/sammen")
@needs("account.edit_own")
def together(consultation_id: int) -> str:
    """For which class or council one answers."""
    found = shown_consultation(consultation_id)
    spoken = spoken_for(db_session(), found, current_user.id)
    return render_template("consultations/together.html", found=found, spoken=spoken)


@blueprint.route("/<int:consultation_id>/sammen/<int:body_id>", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
def answer_together(consultation_id: int, body_id: int) -> Any:
    """The questions, for those who may answer for the class or council."""
    if request.method == "GET":
        return form_page(shared_desk(consultation_id, body_id))
    return take_answer(lambda: shared_desk(consultation_id, body_id))


@blueprint.post("/<int:consultation_id>/sammen/<int:body_id>/kladde")
@limiter.limit(AUTOSAVE_LIMIT, key_func=person_key)
def keep_together(consultation_id: int, body_id: int) -> Response:
    """Keep what is being typed, however short or wrong."""
    return keep(shared_desk(consultation_id, body_id))


@blueprint.get("/<int:consultation_id>/sammen/<int:body_id>/svar")
def shared_answer(consultation_id: int, body_id: int) -> str:
    """The answer of the class or council."""
    return read_page(shared_desk(consultation_id, body_id))


@blueprint.route("/<int:consultation_id>/sammen/<int:body_id>/fortryd", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
def withdraw_together(consultation_id: int, body_id: int) -> Any:
    """Take it back."""
    return withdraw_page(shared_desk(consultation_id, body_id))
