"""Writing the minutes, and approving them. Every wording is kept; nobody's words are written over."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish as announce
from youthvoice.core.forms import clean
from youthvoice.core.textcheck import find_cpr
from youthvoice.councils.commands.agenda import continue_item
from youthvoice.councils.commands.holding import body_of, hold_item, move_meeting
from youthvoice.councils.commands.touch import touch_body, touch_meeting
from youthvoice.councils.events import MinutesApproved
from youthvoice.councils.models import AgendaItem, Decision, Meeting, MinutesRevision
from youthvoice.councils.rules.bodies import PRIVATE_KINDS
from youthvoice.councils.rules.meetings import MINUTES_MAX, WRITABLE, MeetingState


@dataclass(frozen=True)
class MinutesAudit:
    """Audit: whether everybody may read them."""

    is_public: bool


class MinutesChanged(Conflict):
    """Somebody else wrote meanwhile: both wordings are there, and belong together."""


def write_minutes(session: Session, item: AgendaItem, person: Person, text: str, seen_version: int) -> int:
    """Keep a wording of the minutes of an item, and give its version. The same words once more change nothing.

    ``seen_version`` is the wording that the writer began with. Raises MinutesChanged where another came after it,
    Conflict where the minutes can no longer be written, RuleBroken (minutes).
    """
    hold_item(session, item)
    meeting = _writable_meeting(session, item)
    text = _checked(text)
    if text == item.minutes:
        return item.minutes_version
    if seen_version != item.minutes_version:
        raise MinutesChanged
    item.minutes, item.minutes_version = text, item.minutes_version + 1
    session.add(
        MinutesRevision(
            item_id=item.id, version=item.minutes_version, text=text, written_by_id=person.id, written_at=now()
        )
    )
    session.flush()
    touch_meeting(session, meeting)
    return item.minutes_version


def submit_minutes(session: Session, meeting: Meeting, *, actor_id: int) -> None:
    """«Referatet er klar»: it can be read through and approved. A second time changes nothing."""
    if move_meeting(session, meeting, MeetingState.minutes_ready):
        meeting.minutes_ready_at = now()
        _tell(session, meeting, "minutes.submit", actor_id)


def reopen_minutes(session: Session, meeting: Meeting, *, actor_id: int) -> None:
    """Something must be put right before anybody approves."""
    if move_meeting(session, meeting, MeetingState.ended):
        meeting.minutes_ready_at = None
        _tell(session, meeting, "minutes.reopen", actor_id)


def approve_minutes(session: Session, meeting: Meeting, *, publish: bool, actor_id: int) -> None:
    """The minutes stand, and nobody changes them any more. What was brought and not decided goes to the next meeting."""
    # What a class talks about is nobody else's business, whatever somebody chose.
    publish = publish and body_of(session, meeting).kind not in PRIVATE_KINDS
    if not move_meeting(session, meeting, MeetingState.approved):
        return
    meeting.approved_at, meeting.approved_by_id = now(), actor_id
    meeting.published_at = meeting.approved_at if publish else None
    session.flush()
    for item in _left_undecided(session, meeting):
        continue_item(session, item)
    _tell(session, meeting, "minutes.approve", actor_id)
    announce(session, MinutesApproved(meeting.id, meeting.body_id, is_public=publish))


def _left_undecided(session: Session, meeting: Meeting) -> list[AgendaItem]:
    decided = select(Decision.id).where(Decision.item_id == AgendaItem.id).exists()
    query = select(AgendaItem).where(
        AgendaItem.meeting_id == meeting.id, AgendaItem.withdrawn_at.is_(None), AgendaItem.subject_kind.is_not(None)
    )
    return list(session.scalars(query.where(~decided).order_by(AgendaItem.position, AgendaItem.id)))


def _writable_meeting(session: Session, item: AgendaItem) -> Meeting:
    if item.meeting_id is None:
        raise Conflict
    meeting = session.get_one(Meeting, item.meeting_id, populate_existing=True)
    if meeting.state not in WRITABLE:
        raise Conflict(gettext("Referatet er lukket. Det kan ikke ændres nu."))
    return meeting


def _checked(text: str) -> str:
    text = clean(text) or ""
    if len(text) > MINUTES_MAX:
        raise RuleBroken({"minutes": [gettext("Skriv højst %(high)d tegn.", high=MINUTES_MAX)]})
    if find_cpr(text):
        raise RuleBroken({"minutes": [gettext("Slet CPR-nummeret. Det må aldrig stå på en side, som alle kan læse.")]})
    return text


def _tell(session: Session, meeting: Meeting, action: str, actor_id: int) -> None:
    session.flush()
    touch_meeting(session, meeting)
    touch_body(session, body_of(session, meeting))
    is_public = meeting.published_at is not None
    audit.record(session, actor_id, action, ("meeting", meeting.id), MinutesAudit(is_public))
