"""Answer a hearing alone: write, keep, send, see, change and take back."""

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from youthvoice.consultations.labels import STATE_KINDS, STATE_LABELS
from youthvoice.consultations.queries.answering import own_drafts, own_rows
from youthvoice.consultations.views.answer_pages import (
    form_page,
    keep,
    read_page,
    take_answer,
    withdraw_page,
)
from youthvoice.consultations.views.base import blueprint
from youthvoice.consultations.views.desks import own_desk
from youthvoice.core.authz import needs
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session

LIMIT = "60 per hour"
AUTOSAVE_LIMIT = "180 per minute"


@blueprint.route("/<int:consultation_id>/svar", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
def answer(consultation_id: int) -> Any:
    """The questions, for those who are asked."""
    if request.method == "GET":
        return form_page(own_desk(consultation_id))
    return take_answer(lambda: own_desk(consultation_id))


@blueprint.post("/<int:consultation_id>/svar/kladde")
@limiter.limit(AUTOSAVE_LIMIT, key_func=person_key)
def keep_answer(consultation_id: int) -> Response:
    """Keep what is being typed, however short or wrong."""
    return keep(own_desk(consultation_id))


@blueprint.get("/<int:consultation_id>/svar/dit")
def own_answer(consultation_id: int) -> str:
    """One's own answer."""
    return read_page(own_desk(consultation_id))


@blueprint.route("/<int:consultation_id>/svar/fortryd", methods=["GET", "POST"])
@limiter.limit(LIMIT, key_func=person_key, methods=["POST"])
def withdraw_answer(consultation_id: int) -> Any:
    """Take it back."""
    return withdraw_page(own_desk(consultation_id))


@blueprint.get("/mine")
@needs("account.edit_own")
def mine() -> str:
    """The answers that one has sent, the newest first."""
    before = request.args.get("efter")
    page = own_rows(db_session(), current_user.id, before)
    begun = [] if before else own_drafts(db_session(), current_user.id)
    return render_template(
        "consultations/mine.html", rows=page.items, begun=begun, next_cursor=page.next_cursor, is_later=bool(before),
        state_kinds=STATE_KINDS, state_labels=STATE_LABELS,
    )  # fmt: skip
