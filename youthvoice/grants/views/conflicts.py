"""«Er du inhabil?»: said by a member, entered by whoever runs the council, and taken back where it was a mistake."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can, require
from youthvoice.core.errors import NotFound
from youthvoice.core.web import db_session
from youthvoice.grants.commands import conflicts as commands
from youthvoice.grants.forms.conflicts import ConflictForm
from youthvoice.grants.labels.deciding import CONFLICT_HINTS, CONFLICT_LABELS, FOUND_BY_LABELS
from youthvoice.grants.models import Application, Panelist
from youthvoice.grants.place import Place
from youthvoice.grants.queries.conflicts import conflicts_found, of_council, panelist_of
from youthvoice.grants.queries.motions import last_motion
from youthvoice.grants.rules.applications import WAITING
from youthvoice.grants.rules.deciding import Conflict, FoundBy
from youthvoice.grants.views.base import application_for, blueprint


@blueprint.route("/ansoegninger/<int:application_id>/inhabil", methods=["GET", "POST"])
def conflicts(application_id: int) -> Any:
    """What it is, what is written down about oneself, and a form to say it."""
    application, place = _found(application_id)
    form = _form(application, place)
    if request.method == "GET":
        return _page(form, application, place)
    require(current_user, "grant.declare", place)
    if not form.validate():
        return _page(form, application, place), 422
    person_id = form.person_id(current_user)
    if application.status in WAITING:
        commands.declare(db_session(), application, person_id, form.kind(), by_id=current_user.id)
    flash(gettext("Tak, fordi du sagde det. Det er skrevet ned."), "success")
    return redirect(url_for("grants.conflicts", application_id=application.id), 303)


@blueprint.post("/ansoegninger/<int:application_id>/inhabil/fortryd")
def take_back_conflict(application_id: int) -> Any:
    """It was a mistake, and nobody has voted yet. Raises Conflict where it cannot be taken back."""
    application, _place = _found(application_id)
    commands.take_back(db_session(), application, current_user.id, by_id=current_user.id)
    flash(gettext("Det er taget tilbage. Du er med til at bestemme igen."), "success")
    return redirect(url_for("grants.conflicts", application_id=application.id), 303)


def _found(application_id: int) -> tuple[Application, Place]:
    """What was sent, for everybody of the council, with a conflict or not. Raises NotFound, SignInNeeded, Forbidden."""
    application, place = application_for(application_id, "pool.desk")
    if application.submitted_at is None:
        raise NotFound
    return application, place


def _form(application: Application, place: Place) -> ConflictForm:
    form = ConflictForm() if request.method == "POST" else ConflictForm(formdata=None)
    others = of_council(db_session(), application.pool.body_id) if can(current_user, "grant.decide", place) else ()
    form.offer(current_user, others)
    return form


def _page(form: ConflictForm, application: Application, place: Place) -> str:
    mine = panelist_of(db_session(), application.id, current_user.id) if place.is_conflicted else None
    conflict = _conflict(mine, application) if place.is_conflicted else None
    has_motion = last_motion(db_session(), application.id) is not None if place.is_conflicted else False
    found_by = mine.found_by if mine is not None and mine.found_by is not None else FoundBy.system
    return render_template(
        "grants/conflicts.html",
        form=form,
        application=application,
        place=place,
        kind=CONFLICT_LABELS[conflict] if conflict else "",
        found_by=FOUND_BY_LABELS[found_by],
        may_take_back=place.is_conflicted and found_by is FoundBy.member and not has_motion,
        hints={one.value: words for one, words in CONFLICT_HINTS.items()},
        is_open=application.status in WAITING,
    )


def _conflict(mine: Panelist | None, application: Application) -> Conflict | None:
    """What is written down, or what the tables show before it is."""
    if mine is not None and mine.conflict is not None:
        return mine.conflict
    found = conflicts_found(db_session(), application.id, application.pool.body_id, current_user.id)
    return found.get(current_user.id)
