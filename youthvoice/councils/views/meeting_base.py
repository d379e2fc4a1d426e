"""How a page finds its meeting or item, and who may see it."""

from flask import redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from youthvoice.core.authz import can, require
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.web import actor_id, db_session
from youthvoice.councils.models import AgendaItem, Meeting
from youthvoice.councils.queries.bodies import standing_in
from youthvoice.councils.queries.meetings import get_meeting
from youthvoice.councils.queries.minutes import get_item
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.councils.standing import Standing

WRITTEN = frozenset({MeetingState.ended, MeetingState.minutes_ready, MeetingState.approved})


def meeting_and_standing(meeting_id: int) -> tuple[Meeting, Standing]:
    """The meeting, and what this request's person is in its body: two queries, one for a visitor. Raises NotFound."""
    meeting = get_meeting(db_session(), meeting_id)
    return meeting, standing_in(db_session(), None if is_anonymous() else actor_id(), meeting.body)


def is_inside(standing: Standing) -> bool:
    """May read what is internal."""
    return can(current_user, "minutes.read_internal", standing)


def readable_meeting(meeting_id: int) -> tuple[Meeting, Standing]:
    """As ``meeting_and_standing``. Raises NotFound where the agenda is none of this person's business."""
    meeting, standing = meeting_and_standing(meeting_id)
    is_public = meeting.body.publishes_minutes and not standing.is_private
    if not is_public and not is_inside(standing):
        raise NotFound
    return meeting, standing


def readable_minutes(meeting_id: int) -> tuple[Meeting, Standing]:
    """As ``meeting_and_standing``. Raises NotFound where the minutes are none of this person's business, or not written."""
    meeting, standing = meeting_and_standing(meeting_id)
    is_public = meeting.published_at is not None and not standing.is_private
    if not is_public and not (is_inside(standing) and meeting.state in WRITTEN):
        raise NotFound
    return meeting, standing


def meeting_for(meeting_id: int, permission: str) -> tuple[Meeting, Standing]:
    """As ``meeting_and_standing``, for whoever holds the permission. Raises SignInNeeded or Forbidden."""
    meeting, standing = meeting_and_standing(meeting_id)
    require(current_user, permission, standing)
    return meeting, standing


def item_for(item_id: int, permission: str) -> tuple[AgendaItem, Meeting, Standing]:
    """An item that stands on an agenda, for whoever holds the permission there. Raises Conflict while it waits."""
    item = get_item(db_session(), item_id)
    if item.meeting_id is None:
        raise Conflict
    meeting, standing = meeting_for(item.meeting_id, permission)
    return item, meeting, standing


def to_meeting(meeting_id: int, anchor: str = "") -> Response:
    """Back to the meeting's page, at the place that was changed."""
    return redirect(url_for("councils.meeting", meeting_id=meeting_id) + (f"#{anchor}" if anchor else ""), 303)


def me() -> int:
    """Whoever is signed in; asked for after a permission."""
    found: int = current_user.id
    return found
