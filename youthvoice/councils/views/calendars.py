"""Meetings in people's own calendars: one feed a body for everyone, one a person by a secret address."""

import hashlib
from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from youthvoice.accounts.login import signed_in_person
from youthvoice.core.authz import needs
from youthvoice.core.errors import NotFound
from youthvoice.core.limits import limiter
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session, settings
from youthvoice.councils.beside import Deadline, deadlines_of
from youthvoice.councils.commands.calendars import forget_feed, renew_feed
from youthvoice.councils.models import Meeting
from youthvoice.councils.presenting.calendars import Shown, calendar_text
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.calendars import (
    agenda_titles,
    bodies_of_feed,
    changed_at,
    find_feed,
    meetings_around,
    votes_around,
)
from youthvoice.councils.rules.bodies import PRIVATE_KINDS, Attendance
from youthvoice.councils.views.base import blueprint
from youthvoice.voting.models import Contest

CONTENT_TYPE = "text/calendar; charset=utf-8"
FEED_LIMIT = "600 per 10 minutes"
"""Google asks for the calendars of a whole school from a few addresses."""


@blueprint.get("/raad/<int:body_id>/kalender.ics")
def body_calendar(body_id: int) -> Response:
    """The meetings of a body, for everyone; that of a class is nobody else's business."""
    body = get_body(db_session(), body_id)
    if body.kind in PRIVATE_KINDS:
        raise NotFound
    meetings = meetings_around(db_session(), [body.id])
    deadlines = deadlines_of(db_session(), [body.id], None)

    is_open = body.attendance is Attendance.everyone

    def render() -> str:
        agenda = body.publishes_minutes
        return _text(body.name, meetings, with_agenda=agenda, with_links=is_open, deadlines=deadlines)

    stamp = (body.version, [(one.id, one.version) for one in meetings], deadlines)
    return _named(public_page(stamp, render, CONTENT_TYPE), f"kalender-{body.id}.ics")


@blueprint.get("/kalender/<token>.ics")
@limiter.limit(FEED_LIMIT)
def own_calendar(token: str) -> Response:
    """The meetings of every body in which one person has a seat, and the votes they can take part in. Whoever knows the address needs no sign-in."""
    person_id, body_ids = bodies_of_feed(db_session(), token)
    meetings, votes = meetings_around(db_session(), body_ids), votes_around(db_session(), person_id)
    name = gettext("Mine møder i YouthVoice")
    deadlines = deadlines_of(db_session(), body_ids, person_id)
    text = _text(name, meetings, with_agenda=True, with_links=True, votes=votes, deadlines=deadlines)
    response = Response(text, content_type=CONTENT_TYPE)
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(hashlib.blake2b(text.encode(), digest_size=12).hexdigest())
    response.make_conditional(request)
    return _named(response, "kalender.ics")


@blueprint.get("/min-side/kalender")
@needs("account.edit_own")
def show_calendar() -> str:
    """One's own address, and how to use it."""
    feed = find_feed(db_session(), signed_in_person().id)
    address = settings().base_url + url_for("councils.own_calendar", token=feed.token) if feed else ""
    return render_template(
        "councils/own_calendar.html",
        feed=feed,
        address=address,
        webcal=f"webcal://{address.partition('://')[2]}",
    )


@blueprint.post("/min-side/kalender")
@needs("account.edit_own")
def renew_calendar() -> AnyResponse:
    """Make the address, make another one, or remove it."""
    person_id = signed_in_person().id
    if "remove" in request.form:
        forget_feed(db_session(), person_id)
        flash(gettext("Adressen er slettet. Kalenderen får ikke flere møder."), "success")
    else:
        renew_feed(db_session(), person_id, request.form.get("seen", ""))
        flash(gettext("Din kalenderadresse er klar."), "success")
    return redirect(url_for("councils.show_calendar"), 303)


def _text(
    name: str,
    meetings: list[Meeting],
    *,
    with_agenda: bool,
    with_links: bool,
    votes: Sequence[Contest] = (),
    deadlines: Sequence[Deadline] = (),
) -> str:
    titles = agenda_titles(db_session(), meetings) if with_agenda else {}
    changed = changed_at(db_session(), meetings)
    return calendar_text(Shown(name, meetings, titles, changed, settings().base_url, with_links, votes, deadlines))


def _named(response: Response, file_name: str) -> Response:
    response.headers["Content-Disposition"] = f"inline; filename={file_name}"
    return response
