"""Minutes and report of the day: made of the stored rows when somebody asks, for everybody to read."""

from collections.abc import Mapping
from typing import Any

from flask import Response, render_template, url_for

from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.presenting import papers as presenting
from youthvoice.assembly.presenting.resolutions import counted, line_of
from youthvoice.assembly.queries.papers import (
    Followed,
    attendance,
    begun_year,
    followed,
    items_with_speakers,
    minutes_stamp,
    motions_counted,
)
from youthvoice.assembly.queries.resolutions import resolution_status_of_year
from youthvoice.assembly.queries.votes import votes_of_year
from youthvoice.assembly.views.base import blueprint
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.limits import limiter
from youthvoice.core.pdf import pdf_response
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session, settings

PRINT_LIMIT = "60 per 10 minutes"
"""A PDF takes a second of a processor."""


@blueprint.get("/<int:year>/referat")
def minutes(year: int) -> Response:
    """The day as it was run; six queries for a visitor, two while nothing has changed."""
    found = begun_year(db_session(), year)

    def render() -> str:
        return render_template("assembly/minutes.html", year=found, **_day(found, followed(db_session(), found.id)))

    return public_page(lambda: minutes_stamp(db_session(), found), render)


@blueprint.get("/<int:year>/referat.pdf")
@limiter.limit(PRINT_LIMIT)
def minutes_pdf(year: int) -> Response:
    """The same on paper."""
    found = begun_year(db_session(), year)
    shown = _day(found, followed(db_session(), found.id)) | _head("assembly.minutes", found)
    page = render_template("assembly/minutes_pdf.html", year=found, **shown)
    return pdf_response(page, f"referat-bytinget-{year}.pdf", is_public=True)


@blueprint.get("/<int:year>/rapport.pdf")
@limiter.limit(PRINT_LIMIT)
def report_pdf(year: int) -> Response:
    """The day in numbers and pictures, and what happens with its resolutions now; from the end of the day on."""
    found, session = begun_year(db_session(), year), db_session()
    if found.ended_at is None:
        raise NotFound
    rows = resolution_status_of_year(session, found.id)
    shown = _day(found, {row.vote_id: Followed(row.number, owes_reasons=False) for row in rows})
    page = render_template(
        "assembly/report_pdf.html",
        year=found,
        came=presenting.came_chart(shown["hall"]),
        motions=presenting.motions_chart(motions_counted(session, found.id)),
        counted=counted(rows) if rows else None,
        lines=[line_of(row) for row in rows],
        made_at=now(),
        **shown,
        **_head("assembly.resolutions", found),
    )
    return pdf_response(page, f"rapport-bytinget-{year}.pdf", is_public=True)


def _day(found: AssemblyYear, after: Mapping[int, Followed]) -> dict[str, Any]:
    """What minutes and report share: three queries."""
    session = db_session()
    items, votes = items_with_speakers(session, found.id), votes_of_year(session, found.id)
    return {
        "items": presenting.items_of(items, votes, after),
        "hall": presenting.hall_of(attendance(session, found.id)),
    }


def _head(endpoint: str, found: AssemblyYear) -> dict[str, Any]:
    """What stands at the bottom of every sheet."""
    return {"address": (settings().base_url + url_for(endpoint, year=found.year)).partition("://")[2]}
