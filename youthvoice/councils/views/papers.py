"""Agenda and minutes on paper: for the same people, and from the same rows, as their pages."""

from typing import Any

from flask import Response, render_template, url_for

from youthvoice.accounts.queries import find_person
from youthvoice.core.clock import local_date
from youthvoice.core.limits import limiter
from youthvoice.core.pdf import pdf_response
from youthvoice.core.web import db_session, settings
from youthvoice.councils.labels import KIND_LABELS
from youthvoice.councils.models import Meeting
from youthvoice.councils.presenting import meetings as presenting
from youthvoice.councils.queries.attendance import seats_and_notes
from youthvoice.councils.queries.minutes import decisions_of, items_of
from youthvoice.councils.rules.bodies import Attendance
from youthvoice.councils.rules.meetings import MeetingState, Presence
from youthvoice.councils.standing import Standing
from youthvoice.councils.views.base import blueprint
from youthvoice.councils.views.meeting_base import is_inside, readable_meeting, readable_minutes

PRINT_LIMIT = "60 per 10 minutes"
"""A PDF takes a second of a processor."""


@blueprint.get("/moeder/<int:meeting_id>/dagsorden.pdf")
@limiter.limit(PRINT_LIMIT)
def agenda_pdf(meeting_id: int) -> Response:
    """What the meeting is about, before it: no minutes, no decisions."""
    meeting, standing = readable_meeting(meeting_id)
    inside = is_inside(standing)
    page = render_template(
        "councils/agenda_pdf.html",
        agenda=presenting.agenda_of(items_of(db_session(), meeting.id), ()),
        is_inside=inside,
        shows_link=inside or meeting.body.attendance is Attendance.everyone,
        **_head(meeting, url_for("councils.meeting", meeting_id=meeting.id)),
    )
    return pdf_response(page, f"dagsorden-{meeting.id}.pdf", is_public=True)


@blueprint.get("/moeder/<int:meeting_id>/referat.pdf")
@limiter.limit(PRINT_LIMIT)
def minutes_pdf(meeting_id: int) -> Response:
    """What was said and decided."""
    meeting, standing = readable_minutes(meeting_id)
    people = seats_and_notes(db_session(), meeting.id, meeting.body_id, local_date(meeting.starts_at))
    page = render_template(
        "councils/minutes_pdf.html",
        agenda=presenting.agenda_of(
            items_of(db_session(), meeting.id), decisions_of(db_session(), meeting.id), meeting.approved_at
        ),
        hall=presenting.hall_of(people, meeting.body.quorum_percent),
        numbers_only=standing.is_private,
        approved_by=_approver(meeting, standing),
        presences=Presence,
        **_head(meeting, url_for("councils.minutes", meeting_id=meeting.id)),
    )
    return pdf_response(page, f"referat-{meeting.id}.pdf", is_public=True)


def _head(meeting: Meeting, path: str) -> dict[str, Any]:
    """What stands at the top and the bottom of both."""
    return {
        "meeting": meeting,
        "body": meeting.body,
        "kind": KIND_LABELS[meeting.body.kind],
        "is_cancelled": meeting.state is MeetingState.cancelled,
        "address": (settings().base_url + path).partition("://")[2],
        "show": presenting,
    }


def _approver(meeting: Meeting, standing: Standing) -> str:
    """The name of whoever approved; who sits in a class stands on no paper."""
    if meeting.approved_by_id is None or standing.is_private:
        return ""
    person = find_person(db_session(), meeting.approved_by_id)
    return person.byline if person else ""
