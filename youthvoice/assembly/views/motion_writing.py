"""Writing: a delegation begins a motion, works on its draft, and sends it in."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.accounts.unsent import find_unsent, forget_below
from youthvoice.assembly.commands import motions as commands
from youthvoice.assembly.commands.motion_words import WordsChanged, change_words
from youthvoice.assembly.forms.motions import DraftForm, NewMotionForm
from youthvoice.assembly.models import AssemblyYear, Delegation
from youthvoice.assembly.place import Place
from youthvoice.assembly.presenting.writing import merge_told
from youthvoice.assembly.queries.motions import MotionRow, delegations_of, draft_row, writer_in
from youthvoice.assembly.rules.years import takes_motions
from youthvoice.assembly.views.base import blueprint, year_and_place, year_for
from youthvoice.assembly.views.motion_base import WRITES, onward
from youthvoice.core.authz import require
from youthvoice.core.clock import now
from youthvoice.core.errors import RuleBroken, SignInNeeded
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.web import db_session, undo


def draft_for(year: int, motion_id: int, permission: str) -> tuple[AssemblyYear, Place, MotionRow]:
    """A draft, for those whose it is. Raises SignInNeeded, NotFound or Forbidden."""
    found, place = year_and_place(year)
    if is_anonymous():
        raise SignInNeeded
    row = draft_row(db_session(), place, motion_id, current_user.id)
    require(current_user, permission, row.place)
    return found, place, row


@blueprint.route("/<int:year>/forslag/nyt", methods=["GET", "POST"])
@limiter.limit(WRITES, key_func=person_key, methods=["POST"])
@takes_typed
def new_motion(year: int) -> Any:
    """Begin a motion. Whoever is no delegate chooses for whom."""
    found, place = year_for(year, "motion.write")
    form = NewMotionForm() if request.method == "POST" else typed_or(NewMotionForm, NewMotionForm)
    delegations = _delegations(found, place)
    form.delegation.offer([(one.id, one.name) for one in delegations], gettext("Vælg"))
    if place.delegation_id is not None:
        form.delegation.data = place.delegation_id
        form.delegation.raw_data = [str(place.delegation_id)]
    if request.method == "GET" or not form.validate():
        return _new_page(form, found), 200 if request.method == "GET" else 422
    delegation = next(one for one in delegations if one.id == form.delegation.data)
    try:
        made = commands.start_motion(
            db_session(), found, current_user, delegation, form.topic_chosen(), form.words(), str(form.form_key.data)
        )
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _new_page(form, year_for(year, "motion.write")[0]), 422
    flash(gettext("Kladden er gemt. Kun I kan se den."), "success")
    return redirect(url_for("assembly.motion_draft", year=year, motion_id=made.id), 303)


def _delegations(found: AssemblyYear, place: Place) -> list[Delegation]:
    """One's own, or all of them."""
    every = delegations_of(db_session(), found.id)
    return [one for one in every if place.delegation_id in (None, one.id)]


def _new_page(form: NewMotionForm, found: AssemblyYear) -> str:
    is_in_time = takes_motions(found.moments, found.motions_due_at, now())
    return render_template("assembly/motion_new.html", year=found, form=form, is_in_time=is_in_time)


@blueprint.route("/<int:year>/kladder/<int:motion_id>", methods=["GET", "POST"])
@limiter.limit(WRITES, key_func=person_key, methods=["POST"])
@takes_typed
def motion_draft(year: int, motion_id: int) -> Any:
    """The draft: read and changed by the delegation."""
    permission = "motion.see_draft" if request.method == "GET" else "motion.change_draft"
    found, place, row = draft_for(year, motion_id, permission)
    if request.method == "GET":
        return _draft_page(typed_or(DraftForm, lambda: DraftForm.of(row.motion)), found, row)
    form = DraftForm()
    if not form.validate():
        return _draft_page(form, found, row), 422
    try:
        writer = writer_in(db_session(), found, place, current_user)
        change_words(db_session(), row.motion, current_user, writer, form.words(), form.seen())
        commands.change_topic(db_session(), row.motion, commands.Topic(form.topic.data))
    except (RuleBroken, WordsChanged) as error:
        return _draft_refused(form, year, motion_id, error)
    flash(gettext("Kladden er gemt. Kun I kan se den."), "success")
    return redirect(url_for("assembly.motion_draft", year=year, motion_id=motion_id), 303)


def _draft_refused(form: DraftForm, year: int, motion_id: int, error: RuleBroken | WordsChanged) -> Any:
    """What was typed stays; where another of the delegation saved meanwhile, both texts are there."""
    undo()
    found, _place, row = draft_for(year, motion_id, "motion.change_draft")
    if isinstance(error, RuleBroken):
        form.add_problems(error)
        return _draft_page(form, found, row), 422
    told = merge_told(db_session(), row.motion, form.words(), form.seen())
    form.title.data, form.text.data = told.words.title, told.words.text
    form.version.data = str(row.motion.versions)
    return _draft_page(form, found, row, told), 409


def _draft_page(form: DraftForm, found: AssemblyYear, row: MotionRow, merge: Any = None) -> str:
    is_in_time = takes_motions(found.moments, found.motions_due_at, now())
    return render_template(
        "assembly/motion_draft.html", year=found, motion=row.motion, form=form, is_in_time=is_in_time, merge=merge
    )


@blueprint.post("/<int:year>/kladder/<int:motion_id>/send")
@limiter.limit(WRITES, key_func=person_key)
def send_motion(year: int, motion_id: int) -> Any:
    """Send it in: from now on everybody can read it."""
    found, place, row = draft_for(year, motion_id, "motion.change_draft")
    motion = row.motion
    if find_unsent(db_session(), current_user.id, _draft_place(year, motion_id)) is not None:
        # It is what the delegation has that is sent; what somebody has typed since must not be left behind unseen.
        flash(gettext("Du har skrevet noget, som ikke står i forslaget endnu. Gem det først."), "warning")
        return redirect(url_for("assembly.motion_draft", year=year, motion_id=motion_id), 303)
    try:
        commands.send_motion(db_session(), motion, current_user, writer_in(db_session(), found, place, current_user))
    except RuleBroken as error:
        undo()
        found, _place, row = draft_for(year, motion_id, "motion.change_draft")
        form = DraftForm.of(row.motion)
        form.add_problems(error)
        return _draft_page(form, found, row), 422
    flash(gettext("Forslaget er sendt ind. Nu kan alle læse det."), "success")
    page = url_for("assembly.motion", year=year, number=motion.number)
    return onward(year, motion.number, page, motion.title, motion.text)


@blueprint.post("/<int:year>/kladder/<int:motion_id>/slet")
def drop_draft(year: int, motion_id: int) -> Any:
    """Throw the draft away."""
    _found, _place, row = draft_for(year, motion_id, "motion.change_draft")
    commands.drop_draft(db_session(), row.motion, current_user)
    forget_below(db_session(), _draft_place(year, motion_id))
    flash(gettext("Kladden er slettet."), "success")
    return redirect(url_for("assembly.motions", year=year), 303)


def _draft_place(year: int, motion_id: int) -> str:
    """Where the words of a draft are sent to."""
    return f"/bytinget/{year}/kladder/{motion_id}"
