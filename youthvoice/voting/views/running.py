"""Where those who run a contest take it from one step to the next: opened, closed, counted, or called off."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext, ngettext
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.errors import Forbidden, RuleBroken
from youthvoice.core.web import db_session, settings, undo
from youthvoice.voting.commands.counting import count_contest, needs_lot
from youthvoice.voting.commands.hurrying import close_now, may_hurry, open_now
from youthvoice.voting.commands.opening import is_uncontested, planned_roll
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.forms.organise import ReasonForm
from youthvoice.voting.labels import cancel_text
from youthvoice.voting.models import Contest
from youthvoice.voting.owners import handy_owner_of
from youthvoice.voting.presenting import status_of
from youthvoice.voting.queries.running import turnout_of
from youthvoice.voting.rules.contest import HANDS_METHODS, State
from youthvoice.voting.views.base import blueprint, contest_for
from youthvoice.voting.views.organising import me, run_by_me, to_desk


@blueprint.get("/afstemninger/<int:contest_id>/styr")
def run(contest_id: int) -> str:
    """Where the contest stands, who takes part, and the one thing to do next."""
    contest, standing = contest_for(contest_id, run=True)
    owner = handy_owner_of(contest)
    is_planned = contest.state is State.planned
    return render_template(
        "voting/run.html",
        contest=contest,
        cancelled_because=cancel_text(contest.cancel_reason),
        states=State,
        status=status_of(contest),
        roll=planned_roll(db_session(), contest) if is_planned else contest.roll_size,
        turnout=turnout_of(db_session(), contest) if contest.opened_at else None,
        may_hand_out=can(current_user, "voting.hand_out", standing),
        may_hurry=may_hurry(db_session(), contest),
        is_uncontested=is_planned and is_uncontested(contest),
        needs_lot=needs_lot(contest),
        takes_hands=contest.method in HANDS_METHODS,
        change_path=owner.change_path(db_session(), contest) if owner is not None and is_planned else "",
        again_path=owner.again_path(db_session(), contest) if owner is not None else "",
    )


@blueprint.route("/afstemninger/<int:contest_id>/aabn", methods=["GET", "POST"])
def open_contest_now(contest_id: int) -> Any:
    """Ask, and let people vote from now on."""
    contest = _by_hand(contest_id)
    if request.method == "GET":
        return _opening(contest)
    try:
        open_now(db_session(), settings().secret_key, contest, actor_id=me())
    except RuleBroken as error:
        undo()
        return _opening(run_by_me(contest_id), str(error)), 422
    flash(gettext("Afstemningen er åben. Nu kan alle på valglisten stemme."), "success")
    return to_desk(contest_id)


@blueprint.route("/afstemninger/<int:contest_id>/luk", methods=["GET", "POST"])
def close_contest_now(contest_id: int) -> Any:
    """Ask, and let nobody vote any more."""
    contest = _by_hand(contest_id)
    if request.method == "GET":
        lines = [
            gettext("Så slutter den for alle. De, der ikke har stemt endnu, kan ikke stemme mere."),
            _taken_part(contest),
            gettext("Det kan ikke gøres om."),
        ]
        return _ask(contest, gettext("Luk afstemningen nu?"), lines, gettext("Ja, luk den"), "close_contest_now")
    close_now(db_session(), contest, actor_id=me())
    flash(_closed_words(contest), "success")
    return to_desk(contest_id)


@blueprint.route("/afstemninger/<int:contest_id>/tael", methods=["GET", "POST"])
def count_contest_now(contest_id: int) -> Any:
    """Ask, and count what is closed and was not counted by itself."""
    contest = run_by_me(contest_id)
    if request.method == "GET":
        lines = [gettext("Så er resultatet der. Alle, der kan se afstemningen, kan se det.")]
        return _ask(contest, gettext("Tæl stemmerne?"), lines, gettext("Ja, tæl op"), "count_contest_now")
    count_contest(db_session(), contest, actor_id=me())
    flash(gettext("Stemmerne er talt. Resultatet er klar."), "success")
    return to_desk(contest_id)


@blueprint.route("/afstemninger/<int:contest_id>/aflys", methods=["GET", "POST"])
def cancel_contest_now(contest_id: int) -> Any:
    """Ask why, and call it off."""
    contest, form = run_by_me(contest_id), ReasonForm()
    if request.method == "POST" and form.validate():
        cancel_contest(db_session(), contest, form.reason.data or "", actor_id=me())
        flash(gettext("Afstemningen er aflyst. Grunden står på siden."), "success")
        return to_desk(contest_id)
    page = render_template("voting/run_cancel.html", form=form, contest=contest, is_open=contest.state is State.open)
    return page, 422 if request.method == "POST" else 200


def _by_hand(contest_id: int) -> Contest:
    """The contest, for whoever runs it and may open and close it before its time."""
    contest = run_by_me(contest_id)
    if not may_hurry(db_session(), contest):
        raise Forbidden(gettext("Den her afstemning åbner og lukker af sig selv på de tider, der står på siden."))
    return contest


def _opening(contest: Contest, problem: str = "") -> str:
    roll = planned_roll(db_session(), contest)
    lines = [
        ngettext("%(num)d står på valglisten.", "%(num)d står på valglisten.", roll),
        gettext("Fra nu af kan ingen komme på listen, og spørgsmålet kan ikke ændres."),
    ]
    return _ask(contest, gettext("Åbn afstemningen nu?"), lines, gettext("Ja, åbn den"), "open_contest_now", problem)


def _ask(contest: Contest, title: str, lines: list[str], yes: str, endpoint: str, problem: str = "") -> str:
    url = url_for(f"voting.{endpoint}", contest_id=contest.id)
    return render_template(
        "voting/run_step.html", contest=contest, title=title, lines=lines, yes=yes, url=url, problem=problem
    )


def _taken_part(contest: Contest) -> str:
    return gettext("%(voted)d af %(roll)d har stemt indtil videre.", voted=contest.taken_part, roll=contest.roll_size)


def _closed_words(contest: Contest) -> str:
    if needs_lot(contest):
        return gettext("Afstemningen er lukket. Træk nu lod, før stemmerne bliver talt.")
    if contest.state is State.sealed:
        return gettext("Afstemningen er lukket. Nu kan stemmerne tælles.")
    return gettext("Afstemningen er lukket, og stemmerne er talt.")
