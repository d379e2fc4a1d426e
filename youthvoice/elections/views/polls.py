"""A body asks: the form of a new poll, and of one that nobody votes in yet. What follows is run in the room of voting."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import require
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.keyset import MAX_ID, whole_number
from youthvoice.core.web import db_session, settings, undo
from youthvoice.councils.models import Body
from youthvoice.councils.queries.bodies import get_body, standing_in
from youthvoice.councils.queries.minutes import get_item
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.councils.views.base import body_for
from youthvoice.elections.commands.polls import change_poll, plan_poll
from youthvoice.elections.forms.polls import FIELDS, PollForm
from youthvoice.elections.forms.polls_again import form_again
from youthvoice.elections.models import Poll
from youthvoice.elections.poll_labels import CLASS_VOTERS, VOTER_LABELS, WAY_HINTS, WAY_ICONS
from youthvoice.elections.poll_owner import may_ask_again
from youthvoice.elections.queries.polls import body_of, counts_of, find_poll, get_poll
from youthvoice.elections.rules.polls import Voters
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import get_contest, outcome_of
from youthvoice.voting.rules.contest import State

blueprint = Blueprint("polls", __name__, template_folder="../templates")


@blueprint.route("/raad/<int:body_id>/afstemninger/ny", methods=["GET", "POST"])
def new(body_id: int) -> Any:
    """Ask something. From the agenda (``?punkt=``) the words of the item come along; ``?igen=`` is a poll that was tied."""
    body, _standing = body_for(body_id, "poll.run")
    form = PollForm() if request.method == "POST" else _new_form(body)
    _offer(form, body)
    if request.method == "GET":
        return _page(form, body)
    if "more" in request.form:
        form.add_lines()
        return _page(form, body)
    if form.validate():
        try:
            secret, key = settings().secret_key, form.form_key.data
            contest = plan_poll(db_session(), secret, body, form.facts(), key, actor_id=current_user.id)
        except RuleBroken as error:
            return _refused(form, body_id, error)
        return _asked(contest)
    return _page(form, body), 422


@blueprint.route("/afstemninger/<int:contest_id>/ret", methods=["GET", "POST"])
def edit(contest_id: int) -> Any:
    """Word it anew, while nobody votes yet."""
    contest, poll, body = _found(contest_id)
    form = PollForm() if request.method == "POST" else PollForm.of(contest, poll)
    _offer(form, body)
    if request.method == "GET":
        return _page(form, body, contest)
    if "more" in request.form:
        form.add_lines()
        return _page(form, body, contest)
    if not form.validate():
        return _page(form, body, contest), 422
    try:
        seen = whole_number(form.seen.data)
        change_poll(db_session(), poll, body, form.facts(), -1 if seen is None else seen, actor_id=current_user.id)
    except RuleBroken as error:
        return _refused(form, body.id, error, contest_id)
    except Conflict:
        return _overtaken(form, contest_id)
    flash(gettext("Afstemningen er rettet."), "success")
    return redirect(url_for("voting.run", contest_id=contest_id), 303)


def _found(contest_id: int) -> tuple[Contest, Poll, Body]:
    """A poll that nobody votes in yet, for those who run its body. Raises NotFound, SignInNeeded, Forbidden, Conflict."""
    if contest_id > MAX_ID:
        raise NotFound
    poll = get_poll(db_session(), contest_id)
    body = body_of(db_session(), poll)
    person_id = current_user.id if current_user.is_authenticated else None
    require(current_user, "poll.run", standing_in(db_session(), person_id, body))
    contest = get_contest(db_session(), contest_id)
    if contest.state is not State.planned:
        raise Conflict(gettext("Spørgsmålet kan ikke ændres, når afstemningen er åbnet."))
    return contest, poll, body


def _offer(form: PollForm, body: Body) -> None:
    """Fill the form's lists, with how many each choice would let vote."""
    is_class = body.kind in PRIVATE_KINDS
    counts = counts_of(db_session(), body)
    offered = [Voters.members] if is_class else list(Voters)
    if not is_class and counts[Voters.represented] == counts[Voters.members]:
        offered.remove(Voters.represented)
    labels = {**VOTER_LABELS, **({Voters.members: CLASS_VOTERS} if is_class else {})}
    words = [(one.value, f"{labels[one]} ({_count(counts[one])})") for one in offered]
    form.offer(words, is_class=is_class)


def _count(number: int) -> str:
    return gettext("%(num)d lige nu", num=number)


def _new_form(body: Body) -> PollForm:
    """Empty, or with what is tied in a poll of the body."""
    contest_id = whole_number(request.args.get("igen"))
    poll = find_poll(db_session(), contest_id) if contest_id is not None and contest_id <= MAX_ID else None
    if poll is not None and poll.body_id == body.id:
        contest = get_contest(db_session(), poll.contest_id)
        outcome = outcome_of(contest)
        if outcome is not None and may_ask_again(contest):
            return form_again(body, contest, poll, outcome)
    return PollForm.fresh(body, _title_of_item(body))


def _title_of_item(body: Body) -> str:
    item_id = whole_number(request.args.get("punkt"))
    if item_id is None or item_id > MAX_ID:
        return ""
    item = get_item(db_session(), item_id)
    return item.title if item.body_id == body.id and item.hidden_at is None else ""


def _asked(contest: Contest) -> Any:
    is_open = contest.state is State.open
    words = gettext("Afstemningen er åben. Del linket.") if is_open else gettext("Afstemningen er planlagt.")
    flash(words, "success")
    return redirect(url_for("voting.run", contest_id=contest.id), 303)


def _refused(form: PollForm, body_id: int, error: RuleBroken, contest_id: int | None = None) -> Any:
    undo()
    form.add_problems(RuleBroken({FIELDS.get(name, name): texts for name, texts in error.problems.items()}))
    body = get_body(db_session(), body_id)
    contest = get_contest(db_session(), contest_id) if contest_id is not None else None
    return _page(form, body, contest), error.status


def _overtaken(form: PollForm, contest_id: int) -> Any:
    """Somebody else has changed it: what was typed stays, and is saved if it is sent again."""
    undo()
    contest, _poll, body = _found(contest_id)
    form.seen.data = str(contest.version)
    return _page(form, body, contest, overtaken=True), 409


def _page(form: PollForm, body: Body, contest: Contest | None = None, *, overtaken: bool = False) -> str:
    return render_template(
        "elections/poll_form.html",
        form=form,
        body=body,
        contest=contest,
        lines=form.lines(),
        overtaken=overtaken,
        way_hints=WAY_HINTS,
        way_icons=WAY_ICONS,
    )
