"""The meetings of a body, one of them, and planning it."""

from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext
from flask_login import current_user

from youthvoice.core.authz import can
from youthvoice.core.clock import local_date, now
from youthvoice.core.errors import Conflict, NotFound, RuleBroken
from youthvoice.core.publicpage import public_page
from youthvoice.core.web import db_session, undo
from youthvoice.councils.commands.meetings import edit_meeting as change_meeting
from youthvoice.councils.commands.meetings import facts_version, plan_meeting
from youthvoice.councils.forms.meetings import MeetingForm
from youthvoice.councils.labels import STATE_LABELS
from youthvoice.councils.models import Body, Meeting
from youthvoice.councils.presenting import meetings as presenting
from youthvoice.councils.queries.attendance import seats_and_notes
from youthvoice.councils.queries.meetings import coming_meetings, get_meeting, held_meetings
from youthvoice.councils.queries.minutes import decisions_of, items_of, waiting_items
from youthvoice.councils.rules.bodies import Attendance
from youthvoice.councils.rules.meetings import MOST_ITEMS, WRITABLE, MeetingState, Presence, may_add_item
from youthvoice.councils.standing import Standing
from youthvoice.councils.views.base import blueprint, body_and_standing, body_for
from youthvoice.councils.views.meeting_base import is_inside, me, meeting_for, readable_meeting, to_meeting


@blueprint.get("/raad/<int:body_id>/moeder")
def meetings(body_id: int) -> Any:
    """What is to come, and what was held; those of a class only for those who belong to it."""
    body, standing = body_and_standing(body_id)
    inside = is_inside(standing)
    if standing.is_private and not inside:
        raise NotFound
    coming = coming_meetings(db_session(), body_id)
    held = held_meetings(db_session(), body_id, request.args.get("efter"))
    waiting = waiting_items(db_session(), body_id, MOST_ITEMS) if inside else []
    stamp = (body.id, body.version, [(m.id, m.version) for m in (*coming, *held.items)])
    return public_page(
        stamp,
        lambda: render_template(
            "councils/meetings.html",
            body=body,
            standing=standing,
            coming=coming,
            held=held,
            waiting=waiting,
            is_inside=inside,
            is_public=body.publishes_minutes and not standing.is_private,
            is_first=not request.args.get("efter"),
            **_words(),
        ),
    )


@blueprint.route("/raad/<int:body_id>/moeder/nyt", methods=["GET", "POST"])
def new_meeting(body_id: int) -> Any:
    """Plan a meeting."""
    body, _standing = body_for(body_id, "meeting.plan")
    form = MeetingForm()
    if request.method == "GET":
        return _form_page(form, body)
    if form.validate():
        try:
            planned = plan_meeting(db_session(), body, form.facts(body), str(form.form_key.data), actor_id=me())
        except RuleBroken as error:
            form.add_problems(error)
        else:
            flash(gettext("Mødet er planlagt. Indkald medlemmerne, når dagsordenen er klar."), "success")
            return to_meeting(planned.id)
    return _form_page(form, body), 422


@blueprint.route("/moeder/<int:meeting_id>/ret", methods=["GET", "POST"])
def edit_meeting(meeting_id: int) -> Any:
    """Change time, place and words of a meeting that has not begun."""
    meeting, _standing = meeting_for(meeting_id, "meeting.plan")
    form = MeetingForm.of(meeting) if request.method == "GET" else MeetingForm()
    if request.method == "GET":
        return _form_page(form, meeting.body, meeting)
    if form.validate():
        try:
            change_meeting(
                db_session(), meeting, form.facts(meeting.body), form.seen.data or "", actor_id=current_user.id
            )
        except RuleBroken as error:
            undo()
            meeting, _standing = meeting_for(meeting_id, "meeting.plan")
            form.add_problems(error)
        except Conflict:
            return _overtaken(form, meeting_id)
        else:
            flash(gettext("Mødet er rettet."), "success")
            return to_meeting(meeting_id)
    return _form_page(form, meeting.body, meeting), 422


@blueprint.get("/moeder/<int:meeting_id>")
def meeting(meeting_id: int) -> Any:
    """One page before, during and after the meeting."""
    found, standing = readable_meeting(meeting_id)
    return public_page(
        (found.id, found.version, found.body.version, now() < found.items_due_at), lambda: meeting_page(found, standing)
    )


def meeting_page(found: Meeting, standing: Standing, attendance_error: str = "") -> str:
    """The page, with what went wrong with the attendance."""
    inside = is_inside(standing)
    runs_it = can(current_user, "meeting.run", standing)
    shows_record = inside or found.published_at is not None
    day = local_date(found.starts_at)
    people = seats_and_notes(db_session(), found.id, found.body_id, day) if inside else []
    decisions = decisions_of(db_session(), found.id) if shows_record else []
    return render_template(
        "councils/meeting.html",
        meeting=found,
        body=found.body,
        standing=standing,
        agenda=presenting.agenda_of(items_of(db_session(), found.id), decisions, found.approved_at),
        hall=presenting.hall_of(people, found.body.quorum_percent),
        is_inside=inside,
        runs_it=runs_it,
        writes=runs_it and found.state in WRITABLE,
        shows_record=shows_record,
        shows_link=inside or found.body.attendance is Attendance.everyone,
        may_add=can(current_user, "meeting.add_item", standing)
        and may_add_item(found.state, found.items_due_at, now(), runs_it=runs_it),
        attendance_error=attendance_error,
        before=found.state in (MeetingState.planned, MeetingState.called),
        after=found.state in (MeetingState.minutes_ready, MeetingState.approved),
        states=MeetingState,
        presences=Presence,
        **_words(),
    )


def _words() -> dict[str, Any]:
    return {"show": presenting, "state_labels": STATE_LABELS, "state_kinds": presenting.STATE_KINDS}


def _form_page(form: MeetingForm, body: Body, meeting: Meeting | None = None, *, overtaken: bool = False) -> str:
    return render_template(
        "councils/meeting_form.html",
        form=form,
        body=body,
        meeting=meeting,
        overtaken=overtaken,
        deadline=presenting.deadline_line(body.item_deadline_days),
        **_words(),
    )


def _overtaken(form: MeetingForm, meeting_id: int) -> Any:
    """Somebody else changed it, or it has begun: what was typed stays, and what stands is shown above it."""
    undo()
    meeting = get_meeting(db_session(), meeting_id)
    form.seen.data = facts_version(meeting)
    return _form_page(form, meeting.body, meeting, overtaken=True), 409
