"""Who goes: the whole list for those who prepare, and each delegation for those who name its delegates."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.login import person_here
from youthvoice.accounts.queries import get_person
from youthvoice.assembly.commands.delegates import end_delegate as end
from youthvoice.assembly.commands.delegates import name_delegate as name
from youthvoice.assembly.forms.delegates import NameForm
from youthvoice.assembly.models import AssemblyYear, Delegate, Delegation
from youthvoice.assembly.place import AtDelegation, Place
from youthvoice.assembly.presenting.years import by_delegation
from youthvoice.assembly.queries import delegates as queries
from youthvoice.assembly.queries.delegations import DelegationLine, line_of, lines_of
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.assembly.views.base import blueprint, year_and_place, year_for
from youthvoice.assembly.year_labels import WAY_LABELS
from youthvoice.core.authz import can, require
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.web import db_session, undo


@blueprint.get("/<int:year>/delegerede")
def delegates(year: int) -> str:
    """Everybody who goes, and members of Bytinget who found no place."""
    found, _place = year_for(year, "assembly.prepare")
    return render_template(
        "assembly/delegates.html",
        year=found,
        lines=lines_of(db_session(), found.id, None),
        groups=by_delegation(queries.delegates_of_year(db_session(), found.id)),
        waiting=queries.waiting_seats(db_session(), found),
        ways=WAY_LABELS,
    )


@blueprint.route("/<int:year>/delegationer/<int:delegation_id>", methods=["GET", "POST"])
def delegation(year: int, delegation_id: int) -> Any:
    """Its delegates, those who would like to go, and a form to name one."""
    found, line, at = delegation_for(year, delegation_id, "delegation.name")
    form = NameForm()
    if request.method == "GET":
        return delegation_page(found, line, at, form)
    form.offer(_candidates(delegation_id))
    if not form.validate():
        return delegation_page(found, line, at, form), 422
    person = get_person(db_session(), form.person_id.data or 0)
    try:
        name(db_session(), found.id, line.id, person, DelegateWay.appointment, actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        found, line, at = delegation_for(year, delegation_id, "delegation.name")
        form.add_problems(error)
        return delegation_page(found, line, at, form), 422
    flash(gettext("%(name)s er delegeret.", name=person.display_name), "success")
    return to_delegation(year, delegation_id)


@blueprint.post("/<int:year>/delegationer/<int:delegation_id>/delegerede/<int:delegate_id>/slut")
def end_delegate(year: int, delegation_id: int, delegate_id: int) -> Any:
    """Somebody does not go after all."""
    found, line, _at = delegation_for(year, delegation_id, "delegation.name")
    delegate = db_session().get(Delegate, delegate_id)
    if delegate is None or delegate.delegation_id != line.id:
        raise NotFound
    end(db_session(), found.id, delegate_id, actor_id=current_user.id)
    flash(gettext("Pladsen er fri nu."), "success")
    return to_delegation(year, delegation_id)


@blueprint.post("/<int:year>/kan-ikke")
def step_back(year: int) -> Any:
    """A delegate cannot come."""
    found, place = year_for(year, "delegate.step_back")
    end(db_session(), found.id, place.delegate_id or 0, actor_id=current_user.id)
    flash(gettext("Tak, fordi du siger det. Din plads går videre til en anden."), "success")
    return redirect(url_for("assembly.year", year=year), 303)


def delegation_for(year: int, delegation_id: int, permission: str) -> tuple[AssemblyYear, DelegationLine, AtDelegation]:
    """A delegation, and what this request's person is to it: four queries. Raises NotFound, SignInNeeded or Forbidden."""
    found, place = year_and_place(year)
    line = line_of(db_session(), found.id, delegation_id, person_here())
    at = at_delegation(place, line)
    require(current_user, permission, at)
    return found, line, at


def at_delegation(place: Place, line: DelegationLine) -> AtDelegation:
    """What the reader of a line is to its delegation."""
    return AtDelegation(place, line.leads, line.belongs, draws_lots=line.way is DelegateWay.lot)


def to_delegation(year: int, delegation_id: int) -> Any:
    """Back to its page."""
    return redirect(url_for("assembly.delegation", year=year, delegation_id=delegation_id), 303)


def delegation_page(found: AssemblyYear, line: DelegationLine, at: AtDelegation, form: NameForm) -> str:
    """A delegation's page: by lot, those who would like to go; else those one can name."""
    draws = line.way is DelegateWay.lot
    wishing = queries.volunteers_of(db_session(), line.id) if draws else []
    form.offer(((one.person_id, one.person.display_name) for one in wishing) if draws else _candidates(line.id))
    return render_template(
        "assembly/delegation.html",
        year=found,
        line=line,
        delegates=queries.delegates_of(db_session(), line.id),
        wishing=[one for one in wishing if one.withdrawn_at is None],
        form=form,
        prepares=can(current_user, "assembly.prepare", at.place),
        ways=WAY_LABELS,
    )


def _candidates(delegation_id: int) -> list[tuple[int, str]]:
    return queries.candidates_for(db_session(), db_session().get_one(Delegation, delegation_id))
