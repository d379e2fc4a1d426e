"""Money by hand: the year's money, adjustments, carrying over; and the end of the year."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.errors import Conflict, DomainError
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands.ledger import balance_of
from youthvoice.grants.commands.money import carry_over, enter
from youthvoice.grants.commands.year_end import NotYet, end_year
from youthvoice.grants.errors import Overspent
from youthvoice.grants.forms.looking_after import CARRY, AdjustForm, EndForm
from youthvoice.grants.labels.applying import STATUS_KINDS, STATUS_LABELS
from youthvoice.grants.labels.pools import IN_THE_WAY_TEXTS
from youthvoice.grants.models import Pool
from youthvoice.grants.queries.looking_after import MOST_LISTED, later_pools, still_open, year_end_of
from youthvoice.grants.queries.pools import get_pool
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.pools import PoolState
from youthvoice.grants.views.base import blueprint, pool_for


@blueprint.route("/<int:pool_id>/reguler", methods=["GET", "POST"])
def adjust(pool_id: int) -> Any:
    """Enter money: how much, why, and by which document."""
    pool, _place = pool_for(pool_id, "pool.enter")
    form = AdjustForm()
    if request.method == "GET":
        return _page(pool, form)
    _offer(form, pool)
    if not form.validate():
        return _page(pool, form), 422
    try:
        _enter(pool, form)
    except Conflict as error:
        return _refused(form, pool_id, error)
    flash(gettext("Posten er ført i kassebogen."), "success")
    return redirect(url_for("grants.ledger", pool_id=pool_id), 303)


@blueprint.route("/<int:pool_id>/afslut", methods=["GET", "POST"])
def end_pool(pool_id: int) -> Any:
    """What stands in the way of the end of the year; and where nothing does, the end."""
    pool, _place = pool_for(pool_id, "pool.manage")
    form = EndForm()
    form.offer(later_pools(db_session(), pool))
    if request.method == "GET":
        return _end_page(pool, form)
    if not form.validate():
        return _end_page(pool, form), 422
    target = get_pool(db_session(), form.target_id.data) if form.left.data == CARRY else None
    try:
        end_year(db_session(), pool, target, actor_id=current_user.id)
    except NotYet as error:
        undo()
        return _end_page(pool_for(pool_id, "pool.manage")[0], form), error.status
    flash(gettext("Året er afsluttet."), "success")
    return redirect(url_for("grants.ledger", pool_id=pool_id), 303)


def _enter(pool: Pool, form: AdjustForm) -> None:
    key, told = str(form.form_key.data), form.told()
    if form.move.data == CARRY:
        target = get_pool(db_session(), form.target_id.data)
        carry_over(db_session(), pool, target, told, key, actor_id=current_user.id)
        return
    kind = EntryKind(form.move.data)
    enter(db_session(), pool, kind, told, key, seen=form.seen_version, actor_id=current_user.id)


def _offer(form: AdjustForm, pool: Pool) -> None:
    """Fill the lists: the year's money is asked for until something was entered."""
    targets = later_pools(db_session(), pool)
    is_empty = balance_of(db_session(), pool.id).entries == 0
    sent = request.form.get("move") == EntryKind.allocate.value
    moves = [EntryKind.adjust_up.value, EntryKind.adjust_down.value, *([CARRY] if targets else [])]
    form.offer(
        [*([EntryKind.allocate.value] if is_empty or sent else []), *([] if is_empty and not sent else moves)], targets
    )


def _refused(form: AdjustForm, pool_id: int, error: DomainError) -> Any:
    """Too much is told beside the amount; entries that have come since, above the form. What was typed stays."""
    undo()
    pool, _place = pool_for(pool_id, "pool.enter")
    if isinstance(error, Overspent):
        form.amount.errors = [str(error.message)]
        return _page(pool, form), 422
    if str(error.message):
        raise error
    form.seen.data = ""
    return _page(pool, form, overtaken=True), 409


def _page(pool: Pool, form: AdjustForm, *, overtaken: bool = False) -> str:
    balance = balance_of(db_session(), pool.id)
    _offer(form, pool)
    form.seen.data = form.seen.data or str(balance.entries)
    return render_template("grants/pool_adjust.html", pool=pool, form=form, balance=balance, overtaken=overtaken)


def _end_page(pool: Pool, form: EndForm) -> str:
    year = year_end_of(db_session(), pool)
    found = still_open(db_session(), pool.id) if year.in_the_way() else []
    return render_template(
        "grants/pool_end.html",
        pool=pool,
        form=form,
        year=year,
        reasons=[IN_THE_WAY_TEXTS[one] for one in year.in_the_way()],
        applications=found[:MOST_LISTED],
        has_more=len(found) > MOST_LISTED,
        is_ended=pool.state is PoolState.ended,
        status_labels=STATUS_LABELS,
        status_kinds=STATUS_KINDS,
    )
