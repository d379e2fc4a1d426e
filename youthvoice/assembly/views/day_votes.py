"""The chair's votes: planned, opened, closed, decided by lot, called off."""

from typing import Any

from flask import render_template, request
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.assembly.commands import closing_votes, opening_votes, repeating, wordings
from youthvoice.assembly.commands import votes as commands
from youthvoice.assembly.forms.votes import DayVoteForm
from youthvoice.assembly.models import AssemblyYear, DayItem
from youthvoice.assembly.queries.console import open_amendments
from youthvoice.assembly.queries.day import get_item
from youthvoice.assembly.queries.votes import get_vote
from youthvoice.assembly.rules.day import VoteState
from youthvoice.assembly.views.base import blueprint, year_for
from youthvoice.assembly.views.pressing import help_or, me, pressed, sent_id, to_console
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.web import db_session, settings, undo
from youthvoice.elections.poll_labels import WAY_HINTS, WAY_ICONS
from youthvoice.voting.forms.organise import LotForm


@blueprint.route("/<int:year>/dagen/styring/punkter/<int:item_id>/afstemning", methods=["GET", "POST"])
def plan_day_vote(year: int, item_id: int) -> Any:
    """Plan a vote on an item."""
    found, item = _item_for(year, item_id)
    form = DayVoteForm() if request.method == "POST" else DayVoteForm.fresh(found, item)
    if request.method == "GET":
        return _page(form, found, item)
    if "more" in request.form:
        form.add_lines()
        return _page(form, found, item)
    _offer(form, item)
    if not form.validate():
        return _page(form, found, item), 422
    try:
        commands.plan_vote(db_session(), found.id, form.facts(item.id), form.form_key.data, actor_id=me())
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, *_item_for(year, item_id)), 422
    texts = form.question.data, *(option for option, _cost in form.lines())
    return help_or(year, to_console(year, "afstemninger"), *texts)


@blueprint.post("/<int:year>/dagen/styring/punkter/<int:item_id>/afstemninger")
def plan_motion_votes(year: int, item_id: int) -> AnyResponse:
    """Plan what the motion needs: its open amendments, and itself."""
    found, _place = year_for(year, "day.run")
    return pressed(year, lambda: _plan_all(found, item_id), "afstemninger")


@blueprint.post("/<int:year>/dagen/styring/afstemning/aabn")
def open_day_vote(year: int) -> AnyResponse:
    """Let those who are there vote."""
    found, _place = year_for(year, "day.run")
    key = settings().secret_key
    return pressed(
        year,
        lambda: opening_votes.open_vote(db_session(), key, found.id, sent_id("vote_id"), actor_id=me()),
        "afstemninger",
    )


@blueprint.post("/<int:year>/dagen/styring/afstemning/luk")
def close_day_vote(year: int) -> AnyResponse:
    """Let nobody vote any more, and count."""
    found, _place = year_for(year, "day.run")
    act = closing_votes.close_vote
    return pressed(year, lambda: act(db_session(), found.id, sent_id("vote_id"), actor_id=me()), "afstemninger")


@blueprint.post("/<int:year>/dagen/styring/afstemning/tael")
def count_day_vote(year: int) -> AnyResponse:
    """Count what was closed and takes a while to count."""
    found, _place = year_for(year, "day.run")
    act = closing_votes.count_vote
    return pressed(year, lambda: act(db_session(), found.id, sent_id("vote_id"), actor_id=me()), "afstemninger")


@blueprint.post("/<int:year>/dagen/styring/afstemning/igen")
def vote_day_again(year: int) -> AnyResponse:
    """Plan the next vote on what one vote did not settle."""
    found, _place = year_for(year, "day.run")
    act = repeating.vote_again
    words = gettext("En ny afstemning er klar. Åbn den, når I vil.")
    return pressed(year, lambda: act(db_session(), found.id, sent_id("vote_id"), actor_id=me()), "afstemninger", words)


@blueprint.post("/<int:year>/dagen/styring/ord")
def choose_day_wording(year: int) -> AnyResponse:
    """Say which of two wordings stands."""
    found, _place = year_for(year, "day.run")
    which, takes = (sent_id("item_id"), sent_id("amendment_id")), request.form.get("takes") == "1"
    act = wordings.choose_wording
    return pressed(year, lambda: act(db_session(), found.id, *which, takes=takes, actor_id=me()), "afstemninger")


@blueprint.post("/<int:year>/dagen/styring/ord/afstemning")
def plan_day_wording(year: int) -> AnyResponse:
    """Let the hall vote between the two."""
    found, _place = year_for(year, "day.run")
    which = sent_id("item_id"), sent_id("amendment_id")
    act = wordings.plan_wording_vote
    return pressed(year, lambda: act(db_session(), found.id, *which, actor_id=me()), "afstemninger")


@blueprint.post("/<int:year>/dagen/styring/afstemning/aflys")
def cancel_day_vote(year: int) -> AnyResponse:
    """Call a vote off."""
    found, _place = year_for(year, "day.run")
    act = commands.cancel_vote
    words = gettext("Afstemningen er aflyst. Ingen stemmer bliver talt.")
    return pressed(year, lambda: act(db_session(), found.id, sent_id("vote_id"), actor_id=me()), "afstemninger", words)


@blueprint.route("/<int:year>/dagen/styring/afstemning/<int:vote_id>/lod", methods=["GET", "POST"])
def draw_day_lot(year: int, vote_id: int) -> Any:
    """How a lot is drawn; what was drawn is written down, and the vote is decided."""
    found, _place = year_for(year, "day.run")
    vote, form = get_vote(db_session(), found.id, vote_id), LotForm()
    if request.method == "GET":
        if vote.state is not VoteState.closed:
            raise Conflict(gettext("Der skal ikke trækkes lod lige nu."))
        return render_template("assembly/day/lot.html", year=found, vote=vote, form=form)
    if form.validate():
        drawn = form.seed.data or "", form.witnesses.data or ""
        try:
            closing_votes.draw(db_session(), found.id, vote_id, *drawn, actor_id=me())
        except RuleBroken as error:
            undo()
            form.add_problems(error)
            found, vote = year_for(year, "day.run")[0], get_vote(db_session(), found.id, vote_id)
        else:
            return to_console(year, "afstemninger")
    return render_template("assembly/day/lot.html", year=found, vote=vote, form=form), 422


def _plan_all(found: AssemblyYear, item_id: int) -> bool:
    return bool(commands.plan_votes_of_motion(db_session(), found.id, item_id, actor_id=me()))


def _item_for(year: int, item_id: int) -> tuple[AssemblyYear, DayItem]:
    found, _place = year_for(year, "day.run")
    return found, get_item(db_session(), found.id, item_id)


def _offer(form: DayVoteForm, item: DayItem) -> None:
    form.offer(item, open_amendments(db_session(), item.motion_id) if item.motion_id is not None else ())


def _page(form: DayVoteForm, found: AssemblyYear, item: DayItem) -> str:
    if form.about.choices is None:
        _offer(form, item)
    return render_template(
        "assembly/day/vote_form.html",
        form=form,
        year=found,
        item=item,
        lines=form.lines(),
        way_hints=WAY_HINTS,
        way_icons=WAY_ICONS,
    )
