"""What those who run a meeting press: call, cancel, begin, end; and who came."""

from collections.abc import Callable
from typing import Any

from flask import flash, render_template, request
from flask_babel import gettext

from youthvoice.core.errors import RuleBroken
from youthvoice.core.keyset import whole_number
from youthvoice.core.web import db_session, undo
from youthvoice.councils.commands import meetings as commands
from youthvoice.councils.commands.attendance import note_attendance
from youthvoice.councils.forms.meetings import CancelForm
from youthvoice.councils.presenting import meetings as presenting
from youthvoice.councils.rules.meetings import Presence
from youthvoice.councils.views.base import blueprint
from youthvoice.councils.views.meeting_base import me, meeting_and_standing, meeting_for, to_meeting
from youthvoice.councils.views.meetings import meeting_page


@blueprint.post("/moeder/<int:meeting_id>/indkald")
def call_meeting(meeting_id: int) -> Any:
    """Call the members."""
    return _step(meeting_id, commands.call_meeting, gettext("Medlemmerne er indkaldt. De får besked nu."))


@blueprint.post("/moeder/<int:meeting_id>/begynd")
def open_meeting(meeting_id: int) -> Any:
    """Begin, or go on."""
    return _step(meeting_id, commands.open_meeting, gettext("Mødet er i gang."))


@blueprint.post("/moeder/<int:meeting_id>/slut")
def end_meeting(meeting_id: int) -> Any:
    """End; the minutes can still be written."""
    return _step(meeting_id, commands.end_meeting, gettext("Mødet er slut. I kan stadig rette referatet."))


@blueprint.route("/moeder/<int:meeting_id>/aflys", methods=["GET", "POST"])
def cancel_meeting(meeting_id: int) -> Any:
    """Ask why, then cancel."""
    meeting, _standing = meeting_for(meeting_id, "meeting.run")
    form = CancelForm()
    if request.method == "POST" and form.validate():
        commands.cancel_meeting(db_session(), meeting, form.reason.data or "", actor_id=me())
        flash(gettext("Mødet er aflyst. Punkterne går videre til næste møde."), "success")
        return to_meeting(meeting_id)
    page = render_template("councils/meeting_cancel.html", form=form, meeting=meeting, show=presenting)
    return page, 422 if request.method == "POST" else 200


@blueprint.post("/moeder/<int:meeting_id>/fremmoede")
def attendance(meeting_id: int) -> Any:
    """Note of one person whether they came, and in whose place they sit."""
    meeting, _standing = meeting_for(meeting_id, "meeting.run")
    person_id = whole_number(request.form.get("person_id"))
    word = request.form.get("presence")
    try:
        if person_id is None or word not in set(Presence):
            raise RuleBroken({"attendance": [gettext("Vælg en person, og om personen er her.")]})
        stands_in_for_id = whole_number(request.form.get("stands_in_for_id"))
        note_attendance(db_session(), meeting, person_id, Presence(word), stands_in_for_id=stands_in_for_id)
    except RuleBroken as error:
        undo()
        found, standing = meeting_and_standing(meeting_id)
        return meeting_page(found, standing, attendance_error=str(error.problems["attendance"][0])), 422
    return to_meeting(meeting_id, "fremmoede")


def _step(meeting_id: int, command: Callable[..., None], said: str) -> Any:
    meeting, _standing = meeting_for(meeting_id, "meeting.run")
    command(db_session(), meeting, actor_id=me())
    flash(said, "success")
    return to_meeting(meeting_id)
