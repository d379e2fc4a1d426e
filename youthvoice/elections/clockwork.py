"""What the worker does for elections: the paper is drawn once nomination is over, and schools are reminded in time."""

import logging
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import now, today
from youthvoice.core.errors import DomainError
from youthvoice.core.events import publish
from youthvoice.elections.commands.closing import close_nomination
from youthvoice.elections.events import ElectionDue
from youthvoice.elections.models import ElectionReminder
from youthvoice.elections.queries.elections import due_for_closing, get_election
from youthvoice.elections.queries.reminding import councils_without_election
from youthvoice.elections.rules.years import due_wave, school_year

log = logging.getLogger("youthvoice.elections")
EVERY = timedelta(minutes=1)
REMINDERS_EVERY = timedelta(hours=6)
AT_A_TIME = 20


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("elections.papers", EVERY, draw_papers))
    ticks.register(ticks.Tick("elections.reminders", REMINDERS_EVERY, remind))


def draw_papers(session: Session) -> bool:
    """End the nominations whose time is up; returns whether there are more."""
    due = due_for_closing(session, now(), AT_A_TIME)
    drawn = sum(_draw(session, election_id) for election_id in due)
    # What cannot be drawn waits for the next round, and must not keep this one busy.
    return len(due) == AT_A_TIME and drawn > 0


def _draw(session: Session, election_id: int) -> bool:
    """One election; that its paper cannot be drawn must not keep the others waiting."""
    try:
        with session.begin_nested():
            close_nomination(session, get_election(session, election_id))
    except DomainError:
        log.exception("paper cannot be drawn", extra={"data": {"election": election_id}})
        return False
    return True


def remind(session: Session) -> bool:
    """Remind the schools that have no election in this school year: in September, and once more in mid October.

    Once each, whoever works and however late, but never after October. Returns whether there are more.
    """
    wave = due_wave(today())
    if wave is None:
        return False
    year = school_year(today())
    found = councils_without_election(session, year, wave, AT_A_TIME)
    for body_id in found:
        session.add(ElectionReminder(body_id=body_id, year=year, wave=wave.value, sent_at=now()))
        session.flush()
        publish(session, ElectionDue(body_id, year, wave.value))
    return len(found) == AT_A_TIME
