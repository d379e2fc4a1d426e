"""For those who run an election: candidates without a phone, pictures, days, and calling it off."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.queries import get_person
from youthvoice.core.authz import require
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session, undo
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import standing_in
from youthvoice.councils.standing import Standing
from youthvoice.elections.commands import pictures, planning, standing
from youthvoice.elections.forms.candidates import EnterForm
from youthvoice.elections.forms.planning import DatesForm
from youthvoice.elections.forms.running import ReasonForm
from youthvoice.elections.labels import election_title
from youthvoice.elections.models import Election, ElectionRound
from youthvoice.elections.queries.candidates import candidates_of
from youthvoice.elections.queries.elections import elections_of, get_round
from youthvoice.elections.queries.roll import voters_by_name
from youthvoice.elections.rules.states import CANCELLABLE, ElectionState
from youthvoice.elections.views.base import blueprint, candidate_for, election_for, to_election


@blueprint.route("/valg/<int:election_id>/kandidater/ny", methods=["GET", "POST"])
def enter(election_id: int) -> Any:
    """Write somebody in who has no phone."""
    election, _place = election_for(election_id, "election.run")
    form = EnterForm()
    form.person_id.offer(_possible(election), gettext("Vælg en person"))
    if request.method == "GET":
        return _enter_page(form, election)
    if not form.validate():
        return _enter_page(form, election), 422
    person = get_person(db_session(), int(form.person_id.data))
    try:
        standing.enter(
            db_session(), election, person, form.facts(), str(form.form_key.data),
            has_said_yes=bool(form.has_said_yes.data), actor_id=current_user.id,
        )  # fmt: skip
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _enter_page(form, election_for(election_id, "election.run")[0]), error.status
    flash(gettext("%(name)s er skrevet ind.", name=form.ballot_name.data), "success")
    return to_election(election_id, "kandidater")


def _possible(election: Election) -> list[tuple[int, str]]:
    """Those who may vote; whoever stands already is left out, but not where a form is sent: it may come twice."""
    standing_now = [one.person_id for one in candidates_of(db_session(), election.id)]
    return voters_by_name(db_session(), election, without=standing_now if request.method == "GET" else ())


def _enter_page(form: EnterForm, election: Election) -> str:
    return render_template("elections/enter.html", form=form, election=election, title=election_title(election))


@blueprint.post("/valg/<int:election_id>/kandidat/<int:number>/ja")
def confirm(election_id: int, number: int) -> Any:
    """Say yes to standing: the candidate, or the adult who heard it."""
    candidate, place = candidate_for(election_id, number)
    if not current_user.is_authenticated or candidate.person_id != current_user.id:
        require(current_user, "election.run", place)
    standing.confirm(db_session(), candidate, actor_id=current_user.id)
    flash(gettext("Så er det et ja. Navnet kommer på stemmesedlen."), "success")
    return to_election(election_id, f"kandidat-{number}")


@blueprint.post("/valg/<int:election_id>/kandidat/<int:number>/slet")
def strike(election_id: int, number: int) -> Any:
    """Take off somebody who was written in and did not say yes; a candidate's own no goes another way."""
    candidate, place = candidate_for(election_id, number)
    is_own = current_user.is_authenticated and candidate.person_id == current_user.id
    if not is_own:
        require(current_user, "election.run", place)
        if candidate.entered_by_id is None or candidate.confirmed_by_id == candidate.person_id:
            raise Forbidden
    standing.withdraw(db_session(), candidate, actor_id=current_user.id)
    flash(gettext("Kandidaten er taget af listen."), "success")
    return to_election(election_id, "kandidater")


@blueprint.post("/valg/<int:election_id>/kandidat/<int:number>/billede")
def judge_picture(election_id: int, number: int) -> Any:
    """Let a picture through, or take it away."""
    candidate, place = candidate_for(election_id, number)
    require(current_user, "election.run", place)
    if request.form.get("svar") == "ja":
        seen = whole_number(request.form.get("seen")) or 0
        pictures.approve_picture(db_session(), candidate, seen_version=seen, actor_id=current_user.id)
        flash(gettext("Billedet kan ses nu."), "success")
    else:
        pictures.remove_picture(db_session(), candidate, actor_id=current_user.id)
        flash(gettext("Billedet er fjernet."), "success")
    return to_election(election_id, f"kandidat-{number}")


@blueprint.route("/valg/runde/<int:round_id>/datoer", methods=["GET", "POST"])
def change_dates(round_id: int) -> Any:
    """Other days, while nobody votes yet."""
    planned = get_round(db_session(), round_id)
    elections = elections_of(db_session(), round_id)
    require(current_user, "council.seat", _standing_of(planned.body))
    is_drawn = any(one.state is ElectionState.ready for one in elections)
    form = DatesForm.of(planned) if request.method == "GET" else DatesForm()
    if request.method == "GET":
        return _dates_page(form, planned, is_drawn=is_drawn)
    if form.validate():
        seen = whole_number(form.version.data) or 0
        try:
            planning.change_dates(
                db_session(), planned, form.dates(planned), seen_version=seen, actor_id=current_user.id
            )
        except RuleBroken as error:
            undo()
            form.add_problems(error)
            return _dates_page(form, get_round(db_session(), round_id), is_drawn=is_drawn), error.status
        flash(gettext("Dagene er ændret. Alle, der må stemme, får besked."), "success")
        return _to_round(round_id, elections)
    return _dates_page(form, planned, is_drawn=is_drawn), 422


def _standing_of(body: Body) -> Standing:
    return standing_in(db_session(), current_user.id if current_user.is_authenticated else None, body)


def _to_round(round_id: int, elections: list[Election]) -> Any:
    if len(elections) == 1:
        return to_election(elections[0].id)
    return redirect(url_for("elections.round_page", round_id=round_id), 303)


def _dates_page(form: DatesForm, planned: ElectionRound, *, is_drawn: bool) -> str:
    return render_template("elections/dates.html", form=form, planned=planned, is_drawn=is_drawn)


@blueprint.route("/valg/<int:election_id>/aflys", methods=["GET", "POST"])
def cancel(election_id: int) -> Any:
    """Ask why, then call it off and tell everybody who may vote."""
    election, _place = election_for(election_id, "election.run")
    if election.state not in CANCELLABLE:
        raise Conflict(gettext("Valget er slut og kan ikke aflyses."))
    form = ReasonForm()
    if request.method == "GET" or not form.validate():
        page = render_template("elections/cancel.html", form=form, election=election, title=election_title(election))
        return page, 200 if request.method == "GET" else 422
    planning.cancel_election(db_session(), election, str(form.reason.data), actor_id=current_user.id)
    flash(gettext("Valget er aflyst. Alle, der måtte stemme, får besked."), "success")
    return to_election(election_id)
