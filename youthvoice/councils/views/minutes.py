"""The minutes: written during the meeting, merged where two wrote at once, approved, and read."""

from typing import Any

from flask import Response, flash, render_template, request
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.clock import local_date
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session, undo
from youthvoice.core.worddiff import word_diff
from youthvoice.councils.commands import minutes as commands
from youthvoice.councils.commands.minutes import MinutesChanged
from youthvoice.councils.forms.meetings import INTERNAL, PUBLIC, ApproveForm, MinutesForm
from youthvoice.councils.merging import merge
from youthvoice.councils.models import AgendaItem, Meeting
from youthvoice.councils.presenting import meetings as presenting
from youthvoice.councils.queries.attendance import seats_and_notes
from youthvoice.councils.queries.minutes import decisions_of, get_item, items_of, last_writer, revision_text
from youthvoice.councils.rules.meetings import WRITABLE, MeetingState, Presence
from youthvoice.councils.standing import Standing
from youthvoice.councils.views.base import blueprint
from youthvoice.councils.views.meeting_base import (
    item_for,
    me,
    meeting_for,
    readable_minutes,
    to_meeting,
)

VERSION_HEADER = "X-Saved-Version"
"""Tells the script which wording the next saving begins with."""


@blueprint.route("/punkter/<int:item_id>/referat", methods=["GET", "POST"])
def write_minutes(item_id: int) -> Any:
    """The minutes of one item, on a page of their own; two wordings are shown side by side, merged."""
    item, meeting, _standing = item_for(item_id, "minutes.write")
    form = MinutesForm(minutes=item.minutes, version=str(item.minutes_version))
    if request.method == "GET":
        return _item_page(form, item, meeting)
    if not form.validate():
        return _item_page(form, item, meeting), 422
    try:
        commands.write_minutes(db_session(), item, current_user, form.minutes.data or "", form.seen_version())
    except RuleBroken as error:
        form.add_problems(error)
        return _item_page(form, item, meeting), 422
    except MinutesChanged:
        return _merge_page(form, item_id)
    except Conflict:
        return _closed_page(form, item_id)
    flash(gettext("Referatet er gemt."), "success")
    return to_meeting(meeting.id, f"punkt-{item_id}")


@blueprint.post("/punkter/<int:item_id>/kladde")
def keep_minutes(item_id: int) -> Any:
    """Keep what is being typed. 409 where somebody else wrote meanwhile: then nothing is stored, and the page says so."""
    item, _meeting, _standing = item_for(item_id, "minutes.write")
    form = MinutesForm()
    if "minutes" not in request.form:
        raise RuleBroken({"minutes": [gettext("Hent siden igen, og prøv en gang til.")]})
    version = commands.write_minutes(db_session(), item, current_user, form.minutes.data or "", form.seen_version())
    return Response("", 204, {VERSION_HEADER: str(version)})


@blueprint.post("/moeder/<int:meeting_id>/referat-klar")
def submit_minutes(meeting_id: int) -> Any:
    """«Referatet er klar»."""
    meeting, _standing = meeting_for(meeting_id, "minutes.write")
    commands.submit_minutes(db_session(), meeting, actor_id=me())
    flash(gettext("Referatet er klar. Nu skal det godkendes."), "success")
    return to_meeting(meeting_id)


@blueprint.post("/moeder/<int:meeting_id>/referat-igen")
def reopen_minutes(meeting_id: int) -> Any:
    """Something must be put right first."""
    meeting, _standing = meeting_for(meeting_id, "minutes.write")
    commands.reopen_minutes(db_session(), meeting, actor_id=me())
    flash(gettext("Referatet kan rettes igen."), "success")
    return to_meeting(meeting_id)


@blueprint.route("/moeder/<int:meeting_id>/godkend", methods=["GET", "POST"])
def approve_minutes(meeting_id: int) -> Any:
    """Say that the minutes are right, and who may read them."""
    meeting, standing = meeting_for(meeting_id, "minutes.approve")
    usual = PUBLIC if meeting.body.publishes_minutes else INTERNAL
    form = ApproveForm(readers=INTERNAL if standing.is_private else usual)
    if request.method == "POST" and form.validate():
        commands.approve_minutes(db_session(), meeting, publish=form.readers.data == PUBLIC, actor_id=me())
        flash(gettext("Referatet er godkendt. Det kan ikke ændres mere."), "success")
        return to_meeting(meeting_id)
    page = render_template(
        "councils/minutes_approve.html", form=form, meeting=meeting, is_private=standing.is_private, show=presenting
    )
    return page, 422 if request.method == "POST" else 200


@blueprint.get("/moeder/<int:meeting_id>/referat")
def minutes(meeting_id: int) -> Any:
    """What was said and decided; for everyone once it is approved and published."""
    meeting, standing = readable_minutes(meeting_id)
    return public_page((meeting.id, meeting.version, meeting.body.version), lambda: _minutes_page(meeting, standing))


def _minutes_page(meeting: Meeting, standing: Standing) -> str:
    people = seats_and_notes(db_session(), meeting.id, meeting.body_id, local_date(meeting.starts_at))
    return render_template(
        "councils/minutes.html",
        meeting=meeting,
        body=meeting.body,
        agenda=presenting.agenda_of(
            items_of(db_session(), meeting.id), decisions_of(db_session(), meeting.id), meeting.approved_at
        ),
        hall=presenting.hall_of(people, meeting.body.quorum_percent),
        numbers_only=standing.is_private,
        presences=Presence,
        states=MeetingState,
        show=presenting,
    )


def _item_page(form: MinutesForm, item: AgendaItem, meeting: Meeting, *, closed: bool = False) -> str:
    return render_template(
        "councils/minutes_item.html",
        form=form,
        item=item,
        meeting=meeting,
        closed=closed or meeting.state not in WRITABLE,
        show=presenting,
    )


def _merge_page(form: MinutesForm, item_id: int) -> Any:
    """Both wordings with what each changed, and one with both to save."""
    undo()
    item = get_item(db_session(), item_id)
    mine, base = form.minutes.data or "", revision_text(db_session(), item_id, max(form.seen_version(), 0))
    merged = merge(base, mine, item.minutes)
    form.minutes.data, form.version.data = merged.text, str(item.minutes_version)
    page = render_template(
        "councils/minutes_merge.html",
        form=form,
        item=item,
        meeting=item.meeting,
        mine=word_diff(base, mine),
        theirs=word_diff(base, item.minutes),
        writer=last_writer(db_session(), item_id),
        is_clean=merged.is_clean,
        show=presenting,
    )
    return page, 409


def _closed_page(form: MinutesForm, item_id: int) -> Any:
    """The minutes were closed meanwhile: what was typed is shown, so that it can be copied."""
    undo()
    item = get_item(db_session(), item_id)
    if item.meeting is None:
        raise Conflict
    return _item_page(form, item, item.meeting, closed=True), 409
