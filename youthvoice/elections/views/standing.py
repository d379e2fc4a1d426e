"""Standing: one tap, then as much or as little as one likes; changing it, and stepping back."""

from functools import partial
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.rules import may_be_minor
from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.core.authz import require
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, NotFound, RuleBroken, TooLarge, UnsupportedFile
from youthvoice.core.files import CleanFile
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.uploads import PICTURE_TYPES, sent_picture
from youthvoice.core.web import db_session, undo
from youthvoice.elections.commands import pictures, standing
from youthvoice.elections.forms.candidates import StandForm
from youthvoice.elections.labels import STAND_PROBLEM_TEXTS, election_title
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.presenting.candidates import card
from youthvoice.elections.queries.candidates import find_own
from youthvoice.elections.queries.place import Place
from youthvoice.elections.rules.candidates import PICTURE_SIDE, check_time, may_withdraw
from youthvoice.elections.rules.states import ElectionState
from youthvoice.elections.views.base import blueprint, election_and_place, to_election
from youthvoice.moderation.crisis import needs_help

UPLOAD_LIMIT = "60 per hour"


@blueprint.route("/valg/<int:election_id>/stil-op", methods=["GET", "POST"])
@limiter.limit(UPLOAD_LIMIT, key_func=person_key, methods=["POST"])
@takes_typed
def stand(election_id: int) -> Any:
    """Stand, or change how one stands. The button on the election's page sends its form with nothing but a name."""
    election, place = election_and_place(election_id)
    require(current_user, "account.edit_own")
    own = find_own(db_session(), election_id, current_user.id)
    if own is None:
        require(current_user, "election.stand", place)
    if request.method == "GET":
        named = partial(StandForm, formdata=None, data={"ballot_name": current_user.display_name})
        form = typed_or(StandForm, partial(StandForm.of, own) if own else named)
        return _page(form, election, own, place)
    form, picture = StandForm(), None
    try:
        picture = sent_picture(form.picture, PICTURE_SIDE)
    except (TooLarge, UnsupportedFile) as error:
        form.validate()
        form.picture.errors = [str(error.message)]
        return _page(form, election, own, place), error.status
    if not form.validate():
        return _page(form, election, own, place), 422
    return _take(form, election, own, picture)


def _take(form: StandForm, election: Election, own: Candidate | None, picture: CleanFile | None) -> Any:
    session, facts = db_session(), form.facts()
    try:
        if own is None:
            candidate = standing.stand(session, election, current_user, facts, str(form.form_key.data))
        else:
            candidate = own
            standing.edit_candidacy(session, own, facts, actor_id=current_user.id)
    except RuleBroken as error:
        return _refused(form, election.id, error)
    if picture is not None:
        pictures.set_picture(session, candidate, picture, actor_id=current_user.id)
    return _taken(election, facts.ballot_name, facts.words, is_new=own is None)


def _taken(election: Election, name: str, words: str, *, is_new: bool) -> Any:
    if needs_help(f"{name}\n{words}"):
        return redirect(url_for("elections.candidate_help", election_id=election.id), 303)
    if is_new:
        flash(gettext("Du stiller op. Her kan du skrive mere, hvis du vil."), "success")
        return redirect(url_for("elections.stand", election_id=election.id), 303)
    flash(gettext("Det er gemt."), "success")
    return to_election(election.id)


@blueprint.post("/valg/<int:election_id>/traek-dig")
def withdraw(election_id: int) -> Any:
    """Step back. Sent twice, it is the same."""
    _election, own = _own(election_id)
    if own is not None:
        standing.withdraw(db_session(), own, actor_id=current_user.id)
    flash(gettext("Du stiller ikke op længere. Det er helt i orden."), "success")
    return to_election(election_id)


@blueprint.post("/valg/<int:election_id>/fjern-billede")
def remove_picture(election_id: int) -> Any:
    """Take one's own picture away, at any time."""
    _election, own = _own(election_id)
    if own is None:
        raise NotFound
    pictures.remove_picture(db_session(), own, actor_id=current_user.id)
    flash(gettext("Billedet er væk."), "success")
    return redirect(url_for("elections.stand", election_id=election_id), 303)


@blueprint.get("/valg/<int:election_id>/hjaelp")
def candidate_help(election_id: int) -> Any:
    """After words of a crisis: one stands, an adult reads it too, and here is help."""
    election, own = _own(election_id)
    if own is None:
        raise NotFound
    return render_template("elections/help.html", election=election, title=election_title(election))


def _own(election_id: int) -> tuple[Election, Candidate | None]:
    election, _place = election_and_place(election_id)
    require(current_user, "account.edit_own")
    own = find_own(db_session(), election_id, current_user.id)
    return election, own


def _refused(form: StandForm, election_id: int, error: RuleBroken) -> Any:
    undo()
    form.add_problems(error)
    election, place = election_and_place(election_id)
    own = find_own(db_session(), election_id, current_user.id)
    return _page(form, election, own, place), error.status


def _page(form: StandForm, election: Election, own: Candidate | None, place: Place) -> str:
    problem = check_time(election.phase(now())) if own is None else None
    if own is None and problem is not None and request.method == "GET":
        raise Conflict(str(STAND_PROBLEM_TEXTS[problem]))
    return render_template(
        "elections/stand.html",
        form=form,
        election=election,
        title=election_title(election),
        own=_card(own, place),
        is_fixed=own is not None and not may_withdraw(election.state),
        may_withdraw=own is not None and may_withdraw(election.state),
        is_over=election.state is ElectionState.cancelled,
        is_minor=may_be_minor(current_user.birth_year, today().year),
        picture_types=PICTURE_TYPES,
    )


def _card(own: Candidate | None, place: Place) -> Any:
    return None if own is None else card(own, place.viewer)
