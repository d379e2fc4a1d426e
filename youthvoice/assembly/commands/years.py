"""A year of Bytinget is made, changed and announced; its meeting in councils follows."""

import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.assembly.events import YearAnnounced, YearMoved
from youthvoice.assembly.models import AssemblyYear
from youthvoice.assembly.queries.years import find_year, hold_year
from youthvoice.assembly.rules.years import DayTie, Majority, YearState
from youthvoice.core import audit
from youthvoice.core.clock import local_date, now
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.core.events import publish
from youthvoice.councils.commands.meetings import (
    MeetingFacts,
    edit_meeting,
    facts_version,
    plan_meeting,
)
from youthvoice.councils.events import MeetingMoved
from youthvoice.councils.models import Body, Meeting
from youthvoice.councils.queries.seats import lock_body
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.meetings import MeetingState

CHANGEABLE = (YearState.planned, YearState.announced)
MOVES = frozenset({"starts_at", "ends_at", "place"})


@dataclass(frozen=True, kw_only=True)
class YearFacts:
    """What a year is. Moments are aware; ``unit_id`` answers what no route sends elsewhere."""

    theme: str
    about: str
    unit_id: int
    starts_at: datetime
    ends_at: datetime
    place: str
    motions_due_at: datetime
    most_motions: int
    is_named: bool
    quorum_percent: int
    majority: Majority
    tie_rule: DayTie
    speech_seconds: int

    @property
    def year(self) -> int:
        """The calendar year of its day."""
        return local_date(self.starts_at).year


@dataclass(frozen=True)
class YearAudit:
    """Audit: which settings of a year were set or changed."""

    fields: list[str]


def make_year(session: Session, body: Body, facts: YearFacts, form_key: str, *, actor_id: int) -> AssemblyYear:
    """A new year, planned, with its meeting in the body's calendar. Sent twice, it is made once.

    Raises RuleBroken (day where that year has one already; ends, due_day, place), and Conflict where the body is no Bytinget
    or is closed.
    """
    lock_body(session, body.id)
    made = session.scalar(select(AssemblyYear).where(AssemblyYear.form_key == form_key))
    if made is not None:
        return made
    if body.kind is not BodyKind.assembly:
        raise Conflict
    if find_year(session, facts.year) is not None:
        raise RuleBroken({"day": [gettext("Der er allerede et Byting i %(year)d.", year=facts.year)]})
    meeting = plan_meeting(session, body, _meeting_facts(facts), form_key, actor_id=actor_id)
    year = AssemblyYear(
        **asdict(facts),
        form_key=form_key,
        body_id=body.id,
        meeting_id=meeting.id,
        year=facts.year,
        created_by_id=actor_id,
        created_at=now(),
    )
    session.add(year)
    session.flush()
    audit.record(session, actor_id, "assembly.create", ("assembly_year", year.id), YearAudit([]))
    return year


def change_year(session: Session, year_id: int, facts: YearFacts, *, seen: int, actor_id: int) -> None:
    """Change a year before its day has begun; its meeting moves along.

    Raises RuleBroken (day for another calendar year, ends, due_day, place), and Conflict where somebody changed it since
    ``seen``, or the day has begun.
    """
    year = hold_year(session, year_id)
    if year.version != seen or year.state not in CHANGEABLE:
        raise Conflict
    _check_day(year, facts.year)
    if not _different(year, facts):
        return
    _move_meeting(session, year, facts, actor_id)
    # What the meeting says of it, the year has taken over from there by now.
    left = _different(year, facts)
    for name in left:
        setattr(year, name, getattr(facts, name))
    touch_year(session, year)
    if left:
        audit.record(session, actor_id, "assembly.change", ("assembly_year", year.id), YearAudit(left))
    if set(left) & MOVES:
        publish(session, YearMoved(year.id))


def follow_meeting(session: Session, event: MeetingMoved) -> None:
    """The meeting of a year was moved, from whichever page: day, place and last day for motions are what it says.

    The year is held (commands/holding.py). Raises RuleBroken (day for another calendar year, place where none is left).
    """
    year = session.scalar(select(AssemblyYear).where(AssemblyYear.meeting_id == event.meeting_id))
    if year is None or year.state not in CHANGEABLE:
        return
    meeting = session.get_one(Meeting, event.meeting_id)
    _check_day(year, local_date(meeting.starts_at).year)
    if not meeting.place.strip():
        raise RuleBroken({"place": [gettext("Skriv, hvor det er.")]})
    told = {**{name: getattr(meeting, name) for name in MOVES}, "motions_due_at": meeting.items_due_at}
    changed = [name for name, value in told.items() if getattr(year, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(year, name, told[name])
    touch_year(session, year)
    audit.record(session, event.actor_id, "assembly.change", ("assembly_year", year.id), YearAudit(changed))
    if set(changed) & MOVES:
        publish(session, YearMoved(year.id))


def _different(year: AssemblyYear, facts: YearFacts) -> list[str]:
    return [name for name, value in asdict(facts).items() if getattr(year, name) != value]


def _check_day(year: AssemblyYear, wanted: int) -> None:
    if wanted != year.year:
        raise RuleBroken({"day": [gettext("Dagen skal ligge i %(year)d.", year=year.year)]})


def announce(session: Session, year_id: int, *, actor_id: int) -> None:
    """Everybody can read it from now on. A second time changes nothing."""
    year = hold_year(session, year_id)
    if year.announced_at is not None:
        return
    year.announced_at = now()
    touch_year(session, year)
    audit.record(session, actor_id, "assembly.announce", ("assembly_year", year.id), YearAudit([]))
    publish(session, YearAnnounced(year.id))


def touch_year(session: Session, year: AssemblyYear) -> None:
    """Raise the version of a year that is held, so that what is cached of it is made anew."""
    year.version += 1
    session.flush()


def _meeting_facts(facts: YearFacts, *, link: str = "", call_text: str = "") -> MeetingFacts:
    return MeetingFacts(
        starts_at=facts.starts_at,
        ends_at=facts.ends_at,
        place=facts.place,
        link=link,
        title=facts.theme,
        call_text=call_text,
        items_due_at=facts.motions_due_at,
    )


def _move_meeting(session: Session, year: AssemblyYear, facts: YearFacts, actor_id: int) -> None:
    """The meeting says the same; where somebody has cancelled it, there is a new one."""
    meeting = session.get_one(Meeting, year.meeting_id)
    if meeting.state is not MeetingState.cancelled:
        told = _meeting_facts(facts, link=meeting.link, call_text=meeting.call_text)
        edit_meeting(session, meeting, told, facts_version(meeting), actor_id=actor_id)
        return
    body = session.get_one(Body, year.body_id)
    year.meeting_id = plan_meeting(session, body, _meeting_facts(facts), uuid.uuid4().hex, actor_id=actor_id).id
