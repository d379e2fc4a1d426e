"""Units: the list, one of them, a new one, a changed one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.models import Unit
from youthvoice.admin import labels
from youthvoice.admin.commands.units import change_unit, create_unit
from youthvoice.admin.forms import EditUnitForm, UnitForm
from youthvoice.admin.presenting import standing_values
from youthvoice.admin.queries.people import STAFF, search_staff
from youthvoice.admin.queries.routes import all_routes, routes_of
from youthvoice.admin.queries.units import MOST_MEMBERS, get_unit, in_the_way, members_of, unit_rows
from youthvoice.admin.views.base import blueprint, own_unit, school_choices
from youthvoice.core.authz import can, needs
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import actor_id, db_session, undo
from youthvoice.proposals.labels import TOPIC_LABELS

LONGEST_SEARCH = 100


@blueprint.get("/administration/enheder")
@needs("admin.administer")
def units() -> str:
    """Every unit, with what it owns and what waits there."""
    routes = all_routes(db_session())
    owned = {row.unit_id: [one for one in routes if one.unit_id == row.unit_id] for row in routes}
    return render_template(
        "admin/units.html", rows=unit_rows(db_session()), owned=owned, labels=labels, topics=TOPIC_LABELS
    )


@blueprint.get("/administration/enheder/<int:unit_id>")
def unit(unit_id: int) -> str:
    """One unit: its people, and for an administrator its routes. ``?q=`` finds somebody to add."""
    found = own_unit(unit_id)
    runs_all = can(current_user, "admin.administer")
    asked = " ".join(request.args.get("q", "")[:LONGEST_SEARCH].split())
    return render_template(
        "admin/unit.html",
        unit=found,
        members=members_of(db_session(), unit_id),
        most=MOST_MEMBERS,
        routes=routes_of(db_session(), unit_id) if runs_all else [],
        waiting=in_the_way(db_session(), unit_id).open_cases,
        asked=asked,
        people=search_staff(db_session(), asked, unit_id=unit_id, only_free=not runs_all),
        runs_all=runs_all,
        labels=labels,
        topics=TOPIC_LABELS,
    )


@blueprint.route("/administration/enheder/ny", methods=["GET", "POST"])
@needs("admin.administer")
def new_unit() -> Any:
    """A name and a kind; members come next, and a leader among them."""
    form = UnitForm()
    form.offer(school_choices())
    if request.method == "GET":
        return render_template("admin/unit_form.html", form=form, unit=None, theirs=None, hints=labels.UNIT_KIND_HINTS)
    if not form.validate():
        return _form_page(form, None), 422
    try:
        made = create_unit(db_session(), form.facts(), actor_id=actor_id())
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _form_page(form, None), error.status
    flash(gettext("%(name)s er oprettet. Tilføj dem, der skal svare.", name=made.name), "success")
    return redirect(url_for("admin.unit", unit_id=made.id), 303)


@blueprint.route("/administration/enheder/<int:unit_id>/ret", methods=["GET", "POST"])
@needs("admin.administer")
def edit_unit(unit_id: int) -> Any:
    """Another name, kind or leader."""
    found = get_unit(db_session(), unit_id)
    form = EditUnitForm(obj=found) if request.method == "GET" else EditUnitForm()
    _offer(form, found)
    if request.method == "GET":
        return _form_page(form, found)
    if not form.validate():
        return _form_page(form, found), 422
    try:
        seen = whole_number(form.version.data) or 0
        change_unit(db_session(), found, form.facts(), seen_version=seen, actor_id=actor_id())
    except RuleBroken as error:
        return _refused(form, unit_id, error)
    except Conflict:
        return _moved_on(form, unit_id)
    flash(gettext("Det er gemt."), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), 303)


def _offer(form: EditUnitForm, found: Unit) -> None:
    form.offer(school_choices())
    members = members_of(db_session(), found.id)
    form.offer_leaders([(person.id, person.display_name) for person in members if person.role in STAFF])


def _refused(form: EditUnitForm, unit_id: int, error: RuleBroken) -> Any:
    undo()
    form.add_problems(error)
    return _form_page(form, get_unit(db_session(), unit_id)), error.status


def _moved_on(form: EditUnitForm, unit_id: int) -> Any:
    """What was typed stays in its fields; beside it stands what somebody else saved meanwhile. Sent again, it counts."""
    undo()
    found = get_unit(db_session(), unit_id)
    _offer(form, found)
    theirs = standing_values(form, found)
    form.version.data = str(found.version)
    return _form_page(form, found, theirs), 409


def _form_page(form: UnitForm, found: Unit | None, theirs: list[tuple[str, str]] | None = None) -> str:
    return render_template("admin/unit_form.html", form=form, unit=found, theirs=theirs, hints=labels.UNIT_KIND_HINTS)
