"""The payments of a pool: lists by state, files for the finance system, and what comes back from it."""

from io import BytesIO
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug.datastructures import FileStorage

from youthvoice.core.authz import can
from youthvoice.core.errors import RuleBroken
from youthvoice.core.keyset import MAX_ID, whole_number
from youthvoice.core.web import db_session, settings, undo
from youthvoice.grants.commands.batches import batch_file, send_batch
from youthvoice.grants.commands.reading_back import ReadBack, read_back, shown
from youthvoice.grants.forms.paying import BatchForm, ReadBackForm
from youthvoice.grants.labels import paying as labels
from youthvoice.grants.models import Pool
from youthvoice.grants.place import Place
from youthvoice.grants.queries.paying import batches_of, get_batch
from youthvoice.grants.queries.paying import pool_payments as list_payments
from youthvoice.grants.rules.paying import PaymentState
from youthvoice.grants.rules.payment_sheet import MOST_BYTES
from youthvoice.grants.views.base import blueprint, pool_for

TABS = {
    "til-godkendelse": PaymentState.asked,
    "klar": PaymentState.planned,
    "paa-vej": PaymentState.sent,
    "betalt": PaymentState.paid,
    "afvist": PaymentState.cancelled,
}


@blueprint.get("/<int:pool_id>/betalinger")
def pool_payments(pool_id: int) -> str:
    """A pool's payments in one state; who pays can make a file of those that are ready."""
    pool, place = pool_for(pool_id, "pool.payments")
    return _page(pool, place, BatchForm(), TABS.get(request.args.get("vis", ""), _first_tab(place)))


@blueprint.post("/<int:pool_id>/betalinger/fil")
def send_payments(pool_id: int) -> Any:
    """Make a file of the payments that are ticked."""
    pool, place = pool_for(pool_id, "pool.pay")
    form = BatchForm()
    ids = [
        one for text in request.form.getlist("betaling") if (one := whole_number(text)) is not None and one <= MAX_ID
    ]
    if not form.validate():
        return _page(pool, place, form, PaymentState.planned, ticked=ids), 422
    try:
        batch = send_batch(db_session(), pool, ids, form.form_key.data or "", by_id=current_user.id)
    except RuleBroken as error:
        undo()
        pool, place = pool_for(pool_id, "pool.pay")
        problem = str(error.problems["payments"][0])
        return _page(pool, place, form, PaymentState.planned, ticked=ids, problem=problem), error.status
    flash(gettext("Fil %(number)d er klar. Hent den nederst på siden.", number=batch.number), "success")
    return redirect(url_for("grants.pool_payments", pool_id=pool_id, vis="paa-vej"), 303)


@blueprint.post("/<int:pool_id>/betalinger/fil/<int:number>")
def payment_file(pool_id: int, number: int) -> Response:
    """The file itself, with account numbers; that it was taken is kept in the log, so it is no GET."""
    pool, _place = pool_for(pool_id, "pool.pay")
    batch = get_batch(db_session(), pool.id, number)
    text = batch_file(db_session(), settings().secret_key, pool, batch, by_id=current_user.id)
    response = Response(text.encode(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f"attachment; filename=betalinger-{pool.year}-{pool.id}-{number}.csv"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.route("/<int:pool_id>/betalinger/indlaes", methods=["GET", "POST"])
def read_payments(pool_id: int) -> Any:
    """The file comes back with the days on which money left."""
    pool, _place = pool_for(pool_id, "pool.pay")
    form = ReadBackForm()
    if request.method == "GET":
        return _read_page(form, pool)
    if not form.validate():
        return _read_page(form, pool), 422
    raw = _bytes_of(form)
    if len(raw) > MOST_BYTES:
        form.file.errors = [gettext("Filen er for stor.")]
        return _read_page(form, pool), 422
    found = read_back(db_session(), pool, BytesIO(raw), by_id=current_user.id)
    if found.problems:
        undo()
        return _read_page(form, pool_for(pool_id, "pool.pay")[0], found), 422
    flash(_told(found), "success")
    return redirect(url_for("grants.pool_payments", pool_id=pool_id, vis="betalt"), 303)


def _first_tab(place: Place) -> PaymentState:
    return PaymentState.planned if can(current_user, "pool.pay", place) else PaymentState.asked


def _bytes_of(form: ReadBackForm) -> bytes:
    sent = form.file.data
    return sent.stream.read(MOST_BYTES + 1) if isinstance(sent, FileStorage) else b""


def _told(found: ReadBack) -> str:
    if not found.days:
        return gettext("Der var ikke noget nyt i filen.")
    return gettext(
        "%(paid)d er nu betalt. %(unpaid)d mangler stadig en dato.", paid=len(found.days), unpaid=found.unpaid
    )


def _page(
    pool: Pool, place: Place, form: BatchForm, state: PaymentState, *, ticked: Any = (), problem: str = ""
) -> str:
    session, pays = db_session(), can(current_user, "pool.pay", place)
    page = list_payments(session, pool.id, state, whole_number(request.args.get("efter")))
    return render_template(
        "grants/pool_payments.html",
        pool=pool,
        place=place,
        form=form,
        tabs=TABS,
        state=state,
        page=page,
        ticked=ticked,
        problem=problem,
        labels=labels,
        pays=pays,
        may_send=pays and state is PaymentState.planned,
        batches=batches_of(session, pool.id) if pays else [],
    )


def _read_page(form: ReadBackForm, pool: Pool, found: ReadBack | None = None) -> str:
    problems, more = shown(found.problems) if found else ((), 0)
    return render_template("grants/read_payments.html", form=form, pool=pool, problems=problems, more=more)
