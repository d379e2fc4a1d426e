"""What the worker does for hearings: tells that one opened, that one closed, and reminds of the summary that is owed."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from youthvoice.consultations import reminders
from youthvoice.consultations.events import ConsultationOpened, SummaryOwed
from youthvoice.consultations.models import Consultation
from youthvoice.consultations.queries.consultations import hold_consultation
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.events import publish

EVERY = timedelta(minutes=1)
REMIND_EVERY = timedelta(minutes=30)
AT_A_TIME = 20
IS_RUNNING: tuple[ColumnElement[bool], ...] = (
    Consultation.published_at.is_not(None),
    Consultation.finished_at.is_(None),
    Consultation.cancelled_at.is_(None),
)


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("consultations.clock", EVERY, tell_the_clock))
    ticks.register(ticks.Tick("consultations.reminders", REMIND_EVERY, reminders.remind))


def tell_the_clock(session: Session) -> bool:
    """Tell of what opened and closed since, once each; returns whether there may be more."""
    moment = now()
    opened = _due(session, Consultation.opening_told_at.is_(None), Consultation.opens_at <= moment)
    for consultation_id in opened:
        _tell_opening(session, consultation_id)
    closed = _due(session, Consultation.closing_told_at.is_(None), Consultation.closes_at <= moment)
    for consultation_id in closed:
        _tell_closing(session, consultation_id)
    return AT_A_TIME in (len(opened), len(closed))


def _due(session: Session, *conditions: ColumnElement[bool]) -> list[int]:
    query = select(Consultation.id).where(*IS_RUNNING, *conditions)
    return list(session.scalars(query.order_by(Consultation.id).limit(AT_A_TIME)))


def _tell_opening(session: Session, consultation_id: int) -> None:
    """What has closed meanwhile invites nobody any more."""
    found = hold_consultation(session, consultation_id)
    if found.opening_told_at is not None:
        return
    found.opening_told_at = now()
    session.flush()
    if found.state is ConsultationState.open:
        publish(session, ConsultationOpened(found.id))


def _tell_closing(session: Session, consultation_id: int) -> None:
    found = hold_consultation(session, consultation_id)
    if found.closing_told_at is not None:
        return
    found.closing_told_at = now()
    session.flush()
    if found.state is ConsultationState.closed:
        publish(session, SummaryOwed(found.id))
