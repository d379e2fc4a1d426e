"""A unit is closed, when nothing is left in it, and can be opened again."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from youthvoice.admin.commands.units import close_unit as end_unit
from youthvoice.admin.commands.units import reopen_unit
from youthvoice.admin.labels import words_in_the_way
from youthvoice.admin.queries.units import get_unit, in_the_way
from youthvoice.admin.views.base import blueprint
from youthvoice.core.authz import needs
from youthvoice.core.errors import Conflict
from youthvoice.core.web import actor_id, db_session, undo


@blueprint.route("/administration/enheder/<int:unit_id>/luk", methods=["GET", "POST"])
@needs("admin.administer")
def close_unit(unit_id: int) -> Any:
    """Ask first, or say what is in the way. Nothing is deleted."""
    found = get_unit(db_session(), unit_id)
    if request.method == "GET" and found.closed_at is None:
        return _page(unit_id)
    if request.method == "POST":
        try:
            end_unit(db_session(), found, actor_id=actor_id())
        except Conflict:
            undo()
            return _page(unit_id), 409
        flash(gettext("%(name)s er lukket.", name=found.name), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), 303)


@blueprint.post("/administration/enheder/<int:unit_id>/aabn")
@needs("admin.administer")
def open_unit(unit_id: int) -> Any:
    """A closed unit takes part again."""
    found = get_unit(db_session(), unit_id)
    reopen_unit(db_session(), found, actor_id=actor_id())
    flash(gettext("%(name)s er åben igen.", name=found.name), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), 303)


def _page(unit_id: int) -> str:
    reasons = words_in_the_way(in_the_way(db_session(), unit_id))
    return render_template("admin/close_unit.html", unit=get_unit(db_session(), unit_id), reasons=reasons)
