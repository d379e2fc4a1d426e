"""Committees: the list, one of them with its motions, and who is in it."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.assembly.commands import committees as commands
from youthvoice.assembly.forms.motions import CommitteeForm, MemberForm
from youthvoice.assembly.models import AssemblyYear, Committee
from youthvoice.assembly.place import Place
from youthvoice.assembly.presenting.committees import committee_page
from youthvoice.assembly.queries.committees import committees_of, could_join, get_committee, members_of
from youthvoice.assembly.queries.motions import motions_of_committee
from youthvoice.assembly.views.base import blueprint, year_and_place, year_for
from youthvoice.core.errors import RuleBroken
from youthvoice.core.keyset import MAX_ID, whole_number
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import actor_id, db_session, undo


def _to(year: int, committee_id: int) -> Any:
    return redirect(url_for("assembly.committee", year=year, committee_id=committee_id), 303)


def _committee_for(year: int, committee_id: int, permission: str) -> tuple[AssemblyYear, Place, Committee]:
    found, place = year_for(year, permission)
    return found, place, get_committee(db_session(), found.id, committee_id)


@blueprint.get("/<int:year>/udvalg")
def committees(year: int) -> Response:
    """All of a year's committees: two queries for a visitor."""
    found, place = year_and_place(year)
    lines = committees_of(db_session(), found.id)
    stamp = found.version, found.state, [(one.committee.id, one.members, one.motions) for one in lines]
    return public_page(stamp, lambda: render_template("assembly/committees.html", year=found, place=place, lines=lines))


@blueprint.get("/<int:year>/udvalg/<int:committee_id>")
def committee(year: int, committee_id: int) -> Response:
    """One committee, its motions, and which schools sit in it: four queries for a visitor."""
    found, place = year_and_place(year)
    row = get_committee(db_session(), found.id, committee_id)
    motions = motions_of_committee(db_session(), row.id)
    members = members_of(db_session(), row)
    told = committee_page(found, place, row, motions, members, actor_id())
    stamp = found.version, found.state, told, [(one.motion.id, one.motion.version) for one in motions]
    return public_page(stamp, lambda: render_template("assembly/committee.html", year=found, place=place, page=told))


@blueprint.route("/<int:year>/udvalg/nyt", methods=["GET", "POST"])
def new_committee(year: int) -> Any:
    """Make one."""
    found, _place = year_for(year, "motion.lead")
    form = CommitteeForm()
    if request.method == "GET" or not form.validate():
        return _form_page(form, found, None), 200 if request.method == "GET" else 422
    try:
        made = commands.make_committee(
            db_session(), found, form.name.data or "", form.about.data or "", current_user.id
        )
    except RuleBroken as error:
        return _refused(form, year, None, error)
    flash(gettext("Udvalget er lavet."), "success")
    return _to(year, made.id)


@blueprint.route("/<int:year>/udvalg/<int:committee_id>/ret", methods=["GET", "POST"])
def change_committee(year: int, committee_id: int) -> Any:
    """Another name."""
    found, _place, row = _committee_for(year, committee_id, "motion.lead")
    form = CommitteeForm(obj=row)
    if request.method == "GET" or not form.validate():
        return _form_page(form, found, row), 200 if request.method == "GET" else 422
    try:
        name, about = form.name.data or "", form.about.data or ""
        commands.change_committee(db_session(), row, name, about, current_user.id)
    except RuleBroken as error:
        return _refused(form, year, committee_id, error)
    flash(gettext("Udvalget er rettet."), "success")
    return _to(year, committee_id)


def _refused(form: CommitteeForm, year: int, committee_id: int | None, error: RuleBroken) -> Any:
    undo()
    found, _place = year_for(year, "motion.lead")
    row = get_committee(db_session(), found.id, committee_id) if committee_id is not None else None
    form.add_problems(error)
    return _form_page(form, found, row), 422


def _form_page(form: CommitteeForm, found: AssemblyYear, row: Committee | None) -> str:
    return render_template("assembly/committee_form.html", year=found, form=form, committee=row)


@blueprint.post("/<int:year>/udvalg/<int:committee_id>/med")
def join_committee(year: int, committee_id: int) -> Any:
    """A delegate comes in."""
    _found, _place, row = _committee_for(year, committee_id, "motion.join")
    commands.join(db_session(), row, current_user.id, current_user.id)
    flash(gettext("Du er med i udvalget."), "success")
    return _to(year, committee_id)


@blueprint.post("/<int:year>/udvalg/<int:committee_id>/ud")
def leave_committee(year: int, committee_id: int) -> Any:
    """A delegate goes out."""
    _found, _place, row = _committee_for(year, committee_id, "motion.join")
    commands.leave(db_session(), row, current_user.id, current_user.id)
    flash(gettext("Du er ikke med i udvalget mere."), "success")
    return _to(year, committee_id)


@blueprint.route("/<int:year>/udvalg/<int:committee_id>/medlemmer", methods=["GET", "POST"])
def committee_members(year: int, committee_id: int) -> Any:
    """Those who lead put delegates in."""
    found, _place, row = _committee_for(year, committee_id, "motion.lead")
    form = MemberForm()
    form.person.offer(_offered(could_join(db_session(), row)), gettext("Vælg en delegeret"))
    if request.method == "GET" or not form.validate():
        members = members_of(db_session(), row)
        page = render_template("assembly/committee_members.html", year=found, committee=row, form=form, members=members)
        return page, 200 if request.method == "GET" else 422
    commands.join(db_session(), row, form.person.data, current_user.id)
    flash(gettext("Den delegerede er med i udvalget."), "success")
    return redirect(url_for("assembly.committee_members", year=year, committee_id=committee_id), 303)


def _offered(people: list[tuple[Any, str]]) -> list[tuple[int, str]]:
    return [(person.id, f"{person.display_name} · {delegation}") for person, delegation in people]


@blueprint.post("/<int:year>/udvalg/<int:committee_id>/tag-ud")
def drop_member(year: int, committee_id: int) -> Any:
    """Those who lead take somebody out (``person``)."""
    _found, _place, row = _committee_for(year, committee_id, "motion.lead")
    commands.leave(db_session(), row, _person_id(), current_user.id)
    flash(gettext("Den delegerede er taget ud af udvalget."), "success")
    return redirect(url_for("assembly.committee_members", year=year, committee_id=committee_id), 303)


@blueprint.post("/<int:year>/udvalg/<int:committee_id>/leder")
def lead_committee(year: int, committee_id: int) -> Any:
    """Those who lead say who leads the committee (``person``)."""
    _found, _place, row = _committee_for(year, committee_id, "motion.lead")
    commands.put_lead(db_session(), row, _person_id(), current_user.id)
    flash(gettext("Udvalget har fået en leder."), "success")
    return redirect(url_for("assembly.committee_members", year=year, committee_id=committee_id), 303)


def _person_id() -> int:
    """Whom the button was about; 0 for nobody."""
    number = whole_number(request.form.get("person"))
    return number if number is not None and number <= MAX_ID else 0
