"""Report a text (anyone), and the queue of what was reported (moderators)."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import needs
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.limits import limiter, person_key
from youthvoice.core.problems import problem_page
from youthvoice.core.signing import sign, unsign
from youthvoice.core.web import actor_id, db_session, require_same_origin, undo
from youthvoice.moderation import export, queries, targets
from youthvoice.moderation.commands import answer_due, decide, report_content
from youthvoice.moderation.crisis import needs_help
from youthvoice.moderation.forms import DecisionForm, ReportForm
from youthvoice.moderation.labels import REASON_LABELS, STATE_LABELS
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import NOTE_MAX, URGENT_REASONS, ReportReason, ReportState

blueprint = Blueprint("moderation", __name__, template_folder="templates")
blueprint.record_once(lambda _state: export.register())
RECEIPT = "report-receipt"
RECEIPT_SECONDS = 365 * 24 * 3600
# A whole school may share one address, so the limit of an address is wide; a person's own is not.
REPORTS_PER_ADDRESS = "120 per hour"
REPORTS_PER_PERSON = "30 per hour"
HANDLED_TABS = {"skjult": ReportState.hidden, "beholdt": ReportState.kept}


def reports_limit() -> str:
    """How many reports whoever asks may send."""
    return REPORTS_PER_ADDRESS if actor_id() is None else REPORTS_PER_PERSON


@blueprint.route("/anmeld/<kind>/<int:target_id>", methods=["GET", "POST"])
@limiter.limit(reports_limit, key_func=person_key, methods=["POST"])
def report(kind: str, target_id: int) -> Any:
    """Say what is wrong with a text; works without signing in, and sets no cookie."""
    if request.method == "POST":
        require_same_origin()
    target = targets.get_readable_target(db_session(), kind, target_id)
    form = ReportForm()
    if form.validate_on_submit():
        reason = ReportReason(form.reason.data)
        made = report_content(db_session(), target, reason, form.note.data or "", actor_id(), form.form_key.data)
        return redirect(url_for("moderation.receipt", token=sign(RECEIPT, made.id)), 303)
    page = render_template("moderation/report.html", target=target, form=form)
    return page, 422 if request.method == "POST" else 200


@blueprint.get("/anmeldt/<token>")
def receipt(token: str) -> str:
    """Thanks, when a human answers, and later what was decided. The address is known to the reporter alone."""
    report_id = unsign(RECEIPT, token, RECEIPT_SECONDS)
    if not isinstance(report_id, int):
        raise NotFound
    found = queries.get_report(db_session(), report_id)
    worried = found.reason in URGENT_REASONS or needs_help(found.note)
    return render_template(
        "moderation/receipt.html", report=found, due_at=answer_due(found.created_at), worried=worried
    )


@blueprint.get("/anmeldelser")
@needs("moderation.queue")
def queue() -> str:
    """What waits for a decision, alarms first."""
    waiting = queries.open_queue(db_session())
    return render_template("moderation/queue.html", queue=waiting, reasons=REASON_LABELS, note_max=NOTE_MAX)


@blueprint.get("/anmeldelser/behandlede")
@needs("moderation.queue")
def handled() -> str:
    """What was decided, one kind of decision at a time."""
    tab = request.args.get("vis", "")
    state = HANDLED_TABS.get(tab, ReportState.hidden)
    page = queries.handled_page(db_session(), state, request.args.get("efter"))
    return render_template("moderation/handled.html", page=page, state=state, tabs=HANDLED_TABS, states=STATE_LABELS)


@blueprint.get("/anmeldelser/<int:report_id>")
@needs("moderation.queue")
def detail(report_id: int) -> str:
    """One reported text, with whoever wrote it, so that an adult can reach them."""
    found = queries.get_report(db_session(), report_id)
    return _detail_page(found, DecisionForm(seen=found.state.value))


@blueprint.post("/anmeldelser/<int:report_id>/skjul")
@needs("moderation.queue")
def hide(report_id: int) -> Any:
    """Hide the text; its author is told why."""
    return _decide(
        report_id, ReportState.hidden, gettext("Teksten er skjult. Den, der skrev den, får din grund at se.")
    )


@blueprint.post("/anmeldelser/<int:report_id>/behold")
@needs("moderation.queue")
def keep(report_id: int) -> Any:
    """Let the text stand, or show it again."""
    return _decide(report_id, ReportState.kept, gettext("Teksten kan læses. Sagen er lukket."))


def _decide(report_id: int, after: ReportState, done: str) -> Any:
    form = DecisionForm()
    valid = form.validate_on_submit()
    seen = form.seen_state()
    if seen is None:
        raise Conflict
    if valid:
        try:
            decide(db_session(), current_user, report_id, after, form.note.data or "", seen=seen)
        except RuleBroken as error:
            form.add_problems(error)
        else:
            flash(done, "success")
            return redirect(url_for("moderation.queue"), 303)
    return _detail_page(queries.get_report(db_session(), report_id), form), 422


def _detail_page(found: ContentReport, form: DecisionForm) -> str:
    session = db_session()
    target = targets.find_target(session, found.target_kind, found.target_id)
    return render_template(
        "moderation/detail.html",
        item=queries.queue_item(session, found),
        target=target,
        form=form,
        author=queries.find_author(session, target.author_id) if target else None,
        reasons=REASON_LABELS,
        states=STATE_LABELS,
        may_change=found.state is ReportState.open or not queries.has_newer_decision(session, found),
    )


def _too_fast(_error: Exception) -> Any:
    """Too many reports: say so, and give the words back to be sent later."""
    undo()
    if request.endpoint != "moderation.report":
        return problem_page(429)
    kind, target_id = (request.view_args or {}).get("kind", ""), (request.view_args or {}).get("target_id", 0)
    target = targets.get_readable_target(db_session(), kind, target_id)
    return render_template("moderation/report.html", target=target, form=ReportForm(), too_fast=True), 429


blueprint.register_error_handler(429, _too_fast)
OPEN_VIEWS = (report,)
