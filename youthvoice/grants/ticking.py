"""What the worker does for the council's votes: counts those whose time is up."""

import logging
from datetime import timedelta

from flask import Flask
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.errors import DomainError
from youthvoice.grants.commands.settling import settle_motion
from youthvoice.grants.models import Motion
from youthvoice.grants.queries.motions import due_motions

log = logging.getLogger("youthvoice.grants")
EVERY = timedelta(minutes=1)
AT_A_TIME = 20


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("grants.motions", EVERY, settle_due))


def settle_due(session: Session) -> bool:
    """Count the votes in writing whose deadline has passed; returns whether there are more."""
    due = due_motions(session, now(), AT_A_TIME)
    settled = sum(_settle(session, motion_id) for motion_id in due)
    # What cannot be counted waits for the next round, and must not keep this one busy.
    return len(due) == AT_A_TIME and settled > 0


def _settle(session: Session, motion_id: int) -> bool:
    """One vote; that it cannot be counted must not keep the others waiting."""
    try:
        with session.begin_nested():
            settle_motion(session, session.get_one(Motion, motion_id), actor_id=None)
    except DomainError:
        log.exception("motion cannot be counted", extra={"data": {"motion": motion_id}})
        return False
    return True
