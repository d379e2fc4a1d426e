"""Making one motion of two: which other it becomes part of, the text with both, and credit to everybody."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.assembly.commands import motion_steps as steps
from youthvoice.assembly.commands.motion_words import WordsChanged
from youthvoice.assembly.forms.motions import MergeForm
from youthvoice.assembly.models import AssemblyYear, Motion
from youthvoice.assembly.place import Place
from youthvoice.assembly.presenting.writing import MergeTold, merge_told
from youthvoice.assembly.queries.motions import MotionRow, other_open, writer_in
from youthvoice.assembly.views.base import blueprint
from youthvoice.assembly.views.motion_base import WRITES, motion_for, to_motion
from youthvoice.core.authz import can
from youthvoice.core.errors import RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.web import db_session, undo


@blueprint.route("/<int:year>/forslag/<int:number>/saml", methods=["GET", "POST"])
@limiter.limit(WRITES, key_func=person_key, methods=["POST"])
def merge_motion(year: int, number: int) -> Any:
    """Which other (``med``), and then its text, with what is taken over. Whoever leads the committee finds its motions alone."""
    found, place, row = motion_for(year, number, "motion.merge")
    others = _others(place, row)
    asked = request.form.get("into") if request.method == "POST" else request.args.get("med")
    into = _chosen(others, asked)
    if into is None:
        return _choose_page(found, row, others, is_wrong=bool(asked) or request.method == "POST")
    if request.method == "GET":
        note = gettext("Forslag %(n)d er lagt ind her.", n=number)
        return _merge_page(MergeForm.into_motion(into, note), found, row, into)
    form = MergeForm()
    if not form.validate():
        return _merge_page(form, found, row, into), 422
    try:
        writer = writer_in(db_session(), found, place, current_user)
        steps.merge_into(db_session(), row.motion, into, current_user, writer, form.words(), form.seen())
    except (RuleBroken, WordsChanged) as error:
        return _refused(form, year, number, error)
    flash(gettext("De to forslag er samlet til et. Alle står som dem, der fik ideen."), "success")
    return to_motion(year, into.number)


def _others(place: Place, row: MotionRow) -> list[Motion]:
    leads_all = can(current_user, "motion.lead", place)
    return other_open(db_session(), row.motion, None if leads_all else row.motion.committee_id)


def _chosen(others: list[Motion], asked: str | None) -> Motion | None:
    number = whole_number(asked)
    return next((one for one in others if one.number == number), None)


def _choose_page(found: AssemblyYear, row: MotionRow, others: list[Motion], *, is_wrong: bool) -> Any:
    page = render_template(
        "assembly/motion_merge_choose.html", year=found, motion=row.motion, others=others, is_wrong=is_wrong
    )
    return page, 422 if is_wrong and request.method == "POST" else 200


def _merge_page(
    form: MergeForm, found: AssemblyYear, row: MotionRow, into: Motion, merge: MergeTold | None = None
) -> str:
    return render_template(
        "assembly/motion_merge.html", year=found, motion=row.motion, into=into, form=form, merge=merge
    )


def _refused(form: MergeForm, year: int, number: int, error: RuleBroken | WordsChanged) -> Any:
    undo()
    found, place, row = motion_for(year, number, "motion.merge")
    into = _chosen(_others(place, row), form.into.data)
    if into is None:
        return redirect(url_for("assembly.merge_motion", year=year, number=number), 303)
    if isinstance(error, RuleBroken):
        form.add_problems(error)
        return _merge_page(form, found, row, into), 422
    told = merge_told(db_session(), into, form.words(), form.seen())
    form.put(told.words, into.versions)
    return _merge_page(form, found, row, into, told), 409
