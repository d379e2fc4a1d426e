"""What follows a result: somebody steps in, says no, or is voted on; and a candidate's words are reported."""

from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import require
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.signing import sign
from youthvoice.core.web import db_session, undo
from youthvoice.councils.models import Seat
from youthvoice.councils.presenting.seats import seat_row
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.seats import get_seat
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.commands import vacancies
from youthvoice.elections.commands.recall import ask_recall
from youthvoice.elections.forms.running import RecallForm
from youthvoice.elections.presenting.candidates import card
from youthvoice.elections.queries.following import get_vacancy
from youthvoice.elections.queries.place import Place, runs_for
from youthvoice.elections.rules.planning import RECALL_DAYS, RECALL_PERCENT, RECALL_QUORUM
from youthvoice.elections.rules.seeing import shown_to
from youthvoice.elections.targets import as_target
from youthvoice.elections.views.base import blueprint, candidate_for, place_of, to_election
from youthvoice.moderation.commands import report_content
from youthvoice.moderation.forms import ReportForm
from youthvoice.moderation.rules import ReportReason
from youthvoice.moderation.views import RECEIPT, REPORTS_PER_PERSON


@blueprint.post("/valg/ledig-plads/<int:vacancy_id>/traeder-ind")
def step_in(vacancy_id: int) -> Any:
    """The one whom the ballots name takes the empty seat."""
    vacancy = get_vacancy(db_session(), vacancy_id)
    require(current_user, "election.run", place_of(vacancy.election))
    found = vacancies.step_in(db_session(), vacancy, actor_id=current_user.id)
    if found is None:
        flash(gettext("Personen kan ikke få pladsen. Se, hvem der er den næste."), "info")
    else:
        flash(gettext("%(name)s er medlem nu.", name=found.ballot_name), "success")
    return to_election(vacancy.election_id, "ledige")


@blueprint.post("/valg/ledig-plads/<int:vacancy_id>/siger-nej")
def decline(vacancy_id: int) -> Any:
    """Whoever is next does not want the seat."""
    vacancy = get_vacancy(db_session(), vacancy_id)
    require(current_user, "election.run", place_of(vacancy.election))
    vacancies.decline(db_session(), vacancy, actor_id=current_user.id)
    flash(gettext("Det er skrevet op. Se, hvem der er den næste."), "success")
    return to_election(vacancy.election_id, "ledige")


@blueprint.route("/valg/tilbagekald/<int:seat_id>", methods=["GET", "POST"])
def recall(seat_id: int) -> Any:
    """Let those who elected a member vote on the seat."""
    seat = _members_seat(seat_id)
    form = RecallForm() if request.method == "POST" else _proposed()
    if request.method == "GET" or not form.validate():
        return _recall_page(form, seat), 200 if request.method == "GET" else 422
    try:
        asked = ask_recall(db_session(), seat, form.facts(), str(form.form_key.data), actor_id=current_user.id)
    except RuleBroken as error:
        undo()
        fields = {"closes_at": "closes_day", "opens_at": "opens_day"}
        form.add_problems(RuleBroken({fields.get(name, name): texts for name, texts in error.problems.items()}))
        return _recall_page(form, _members_seat(seat_id)), error.status
    flash(gettext("Afstemningen om pladsen er lavet."), "success")
    return redirect(f"{request.script_root}/afstemninger/{asked.contest_id}", 303)


def _members_seat(seat_id: int) -> Seat:
    seat = get_seat(db_session(), seat_id)
    if seat.role is not SeatRole.member:
        raise NotFound
    body = get_body(db_session(), seat.body_id)
    if body.kind in PRIVATE_KINDS:  # nobody votes a pupil out of a class
        raise NotFound
    signed_in = current_user.is_authenticated
    runs_it = signed_in and runs_for(db_session(), current_user, body, seat.from_body_id)
    require(current_user, "election.run", Place(runs_it=runs_it, is_closed=body.closed_at is not None))
    return seat


def _proposed() -> RecallForm:
    opens = today() + timedelta(days=RECALL_DAYS)
    data = {
        "opens_day": opens,
        "closes_day": opens + timedelta(days=RECALL_DAYS),
        "needed_percent": RECALL_PERCENT,
        "quorum_percent": RECALL_QUORUM,
    }
    return RecallForm(formdata=None, data=data)


def _recall_page(form: RecallForm, seat: Seat) -> str:
    return render_template("elections/recall.html", form=form, seat=seat, row=seat_row(seat), body=seat.body)


@blueprint.route("/valg/<int:election_id>/kandidat/<int:number>/anmeld", methods=["GET", "POST"])
@limiter.limit(REPORTS_PER_PERSON, key_func=person_key, methods=["POST"])
def report_candidate(election_id: int, number: int) -> Any:
    """Report what a candidate wrote, or the picture: for whoever can see it."""
    candidate, place = candidate_for(election_id, number)
    require(current_user, "election.report", place)
    if not shown_to(place.viewer, candidate.openness).text:
        raise NotFound
    form = ReportForm()
    if request.method == "POST" and form.validate():
        reason = ReportReason(form.reason.data)
        target, note = as_target(candidate), form.note.data or ""
        made = report_content(db_session(), target, reason, note, current_user.id, str(form.form_key.data))
        return redirect(url_for("moderation.receipt", token=sign(RECEIPT, made.id)), 303)
    page = render_template(
        "elections/report.html", form=form, election=candidate.election, one=card(candidate, place.viewer)
    )
    return page, 422 if request.method == "POST" else 200
