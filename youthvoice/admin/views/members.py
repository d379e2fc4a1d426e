"""Who belongs to a unit: administrators and the unit's own leader add and remove."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.admin.commands.members import add_member as add
from youthvoice.admin.commands.members import remove_member as remove
from youthvoice.admin.queries.people import get_staff
from youthvoice.admin.views.base import blueprint, own_unit
from youthvoice.core.authz import can
from youthvoice.core.errors import Conflict, Forbidden
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session


@blueprint.post("/administration/enheder/<int:unit_id>/medlemmer")
def add_member(unit_id: int) -> Any:
    """Somebody belongs here from now on. A leader takes in only those who belong nowhere."""
    unit = own_unit(unit_id)
    person = get_staff(db_session(), whole_number(request.form.get("person_id")) or 0)
    if not can(current_user, "admin.administer") and person.unit_id != unit_id and not _is_free(person):
        raise Forbidden(gettext("Kun en administrator kan flytte en person fra en anden enhed."))
    add(db_session(), unit, person, current_user)
    flash(gettext("%(name)s er med i %(unit)s.", name=person.display_name, unit=unit.name), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), 303)


@blueprint.route("/administration/enheder/<int:unit_id>/medlemmer/<int:person_id>/fjern", methods=["GET", "POST"])
def remove_member(unit_id: int, person_id: int) -> Any:
    """Ask first, then take somebody out of the unit. Nobody shuts themselves out."""
    unit = own_unit(unit_id)
    person = get_staff(db_session(), person_id)
    if person.id == current_user.id and not can(current_user, "admin.administer"):
        raise Conflict(gettext("Du kan ikke tage dig selv ud. Bed en administrator om det."))
    if request.method == "GET" and person.unit_id == unit_id:
        return render_template("admin/remove_member.html", unit=unit, person=person)
    if request.method == "POST":
        remove(db_session(), unit, person, current_user)
        flash(gettext("%(name)s er ikke med i %(unit)s mere.", name=person.display_name, unit=unit.name), "success")
    return redirect(url_for("admin.unit", unit_id=unit_id), 303)


def _is_free(person: Person) -> bool:
    return person.unit_id is None and person.role is Role.official
