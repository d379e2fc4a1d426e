"""The job that reminds people of meetings: it publishes MeetingNear once for each, on the morning of the reminder day."""

from datetime import datetime, time, timedelta

from flask import Flask
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, contains_eager

from youthvoice.core import ticks
from youthvoice.core.clock import COPENHAGEN, local_date, now
from youthvoice.core.events import publish
from youthvoice.councils.events import MeetingNear
from youthvoice.councils.models import Body, Meeting
from youthvoice.councils.rules.meetings import MeetingState, reminded_until

EVERY = timedelta(minutes=5)
AT_A_TIME = 20
"""Meetings a round: the transaction stays short, however many classes meet on the same day."""


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("councils.reminders", EVERY, remind))


def remind(session: Session) -> bool:
    """Remind of the meetings whose time has come; returns whether there are more.

    A meeting that was called after its reminder was due is not reminded of: people have only just been told.
    """
    found = _due_meetings(session)
    for meeting in found:
        meeting.reminded_at = now()
        session.flush()
        if meeting.called_at is not None and not _was_called_late(meeting, meeting.body):
            publish(session, MeetingNear(meeting.id, meeting.body_id))
    return len(found) == AT_A_TIME


def _due_meetings(session: Session) -> list[Meeting]:
    settings = session.scalars(select(Body.reminder_days).where(Body.closed_at.is_(None)).distinct()).all()
    if not settings:
        return []
    query = select(Meeting).join(Meeting.body).options(contains_eager(Meeting.body))
    query = query.where(
        Meeting.state == MeetingState.called,
        Meeting.reminded_at.is_(None),
        Meeting.starts_at > now(),
        Body.closed_at.is_(None),
        or_(*(_is_near(days) for days in settings)),
    )
    return list(session.scalars(query.order_by(Meeting.starts_at, Meeting.id).limit(AT_A_TIME)))


def _is_near(reminder_days: int) -> ColumnElement[bool]:
    day = reminded_until(now().astimezone(COPENHAGEN), reminder_days)
    ends = datetime.combine(day + timedelta(days=1), time(), COPENHAGEN)
    return and_(Body.reminder_days == reminder_days, Meeting.starts_at < ends)


def _was_called_late(meeting: Meeting, body: Body) -> bool:
    called_at = meeting.called_at or meeting.created_at
    return local_date(meeting.starts_at) <= reminded_until(called_at.astimezone(COPENHAGEN), body.reminder_days)
