"""Votes by name are cast: with a tap, or on a paper. A script sends JSON and asks again until it is acknowledged."""

from typing import Any, cast

from flask import Response, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts.login import signed_in_person
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.casting import NotOnRoll, VoteClosed, cast_named
from youthvoice.assembly.forms.day import NamedBallotForm, named_form, paper_of
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.queries.mine import find_mine, on_roll
from youthvoice.assembly.queries.now import Now, VoteNow, vote_now
from youthvoice.assembly.queries.votes import get_vote
from youthvoice.assembly.views.base import blueprint
from youthvoice.assembly.views.day_now import back, now_here, now_page, parts_of
from youthvoice.core.errors import DomainError, NotFound, RuleBroken
from youthvoice.core.web import db_session, undo
from youthvoice.elections.rules.polls import Way
from youthvoice.voting.explaining import what_to_do
from youthvoice.voting.models import Contest
from youthvoice.voting.presenting import Line
from youthvoice.voting.rules.ballots import read_ballot
from youthvoice.voting.rules.methods import RANKED


@blueprint.get("/<int:year>/dagen/stem/<int:vote_id>")
def day_paper(year: int, vote_id: int) -> AnyResponse:
    """The paper of a vote by name that takes more than a tap."""
    person = signed_in_person()
    found, told = now_here(year)
    vote = _vote(found, told, vote_id)
    mine = find_mine(db_session(), found.id, person.id, told)
    is_here = told.open_vote is not None and told.open_vote.id == vote.id
    if not is_here or mine is None or not mine.may_vote or vote.way is Way.yes_no:
        return redirect(url_for("assembly.now", year=year), 303)
    ballot = read_ballot(mine.ballot) if mine.ballot is not None else None
    return make_response(_paper_page(found, vote, person, named_form(vote, ballot=ballot)))


@blueprint.post("/<int:year>/dagen/stem/<int:vote_id>")
def day_cast(year: int, vote_id: int) -> AnyResponse:
    """Cast it, or change it."""
    person = signed_in_person()
    found, told = now_here(year)
    if request.is_json:
        return _told_in_json(found, told, vote_id, person)
    vote = _vote(found, told, vote_id)
    form = named_form(vote, sent=request.form.getlist("choice"))
    try:
        _cast(found, vote, person, form)
    except VoteClosed as error:
        undo()
        return make_response(now_page(found, told, problem=str(error.message)), 409)
    except RuleBroken as error:
        undo()
        is_tapped = vote.way is Way.yes_no
        page = (
            now_page(found, told, problem=str(error.message)) if is_tapped else _paper_page(found, vote, person, form)
        )
        return make_response(page, 422)
    return back(year)


def _told_in_json(year: AssemblyYear, now: Now, vote_id: int, person: Person) -> Response:
    """For the script: the parts of the page as they are with the ballot, or the words of the refusal."""
    sent: Any = request.get_json(silent=True)
    chosen = sent.get("choice") if isinstance(sent, dict) else None
    choice = [value for value in chosen if isinstance(value, str)] if isinstance(chosen, list) else []
    try:
        vote = _vote(year, now, vote_id)
        _cast(year, vote, person, named_form(vote, sent=choice))
    except DomainError as error:
        undo()
        return make_response(jsonify(message=str(error.message)), error.status)
    return jsonify(parts=parts_of(year, now))


def _vote(year: AssemblyYear, now: Now, vote_id: int) -> VoteNow:
    vote = now.open_vote
    if vote is None or vote.id != vote_id:
        vote = vote_now(get_vote(db_session(), year.id, vote_id))
    if not vote.is_named:
        raise NotFound
    return vote


def _cast(year: AssemblyYear, vote: VoteNow, person: Person, form: NamedBallotForm) -> None:
    """Raises what the command raises, and RuleBroken (ballot) where the paper says nothing clear."""
    if not form.validate():
        if not on_roll(db_session(), vote.id, person.id):
            raise NotOnRoll
        raise RuleBroken({"ballot": list(form.choice.errors)})
    cast_named(db_session(), year.id, vote.id, person.id, form.ballot())


def _paper_page(year: AssemblyYear, vote: VoteNow, person: Person, form: NamedBallotForm) -> str:
    paper = cast(Contest, paper_of(vote))
    return render_template(
        "assembly/day_paper.html",
        year=year,
        vote=vote,
        contest=paper,
        form=form,
        person=person,
        lines=[Line(one.number, one.title, "", one.cost, "", "", "") for one in vote.options],
        filled=form.choice.filled,
        task=what_to_do(paper),
        is_ranked=paper.method in RANKED,
        has_blank=paper.allows_blank,
    )
