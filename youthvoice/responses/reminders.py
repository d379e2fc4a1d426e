"""The job that reminds officials of what they owe: on working days from seven, one mail a person a day.

Each person is looked after once a day, in the transaction of the mail and of the rows that tell what was reminded of: a
worker that is killed has done nothing for that person, and the next one does it. A day on which nobody worked is caught up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from flask import Flask
from sqlalchemy import Boolean, ColumnElement, String, and_, cast, exists, insert, literal, or_, select, true, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import Role
from youthvoice.core import mail, ticks
from youthvoice.core.clock import COPENHAGEN, now
from youthvoice.core.events import publish
from youthvoice.responses.commands.cases import calendar
from youthvoice.responses.events import CasesDue
from youthvoice.responses.models import Case, CaseReminder, ReminderRound
from youthvoice.responses.queries.inbox import IS_OWED, AnySelect, Asked, InboxRow, Tab, count_cases, inbox_page
from youthvoice.responses.queries.whose import answers_for, may_answer_for
from youthvoice.responses.rules.clock import ReminderStage
from youthvoice.responses.rules.reminders import Window, overview_is_due, windows

EVERY = timedelta(minutes=5)
FROM = time(7)
"""Danish time: before anybody is at work."""
AT_A_TIME = 20
"""Persons a round: the transaction stays short, however many officials there are."""
MOST_LISTED = 10
"""Cases of one kind that a mail names; of the others it tells how many."""


@dataclass(frozen=True)
class Due:
    """One case that somebody is reminded of this morning."""

    case_id: int
    title: str
    due_on: date
    stage: ReminderStage
    of_receipt: bool


@dataclass(frozen=True)
class Overview:
    """What somebody has to see to this week. Counts go no further than 100."""

    is_units: bool
    open: int
    late: int
    first: Sequence[InboxRow]
    """What is due first."""


@dataclass(frozen=True)
class Watch:
    """Somebody's morning: whose cases they see to."""

    person: Person
    unit_id: int
    leads: bool
    """The unit's leader; without one, nobody is."""
    stands_in: bool
    """The leader, or everybody where there is none: told of what nobody has taken, and on the day itself."""


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("responses.reminders", EVERY, remind))


def remind(session: Session) -> bool:
    """Look after the officials who were not looked after today; returns whether there are more."""
    local = now().astimezone(COPENHAGEN)
    day = local.date()
    if local.time() < FROM or not calendar().is_working_day(day):
        return False
    people = _people(session, day)
    for person, last_round in people:
        _look_after(session, person, last_round, day)
    return len(people) == AT_A_TIME


def _people(session: Session, day: date) -> list[tuple[Person, date | None]]:
    """Officials of a unit, with the day they were looked after last."""
    wanted = select(Person, ReminderRound.day).outerjoin(ReminderRound, ReminderRound.person_id == Person.id)
    wanted = wanted.where(Person.role == Role.official, Person.unit_id.is_not(None), Person.closed_at.is_(None))
    wanted = wanted.where(or_(ReminderRound.day.is_(None), ReminderRound.day < day))
    return [(person, last) for person, last in session.execute(wanted.order_by(Person.id).limit(AT_A_TIME))]


def _look_after(session: Session, person: Person, last_round: date | None, day: date) -> None:
    session.merge(ReminderRound(person_id=person.id, day=day))
    watch = _watch(session, person)
    if watch is None:
        return
    due = list(_due(session, watch, day))
    _note(session, person.id, due)
    overview = _overview(session, watch) if overview_is_due(day, last_round, calendar()) else None
    if due or (overview and overview.open):
        _tell(session, watch, due, overview, day)


def _watch(session: Session, person: Person) -> Watch | None:
    unit = person.unit
    if unit is None:
        return None
    leader_id = _leader_id(session, unit)
    return Watch(person, unit.id, leads=leader_id == person.id, stands_in=leader_id in (None, person.id))


def _leader_id(session: Session, unit: Unit) -> int | None:
    """The unit's leader, if it is somebody who can answer; one who has left is none."""
    leader = session.get(Person, unit.leader_id) if unit.leader_id is not None else None
    return leader.id if leader is not None and may_answer_for(leader, unit.id) else None


