"""A meeting from plan to end: planned, called, held. Each step goes by the table of rules/meetings.py."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.commands.agenda import add_standing_items, release_items, take_waiting_items
from youthvoice.councils.commands.holding import body_of, hold_meeting, move_meeting
from youthvoice.councils.commands.touch import touch_body, touch_meeting
from youthvoice.councils.events import MeetingCalled, MeetingChanged, MeetingMoved, MeetingWanted
from youthvoice.councils.labels import MEETING_PROBLEM_TEXTS
from youthvoice.councils.models import Body, Meeting
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.meetings import MeetingState, items_due_at
from youthvoice.councils.rules.planning import MeetingProblem, check_day, check_place, check_times

PROBLEM_FIELDS: dict[MeetingProblem, str] = {
    MeetingProblem.begins_before_today: "day",
    MeetingProblem.ends_before_it_begins: "ends",
    MeetingProblem.too_long: "ends",
    MeetingProblem.place_missing: "place",
    MeetingProblem.link_not_web: "link",
    MeetingProblem.due_after_it_begins: "due_day",
}
EDITABLE = (MeetingState.planned, MeetingState.called)
MOVES = ("starts_at", "ends_at", "place", "link")


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """When, where and why. ``items_due_at`` None: as many days before as the body says. Moments are aware."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""
    link: str = ""
    title: str = ""
    call_text: str = ""
    items_due_at: datetime | None = None


@dataclass(frozen=True)
class MeetingAudit:
    """Audit: which meeting of the body, and where it stands now."""

    number: int
    state: str


def plan_meeting(session: Session, body: Body, facts: MeetingFacts, form_key: str, *, actor_id: int) -> Meeting:
    """Plan the body's next meeting, with the items that always stand there and those that waited for it.

    Sent twice, it is planned once. Raises RuleBroken (day, ends, due_day, place, link), and Conflict for a closed body.
    """
    lock_body(session, body.id)
    planned = session.scalar(select(Meeting).where(Meeting.form_key == form_key))
    if planned is not None:
        return _of_body(planned, body)
    if body.closed_at is not None:
        raise Conflict
    facts = _with_deadline(facts, body)
    _check(facts, starts_anew=True)
    number = 1 + (session.scalar(select(func.max(Meeting.number)).where(Meeting.body_id == body.id)) or 0)
    meeting = Meeting(
        **asdict(facts), form_key=form_key, body_id=body.id, number=number, created_by_id=actor_id, created_at=now()
    )
    session.add(meeting)
    session.flush()
    add_standing_items(session, meeting)
    take_waiting_items(session, meeting)
    _tell(session, meeting, "meeting.plan", actor_id)
    return meeting


def facts_version(meeting: Meeting) -> str:
    """Names the facts as they stand: an item that was added does not change it, another place does."""
    joined = "\x1f".join(str(value) for value in asdict(stored_facts(meeting)).values())
    return sha256(joined.encode()).hexdigest()[:16]


def stored_facts(meeting: Meeting) -> MeetingFacts:
    """The facts of a meeting as they stand."""
    return MeetingFacts(**{name: getattr(meeting, name) for name in MeetingFacts.__dataclass_fields__})


def edit_meeting(session: Session, meeting: Meeting, facts: MeetingFacts, seen: str, *, actor_id: int) -> None:
    """Change a meeting that has not begun. People who were called are told of another time or place.

    ``seen`` is the ``facts_version`` that the person had before them. Raises Conflict and RuleBroken; a room above, whose
    day the meeting is, may break it too (fields day, place).
    """
    publish(session, MeetingWanted(meeting.id))
    hold_meeting(session, meeting, *EDITABLE)
    facts = _with_deadline(facts, body_of(session, meeting))
    changed = [name for name, value in asdict(facts).items() if getattr(meeting, name) != value]
    if not changed:
        return
    if seen != facts_version(meeting):
        raise Conflict
    _check(facts, starts_anew="starts_at" in changed)
    for name in changed:
        setattr(meeting, name, getattr(facts, name))
    if any(name in MOVES for name in changed):
        meeting.sequence += 1
        meeting.reminded_at = None
    _tell(session, meeting, "meeting.edit", actor_id)
    if meeting.called_at is not None and any(name in MOVES for name in changed):
        publish(session, MeetingChanged(meeting.id, meeting.body_id, is_cancelled=False, sequence=meeting.sequence))
    if any(name in (*MOVES, "items_due_at") for name in changed):
        publish(session, MeetingMoved(meeting.id, actor_id))


def call_meeting(session: Session, meeting: Meeting, *, actor_id: int) -> None:
    """Call the members. A second time changes nothing."""
    if move_meeting(session, meeting, MeetingState.called):
        meeting.called_at = now()
        _tell(session, meeting, "meeting.call", actor_id)
        publish(session, MeetingCalled(meeting.id, meeting.body_id))


def cancel_meeting(session: Session, meeting: Meeting, reason: str, *, actor_id: int) -> None:
    """Cancel a meeting that has not begun; what was to be talked about goes to the next one, or waits for it."""
    if not move_meeting(session, meeting, MeetingState.cancelled):
        return
    meeting.cancelled_at, meeting.cancel_reason = now(), reason
    meeting.sequence += 1
    session.flush()
    release_items(session, meeting)
    _tell(session, meeting, "meeting.cancel", actor_id)
    if meeting.called_at is not None:
        publish(session, MeetingChanged(meeting.id, meeting.body_id, is_cancelled=True, sequence=meeting.sequence))


def open_meeting(session: Session, meeting: Meeting, *, actor_id: int) -> None:
    """Begin the meeting; also go on with one that was ended too early."""
    if move_meeting(session, meeting, MeetingState.open):
        meeting.opened_at, meeting.ended_at = meeting.opened_at or now(), None
        _tell(session, meeting, "meeting.open", actor_id)


def end_meeting(session: Session, meeting: Meeting, *, actor_id: int) -> None:
    """End the meeting. Its minutes can still be written."""
    if move_meeting(session, meeting, MeetingState.ended):
        meeting.ended_at = now()
        _tell(session, meeting, "meeting.end", actor_id)


def _tell(session: Session, meeting: Meeting, action: str, actor_id: int) -> None:
    session.flush()
    touch_meeting(session, meeting)
    touch_body(session, body_of(session, meeting))
    audit.record(session, actor_id, action, ("meeting", meeting.id), MeetingAudit(meeting.number, meeting.state.value))


def _with_deadline(facts: MeetingFacts, body: Body) -> MeetingFacts:
    if facts.items_due_at is not None:
        return facts
    return replace(facts, items_due_at=items_due_at(facts.starts_at, body.item_deadline_days))


def _check(facts: MeetingFacts, *, starts_anew: bool) -> None:
    due = facts.items_due_at or facts.starts_at
    day = check_day(local_date(facts.starts_at), today()) if starts_anew else None
    found = (day or check_times(facts.starts_at, facts.ends_at, due), check_place(facts.place, facts.link))
    problems: dict[str, list[object]] = {
        PROBLEM_FIELDS[problem]: [MEETING_PROBLEM_TEXTS[problem]] for problem in found if problem is not None
    }
    if problems:
        raise RuleBroken(problems)


def _of_body(meeting: Meeting, body: Body) -> Meeting:
    if meeting.body_id != body.id:
        raise Conflict
    return meeting
