"""Records: one case as a file and on paper, and a whole period of them."""

from datetime import date
from typing import Any

from flask import Response, render_template, stream_with_context
from flask_login import current_user

from youthvoice.accounts.rules import Role
from youthvoice.core.authz import needs, require
from youthvoice.core.clock import today
from youthvoice.core.limits import limiter, visitor
from youthvoice.core.pdf import pdf_response
from youthvoice.core.translating import speaking
from youthvoice.core.web import actor_id, db_session, services, settings
from youthvoice.responses import deeds, labels, queries
from youthvoice.responses.commands.exports import note_export
from youthvoice.responses.export_form import ALL, ExportForm
from youthvoice.responses.queries.records import Wanted
from youthvoice.responses.queries.whose import unit_names
from youthvoice.responses.records import Told, as_json, find_record
from youthvoice.responses.records.bulk import zip_of
from youthvoice.responses.views.base import blueprint

PRINT_LIMIT = "60 per 10 minutes"
"""A PDF takes a second of a processor."""
EXPORT_LIMIT = "10 per hour"
PRIVATE = "private, no-store"


def reader_key() -> str:
    """Whom the limits count: the person (a whole town hall may share one address)."""
    person_id = actor_id()
    return visitor() if person_id is None else f"person:{person_id}"


@blueprint.get("/<int:case_id>/akt.json")
@needs("response.inbox")
def record_json(case_id: int) -> Response:
    """For the municipality's case system."""
    record = _record(case_id)
    response = Response(as_json(record), content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename={record['number']}.json"
    response.headers["Cache-Control"] = PRIVATE
    return response


@blueprint.get("/<int:case_id>/akt.pdf")
@limiter.limit(PRINT_LIMIT, key_func=reader_key)
@needs("response.inbox")
def record_pdf(case_id: int) -> Response:
    """The same on paper. In Danish, whoever reads it: it is the municipality's own document."""
    record = _record(case_id)
    with speaking("da"):
        page = render_template(
            "responses/record_pdf.html", record=record, printed_on=today(), labels=labels, deeds=deeds
        )
    return pdf_response(page, f"{record['number']}.pdf", is_public=False)


def _record(case_id: int) -> Told:
    require(current_user, "response.record", queries.get_case(db_session(), case_id))
    return find_record(db_session(), case_id, settings())


@blueprint.get("/udtraek")
@needs("response.export")
def show_export() -> str:
    """Choose which cases; the year so far, of everything there is to take, is filled in."""
    unit = ALL if current_user.role is Role.administrator else str(current_user.unit_id)
    form = ExportForm(data={"from_on": date(today().year, 1, 1), "to_on": today(), "unit": unit})
    _offer(form)
    return render_template("responses/export.html", form=form)


@blueprint.post("/udtraek")
@limiter.limit(EXPORT_LIMIT, key_func=reader_key, deduct_when=lambda response: response.status_code == 200)
@needs("response.export")
def export_cases() -> Any:
    """The ZIP. Sent and not asked for: that somebody took it is written down, and reading never writes."""
    form = ExportForm()
    _offer(form)
    wanted = form.wanted()
    if wanted is None:
        return render_template("responses/export.html", form=form), 422
    require(current_user, "response.export", wanted)
    note_export(db_session(), current_user.id, wanted)
    return _sent(wanted)


def _offer(form: ExportForm) -> None:
    runs_all = current_user.role is Role.administrator
    units = unit_names(db_session()) if runs_all else [(current_user.unit_id, current_user.unit.name)]
    form.offer(units, may_have_all=runs_all)


def _sent(wanted: Wanted) -> Response:
    found = services()
    parts = stream_with_context(zip_of(found.database, found.settings, wanted))
    response = Response(parts, mimetype="application/zip")
    name = f"sager-{wanted.from_on.isoformat()}-{wanted.to_on.isoformat()}.zip"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Cache-Control"] = PRIVATE
    return response