def _due(session: Session, watch: Watch, day: date) -> Iterator[Due]:
    """What the person is to be reminded of, and was not yet at this stage of this deadline: one query."""
    stages = windows(day, calendar())
    last_day = stages[0]
    parts = [_part(watch, Case.answer_due_on, window, of_receipt=False) for window in stages]
    parts.append(_part(watch, Case.receipt_due_on, last_day, of_receipt=True).where(Case.receipt_at.is_(None)))
    found = union_all(*parts).subquery()
    for row in session.execute(select(*found.c).order_by(found.c.due_on, found.c.id)):
        yield Due(row.id, row.title, row.due_on, ReminderStage(row.stage), row.of_receipt)


def _part(watch: Watch, due_on: InstrumentedAttribute[date], window: Window, *, of_receipt: bool) -> AnySelect:
    reminded = exists().where(
        CaseReminder.case_id == Case.id,
        CaseReminder.person_id == watch.person.id,
        CaseReminder.stage == window.stage,
        CaseReminder.due_on == due_on,
        CaseReminder.of_receipt.is_(of_receipt),
    )
    stage, receipt = cast(literal(window.stage.value), String), cast(literal(of_receipt), Boolean)
    part: AnySelect = select(
        Case.id, Case.title, due_on.label("due_on"), stage.label("stage"), receipt.label("of_receipt")
    )
    part = part.where(IS_OWED, Case.unit_id == watch.unit_id, Case.paused_on.is_(None))
    return part.where(due_on >= window.from_on, due_on < window.before_on, _is_theirs(watch, window.stage), ~reminded)


def _is_theirs(watch: Watch, stage: ReminderStage) -> ColumnElement[bool]:
    """Before the day: whoever has taken the case, else the leader, else everybody. On the day: the leader, else everybody."""
    if stage is ReminderStage.due:
        return true() if watch.stands_in else literal(False)
    own = Case.assignee_id == watch.person.id
    if not watch.stands_in:
        return own
    is_taken = exists().where(and_(Person.id == Case.assignee_id, answers_for(Case.unit_id)))
    return or_(own, ~is_taken)


def _note(session: Session, person_id: int, due: Sequence[Due]) -> None:
    """That it was reminded of, once and for all: the table lets nobody do it twice."""
    moment = now()
    rows = [
        {
            "case_id": one.case_id,
            "person_id": person_id,
            "stage": one.stage,
            "due_on": one.due_on,
            "of_receipt": one.of_receipt,
            "at": moment,
        }
        for one in due
    ]
    if rows:
        session.execute(insert(CaseReminder), rows)


def _overview(session: Session, watch: Watch) -> Overview:
    """The own cases; a leader's are the unit's."""
    own = None if watch.leads else watch.person.id
    everything = Asked(watch.person.id, watch.unit_id, Tab.owed, assignee_id=own)
    late = Asked(watch.person.id, watch.unit_id, Tab.late, assignee_id=own)
    first = inbox_page(session, everything, None).items[:MOST_LISTED]
    return Overview(watch.leads, count_cases(session, everything), count_cases(session, late), first)


def _tell(session: Session, watch: Watch, due: Sequence[Due], overview: Overview | None, day: date) -> None:
    """One mail, and word of it in the list of news. A duty: it cannot be turned off."""
    person, path = watch.person, "/svar" if watch.stands_in else "/svar?fane=mine"
    total = overview.open if overview else 0
    title = due[0].title if len(due) == 1 else ""
    publish(session, CasesDue(person.id, day, len(due), total, title, path))
    if person.email is None or person.email_refused_at is not None:
        return
    mail.enqueue(
        session,
        person.email,
        "responses/reminder",
        person.locale,
        dedupe_key=f"reminder:{person.id}:{day.isoformat()}",
        person=person,
        due=due,
        overview=overview,
        groups=list(_groups(due, day)),
        most=MOST_LISTED,
        path=path,
    )


def _groups(due: Sequence[Due], day: date) -> Iterator[tuple[str, list[Due]]]:
    """(what it is about, cases), what hurries most first; groups with nothing in them are left out."""
    answers = [one for one in due if not one.of_receipt]
    found = {
        "late": [one for one in answers if one.due_on < day],
        "today": [one for one in answers if one.stage is ReminderStage.due and one.due_on >= day],
        "receipt": [one for one in due if one.of_receipt],
        "one_day": [one for one in answers if one.stage is ReminderStage.one_day],
        "five_days": [one for one in answers if one.stage is ReminderStage.five_days],
    }
    yield from ((name, cases) for name, cases in found.items() if cases)
