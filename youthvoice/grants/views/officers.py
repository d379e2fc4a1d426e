"""The adults who look after a pool. Coordinators give coordinators; the treasurer is an administrator's choice."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.queries import find_person
from youthvoice.core.authz import can, require
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.officers import end_office, give_office
from youthvoice.grants.forms.looking_after import OfficerForm
from youthvoice.grants.labels.pools import OFFICER_HINTS, OFFICER_LABELS
from youthvoice.grants.models import Pool, PoolOfficer
from youthvoice.grants.place import Place
from youthvoice.grants.queries.looking_after import officers_of, staff_for
from youthvoice.grants.rules.pools import Officer
from youthvoice.grants.views.base import blueprint, pool_for


@blueprint.route("/<int:pool_id>/ansvarlige", methods=["GET", "POST"])
def officers(pool_id: int) -> Any:
    """Who looks after the pool, and a form for one more."""
    pool, place = pool_for(pool_id, "pool.manage")
    form = _form(pool, place)
    if request.method == "GET":
        return _page(pool, place, form)
    if not form.validate():
        return _page(pool, place, form), 422
    try:
        _give(pool, form)
    except RuleBroken as error:
        undo()
        pool, place = pool_for(pool_id, "pool.manage")
        form.add_problems(error)
        return _page(pool, place, form), 422
    return redirect(url_for("grants.officers", pool_id=pool_id), 303)


@blueprint.post("/<int:pool_id>/ansvarlige/<int:officer_id>/slut")
def end_officer(pool_id: int, officer_id: int) -> Any:
    """Somebody does it no longer."""
    pool, _place = pool_for(pool_id, "pool.manage")
    row = db_session().get(PoolOfficer, officer_id)
    if row is None or row.pool_id != pool_id:
        raise NotFound
    if row.role is Officer.treasurer:
        require(current_user, "pool.administer")
    end_office(db_session(), pool, row, actor_id=current_user.id)
    flash(gettext("Nu er personen holdt op med at passe puljen."), "success")
    return redirect(url_for("grants.officers", pool_id=pool_id), 303)


def _give(pool: Pool, form: OfficerForm) -> None:
    person = find_person(db_session(), form.person_id.data or 0)
    if person is None:
        raise NotFound
    give_office(db_session(), pool, person, Officer(form.role.data), actor_id=current_user.id)
    flash(gettext("%(name)s er med til at passe puljen.", name=person.display_name), "success")


def _form(pool: Pool, place: Place) -> OfficerForm:
    form = OfficerForm()
    roles = list(Officer) if can(current_user, "pool.administer", place) else [Officer.coordinator]
    form.offer(roles, staff_for(db_session(), pool))
    return form


def _page(pool: Pool, place: Place, form: OfficerForm) -> str:
    return render_template(
        "grants/pool_officers.html",
        pool=pool,
        place=place,
        form=form,
        officers=officers_of(db_session(), pool.id),
        labels=OFFICER_LABELS,
        hints=OFFICER_HINTS,
    )
