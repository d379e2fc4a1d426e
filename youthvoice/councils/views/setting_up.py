"""Pages of an administrator: a body is set up, changed and closed, a school is added."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext

from youthvoice.accounts.queries import schools
from youthvoice.accounts.rules import SchoolType
from youthvoice.accounts.schools import create_school
from youthvoice.core.authz import needs
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import actor_id, db_session, undo
from youthvoice.councils.commands.bodies import close_body as end_body
from youthvoice.councils.commands.bodies import create_body
from youthvoice.councils.commands.bodies import edit_body as change_body
from youthvoice.councils.forms.bodies import BodyForm, EditBodyForm, SchoolForm
from youthvoice.councils.labels import KIND_LABELS
from youthvoice.councils.models import Body
from youthvoice.councils.presenting.setting_up import KIND_HINTS, standing_values
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.directory import possible_parents
from youthvoice.councils.rules.bodies import DEFAULTS, SCHOOL_KINDS, BodyKind
from youthvoice.councils.views.base import blueprint


@blueprint.route("/raad/ny", methods=["GET", "POST"])
@needs("council.administer")
def new_body() -> Any:
    """First the kind; then all about it, filled in as such bodies usually are."""
    kind = _kind()
    if kind is None:
        page = render_template("councils/choose_kind.html", kinds=KIND_LABELS, hints=KIND_HINTS, school=_asked("skole"))
        return page, 200 if request.method == "GET" else 422
    if request.method == "GET":
        form = BodyForm(obj=DEFAULTS[kind], school_id=_asked("skole"), parent_id=_asked("over"))
        return _body_page(form, kind)
    form = BodyForm()
    _offer(form, kind)
    if not form.validate():
        return _body_page(form, kind), 422
    try:
        made = create_body(db_session(), form.facts(kind), str(form.form_key.data), actor_id=actor_id())
    except RuleBroken as error:
        return _refused(form, kind, error)
    flash(gettext("%(name)s er oprettet.", name=made.name), "success")
    return redirect(url_for("councils.body", body_id=made.id), 303)


@blueprint.route("/raad/<int:body_id>/ret", methods=["GET", "POST"])
@needs("council.administer")
def edit_body(body_id: int) -> Any:
    """Change what a body is and how it works. Seats that were given stay."""
    body = _standing_body(body_id)
    if request.method == "GET":
        return _body_page(EditBodyForm(obj=body), body.kind, body)
    form = EditBodyForm()
    _offer(form, body.kind, body)
    if not form.validate():
        return _body_page(form, body.kind, body), 422
    try:
        seen = whole_number(form.version.data) or 0
        change_body(db_session(), body, form.facts(body.kind), seen_version=seen, actor_id=actor_id())
    except RuleBroken as error:
        return _refused(form, body.kind, error, body_id)
    except Conflict:
        return _moved_on(form, body_id)
    flash(gettext("Det er gemt."), "success")
    return redirect(url_for("councils.body", body_id=body_id), 303)


@blueprint.route("/raad/<int:body_id>/luk", methods=["GET", "POST"])
@needs("council.administer")
def close_body(body_id: int) -> Any:
    """Ask first, then end a body. Its history stays."""
    body = get_body(db_session(), body_id)
    if request.method == "GET" and body.closed_at is None:
        return render_template("councils/close_body.html", body=body)
    if request.method == "POST":
        end_body(db_session(), body, actor_id=actor_id())
        flash(gettext("%(name)s er lukket.", name=body.name), "success")
    return redirect(url_for("councils.body", body_id=body_id), 303)


@blueprint.route("/raad/skole/ny", methods=["GET", "POST"])
@needs("council.administer")
def new_school() -> Any:
    """A school; what follows is its elevråd."""
    form = SchoolForm()
    if request.method == "GET":
        return render_template("councils/new_school.html", form=form)
    if not form.validate():
        return render_template("councils/new_school.html", form=form), 422
    try:
        school = create_school(db_session(), str(form.name.data), SchoolType(form.kind.data), actor_id=actor_id())
    except RuleBroken as error:
        form.add_problems(error)
        return render_template("councils/new_school.html", form=form), 422
    flash(gettext("%(name)s er med nu. Opret elevrådet her.", name=school.name), "success")
    return redirect(url_for("councils.new_body", slags=BodyKind.student_council.value, skole=school.id), 303)


def _kind() -> BodyKind | None:
    return next((kind for kind in BodyKind if kind.value == request.args.get("slags")), None)


def _asked(name: str) -> int | None:
    return whole_number(request.args.get(name))


def _standing_body(body_id: int) -> Body:
    body = get_body(db_session(), body_id)
    if body.closed_at is not None:
        raise Conflict(gettext("Rådet er lukket og kan ikke ændres."))
    return body


def _offer(form: BodyForm, kind: BodyKind, body: Body | None = None) -> None:
    found = schools(db_session()) if kind in SCHOOL_KINDS or (body and body.school_id) else []
    parents = possible_parents(db_session(), kind, body.id if body else None)
    form.offer(kind, [(school.id, school.name) for school in found], parents)


def _body_page(form: BodyForm, kind: BodyKind, body: Body | None = None, *, theirs: Any = None) -> str:
    _offer(form, kind, body)
    return render_template(
        "councils/body_form.html",
        form=form,
        kind=kind,
        kind_label=KIND_LABELS[kind],
        at_school=kind in SCHOOL_KINDS,
        body=body,
        theirs=theirs,
        school=_asked("skole"),
    )


def _refused(form: BodyForm, kind: BodyKind, error: RuleBroken, body_id: int | None = None) -> Any:
    undo()
    form.add_problems(error)
    return _body_page(form, kind, get_body(db_session(), body_id) if body_id is not None else None), error.status


def _moved_on(form: EditBodyForm, body_id: int) -> Any:
    """What was typed stays in its fields; beside it stands what somebody else saved meanwhile. Sent again, it counts."""
    undo()
    body = _standing_body(body_id)
    theirs = standing_values(form, body)
    form.version.data = str(body.version)
    return _body_page(form, body.kind, body, theirs=theirs), 409
