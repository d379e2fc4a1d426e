"""What the worker does for accounts: groups are reminded before the day and after it, once each stage.

Whoever was down for some days reminds once, of the last stage that has come; the stages before it are not sent late.
"""

from datetime import date, timedelta

from flask import Flask
from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import COPENHAGEN, now, today
from youthvoice.core.events import publish
from youthvoice.grants.events import AccountsDue
from youthvoice.grants.models import AccountsReminder, Application
from youthvoice.grants.rules.accounts import STAGES
from youthvoice.grants.rules.applications import ApplicationStatus

EVERY = timedelta(hours=1)
FIRST_HOUR = 8
"""Danish time: telephones lie still until then."""
AT_A_TIME = 50


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("grants.accounts", EVERY, remind))


def remind(session: Session) -> bool:
    """Remind those whose accounts are due soon, or late; returns whether there are more."""
    if now().astimezone(COPENHAGEN).hour < FIRST_HOUR:
        return False
    left = AT_A_TIME
    for stage, later in zip(STAGES, (*STAGES[1:], None), strict=True):
        for application_id, due_on in _due(session, stage, later, left):
            left -= 1
            _remind(session, application_id, due_on, stage)
        if left <= 0:
            return True
    return False


def _due(session: Session, stage: int, later: int | None, limit: int) -> list[tuple[int, date]]:
    """Those in this stage (and not in the one after it) that were not reminded of it."""
    newest = today() - timedelta(days=stage)
    reminded = exists().where(
        AccountsReminder.application_id == Application.id,
        AccountsReminder.due_on == Application.accounts_due_on,
        AccountsReminder.stage == stage,
    )
    query = select(Application.id, Application.accounts_due_on).where(
        Application.status == ApplicationStatus.accepted, Application.accounts_due_on <= newest, ~reminded
    )
    if later is not None:
        query = query.where(Application.accounts_due_on > today() - timedelta(days=later))
    else:
        # Whoever has not answered for a year is past reminding by a machine.
        query = query.where(Application.accounts_due_on > newest - timedelta(days=365))
    found = session.execute(query.order_by(Application.accounts_due_on, Application.id).limit(limit))
    return [(row.id, row.accounts_due_on) for row in found]


def _remind(session: Session, application_id: int, due_on: date, stage: int) -> None:
    reminder = AccountsReminder(application_id=application_id, due_on=due_on, stage=stage, at=now())
    try:
        with session.begin_nested():
            session.add(reminder)
    except IntegrityError:
        # Another worker was first.
        return
    publish(session, AccountsDue(application_id, due_on, stage))
