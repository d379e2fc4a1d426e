"""Witnesses draw a lot once nobody can vote any more, and before anybody knows the count. Then it is counted."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext

from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session
from youthvoice.voting.commands.counting import count_contest, draw_lot, needs_lot
from youthvoice.voting.forms.organise import LotForm
from youthvoice.voting.views.base import blueprint
from youthvoice.voting.views.organising import me, run_by_me, to_desk


@blueprint.route("/afstemninger/<int:contest_id>/lod", methods=["GET", "POST"])
def lot(contest_id: int) -> Any:
    """How a lot is drawn; what was drawn is written down, and the ballots are counted."""
    contest, form = run_by_me(contest_id), LotForm()
    if request.method == "GET":
        if not needs_lot(contest):
            raise Conflict(gettext("Der skal ikke trækkes lod lige nu."))
        return render_template("voting/run_lot.html", contest=contest, form=form)
    if form.validate():
        try:
            draw_lot(db_session(), contest, form.seed.data or "", form.witnesses.data or "", actor_id=me())
        except RuleBroken as error:
            form.add_problems(error)
        else:
            count_contest(db_session(), contest, actor_id=me())
            flash(gettext("Loddet er trukket, og stemmerne er talt."), "success")
            return to_desk(contest_id)
    return render_template("voting/run_lot.html", contest=contest, form=form), 422
