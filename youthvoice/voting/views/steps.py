"""The steps of voting: fill in, look over, cast. The choice travels through the pages, and is kept nowhere on the way."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import Response, make_response, render_template, request

from youthvoice.core.errors import RuleBroken
from youthvoice.core.web import undo
from youthvoice.voting.commands.casting import Cast, check_choice, check_open
from youthvoice.voting.explaining import what_to_do
from youthvoice.voting.forms.ballots import BallotForm, ballot_form, sent_ballot
from youthvoice.voting.models import Contest
from youthvoice.voting.presenting import chosen_lines, has_own_blank, is_ranked, line_of
from youthvoice.voting.rules.ballots import Ballot


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Where somebody votes: signed in, with a slip, or at a shared tablet."""

    contest: Contest
    url: str
    """Where every step is sent."""
    cast: Callable[[BallotForm, Ballot], Cast]
    code: str = ""
    """Of a slip; it travels along."""
    is_used: bool = False
    """The slip was used before."""
    kiosk_url: str = ""
    """Where the next voter begins, at a shared tablet."""
    blind: Mapping[str, str] = field(default_factory=dict)
    """What ballot.js wants to know; nothing, where it has no part."""
    back_url: str = ""
    """Where whoever has voted goes on to, where the owner says so."""
    headers: Mapping[str, str] = field(default_factory=dict)


def take_step(desk: Desk) -> Response:
    """Do what the form says is next. Raises Closed, and what the kind of paper raises."""
    check_open(desk.contest)
    try:
        return _STEPS.get(request.form.get("step", ""), fill_in)(desk)
    except RuleBroken as error:
        undo()
        form = ballot_form(desk.contest)
        form.choice.errors = error.problems["ballot"]
        return ballot_page(desk, form, 422)


def cast_unread(desk: Desk) -> Response:
    """Cast for somebody of whom it is not known yet whether they may read the paper: no word of it stands in the answer.

    Raises Closed, what the kind of paper raises, and RuleBroken (ballot).
    """
    check_open(desk.contest)
    return _cast(desk)


def fill_in(desk: Desk) -> Response:
    """A new paper."""
    return ballot_page(desk, ballot_form(desk.contest, is_sent=False))


def ballot_page(desk: Desk, form: BallotForm, status: int = 200) -> Response:
    """The paper with its boxes."""
    contest = desk.contest
    lines = [line_of(option, is_inside=True) for option in contest.options]
    page = render_template(
        "voting/ballot.html",
        desk=desk,
        contest=contest,
        form=form,
        lines=lines,
        filled=form.choice.filled,
        task=what_to_do(contest),
        is_ranked=is_ranked(contest),
        has_blank=has_own_blank(contest),
    )
    return _answer(desk, page, status)


def _review(desk: Desk) -> Response:
    """What was chosen, in words; nothing is stored yet."""
    form = ballot_form(desk.contest)
    if not form.validate():
        return ballot_page(desk, form, 422)
    return _review_page(desk, form, form.ballot())


def _review_page(desk: Desk, form: BallotForm, ballot: Ballot) -> Response:
    page = render_template(
        "voting/review.html",
        desk=desk,
        contest=desk.contest,
        form=form,
        ballot=ballot,
        lines=chosen_lines(desk.contest, ballot),
        is_ranked=is_ranked(desk.contest),
    )
    return _answer(desk, page)


def _change(desk: Desk) -> Response:
    """Back to the paper, with the choice on it."""
    ballot = sent_ballot(request.form.get("ballot"))
    check_choice(desk.contest, ballot)
    return ballot_page(desk, ballot_form(desk.contest, ballot=ballot))


def _cast(desk: Desk) -> Response:
    """Into the box. The receipt stands in this very answer, so that it stands in no address."""
    ballot = sent_ballot(request.form.get("ballot"))
    cast = desk.cast(ballot_form(desk.contest), ballot)
    return done_page(desk, cast.receipt)


def done_page(desk: Desk, receipt: str) -> Response:
    """Thanks, and the receipt."""
    return _answer(desk, render_template("voting/done.html", desk=desk, contest=desk.contest, receipt=receipt))


def _answer(desk: Desk, page: str, status: int = 200) -> Response:
    response = make_response(page, status)
    response.headers.update(desk.headers)
    return response


_STEPS: dict[str, Callable[[Desk], Response]] = {"review": _review, "change": _change, "cast": _cast}
