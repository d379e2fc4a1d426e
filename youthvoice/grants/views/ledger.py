"""The ledger of a pool: every movement of its money, one entry, its correction, and the sheet."""

from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.errors import Conflict
from youthvoice.core.keyset import whole_number
from youthvoice.core.sheets.writing import write_lines
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.money import undo_entry
from youthvoice.grants.forms.looking_after import ReasonForm
from youthvoice.grants.labels.pools import KIND_LABELS, WHY_NOT_TEXTS
from youthvoice.grants.models import Pool
from youthvoice.grants.place import Place
from youthvoice.grants.presenting.ledger import balances, check_sum, entry_view, sheet_lines
from youthvoice.grants.queries.ledger import EntryRow, all_entries, entries_page, entry_by_number, other_pool
from youthvoice.grants.rules.corrections import CARRIED, why_not
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.pools import PoolState
from youthvoice.grants.views.base import blueprint, pool_for


@blueprint.get("/<int:pool_id>/kassebog")
def ledger(pool_id: int) -> str:
    """Where the money stands, and how it came there: the newest first, by kind where asked."""
    pool, place = pool_for(pool_id, "pool.ledger")
    kind = next((one for one in EntryKind if one.value == request.args.get("slags")), None)
    before = whole_number(request.args.get("foer"))
    page = entries_page(db_session(), pool_id, kind=kind, before=before, impartial_id=_impartial_id(place))
    balance = balance_of(db_session(), pool_id)
    return render_template(
        "grants/ledger.html",
        pool=pool,
        place=place,
        entries=[entry_view(row) for row in page.items],
        next_cursor=page.next_cursor,
        is_first=before is None,
        kind=kind,
        kinds=KIND_LABELS,
        balance=balance,
        drawing=balances(balance),
        check_sum=check_sum(balance),
    )


@blueprint.get("/<int:pool_id>/kassebog.csv")
def ledger_file(pool_id: int) -> Response:
    """The whole ledger as a sheet, the first entry first."""
    pool, place = pool_for(pool_id, "pool.ledger")
    rows = all_entries(db_session(), pool_id, impartial_id=_impartial_id(place))
    response = Response(write_lines(sheet_lines(rows)), content_type="text/csv; charset=utf-8")
    name = f"kassebog-{pool.year}-{pool.id}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get("/<int:pool_id>/kassebog/<int:number>")
def entry(pool_id: int, number: int) -> str:
    """One entry, and a form to undo it where that can be done."""
    pool, place = pool_for(pool_id, "pool.ledger")
    return _page(pool, place, _row(pool_id, number, place), ReasonForm())


@blueprint.post("/<int:pool_id>/kassebog/<int:number>/tilbagefoer")
def undo_entry_now(pool_id: int, number: int) -> Any:
    """Undo an entry by its opposite, with a reason. Sent twice, it is undone once."""
    pool, place = pool_for(pool_id, "pool.enter")
    row, form = _row(pool_id, number, place), ReasonForm()
    if row.undone_by is not None:
        return redirect(url_for("grants.entry", pool_id=pool_id, number=row.undone_by), 303)
    if not form.validate():
        return _page(pool, place, row, form), 422
    why, document = str(form.why.data), str(form.document.data)
    try:
        undone = undo_entry(db_session(), pool, row.entry, why, document, actor_id=current_user.id)
    except Conflict as error:
        return _refused(pool_id, number, form, error)
    flash(gettext("Posten er ført tilbage."), "success")
    return redirect(url_for("grants.entry", pool_id=pool_id, number=undone.number), 303)


def _refused(pool_id: int, number: int, form: ReasonForm, error: Conflict) -> Any:
    """What was typed stays, beside the reason: the money is no longer there, or the entry is not for anyone to undo."""
    undo()
    pool, place = pool_for(pool_id, "pool.enter")
    words = str(error.message) or gettext("Posten kan ikke føres tilbage nu.")
    return _page(pool, place, _row(pool_id, number, place), form, refused=words), error.status


def _impartial_id(place: Place) -> int | None:
    """A member who votes reads nothing of what they are conflicted in; whoever looks after the pool reads all."""
    return None if can(current_user, "pool.enter", place) else current_user.id


def _row(pool_id: int, number: int, place: Place) -> EntryRow:
    return entry_by_number(db_session(), pool_id, number, impartial_id=_impartial_id(place))


def _page(pool: Pool, place: Place, row: EntryRow, form: ReasonForm, *, refused: str = "") -> str:
    is_ended = pool.state is PoolState.ended
    reason = why_not(row.entry.kind, is_undone=row.undone_by is not None, is_ended=is_ended)
    return render_template(
        "grants/ledger_entry.html",
        pool=pool,
        place=place,
        entry=entry_view(row),
        far_side=other_pool(db_session(), row.entry) if row.entry.kind in CARRIED else None,
        why_not=WHY_NOT_TEXTS[reason] if reason is not None else None,
        form=form,
        refused=refused,
    )
