"""Putting oneself forward, and the lot: it is drawn before witnesses, and anybody can count it again."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.login import person_here
from youthvoice.assembly.commands import lots as commands
from youthvoice.assembly.forms.delegates import DrawForm
from youthvoice.assembly.presenting.years import drawn_of
from youthvoice.assembly.queries.delegates import get_draw, volunteers_of
from youthvoice.assembly.queries.delegations import line_of
from youthvoice.assembly.views.base import blueprint, year_and_place
from youthvoice.assembly.views.delegates import at_delegation, delegation_for, to_delegation
from youthvoice.core.authz import can, require
from youthvoice.core.errors import RuleBroken
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import db_session, undo


@blueprint.post("/<int:year>/delegationer/<int:delegation_id>/med")
def volunteer(year: int, delegation_id: int) -> Any:
    """One tap: I would like to go."""
    found, _line, _at = delegation_for(year, delegation_id, "delegation.volunteer")
    row = commands.volunteer(db_session(), found, delegation_id, current_user)
    flash(gettext("Du er med i lodtrækningen. Dit nummer er %(number)d.", number=row.id), "success")
    return redirect(url_for("assembly.year", year=year), 303)


@blueprint.post("/<int:year>/delegationer/<int:delegation_id>/ikke-med")
def stop_volunteering(year: int, delegation_id: int) -> Any:
    """And one tap: I would rather not."""
    found, place = year_and_place(year)
    line = line_of(db_session(), found.id, delegation_id, person_here())
    if line.volunteer_id is None:
        require(current_user, "delegation.volunteer", at_delegation(place, line))
    commands.stop_volunteering(db_session(), found, delegation_id, current_user)
    flash(gettext("Du er ikke med i lodtrækningen mere."), "success")
    return redirect(url_for("assembly.year", year=year), 303)


@blueprint.route("/<int:year>/delegationer/<int:delegation_id>/lod", methods=["GET", "POST"])
def draw(year: int, delegation_id: int) -> Any:
    """How a lot is drawn; what was drawn is written down, and says who goes."""
    found, line, _at = delegation_for(year, delegation_id, "delegation.name")
    form = DrawForm()
    if request.method == "POST" and form.validate():
        key, seed, witnesses = str(form.form_key.data), form.seed.data or "", form.witnesses.data or ""
        try:
            row = commands.draw(db_session(), found.id, line.id, seed, witnesses, key, actor_id=current_user.id)
        except RuleBroken as error:
            undo()
            found, line, _at = delegation_for(year, delegation_id, "delegation.name")
            form.add_problems(error)
        else:
            flash(gettext("Loddet er trukket."), "success")
            return redirect(url_for("assembly.draw_result", year=year, draw_id=row.id), 303)
    page = render_template("assembly/draw.html", year=found, line=line, form=form)
    return (page, 422) if request.method == "POST" else page


@blueprint.post("/<int:year>/delegationer/<int:delegation_id>/naeste")
def call_next(year: int, delegation_id: int) -> Any:
    """The next substitute has the free place."""
    found, line, _at = delegation_for(year, delegation_id, "delegation.name")
    commands.call_next(db_session(), found.id, line.id, actor_id=current_user.id)
    flash(gettext("Den næste på listen har fået pladsen."), "success")
    return to_delegation(year, delegation_id)


@blueprint.get("/<int:year>/lod/<int:draw_id>")
def draw_result(year: int, draw_id: int) -> Response:
    """The lot, for everybody: numbers alone, and names for those who name the delegates."""
    found, place = year_and_place(year)
    row, of = get_draw(db_session(), found.id, draw_id)
    line = None if is_anonymous() else line_of(db_session(), found.id, of.id, current_user)

    def render() -> str:
        knows = line is not None and can(current_user, "delegation.name", at_delegation(place, line))
        people = {one.id: one for one in volunteers_of(db_session(), of.id)} if knows else {}
        drawn = drawn_of(row, line.volunteer_id if line is not None else None, people)
        return render_template("assembly/draw_result.html", year=found, delegation=of, draw=row, drawn=drawn)

    return public_page((found.id, found.version, row.id, of.name), render)
