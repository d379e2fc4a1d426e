"""The rounds of a pool."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.grants.commands import rounds as commands
from youthvoice.grants.forms.looking_after import RoundForm
from youthvoice.grants.models import Pool, PoolRound
from youthvoice.grants.place import Place
from youthvoice.grants.queries.looking_after import rounds_with_use
from youthvoice.grants.views.base import blueprint, pool_for


@blueprint.route("/<int:pool_id>/runder", methods=["GET", "POST"])
def rounds(pool_id: int) -> Any:
    """Every round, and a form for one more."""
    pool, place = pool_for(pool_id, "pool.manage")
    if request.method == "GET":
        return _page(pool, place, RoundForm.fresh())
    form = RoundForm()
    if not form.validate():
        return _page(pool, place, form), 422
    try:
        commands.add_round(db_session(), pool, form.facts(), actor_id=current_user.id)
    except RuleBroken as error:
        return _refused(form, pool_id, error)
    flash(gettext("Runden er tilføjet."), "success")
    return redirect(url_for("grants.rounds", pool_id=pool_id), 303)


@blueprint.route("/<int:pool_id>/runder/<int:round_id>", methods=["GET", "POST"])
def change_round(pool_id: int, round_id: int) -> Any:
    """Other days or another name."""
    pool, place = pool_for(pool_id, "pool.manage")
    row = _round(pool_id, round_id)
    if request.method == "GET":
        return _page(pool, place, RoundForm.of(row, pool.version), row)
    form = RoundForm()
    if not form.validate():
        return _page(pool, place, form, row), 422
    try:
        commands.change_round(db_session(), pool, row, form.facts(), seen=form.seen_version, actor_id=current_user.id)
    except (RuleBroken, Conflict) as error:
        return _refused(form, pool_id, error, round_id)
    flash(gettext("Runden er rettet."), "success")
    return redirect(url_for("grants.rounds", pool_id=pool_id), 303)


@blueprint.post("/<int:pool_id>/runder/<int:round_id>/slet")
def remove_round(pool_id: int, round_id: int) -> Any:
    """Take away a round that nobody has written for. A second time changes nothing."""
    pool, _place = pool_for(pool_id, "pool.manage")
    row = db_session().get(PoolRound, round_id)
    if row is not None and row.pool_id == pool_id:
        commands.remove_round(db_session(), pool, row, actor_id=current_user.id)
        flash(gettext("Runden er slettet."), "success")
    return redirect(url_for("grants.rounds", pool_id=pool_id), 303)


def _round(pool_id: int, round_id: int) -> PoolRound:
    row = db_session().get(PoolRound, round_id)
    if row is None or row.pool_id != pool_id:
        raise NotFound
    return row


def _refused(form: RoundForm, pool_id: int, error: RuleBroken | Conflict, round_id: int | None = None) -> Any:
    undo()
    pool, place = pool_for(pool_id, "pool.manage")
    row = _round(pool_id, round_id) if round_id is not None else None
    if isinstance(error, RuleBroken):
        form.add_problems(error)
        return _page(pool, place, form, row), 422
    form.seen.data = str(pool.version)
    return _page(pool, place, form, row, overtaken=True), 409


def _page(pool: Pool, place: Place, form: RoundForm, row: PoolRound | None = None, *, overtaken: bool = False) -> str:
    if row is not None:
        return render_template("grants/round_change.html", pool=pool, form=form, row=row, overtaken=overtaken)
    found = rounds_with_use(db_session(), pool.id)
    return render_template("grants/pool_rounds.html", pool=pool, place=place, form=form, rounds=found)
