"""Amendments: asked for, read beside the text, argued about, withdrawn, and taken in by the committee."""

from typing import Any

from flask import Response, flash, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.assembly.commands import amendments as commands
from youthvoice.assembly.commands.amendments import Change
from youthvoice.assembly.commands.motion_words import WordsChanged
from youthvoice.assembly.forms.motions import AmendmentForm, ArgumentForm, WordsForm
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.motion_place import AmendmentPlace
from youthvoice.assembly.presenting import amendments as show
from youthvoice.assembly.queries.amendments import AmendmentRow, arguments_of, get_amendment
from youthvoice.assembly.queries.motions import MotionRow, writer_in
from youthvoice.assembly.rules.motions import AmendmentState, Words
from youthvoice.assembly.views.base import blueprint
from youthvoice.assembly.views.motion_base import WRITES, motion_for, motion_of, onward, to_motion
from youthvoice.core.authz import can, require
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.web import actor_id, db_session, undo


def _amendment_of(year: int, number: int, change: int) -> tuple[AssemblyYear, MotionRow, AmendmentRow, AmendmentPlace]:
    """The amendment with its motion: three queries for a visitor. Raises NotFound."""
    found, _place, row = motion_of(year, number)
    asked = get_amendment(db_session(), row.motion.id, change)
    own = actor_id() is not None and asked.amendment.written_by_id == actor_id()
    is_open = asked.amendment.state is AmendmentState.open
    return found, row, asked, AmendmentPlace(motion=row.place, is_open=is_open, is_author=own)


@blueprint.route("/<int:year>/forslag/<int:number>/aendringer/ny", methods=["GET", "POST"])
@limiter.limit(WRITES, key_func=person_key, methods=["POST"])
@takes_typed
def new_amendment(year: int, number: int) -> Any:
    """Ask for a change: the whole text as it would stand, and why."""
    found, place, row = motion_for(year, number, "amendment.send")
    if request.method == "GET":
        return _form_page(typed_or(AmendmentForm, lambda: AmendmentForm.of(row.motion)), found, row)
    form = AmendmentForm()
    if not form.validate():
        return _form_page(form, found, row), 422
    change = Change(form.text.data or "", form.reason.data or "", form.seen())
    try:
        writer = writer_in(db_session(), found, place, current_user)
        made = commands.send_amendment(db_session(), row.motion, current_user, writer, change, str(form.form_key.data))
    except (RuleBroken, Conflict) as error:
        return _form_refused(form, year, number, error)
    flash(gettext("Ændringen er sendt. Nu kan alle læse den."), "success")
    page = url_for("assembly.amendment", year=year, number=number, change=made.number)
    return onward(year, number, page, change.text, change.reason)


def _form_refused(form: AmendmentForm, year: int, number: int, error: RuleBroken | Conflict) -> Any:
    undo()
    found, _place, row = motion_of(year, number)
    form.add_problems(error if isinstance(error, RuleBroken) else RuleBroken({"": [error.message]}))
    return _form_page(form, found, row), error.status


def _form_page(form: AmendmentForm, found: AssemblyYear, row: MotionRow) -> str:
    return render_template("assembly/amendment_form.html", year=found, motion=row.motion, form=form)


@blueprint.route("/<int:year>/forslag/<int:number>/aendringer/<int:change>", methods=["GET", "POST"])
@limiter.limit(WRITES, key_func=person_key, methods=["POST"])
def amendment(year: int, number: int, change: int) -> Any:
    """What it changes, and what speaks for and against; delegates say more. Four queries for a visitor, five where the text moved."""
    found, row, asked, at = _amendment_of(year, number, change)
    if request.method == "GET":
        return _page(ArgumentForm() if not is_anonymous() else None, found, row, asked, at)
    require(current_user, "amendment.argue", at)
    form = ArgumentForm()
    if not form.validate():
        return _page(form, found, row, asked, at).get_data(as_text=True), 422
    try:
        writer = writer_in(db_session(), found, row.place.place, current_user)
        said = commands.argue(
            db_session(), asked.amendment, current_user, writer, form.chosen(), form.text.data or "",
            str(form.form_key.data),
        )  # fmt: skip
    except RuleBroken as error:
        undo()
        form.add_problems(error)
        return _page(form, *_amendment_of(year, number, change)).get_data(as_text=True), 422
    page = url_for("assembly.amendment", year=year, number=number, change=change, _anchor=f"argument-{said.id}")
    return onward(year, number, page, form.text.data)


