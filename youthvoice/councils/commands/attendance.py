"""Noting who came."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.core.clock import local_date, now
from youthvoice.core.errors import RuleBroken
from youthvoice.councils.commands.holding import hold_meeting
from youthvoice.councils.commands.touch import touch_meeting
from youthvoice.councils.labels import ATTENDANCE_PROBLEM_TEXTS
from youthvoice.councils.models import Attendee, Meeting, Seat
from youthvoice.councils.queries.bodies import held_on
from youthvoice.councils.queries.minutes import came_to
from youthvoice.councils.queries.seats import voting_member_ids
from youthvoice.councils.rules.attendance import AttendanceProblem, check_stand_in
from youthvoice.councils.rules.meetings import PLANNABLE, WRITABLE, Presence

NOTABLE = PLANNABLE | WRITABLE


def note_attendance(
    session: Session, meeting: Meeting, person_id: int, presence: Presence, *, stands_in_for_id: int | None = None
) -> Attendee:
    """Note whether somebody with a seat came, and in whose place a substitute sits. The last note counts.

    Raises RuleBroken (attendance) where the person has no seat or cannot sit there, Conflict once minutes are ready.
    """
    hold_meeting(session, meeting, *NOTABLE)
    day = local_date(meeting.starts_at)
    seated = select(Seat.id).where(Seat.body_id == meeting.body_id, Seat.person_id == person_id, held_on(day)).limit(1)
    if session.scalar(seated) is None:
        raise _broken(AttendanceProblem.no_seat)
    stands_in_for_id = stands_in_for_id if presence is Presence.present else None
    members = voting_member_ids(session, meeting.body_id, day)
    problem = check_stand_in(person_id, stands_in_for_id, members, came_to(session, meeting.id))
    if problem is not None:
        raise _broken(problem)
    return _store(session, meeting, person_id, presence, stands_in_for_id)


def _store(
    session: Session, meeting: Meeting, person_id: int, presence: Presence, stands_in_for_id: int | None
) -> Attendee:
    query = select(Attendee).where(Attendee.meeting_id == meeting.id, Attendee.person_id == person_id)
    attendee = session.scalar(query)
    if attendee is None:
        attendee = Attendee(meeting_id=meeting.id, person_id=person_id)
        session.add(attendee)
    attendee.presence, attendee.stands_in_for_id, attendee.noted_at = presence, stands_in_for_id, now()
    session.flush()
    touch_meeting(session, meeting)
    return attendee


def _broken(problem: AttendanceProblem) -> RuleBroken:
    return RuleBroken({"attendance": [ATTENDANCE_PROBLEM_TEXTS[problem]]})
