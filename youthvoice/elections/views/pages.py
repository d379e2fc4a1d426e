"""What everybody can read: the elections there are, one of them, its round, and a candidate's picture."""

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.forms import KeyedForm
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.uploads import file_response
from youthvoice.core.web import db_session
from youthvoice.elections.forms.candidates import THOSE_WHO_VOTE
from youthvoice.elections.presenting.election import read_election
from youthvoice.elections.presenting.listing import read_list, read_round, round_line
from youthvoice.elections.presenting.vacancies import read_vacancies
from youthvoice.elections.queries.candidates import candidates_of, picture_of
from youthvoice.elections.queries.elections import elections_of, get_round
from youthvoice.elections.queries.following import open_vacancies, unfilled_seats
from youthvoice.elections.queries.listing import done_rounds, live_rounds, own_elections, sums_of
from youthvoice.elections.rules.seeing import shown_to
from youthvoice.elections.rules.states import ElectionState
from youthvoice.elections.views.base import blueprint, candidate_for, election_and_place, place_of

PICTURE_NAME = "kandidat.webp"


@blueprint.get("/valg")
def list_elections() -> Response:
    """Now, coming and done: at most four queries."""
    session, after = db_session(), request.args.get("efter")
    live, done = [] if after else live_rounds(session), done_rounds(session, after)
    sums = sums_of(session, [one.id for one in (*live, *done.items)])
    own = own_elections(session, current_user) if not is_anonymous() and not after else []

    def render() -> str:
        return render_template("elections/list.html", page=read_list(live, done, sums, own), is_later=bool(after))

    rounds = [(one.id, one.version, one.body.name) for one in (*live, *done.items)]
    phases = [round_line(one, sums[one.id]).phase for one in live]
    return public_page((rounds, phases, sorted(sums.items()), done.next_cursor), render)


@blueprint.get("/valg/runde/<int:round_id>")
def round_page(round_id: int) -> Response:
    """The elections of one announcement: three queries."""
    session = db_session()
    planned = get_round(session, round_id)
    elections = elections_of(session, round_id)
    place = place_of(elections[0])

    def render() -> str:
        page = read_round(planned, elections)
        return render_template("elections/round.html", page=page, planned=planned, place=place)

    phases = [(one.id, one.version, one.phase(now()), one.from_body.name if one.from_body else "") for one in elections]
    return public_page((planned.id, planned.version, planned.body.name, phases), render)


@blueprint.get("/valg/<int:election_id>")
def election(election_id: int) -> Response:
    """One election, as whoever reads may see it: two queries for a visitor, six at the most."""
    found, place = election_and_place(election_id)
    session = db_session()
    candidates = candidates_of(session, found.id)

    def render() -> str:
        unfilled = unfilled_seats(session, found) if place.runs_it else 0
        vacancies = open_vacancies(session, found.id) if _has_seats(found.state) and place.is_inside else []
        return render_template(
            "elections/election.html",
            election=found,
            page=read_election(found, candidates, current_user, place, unfilled=unfilled),
            vacancies=read_vacancies(vacancies, candidates, place.viewer),
            one_tap=_one_tap(),
        )

    names = found.body.version, found.from_body.name if found.from_body else ""
    return public_page((found.id, found.version, found.round.version, found.phase(now()), names), render)


def _has_seats(state: ElectionState) -> bool:
    return state in (ElectionState.elected, ElectionState.tied)


def _one_tap() -> dict[str, Any]:
    """What the button «Jeg vil stille op» sends; a visitor has no such button."""
    if is_anonymous():
        return {}
    return {
        "form_key": KeyedForm().form_key.data,
        "ballot_name": current_user.display_name,
        "who_sees": THOSE_WHO_VOTE,
    }


@blueprint.get("/valg/<int:election_id>/kandidat/<int:number>")
def picture(election_id: int, number: int) -> Response:
    """A candidate's picture, for whoever may see it; for others there is none."""
    candidate, place = candidate_for(election_id, number)
    if not shown_to(place.viewer, candidate.openness).picture:
        raise NotFound
    data = picture_of(db_session(), candidate.id)
    if data is None:
        raise NotFound
    # Never kept by a browser or a proxy: whoever regrets is soon seen by nobody.
    return file_response(data, "image/webp", PICTURE_NAME, is_public=False)