def _page(
    form: ArgumentForm | None, found: AssemblyYear, row: MotionRow, asked: AmendmentRow, at: AmendmentPlace
) -> Response:
    said = arguments_of(db_session(), asked.amendment.id)
    stamp = found.version, found.state, row.motion.version, row.motion.id, asked.amendment.id, len(said)

    def render() -> str:
        told = show.amendment_page(db_session(), row.motion, asked, said)
        shown = form if can(current_user, "amendment.argue", at) else None
        return render_template("assembly/amendment.html", year=found, motion=row.motion, at=at, page=told, form=shown)

    return public_page(stamp, render)


@blueprint.post("/<int:year>/forslag/<int:number>/aendringer/<int:change>/traek-tilbage")
def withdraw_amendment(year: int, number: int, change: int) -> Any:
    """Whoever asked for it takes it back."""
    _found, _row, asked, at = _amendment_of(year, number, change)
    require(current_user, "amendment.withdraw", at)
    commands.withdraw_amendment(db_session(), asked.amendment, current_user)
    flash(gettext("Ændringen er trukket tilbage."), "success")
    return to_motion(year, number, "aendringer")


@blueprint.route("/<int:year>/forslag/<int:number>/aendringer/<int:change>/skriv-ind", methods=["GET", "POST"])
@limiter.limit(WRITES, key_func=person_key, methods=["POST"])
def take_in_amendment(year: int, number: int, change: int) -> Any:
    """The committee looks at the text with the change in it, and saves it as a new version."""
    found, row, asked, at = _amendment_of(year, number, change)
    require(current_user, "amendment.take_in", at)
    if request.method == "GET":
        return _take_in_page(None, found, row, asked)
    form = WordsForm()
    if not form.validate():
        return _take_in_page(form, found, row, asked), 422
    try:
        writer = writer_in(db_session(), found, row.place.place, current_user)
        commands.take_in(db_session(), asked.amendment, current_user, writer, form.words(), form.seen())
    except (RuleBroken, WordsChanged) as error:
        return _take_in_refused(form, year, number, change, error)
    flash(gettext("Ændringen er skrevet ind i forslaget."), "success")
    return to_motion(year, number)


def _take_in_refused(form: WordsForm, year: int, number: int, change: int, error: RuleBroken | WordsChanged) -> Any:
    undo()
    found, row, asked, _at = _amendment_of(year, number, change)
    if isinstance(error, RuleBroken):
        form.add_problems(error)
        return _take_in_page(form, found, row, asked), 422
    return _take_in_page(form, found, row, asked, has_moved=True), 409


def _take_in_page(
    form: WordsForm | None, found: AssemblyYear, row: MotionRow, asked: AmendmentRow, *, has_moved: bool = False
) -> str:
    """``has_moved``: somebody saved while this was being looked at; what was typed is merged with that."""
    told = show.take_in_told(db_session(), row.motion, asked.amendment, form if has_moved else None)
    if form is None:
        note = gettext("Ændring %(n)d er skrevet ind.", n=asked.amendment.number)
        form = WordsForm.of(row.motion, Words(row.motion.title, told.words.text, note))
    elif has_moved:
        form.put(told.words, row.motion.versions)
    return render_template(
        "assembly/amendment_take_in.html", year=found, motion=row.motion, asked=asked.amendment, form=form, told=told
    )
