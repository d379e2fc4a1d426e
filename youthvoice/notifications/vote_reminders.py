"""The job that reminds of a vote once, on the morning before it closes; everybody on the roll, whether they voted or not.

Only those without a paper would be fewer mails. But the rows would stay, and tell for good who had not voted by that
morning; and a child who has voted is not asked to do anything.
"""

from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import Select, String, cast, exists, literal, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import ticks
from youthvoice.core.clock import COPENHAGEN, now
from youthvoice.notifications.listeners.voting import near
from youthvoice.notifications.models import Notification
from youthvoice.notifications.rules import vote_reminder_at
from youthvoice.voting.models import Contest, RollEntry

EVERY = timedelta(minutes=10)
AHEAD = timedelta(days=2)
"""No reminder is due longer before the closing."""


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("notifications.votes", EVERY, remind))


def remind(session: Session) -> bool:
    """Remind of one vote whose time has come; returns whether there may be more. A roll may be large: one a round."""
    moment = now()
    for contest in session.scalars(_unreminded(moment)):
        due_at = vote_reminder_at(_local(contest.opened_at or moment), _local(contest.closes_at))
        if due_at is not None and due_at <= moment:
            near(session, contest)
            return True
    return False


def _unreminded(moment: datetime) -> Select[Contest]:
    """Open contests that close soon, with somebody on the roll who could be told, and nobody who was."""
    on_roll = RollEntry.contest_id == Contest.id
    has_account = exists().where(on_roll, Person.id == RollEntry.person_id, Person.closed_at.is_(None))
    key = literal("contest:").concat(cast(Contest.id, String)).concat(":near")
    told = exists().where(on_roll, Notification.person_id == RollEntry.person_id, Notification.event_key == key)
    query = select(Contest).where(
        Contest.opened_at.is_not(None),
        Contest.sealed_at.is_(None),
        Contest.cancelled_at.is_(None),
        Contest.closes_at > moment,
        Contest.closes_at <= moment + AHEAD,
        has_account,
        ~told,
    )
    return query.order_by(Contest.closes_at, Contest.id)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(COPENHAGEN)
