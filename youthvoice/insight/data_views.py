"""Open data: the pages that explain it, and version 1 of the interface under ``/data/v1``."""

from collections.abc import Iterator

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.exceptions import HTTPException, MethodNotAllowed, NotFound
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.core.errors import DomainError
from youthvoice.core.limits import limiter
from youthvoice.core.publicpage import public_page
from youthvoice.core.sheets.writing import MARK, write_line
from youthvoice.core.web import db_session, settings
from youthvoice.insight.data import cursors, serving, terms
from youthvoice.insight.data.calendar import calendar_text, occasions
from youthvoice.insight.data.feeds import FEED_BY_NAME, FEEDS, feed_text
from youthvoice.insight.data.openapi import ROOT, document
from youthvoice.insight.data.sets import BY_NAME, SETS
from youthvoice.insight.data.shape import DataSet, in_json, in_sheet

pages = Blueprint("data_pages", __name__, template_folder="templates", url_prefix="/data")
blueprint = Blueprint("data", __name__, url_prefix=ROOT)
LIMIT, SHEET_LIMIT = f"{terms.A_MINUTE} per minute", f"{terms.SHEETS_A_MINUTE} per minute"


@pages.get("")
def front() -> Response:
    """What there is, and how to use it."""
    return public_page(
        "data", lambda: render_template("insight/data.html", sets=SETS, feeds=FEEDS, terms=terms, base_url=_base_url())
    )


@pages.get("/om/<name>")
def about(name: str) -> Response:
    """One data set: what its fields mean. Raises NotFound."""
    one = _set(name)
    return public_page(
        "data", lambda: render_template("insight/data_set.html", one=one, terms=terms, base_url=_base_url())
    )


@blueprint.get("")
@limiter.limit(LIMIT)
def index() -> Response:
    """Every data set, and where it is."""
    found = [
        {
            "name": one.name,
            "title": str(one.title),
            "description": str(one.about),
            "json": _base_url() + url_for("data.rows", name=one.name),
            "csv": _base_url() + url_for("data.sheet", name=one.name),
        }
        for one in SETS
    ]
    return serving.send_json({"version": terms.VERSION, "licence": terms.LICENCE_URL, "datasets": found})


@blueprint.get("/openapi.json")
@limiter.limit(LIMIT)
def openapi() -> Response:
    """The description of all this."""
    return serving.send_json(document(_base_url()))


@blueprint.get("/<name>")
@limiter.limit(LIMIT)
def rows(name: str) -> Response:
    """A page of a data set: one or two queries."""
    one, size, after = _set(name), serving.limit(), request.args.get("after")
    try:
        key = cursors.read(after, one.key_size) if after else None
        page = one.read(db_session(), key, size)
    except cursors.BadCursor as error:
        raise serving.NotUnderstood(gettext("«after» er ikke en adresse herfra. Begynd forfra uden den.")) from error
    address = _base_url() + url_for("data.rows", name=name)
    following = f"{address}?after={page.next_cursor}&limit={size}" if page.next_cursor else None
    found = [in_json(row, _base_url()) for row in page.items]
    response = serving.send_json({"data": found, "next": following, "licence": terms.LICENCE_URL})
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@blueprint.get("/<name>.csv")
@limiter.limit(SHEET_LIMIT)
def sheet(name: str) -> Response:
    """A whole data set as a sheet, some hundred rows a query."""
    return serving.send_pieces(_lines(_set(name)), terms.CSV, f"{name}.csv")


def _lines(one: DataSet) -> Iterator[str]:
    yield MARK + write_line([field.name for field in one.fields])
    session, base_url, key = db_session(), _base_url(), None
    while True:
        page = one.read(session, key, terms.SHEET_ROWS)
        yield "".join(write_line(in_sheet(row, base_url)) for row in page.items)
        if page.next_cursor is None:
            return
        key = cursors.read(page.next_cursor, one.key_size)


@blueprint.get("/feeds/<name>.atom")
@limiter.limit(LIMIT)
def feed(name: str) -> Response:
    """What is new. Raises NotFound."""
    found = FEED_BY_NAME.get(name)
    if found is None:
        raise NotFound
    own_url = _base_url() + url_for("data.feed", name=name)
    return serving.send(feed_text(found, found.entries(db_session()), _base_url(), own_url), terms.ATOM)


@blueprint.get("/calendar.ics")
@limiter.limit(LIMIT)
def calendar() -> Response:
    """Public dates."""
    return serving.send(calendar_text(occasions(db_session()), _base_url()), terms.CALENDAR)


def _set(name: str) -> DataSet:
    found = BY_NAME.get(name)
    if found is None:
        raise NotFound
    return found


def _base_url() -> str:
    return settings().base_url.rstrip("/")


blueprint.before_request(serving.check_request)
blueprint.after_request(serving.share)


@blueprint.errorhandler(HTTPException)
def _refused(error: HTTPException) -> Response:
    detail = error.description if isinstance(error, serving.NotUnderstood) else None
    return serving.problem(error.code or 400, detail=detail or "")


@blueprint.errorhandler(DomainError)
def _refused_by_the_house(error: DomainError) -> Response:
    return serving.problem(error.status)


@blueprint.before_app_request
def _no_such_address() -> AnyResponse | None:
    """An address under ``/data/v1`` that is none, or another method than GET: no page, but an answer for programs."""
    error = request.routing_exception
    if error is None or not f"{request.path}/".startswith(f"{ROOT}/"):
        return None
    if isinstance(error, MethodNotAllowed):
        return serving.problem(405, ", ".join(sorted(error.valid_methods or ())))
    if error.code is not None and error.code < 400:
        return redirect(error.get_response().headers["Location"], 308)
    return serving.problem(404)
