"""Making a year of Bytinget, changing it, and letting everybody read it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.assembly.commands import years as commands
from youthvoice.assembly.forms.years import NewYearForm, YearForm
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.queries.archive import answering_units, assembly_bodies
from youthvoice.assembly.views.base import blueprint, year_for
from youthvoice.core.authz import can
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken, SignInNeeded
from youthvoice.core.web import db_session, undo
from youthvoice.councils.models import Body


@blueprint.route("/nyt", methods=["GET", "POST"])
def new_year() -> Any:
    """A new year; only those who prepare it see it until it is announced."""
    bodies, form = _own_bodies(), NewYearForm()
    form.offer(answering_units(db_session()))
    form.offer_bodies((body.id, body.name) for body in bodies.values())
    if request.method == "GET":
        return _new_page(form)
    if not form.validate():
        return _new_page(form), 422
    body = bodies[form.body_id.data or 0]
    try:
        made = commands.make_year(db_session(), body, form.facts(), str(form.form_key.data), actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _new_page(form), 422
    flash(gettext("Året er lavet. Tilføj nu skoler og råd, og vis det så for alle."), "success")
    return redirect(url_for("assembly.year", year=made.year), 303)


@blueprint.route("/<int:year>/ret", methods=["GET", "POST"])
def change_year(year: int) -> Any:
    """Theme, day and rules."""
    found, _place = year_for(year, "assembly.prepare")
    form = YearForm.of(found) if request.method == "GET" else YearForm()
    form.offer(answering_units(db_session()))
    if request.method == "GET":
        return _page(found, form)
    if not form.validate():
        return _page(found, form), 422
    return _change(found, form)


@blueprint.post("/<int:year>/vis")
def announce(year: int) -> Any:
    """Everybody can read it from now on."""
    found, _place = year_for(year, "assembly.prepare")
    commands.announce(db_session(), found.id, actor_id=current_user.id)
    flash(gettext("Nu kan alle se Bytinget %(year)d.", year=year), "success")
    return redirect(url_for("assembly.year", year=year), 303)


def _change(found: AssemblyYear, form: YearForm) -> Any:
    year = found.year
    seen = form.seen_version
    try:
        commands.change_year(db_session(), found.id, form.facts(), seen=seen, actor_id=current_user.id)
    except (RuleBroken, Conflict) as error:
        undo()
        found, _place = year_for(year, "assembly.prepare")
        if isinstance(error, RuleBroken):
            form.add_problems(error)
            return _page(found, form), 422
        if found.state not in commands.CHANGEABLE:
            raise
        form.seen.data = str(found.version)
        return _page(found, form, overtaken=True), 409
    flash(gettext("Bytinget er rettet."), "success")
    return redirect(url_for("assembly.year", year=year), 303)


def _own_bodies() -> dict[int, Body]:
    """Where this request's person may make a year. Raises SignInNeeded or Forbidden where nowhere."""
    if not current_user.is_authenticated:
        raise SignInNeeded
    found = assembly_bodies(db_session(), current_user.id)
    own = {body.id: body for body, standing in found if can(current_user, "assembly.plan", standing)}
    if not own:
        raise Forbidden
    return own


def _new_page(form: NewYearForm) -> str:
    return render_template("assembly/year_new.html", form=form)


def _page(found: AssemblyYear, form: YearForm, *, overtaken: bool = False) -> str:
    may_change = found.state in commands.CHANGEABLE
    return render_template(
        "assembly/year_change.html", year=found, form=form, overtaken=overtaken, may_change=may_change
    )
