"""Which schools and bodies send delegates, and how many."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user

from youthvoice.accounts.queries import schools
from youthvoice.assembly.commands import delegations as commands
from youthvoice.assembly.forms.delegates import DelegationForm, SchoolsForm
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.queries.delegations import line_of, lines_of, sending_bodies
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.assembly.views.base import blueprint, year_for
from youthvoice.assembly.year_labels import WAY_HINTS, WAY_LABELS
from youthvoice.core.errors import RuleBroken
from youthvoice.core.web import db_session, undo


@blueprint.route("/<int:year>/delegationer", methods=["GET", "POST"])
def delegations(year: int) -> Any:
    """Those there are, and a form for one more."""
    found, _place = year_for(year, "assembly.prepare")
    form = DelegationForm()
    if request.method == "GET":
        return _page(found, form, SchoolsForm())
    _offer(form)
    if not form.validate():
        return _page(found, form, SchoolsForm(formdata=None)), 422
    try:
        made = commands.add_delegation(db_session(), found.id, form.facts(), actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        found, _place = year_for(year, "assembly.prepare")
        form.add_problems(error)
        return _page(found, form, SchoolsForm(formdata=None)), 422
    flash(gettext("%(name)s er med.", name=made.name), "success")
    return _to_list(year)


@blueprint.post("/<int:year>/delegationer/skoler")
def add_schools(year: int) -> Any:
    """Every school that is not there yet, with as many places each."""
    found, _place = year_for(year, "assembly.prepare")
    form = SchoolsForm()
    if not form.validate():
        return _page(found, DelegationForm(formdata=None), form), 422
    ids = [school.id for school in schools(db_session())]
    places, way = form.places.data or 0, DelegateWay(form.way.data)
    added = commands.add_schools(db_session(), found.id, places, way, ids, actor_id=current_user.id)
    flash(ngettext("%(num)d skole er tilføjet.", "%(num)d skoler er tilføjet.", added), "success")
    return _to_list(year)


@blueprint.route("/<int:year>/delegationer/<int:delegation_id>/ret", methods=["GET", "POST"])
def change_delegation(year: int, delegation_id: int) -> Any:
    """Its name, its places and its way."""
    found, _place = year_for(year, "assembly.prepare")
    line = line_of(db_session(), found.id, delegation_id, None)
    form = DelegationForm.of(line) if request.method == "GET" else DelegationForm()
    _offer(form)
    if request.method == "GET":
        return _change_page(found, delegation_id, form)
    if not form.validate():
        return _change_page(found, delegation_id, form), 422
    try:
        commands.change_delegation(db_session(), found.id, delegation_id, form.facts(), actor_id=current_user.id)
    except RuleBroken as error:
        return _refused(year, delegation_id, form, error)
    flash(gettext("Delegationen er rettet."), "success")
    return _to_list(year)


@blueprint.post("/<int:year>/delegationer/<int:delegation_id>/fjern")
def remove_delegation(year: int, delegation_id: int) -> Any:
    """Away with one that nobody has come from."""
    found, _place = year_for(year, "assembly.prepare")
    line = line_of(db_session(), found.id, delegation_id, None)
    try:
        commands.remove_delegation(db_session(), found.id, delegation_id, actor_id=current_user.id)
    except RuleBroken as error:
        form = DelegationForm.of(line)
        _offer(form)
        return _refused(year, delegation_id, form, error)
    flash(gettext("%(name)s er fjernet.", name=line.name), "success")
    return _to_list(year)


def _refused(year: int, delegation_id: int, form: DelegationForm, error: RuleBroken) -> Any:
    undo()
    found, _place = year_for(year, "assembly.prepare")
    form.add_problems(error)
    return _change_page(found, delegation_id, form), 422


def _offer(form: DelegationForm) -> None:
    form.offer(((one.id, one.name) for one in schools(db_session())), sending_bodies(db_session()))


def _to_list(year: int) -> Any:
    return redirect(url_for("assembly.delegations", year=year), 303)


def _page(found: AssemblyYear, form: DelegationForm, for_schools: SchoolsForm) -> str:
    lines, there = lines_of(db_session(), found.id, None), schools(db_session())
    form.offer(((one.id, one.name) for one in there), sending_bodies(db_session()))
    missing = {one.id for one in there} - {line.school_id for line in lines}
    return render_template(
        "assembly/delegations.html", year=found, lines=lines, form=form, for_schools=for_schools,
        missing=len(missing), ways=WAY_LABELS, hints=WAY_HINTS,
    )  # fmt: skip


def _change_page(found: AssemblyYear, delegation_id: int, form: DelegationForm) -> str:
    return render_template(
        "assembly/delegation_change.html", year=found, delegation_id=delegation_id, form=form, hints=WAY_HINTS
    )
