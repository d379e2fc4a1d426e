"""What there is to prepare with, for those who look after it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.assembly.commands import materials as commands
from youthvoice.assembly.forms.years import MaterialForm
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.queries.materials import materials_of
from youthvoice.assembly.views.base import blueprint, year_for
from youthvoice.core.errors import RuleBroken
from youthvoice.core.web import db_session, undo


@blueprint.route("/<int:year>/materiale", methods=["GET", "POST"])
def material(year: int) -> Any:
    """The list, and a form for one more."""
    found, _place = year_for(year, "assembly.prepare")
    form = MaterialForm()
    if request.method == "GET":
        return _page(found, form)
    if not form.validate():
        return _page(found, form), 422
    key = str(form.form_key.data)
    try:
        commands.add_material(db_session(), found.id, form.facts(), key, actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        found, _place = year_for(year, "assembly.prepare")
        form.add_problems(error)
        return _page(found, form), 422
    flash(gettext("Materialet er tilføjet."), "success")
    return _to_list(year)


@blueprint.post("/<int:year>/materiale/<int:material_id>/op")
def raise_material(year: int, material_id: int) -> Any:
    """One place up."""
    found, _place = year_for(year, "assembly.prepare")
    commands.raise_material(db_session(), found.id, material_id, actor_id=current_user.id)
    return _to_list(year)


@blueprint.post("/<int:year>/materiale/<int:material_id>/fjern")
def remove_material(year: int, material_id: int) -> Any:
    """Away with it."""
    found, _place = year_for(year, "assembly.prepare")
    commands.remove_material(db_session(), found.id, material_id, actor_id=current_user.id)
    flash(gettext("Materialet er fjernet."), "success")
    return _to_list(year)


def _to_list(year: int) -> Any:
    return redirect(url_for("assembly.material", year=year), 303)


def _page(found: AssemblyYear, form: MaterialForm) -> str:
    there = materials_of(db_session(), found.id)
    return render_template("assembly/material.html", year=found, form=form, material=there)
