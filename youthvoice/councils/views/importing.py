"""Schools, classes and people from a file: looked at first, then stored."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext

from youthvoice.core.authz import needs
from youthvoice.core.clock import today
from youthvoice.core.limits import limiter
from youthvoice.core.web import actor_id, db_session, undo
from youthvoice.councils.forms.importing import ImportForm
from youthvoice.councils.importing.run import Outcome, import_file
from youthvoice.councils.importing.sample import sample_file
from youthvoice.councils.importing.telling import counted, headline, named, where
from youthvoice.councils.views.base import blueprint

LIMIT = "60 per hour"


@blueprint.route("/raad/import", methods=["GET", "POST"])
@limiter.limit(LIMIT, methods=["POST"])
@needs("council.administer")
def import_people() -> Any:
    """«Se efter» tells what the file would do; «Gem» does it, where it is the file that was looked at."""
    form = ImportForm()
    if request.method == "GET":
        return _page(form)
    if not form.validate():
        return _page(form), 422
    wants_store = request.form.get("step") == "store"
    if wants_store and not form.was_checked():
        form.file.errors = [gettext("Det er ikke den fil, vi så efter, eller du har ændret noget. Se efter igen.")]
        form.checked.data = ""
        return _page(form), 422
    options = form.options(dry_run=not wants_store)
    outcome = import_file(db_session(), form.file.data.stream, options, actor_id=actor_id())
    return _answer(form, outcome, is_stored=wants_store)


@blueprint.get("/raad/import/eksempel.csv")
@needs("council.administer")
def import_sample() -> Response:
    """A file to fill in."""
    response = Response(sample_file(today().year), content_type="text/csv; charset=windows-1252")
    response.headers["Content-Disposition"] = "attachment; filename=eksempel.csv"
    return response


def _answer(form: ImportForm, outcome: Outcome, *, is_stored: bool) -> Any:
    if outcome.summary is None:
        undo()
        form.checked.data = ""
        return _page(form, outcome), 422
    if is_stored:
        flash(gettext("Det er gemt: %(what)s.", what=", ".join(counted(outcome.summary))), "success")
        return redirect(url_for("councils.list_bodies"), 303)
    form.mark_checked()
    return _page(form, outcome)


def _page(form: ImportForm, outcome: Outcome | None = None) -> str:
    return render_template(
        "councils/import.html", form=form, outcome=outcome, counted=counted, named=named, headline=headline, where=where
    )
