"""Voting while signed in: the paper, the look over it, and the cast of whoever has no scripts."""

import base64
from contextlib import suppress

from flask import Response, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts.login import person_here, signed_in_person
from youthvoice.accounts.models import Person
from youthvoice.core.errors import RuleBroken
from youthvoice.core.problems import csrf_page
from youthvoice.core.web import db_session, settings
from youthvoice.voting.commands.casting import Cast, give_and_cast
from youthvoice.voting.crypto.papers import voter_mark
from youthvoice.voting.errors import NotOnRoll
from youthvoice.voting.forms.ballots import BallotForm
from youthvoice.voting.models import Contest
from youthvoice.voting.owners import voted_path
from youthvoice.voting.presenting import has_voted, takes_votes
from youthvoice.voting.rules.ballots import Ballot
from youthvoice.voting.views.base import (
    blueprint,
    contest_for,
    contest_to_cast,
    visible_or_not_found,
)
from youthvoice.voting.views.steps import Desk, cast_unread, fill_in, take_step


@blueprint.get("/afstemninger/<int:contest_id>/stem")
def vote(contest_id: int) -> AnyResponse:
    """A paper to fill in; for those who have voted already, a word about it."""
    person = signed_in_person()
    contest, standing = contest_for(contest_id)
    if not takes_votes(contest):
        return redirect(url_for("voting.contest", contest_id=contest_id), 303)
    if not standing.is_on_roll:
        raise NotOnRoll
    if has_voted(standing):
        return make_response(
            render_template("voting/given.html", contest=contest, paper=standing.paper, back_url=_back(contest))
        )
    return fill_in(_desk(contest, person))


@blueprint.post("/afstemninger/<int:contest_id>/stem")
def vote_step(contest_id: int) -> AnyResponse:
    """Look over, change, or cast. Whoever was signed out meanwhile begins anew: a ballot is never kept for later."""
    person = person_here()
    if person is None:
        return _again(contest_id, 401)
    if request.form.get("step") == "cast":
        # A ballot that does not fit is told of on the paper itself, which is for those on the roll alone.
        with suppress(RuleBroken), visible_or_not_found(contest_id):
            return cast_unread(_desk(contest_to_cast(contest_id), person))
    contest, standing = contest_for(contest_id)
    if not standing.is_on_roll:
        raise NotOnRoll
    return take_step(_desk(contest, person))


def _desk(contest: Contest, person: Person) -> Desk:
    secret_key = settings().secret_key

    def cast(form: BallotForm, ballot: Ballot) -> Cast:
        return give_and_cast(db_session(), secret_key, contest, person, form.secret() or b"", ballot)

    url = url_for("voting.vote_step", contest_id=contest.id)
    return Desk(contest=contest, url=url, cast=cast, blind=_blind(contest, person), back_url=_back(contest))


def _back(contest: Contest) -> str:
    path = voted_path(contest)
    return f"{request.script_root}{path}" if path else ""


def _blind(contest: Contest, person: Person) -> dict[str, str]:
    """What ballot.js must know to get a paper and to put it into the box."""
    return {
        "contest": contest.key,
        "voter": voter_mark(settings().secret_key, contest.key, person.id),
        "public-key": base64.b64encode(contest.public_key or b"").decode(),
        "closes": contest.closes_at.isoformat(),
        "paper-url": url_for("voting.paper", contest_id=contest.id),
        "box-url": url_for("voting.box"),
    }


def _again(contest_id: int, status: int) -> Response:
    """Nothing was cast, and nothing is kept: the way back to the paper, through the sign-in if need be."""
    path = f"/afstemninger/{contest_id}/stem"
    return make_response(render_template("voting/again.html", path=path, is_signed_out=status == 401), status)


def _on_csrf(error: CSRFError) -> AnyResponse:
    """A token that is too old. The house keeps what was typed; a ballot goes through no other page."""
    if request.endpoint not in ("voting.vote_step", "voting.paper"):
        kept: AnyResponse = csrf_page(error)
        return kept
    is_signed_out = person_here() is None
    return _again(int((request.view_args or {}).get("contest_id", 0)), 401 if is_signed_out else 400)


blueprint.register_error_handler(CSRFError, _on_csrf)
