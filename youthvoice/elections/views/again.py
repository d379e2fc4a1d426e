"""A new vote between those who had equally many votes."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.clock import today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.elections.commands.run_off import plan_run_off
from youthvoice.elections.forms.running import RunOffForm
from youthvoice.elections.labels import election_title
from youthvoice.elections.queries.elections import elections_of
from youthvoice.elections.rules.states import ElectionState
from youthvoice.elections.views.base import blueprint, election_for, to_election


@blueprint.route("/valg/<int:election_id>/omvalg", methods=["GET", "POST"])
def run_off(election_id: int) -> Any:
    """Announce it: only the days are asked for."""
    found, _place = election_for(election_id, "election.run")
    if found.state is not ElectionState.tied:
        raise Conflict
    form = RunOffForm() if request.method == "POST" else RunOffForm.proposed_from(today())
    title = election_title(found)
    if request.method == "GET" or not form.validate():
        page = render_template("elections/run_off.html", form=form, election=found, title=title)
        return page, 200 if request.method == "GET" else 422
    try:
        planned = plan_run_off(db_session(), found, form.times(), str(form.form_key.data), actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        again, _place = election_for(election_id, "election.run")
        return render_template("elections/run_off.html", form=form, election=again, title=title), error.status
    flash(gettext("Omvalget er lavet. Alle, der må stemme, får besked."), "success")
    return to_election(elections_of(db_session(), planned.id)[0].id)
