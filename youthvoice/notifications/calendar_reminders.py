"""The job that reminds of Bytinget, of its last day for motions, and councils of a hearing that closes: each once.

People have the morning for it; whoever was told less than a day before is not reminded.
"""

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from youthvoice.assembly.models import AssemblyYear
from youthvoice.consultations.models import Consultation
from youthvoice.core import ticks
from youthvoice.core.clock import COPENHAGEN, now
from youthvoice.notifications.listeners import assembly, hearings
from youthvoice.notifications.rules import BYTINGET_DAYS, HEARING_DAYS, MOTION_DAYS, reminder_at

EVERY = timedelta(minutes=10)
AHEAD = timedelta(days=MOTION_DAYS + 1)
"""No reminder is due longer before."""


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("notifications.calendar", EVERY, remind))


def remind(session: Session) -> bool:
    """Remind of what is near; returns whether there may be more, which there never is: few things happen on one day."""
    moment = now()
    _remind_of_years(session, moment)
    _remind_of_hearings(session, moment)
    return False


def _remind_of_years(session: Session, moment: datetime) -> None:
    announced = AssemblyYear.announced_at.is_not(None), AssemblyYear.begun_at.is_(None)
    for year in session.scalars(select(AssemblyYear).where(*announced).order_by(AssemblyYear.id)).all():
        since = year.announced_at or moment
        if _is_due(since, year.motions_due_at, MOTION_DAYS, moment):
            assembly.motions_due(session, year)
        if _is_due(since, year.starts_at, BYTINGET_DAYS, moment):
            assembly.near(session, year)


def _remind_of_hearings(session: Session, moment: datetime) -> None:
    for found in session.scalars(_closing(moment)).all():
        if _is_due(found.opens_at, found.closes_at, HEARING_DAYS, moment):
            hearings.near(session, found)


def _closing(moment: datetime) -> Select[Consultation]:
    query = select(Consultation).where(
        Consultation.published_at.is_not(None),
        Consultation.hidden_at.is_(None),
        Consultation.finished_at.is_(None),
        Consultation.cancelled_at.is_(None),
        Consultation.opens_at <= moment,
        Consultation.closes_at > moment,
        Consultation.closes_at <= moment + AHEAD,
    )
    return query.order_by(Consultation.closes_at, Consultation.id)


def _is_due(since: datetime, until: datetime, days: int, moment: datetime) -> bool:
    at = reminder_at(since.astimezone(COPENHAGEN), until.astimezone(COPENHAGEN), days)
    return at is not None and at <= moment < until
