"""The officials' side of a promise: the plan, what they tell of it, and whose it is."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext, lazy_gettext
from flask_login import current_user

from youthvoice.accounts.rules import Role
from youthvoice.accounts.typed import takes_typed, typed_or
from youthvoice.core.authz import needs, require
from youthvoice.core.errors import Conflict, Forbidden, NotFound, RuleBroken, TooLarge, UnsupportedFile
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.uploads import PICTURE_TYPES, sent_picture
from youthvoice.core.web import db_session, undo
from youthvoice.responses import labels
from youthvoice.responses.commands import plan
from youthvoice.responses.commands.plan import MilestoneFacts, ReportFacts
from youthvoice.responses.models import Milestone, Promise
from youthvoice.responses.promise_forms import MilestoneForm, OwnerForm, ReportForm
from youthvoice.responses.promised import standing, step_view
from youthvoice.responses.queries.promise_lists import MineTab, owed_promises
from youthvoice.responses.queries.promises import (
    checks_of,
    colleagues,
    find_promise,
    get_milestone,
    get_promise,
    marks_of,
    milestones_of,
)
from youthvoice.responses.rules.follow_up import REPORT_PICTURE_SIDE, PromiseState
from youthvoice.responses.views.base import blueprint, promises

UPLOAD_LIMIT = "60 per hour"
MINE_LABELS = {
    MineTab.mine: lazy_gettext("Mine"),
    MineTab.units: lazy_gettext("Enhedens"),
    MineTab.settled: lazy_gettext("Afgjort"),
}


@blueprint.get("/loefter")
@needs("response.inbox")
def my_promises() -> str:
    """What an official must see to: what is late stands first."""
    args = request.args
    tab = MineTab(args["vis"]) if args.get("vis") in set(MineTab) else MineTab.mine
    unit_id = None if current_user.role is Role.administrator else current_user.unit_id
    page = owed_promises(db_session(), current_user.id, unit_id, tab, args.get("efter"))
    return render_template(
        "responses/my_promises.html",
        page=page,
        tab=tab,
        tabs=MINE_LABELS,
        is_first=not args.get("efter"),
        standing=standing,
    )


def planned_promise(promise_id: int) -> Promise:
    """The promise, for whoever may plan it. Raises NotFound and Forbidden."""
    promise = get_promise(db_session(), promise_id)
    require(current_user, "promise.plan", promise)
    return promise


@promises.get("/loefter/i-sag/<int:case_id>")
@needs("response.inbox")
def of_case(case_id: int) -> Any:
    """From a case to the plan for what it promised."""
    promise = find_promise(db_session(), case_id)
    if promise is None:
        raise NotFound
    require(current_user, "promise.plan", promise)
    return redirect(url_for("promises.show_plan", promise_id=promise.id))


@promises.get("/loefter/<int:promise_id>/plan")
@needs("response.inbox")
def show_plan(promise_id: int) -> str:
    """The steps, with all that can be done."""
    promise, session = planned_promise(promise_id), db_session()
    marks = marks_of(session, promise.id)
    return render_template(
        "responses/plan.html",
        promise=promise,
        standing=standing(promise, marks[0].verdict if marks else None),
        steps=[step_view(step) for step in milestones_of(session, [promise.id])],
        unanswered=[check for check in checks_of(session, promise.id) if check.report_id is None],
        marks=marks,
        labels=labels,
    )


@promises.route("/loefter/<int:promise_id>/skridt", methods=["GET", "POST"])
@needs("response.inbox")
def add_step(promise_id: int) -> Any:
    """Plan a step."""
    promise, form = planned_promise(promise_id), MilestoneForm()
    form.offer(colleagues(db_session(), promise.unit_id))
    if request.method == "GET":
        form.owner.data = str(current_user.id)
        return _step_page(promise, form, None)
    try:
        facts = _step_facts(form)
        plan.add_milestone(db_session(), promise, promise.case, current_user, facts, str(form.form_key.data))
    except RuleBroken as error:
        form.add_problems(error)
        return _step_page(promise, form, None), 422
    except Conflict:
        return _step_page(promise, form, None, overtaken=True), 409
    return _to_plan(promise_id, gettext("Skridtet er gemt."))


@promises.route("/loefter/<int:promise_id>/skridt/<int:milestone_id>", methods=["GET", "POST"])
@needs("response.inbox")
def change_step(promise_id: int, milestone_id: int) -> Any:
    """Word a step anew, move it or give it to somebody else."""
    promise, step, form = _owned_step(promise_id, milestone_id)
    if request.method == "GET":
        form.version.data, form.owner.data = str(promise.version), str(step.owner_id)
        return _step_page(promise, form, step)
    try:
        facts, seen = _step_facts(form), form.seen_version()
        plan.change_milestone(db_session(), promise, promise.case, step, current_user, facts, seen_version=seen)
    except RuleBroken as error:
        form.add_problems(error)
        return _step_page(promise, form, step), 422
    except Conflict:
        return _overtaken(promise_id, milestone_id)
    return _to_plan(promise_id, gettext("Skridtet er gemt."))


def _owned_step(promise_id: int, milestone_id: int) -> tuple[Promise, Milestone, MilestoneForm]:
    promise = planned_promise(promise_id)
    step = get_milestone(db_session(), promise.id, milestone_id)
    form = MilestoneForm(data={"words": step.words, "due_on": step.due_on})
    form.offer(colleagues(db_session(), promise.unit_id), step.owner)
    return promise, step, form


def _step_facts(form: MilestoneForm) -> MilestoneFacts:
    """Raises RuleBroken where the form itself says no."""
    is_valid = form.validate()
    facts = MilestoneFacts(form.words.data or "", form.chosen(), form.due_on.data)
    if not is_valid:
        raise RuleBroken({})
    return facts


def _overtaken(promise_id: int, milestone_id: int) -> Any:
    """Somebody was first: what was typed stays, the step as it is now stands beside it, and sending again is on purpose."""
    undo()
    promise, step, form = _owned_step(promise_id, milestone_id)
    form.version.data = str(promise.version)
    return _step_page(promise, form, step, overtaken=True), 409


def _step_page(promise: Promise, form: MilestoneForm, step: Milestone | None, *, overtaken: bool = False) -> str:
    return render_template("responses/step.html", promise=promise, form=form, step=step, overtaken=overtaken)


@promises.post("/loefter/<int:promise_id>/skridt/<int:milestone_id>/gjort")
@needs("response.inbox")
def finish_step(promise_id: int, milestone_id: int) -> Any:
    """A step is done, or (``fortryd``) is not after all."""
    promise = planned_promise(promise_id)
    step, is_done = get_milestone(db_session(), promise.id, milestone_id), "fortryd" not in request.form
    plan.finish_milestone(db_session(), promise, promise.case, step, current_user, is_done=is_done)
    return _to_plan(
        promise_id, gettext("Godt. Alle kan se det nu.") if is_done else gettext("Skridtet står åbent igen.")
    )


@promises.route("/loefter/<int:promise_id>/nyt", methods=["GET", "POST"])
@limiter.limit(UPLOAD_LIMIT, key_func=person_key, methods=["POST"])
@needs("response.inbox")
@takes_typed
def report(promise_id: int) -> Any:
    """Tell how it goes, with a picture; or that it is done."""
    promise = planned_promise(promise_id)
    if request.method == "GET":
        form = typed_or(ReportForm, ReportForm)
        form.is_done.data = form.is_done.data or "gjort" in request.args
        return _report_page(promise, form)
    form = ReportForm()
    try:
        facts = _report_facts(form)
        plan.report_progress(db_session(), promise, promise.case, current_user, facts, str(form.form_key.data))
    except (TooLarge, UnsupportedFile) as error:
        form.file.errors = [str(error.message)]
        return _report_page(promise, form), error.status
    except RuleBroken as error:
        form.add_problems(error)
        return _report_page(promise, form), 422
    return _to_plan(promise_id, gettext("Det er sendt. De unge får besked, og alle kan se det."))


def _report_facts(form: ReportForm) -> ReportFacts:
    """Raises RuleBroken, TooLarge and UnsupportedFile. A browser sends no file twice: what is wrong is told at once."""
    is_valid = form.validate()
    picture = sent_picture(form.file, REPORT_PICTURE_SIDE)
    facts = ReportFacts(form.words.data or "", form.alt_text.data or "", picture, bool(form.is_done.data))
    if not is_valid:
        problems = plan.report_problems(facts)
        raise RuleBroken({name: texts for name, texts in problems.items() if not form[name].errors})
    return facts


def _report_page(promise: Promise, form: ReportForm) -> str:
    may_be_done = promise.done_at is None and promise.state is not PromiseState.kept
    return render_template(
        "responses/report.html", promise=promise, form=form, picture_types=PICTURE_TYPES, may_be_done=may_be_done
    )


@promises.post("/loefter/<int:promise_id>/ikke-gjort")
@needs("response.inbox")
def not_done(promise_id: int) -> Any:
    """«Det er gjort» was wrong."""
    promise = planned_promise(promise_id)
    plan.not_done_after_all(db_session(), promise, promise.case, current_user)
    return _to_plan(promise_id, gettext("Løftet er i gang igen."))


@promises.route("/loefter/<int:promise_id>/ansvarlig", methods=["GET", "POST"])
@needs("response.inbox")
def give(promise_id: int) -> Any:
    """Give the promise to somebody else of the unit."""
    promise, form = planned_promise(promise_id), OwnerForm()
    form.offer(colleagues(db_session(), promise.unit_id))
    if request.method == "GET":
        form.owner.data = str(promise.owner_id)
        return render_template("responses/give_promise.html", promise=promise, form=form)
    try:
        plan.give_promise(db_session(), promise, promise.case, current_user, form.chosen())
    except RuleBroken as error:
        form.add_problems(error)
        return render_template("responses/give_promise.html", promise=promise, form=form), 422
    return _to_plan(promise_id, gettext("Løftet har fået en ny ansvarlig."))


def _to_plan(promise_id: int, told: str) -> Any:
    flash(told, "success")
    try:
        planned_promise(promise_id)
    except Forbidden:  # It was given to somebody of another unit: there is nothing more to see to.
        return redirect(url_for("responses.my_promises"), 303)
    return redirect(url_for("promises.show_plan", promise_id=promise_id), 303)
