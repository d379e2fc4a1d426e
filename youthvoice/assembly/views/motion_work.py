"""The shared text of a motion: changed by its committee, merged where two wrote at once, finished and opened again."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from flask_login import current_user

from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.assembly.commands import motion_steps as steps
from youthvoice.assembly.commands.motion_words import WordsChanged, change_words
from youthvoice.assembly.forms.motions import GiveForm, WithdrawForm, WordsForm
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.presenting.writing import MergeTold, merge_told
from youthvoice.assembly.queries.committees import get_committee, names_of
from youthvoice.assembly.queries.motions import MotionRow, writer_in
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.assembly.views.base import blueprint
from youthvoice.assembly.views.motion_base import WRITES, motion_for, onward, to_motion
from youthvoice.core.errors import RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.templating import cached_url_for
from youthvoice.core.web import db_session, undo


@blueprint.route("/<int:year>/forslag/<int:number>/ret", methods=["GET", "POST"])
@limiter.limit(WRITES, key_func=person_key, methods=["POST"])
@takes_typed
def edit_motion(year: int, number: int) -> Any:
    """Change the text; where somebody saved meanwhile, both are shown, and one with both."""
    found, place, row = motion_for(year, number, "motion.change")
    if request.method == "GET":
        return _edit_page(typed_or(WordsForm, lambda: WordsForm.of(row.motion)), found, row)
    form = WordsForm()
    if not form.validate():
        return _edit_page(form, found, row), 422
    words = form.words()
    try:
        writer = writer_in(db_session(), found, place, current_user)
        change_words(db_session(), row.motion, current_user, writer, words, form.seen())
    except (RuleBroken, WordsChanged) as error:
        return _refused(form, year, number, error)
    flash(gettext("Teksten er gemt som version %(n)d.", n=row.motion.versions), "success")
    page = cached_url_for("assembly.motion", year=year, number=number)
    return onward(year, number, page, words.title, words.text, words.note)


def _refused(form: WordsForm, year: int, number: int, error: RuleBroken | WordsChanged) -> Any:
    undo()
    found, _place, row = motion_for(year, number, "motion.change")
    if isinstance(error, RuleBroken):
        form.add_problems(error)
        return _edit_page(form, found, row), 422
    told = merge_told(db_session(), row.motion, form.words(), form.seen())
    form.put(told.words, row.motion.versions)
    return _edit_page(form, found, row, told), 409


def _edit_page(form: WordsForm, found: AssemblyYear, row: MotionRow, merge: MergeTold | None = None) -> str:
    return render_template("assembly/motion_edit.html", year=found, motion=row.motion, form=form, merge=merge)


@blueprint.post("/<int:year>/forslag/<int:number>/klar")
def finish_motion(year: int, number: int) -> Any:
    """«Klar til dagen»."""
    _found, _place, row = motion_for(year, number, "motion.finish")
    steps.finish(db_session(), row.motion, current_user)
    flash(gettext("Forslaget er klar til dagen."), "success")
    return to_motion(year, number)


@blueprint.post("/<int:year>/forslag/<int:number>/igen")
def reopen_motion(year: int, number: int) -> Any:
    """The committee works on it once more."""
    _found, _place, row = motion_for(year, number, "motion.reopen")
    steps.reopen(db_session(), row.motion, current_user)
    flash(gettext("Udvalget kan rette i forslaget igen."), "success")
    return to_motion(year, number)


@blueprint.route("/<int:year>/forslag/<int:number>/udvalg", methods=["GET", "POST"])
def give_motion(year: int, number: int) -> Any:
    """Give it to a committee, or take it out of one."""
    found, _place, row = motion_for(year, number, "motion.give")
    form = GiveForm(committee=row.motion.committee_id)
    committees = names_of(db_session(), found.id)
    _offer(form, row, [(one.id, one.name) for one in committees])
    if request.method == "GET" or not form.validate():
        page = render_template(
            "assembly/motion_give.html", year=found, motion=row.motion, form=form, is_empty=not committees
        )
        return page, 200 if request.method == "GET" else 422
    chosen = form.committee.data
    committee = get_committee(db_session(), found.id, chosen) if chosen is not None else None
    steps.give(db_session(), row.motion, committee, current_user)
    flash(gettext("Udvalget har fået forslaget.") if committee else gettext("Forslaget er ikke i udvalg."), "success")
    return to_motion(year, number)


def _offer(form: GiveForm, row: MotionRow, committees: list[tuple[int, str]]) -> None:
    is_ready = row.motion.state is MotionState.ready
    form.offer(committees, gettext("Vælg et udvalg") if is_ready else gettext("Ikke noget udvalg"))


@blueprint.route("/<int:year>/forslag/<int:number>/traek-tilbage", methods=["GET", "POST"])
@limiter.limit(WRITES, key_func=person_key, methods=["POST"])
def withdraw_motion(year: int, number: int) -> Any:
    """Its authors take it back."""
    found, _place, row = motion_for(year, number, "motion.withdraw")
    form = WithdrawForm()
    if request.method == "GET" or not form.validate():
        return _withdraw_page(form, found, row), 200 if request.method == "GET" else 422
    reason = form.reason.data or ""
    try:
        steps.withdraw(db_session(), row.motion, current_user, reason)
    except RuleBroken as error:
        undo()
        found, _place, row = motion_for(year, number, "motion.withdraw")
        form.add_problems(error)
        return _withdraw_page(form, found, row), 422
    flash(gettext("Forslaget er trukket tilbage."), "success")
    return onward(year, number, cached_url_for("assembly.motion", year=year, number=number), reason)


def _withdraw_page(form: WithdrawForm, found: AssemblyYear, row: MotionRow) -> str:
    return render_template("assembly/motion_withdraw.html", year=found, motion=row.motion, form=form)
