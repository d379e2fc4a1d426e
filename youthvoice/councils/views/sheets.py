"""Slips of paper that let a class in: made by a teacher, printed, closed."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from markupsafe import Markup

from youthvoice.core.clock import now, today
from youthvoice.core.codes import grouped
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.core.limits import limiter
from youthvoice.core.pdf import pdf_response
from youthvoice.core.qr import qr_svg
from youthvoice.core.web import actor_id, db_session, settings
from youthvoice.councils.commands import codes
from youthvoice.councils.forms.codes import SheetForm, usual_last_day
from youthvoice.councils.models import Body, CodeSheet
from youthvoice.councils.queries.codes import codes_of, get_sheet, last_day, sheets_of
from youthvoice.councils.queries.seats import count_taken
from youthvoice.councils.rules.codes import code_of, hash_code, is_usable, slips_to_offer
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.councils.views.base import blueprint, body_for

PRINT_LIMIT = "60 per 10 minutes"
PERMISSION = "council.codes"


@blueprint.get("/raad/<int:body_id>/sedler")
def sheets(body_id: int) -> Any:
    """The sheets of a class, and a form for another."""
    body = _body(body_id)
    taken = 0
    if body.member_seats is not None:
        taken = count_taken(db_session(), body.id, SeatRole.member, today(), None)
    offered = slips_to_offer(body.member_seats, taken)
    return _page(body, SheetForm(size=str(offered), last_day=usual_last_day()))


@blueprint.post("/raad/<int:body_id>/sedler")
def make_sheet(body_id: int) -> Any:
    """Make slips."""
    body = _body(body_id)
    form = SheetForm()
    if not form.validate():
        return _page(body, form, 422)
    facts = codes.SheetFacts(size=form.number or 0, last_day=form.last_day.data)
    codes.make_sheet(db_session(), settings().secret_key, body, facts, form.form_key.data, actor_id=actor_id() or 0)
    flash(gettext("Arket er klar. Åbn det, og print det."), "success")
    return redirect(url_for("councils.sheets", body_id=body.id), 303)


@blueprint.route("/raad/<int:body_id>/sedler/<int:sheet_id>/luk", methods=["GET", "POST"])
def revoke_sheet(body_id: int, sheet_id: int) -> Any:
    """Ask, and close a sheet."""
    body = _body(body_id)
    sheet = get_sheet(db_session(), body.id, sheet_id)
    if request.method == "GET":
        return render_template("councils/sheet_close.html", body=body, sheet=sheet)
    codes.revoke_sheet(db_session(), sheet, actor_id=actor_id() or 0)
    flash(gettext("Sedlerne er lukket. De virker ikke mere."), "success")
    return redirect(url_for("councils.sheets", body_id=body.id), 303)


@blueprint.get("/raad/<int:body_id>/sedler/<int:sheet_id>.pdf")
@limiter.limit(PRINT_LIMIT)
def sheet_pdf(body_id: int, sheet_id: int) -> Response:
    """The slips that are left, to print and cut. Raises Conflict where they let nobody in any more."""
    body = _body(body_id)
    sheet = get_sheet(db_session(), body.id, sheet_id)
    if not is_usable(sheet.expires_at, sheet.revoked_at, body.closed_at, now()):
        raise Conflict(gettext("Sedlerne gælder ikke længere. Lav et nyt ark."))
    page = render_template(
        "councils/sheet_pdf.html",
        body=body,
        slips=_slips(sheet),
        last_day=last_day(sheet),
        address=_without_scheme(_public(url_for("councils.type_code"))),
    )
    return pdf_response(page, f"sedler-{sheet.id}.pdf", is_public=False)


def _body(body_id: int) -> Body:
    """The body of slips, for whoever may make them. Raises NotFound where nobody comes in by one."""
    body, _standing = body_for(body_id, PERMISSION)
    if not codes.takes_slips(body):
        raise NotFound
    return body


def _page(body: Body, form: SheetForm, status: int = 200) -> tuple[str, int]:
    return render_template("councils/sheets.html", body=body, form=form, rows=sheets_of(db_session(), body)), status


def _slips(sheet: CodeSheet) -> list[tuple[str, Markup]]:
    """(code in groups, QR code) of every slip that was not used.

    Raises Conflict where the deployment's secret is another one now: what would be printed would let nobody in.
    """
    secret, found = settings().secret_key, []
    for one in codes_of(db_session(), sheet.id):
        code = code_of(secret, sheet.nonce, one.number)
        if hash_code(secret, code) != one.code_hash:
            raise Conflict(gettext("Arket kan ikke printes mere. Luk det, og lav et nyt."))
        if one.used_at is None:
            found.append((grouped(code), qr_svg(_public(url_for("councils.join", code=code)), "slip__qr")))
    return found


def _public(path: str) -> str:
    return settings().base_url.rstrip("/") + path


def _without_scheme(address: str) -> str:
    return address.partition("://")[2]
