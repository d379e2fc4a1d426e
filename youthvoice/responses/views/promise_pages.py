"""«I sagde – vi gjorde»: what became of every yes, for everybody to read."""

from typing import Any

from flask import Response, render_template, request
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import Page, whole_number
from youthvoice.core.publicpage import is_anonymous, public_page
from youthvoice.core.templating import cached_url_for
from youthvoice.core.uploads import file_response
from youthvoice.core.web import db_session
from youthvoice.moderation import targets
from youthvoice.responses import labels
from youthvoice.responses.models import ProgressReport, Promise
from youthvoice.responses.promised import standing, step_view
from youthvoice.responses.queries.promise_lists import (
    PromiseRow,
    PromiseTab,
    PromiseTotals,
    promise_totals,
    public_promises,
    units_with_promises,
)
from youthvoice.responses.queries.promises import (
    MARK_KIND,
    MilestoneRow,
    checks_of,
    get_promise,
    mark_target,
    marks_of,
    milestones_of,
    picture_of,
    reports_of,
)
from youthvoice.responses.queries.understood import is_party
from youthvoice.responses.rules.follow_up import PromiseState
from youthvoice.responses.views.base import blueprint, promises

PICTURE_NAME = "billede.webp"
TAB_LABELS = {
    PromiseTab.all: labels.ALL_PROMISES,
    PromiseTab.late: labels.PROMISE_LABELS[PromiseState.late],
    PromiseTab.broken: labels.PROMISE_LABELS[PromiseState.broken],
    PromiseTab.under_way: labels.PROMISE_LABELS[PromiseState.under_way],
    PromiseTab.kept: labels.PROMISE_LABELS[PromiseState.kept],
}


def _is_hidden_elsewhere(*_args: object) -> None:
    """A moderator's decision is what hides the words from the unit (queries/promises.py): no row has to change."""


blueprint.record_once(
    lambda _state: targets.register(MARK_KIND, mark_target, _is_hidden_elsewhere, _is_hidden_elsewhere)
)


@promises.get("/i-sagde-vi-gjorde")
def list_promises() -> Response:
    """Every promise, or those of one state or unit; five queries."""
    args, session = request.args, db_session()
    tab = PromiseTab(args["vis"]) if args.get("vis") in set(PromiseTab) else PromiseTab.all
    unit_id, cursor = whole_number(args.get("enhed")), args.get("efter")
    page, totals = public_promises(session, tab, unit_id, cursor), promise_totals(session)
    steps, units = milestones_of(session, [row.id for row in page.items]), units_with_promises(session)

    def render() -> str:
        shown = {"tab": tab, "unit_id": unit_id, "is_first": not cursor, "units": units}
        return _list_page(page, totals, steps, shown)

    return public_page((page, totals, steps, units), render)


def _list_page(page: Page[PromiseRow], totals: PromiseTotals, steps: list[MilestoneRow], shown: dict[str, Any]) -> str:
    of_promise: dict[int, list[Any]] = {}
    for step in steps:
        of_promise.setdefault(step.promise_id, []).append(step_view(step))
    return render_template(
        "responses/promises.html",
        page=page,
        totals=totals,
        steps=of_promise,
        tabs=TAB_LABELS,
        standing=standing,
        **shown,
    )


def readable_promise(promise_id: int) -> Promise:
    """A promise that anyone may read. Raises NotFound."""
    promise = get_promise(db_session(), promise_id)
    if promise.hidden_at is not None:
        raise NotFound
    return promise


@promises.get("/loefter/<int:promise_id>")
def show(promise_id: int) -> Response:
    """One promise: what was promised, its steps, what was told of it, and what the young people say. Five queries."""
    promise, session = readable_promise(promise_id), db_session()
    steps, reports = milestones_of(session, [promise.id]), reports_of(session, promise.id, request.args.get("efter"))
    checks, marks = checks_of(session, promise.id), marks_of(session, promise.id)
    mine = (
        not is_anonymous() and can(current_user, "promise.mark") and is_party(session, promise.case_id, current_user.id)
    )

    def render() -> str:
        return render_template(
            "responses/promise.html",
            promise=promise,
            standing=standing(promise, marks[0].verdict if marks else None),
            steps=[step_view(step) for step in steps],
            reports=reports,
            is_first="efter" not in request.args,
            unanswered=[check for check in checks if check.report_id is None],
            marks=marks,
            may_mark=mine,
            labels=labels,
        )

    names = promise.case.title, promise.unit.name, promise.owner.byline, promise.version
    told = [(report.id, report.by.byline) for report in reports.items], reports.next_cursor
    return public_page((names, steps, told, [check.id for check in checks], marks), render)


@promises.get("/loefter/<int:promise_id>/billeder/<int:report_id>")
def picture(promise_id: int, report_id: int) -> Response:
    """The picture of a report, for as long as the promise can be read."""
    data, content_type = picture_of(db_session(), promise_id, report_id)
    return file_response(data, content_type, PICTURE_NAME, is_public=True)


def picture_url(promise_id: int, report: ProgressReport | int) -> str:
    """Where a report's picture is; it never changes, so a browser may keep it for a day."""
    report_id = report if isinstance(report, int) else report.id
    return cached_url_for("promises.picture", promise_id=promise_id, report_id=report_id, v=1)


promises.add_app_template_global(picture_url, "promise_picture_url")
