"""The job that reminds of a council's vote in writing, on the morning before it closes: those who may vote and have not."""

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import Select, String, cast, exists, literal, literal_column, select
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import COPENHAGEN, now
from youthvoice.grants.models import Motion
from youthvoice.grants.rules.deciding import MotionState
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.listeners.grants_council import motion_near, vote_key
from youthvoice.notifications.models import Notification
from youthvoice.notifications.rules import vote_reminder_at

EVERY = timedelta(minutes=10)
AHEAD = timedelta(days=2)
"""No reminder is due longer before the closing."""
AT_A_TIME = 50


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("notifications.motions", EVERY, remind))


def remind(session: Session) -> bool:
    """Remind of the votes whose time has come, each once; returns whether there may be more."""
    moment, reminded = now(), 0
    for motion in session.scalars(_unreminded(moment)).all():
        closes = motion.closes_at or moment
        due_at = vote_reminder_at(motion.put_at.astimezone(COPENHAGEN), closes.astimezone(COPENHAGEN))
        if due_at is not None and due_at <= moment:
            reminded += motion_near(session, motion)
    return reminded == AT_A_TIME


def _unreminded(moment: datetime) -> Select[Motion]:
    """Votes that close soon, of which nobody was reminded. The kind is written out: its index holds no other news."""
    begins, _, ends = vote_key(0).partition("0")
    kind = NewsKind.grant_vote_near.value
    key = literal(begins).concat(cast(Motion.id, String)).concat(ends + kind)
    told = exists().where(Notification.kind == literal_column(f"'{kind}'"), Notification.event_key == key)
    query = select(Motion).where(
        Motion.state == MotionState.open, Motion.closes_at > moment, Motion.closes_at <= moment + AHEAD, ~told
    )
    return query.order_by(Motion.closes_at, Motion.id).limit(AT_A_TIME)
