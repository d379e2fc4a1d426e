"""What is done about a resolution: who answers politically, more for the municipality, a wish for a clearer answer."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug import Response

from youthvoice.assembly.commands.resolutions import get_resolution, set_politician, supply_more
from youthvoice.assembly.forms.resolutions import MoreForm, PoliticianForm
from youthvoice.assembly.models import AssemblyYear, Resolution
from youthvoice.assembly.views.base import blueprint, year_and_place, year_for
from youthvoice.assembly.views.resolutions import resolution_page, told_of
from youthvoice.core.authz import can, require
from youthvoice.core.errors import Conflict, Forbidden
from youthvoice.core.keyset import whole_number
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session, undo
from youthvoice.responses.commands.understood import wish_clearer
from youthvoice.responses.queries import current_answer, get_case
from youthvoice.responses.queries.understood import is_party
from youthvoice.responses.rules import CaseState

LIMIT = "60 per minute"


@blueprint.post("/<int:year>/beslutninger/<int:number>/ansvarlig")
def politician(year: int, number: int) -> Any:
    """Say who answers for it politically."""
    found, place = year_for(year, "resolution.see_to")
    form = PoliticianForm()
    if not form.validate():
        return resolution_page(found, place, *told_of(found, number), form), 422
    set_politician(db_session(), found.id, number, form.politician.data or "", actor_id=current_user.id)
    flash(gettext("Gemt."), "success")
    return _back(year, number)


@blueprint.route("/<int:year>/beslutninger/<int:number>/mere", methods=["GET", "POST"])
def more(year: int, number: int) -> Any:
    """What the municipality asks for, and a place to answer."""
    found, resolution = _suppliable(year, number)
    form = MoreForm()
    if request.method == "GET":
        return _more_page(found, resolution, form)
    if not form.validate():
        return _more_page(found, resolution, form), 422
    try:
        supply_more(db_session(), resolution, current_user, str(form.more.data))
    except Conflict as error:
        undo()
        form.form_errors.append(str(error.message) or gettext("Der er sket noget imens. Hent siden igen."))
        return _more_page(found, get_resolution(db_session(), found.id, number), form), 409
    flash(gettext("Tak. Nu er det kommunens tur igen."), "success")
    return _back(year, number)


@blueprint.post("/<int:year>/beslutninger/<int:number>/klarere")
@limiter.limit(LIMIT, key_func=person_key)
def wish(year: int, number: int) -> Any:
    """Ask for a clearer answer (``til=1``), or take that back (``til=0``); sent twice, it is the same as once."""
    found, _place = year_for(year, "resolution.wish_clearer")
    resolution = get_resolution(db_session(), found.id, number)
    if resolution.case_id is None:
        raise Conflict
    case, answer_id = get_case(db_session(), resolution.case_id), whole_number(request.form.get("answer")) or 0
    wish_clearer(db_session(), case, answer_id, current_user, wanted=request.form.get("til") != "0")
    return _back(year, number, "klarere")


def _suppliable(year: int, number: int) -> tuple[AssemblyYear, Resolution]:
    """For whoever sees to it, and for those who asked. Raises SignInNeeded, Forbidden and NotFound."""
    require(current_user, "account.edit_own")
    found, place = year_and_place(year)
    resolution = get_resolution(db_session(), found.id, number)
    asks = resolution.case_id is not None and is_party(db_session(), resolution.case_id, current_user.id)
    if not asks and not can(current_user, "resolution.see_to", place):
        raise Forbidden
    return found, resolution


def _more_page(found: AssemblyYear, resolution: Resolution, form: MoreForm) -> str:
    case = get_case(db_session(), resolution.case_id) if resolution.case_id is not None else None
    waits = case is not None and case.state is CaseState.needs_more and case.subject_kind == "resolution"
    answer = current_answer(db_session(), case.id) if case is not None and waits else None
    asked_for = answer.asked_for if answer is not None else ""
    return render_template(
        "assembly/resolution_more.html", year=found, r=resolution, form=form, waits=waits, asked_for=asked_for
    )


def _back(year: int, number: int, anchor: str | None = None) -> Response:
    return redirect(url_for("assembly.resolution", year=year, number=number, _anchor=anchor), 303)
