"""The page that one council leaves to the next."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, require
from youthvoice.core.errors import Conflict
from youthvoice.core.web import actor_id, db_session, undo
from youthvoice.councils.commands.handover import handover_version, write_handover
from youthvoice.councils.forms.seats import HandoverForm
from youthvoice.councils.models import Body
from youthvoice.councils.presenting.handover import read_handover
from youthvoice.councils.standing import Standing
from youthvoice.councils.views.base import blueprint, body_for


@blueprint.route("/raad/<int:body_id>/overdragelse", methods=["GET", "POST"])
def handover(body_id: int) -> Any:
    """What is open, what was agreed, what is planned, and a few words from those who leave."""
    body, standing = body_for(body_id, "council.handover")
    if request.method == "GET":
        return _page(HandoverForm(handover=body.handover, seen=handover_version(body)), body, standing)
    require(current_user, "council.describe", standing)
    form = HandoverForm()
    if not form.validate():
        return _page(form, body, standing), 422
    try:
        write_handover(db_session(), body, form.handover.data or "", seen=form.seen.data or "", actor_id=actor_id())
    except Conflict:
        return _moved_on(form, body_id)
    flash(gettext("Det er gemt."), "success")
    return redirect(url_for("councils.handover", body_id=body.id), 303)


def _moved_on(form: HandoverForm, body_id: int) -> Any:
    """Both texts: the one that stands, and the one that was typed. Sent again, the typed one counts."""
    undo()
    body, standing = body_for(body_id, "council.handover")
    form.seen.data = handover_version(body)
    return _page(form, body, standing, has_changed=True), 409


def _page(form: HandoverForm, body: Body, standing: Standing, *, has_changed: bool = False) -> str:
    return render_template(
        "councils/handover.html",
        body=body,
        form=form,
        page=read_handover(db_session(), body),
        may_write=can(current_user, "council.describe", standing),
        has_changed=has_changed,
    )
