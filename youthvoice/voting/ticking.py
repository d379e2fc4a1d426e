"""What the worker does for contests: opens and closes them at their times, mixes the box, counts where no lot is needed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.errors import RuleBroken
from youthvoice.voting.commands.counting import count_contest, needs_lot
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.commands.storage import scrub, shake
from youthvoice.voting.commands.turnout import count_turnout
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import hold_contest
from youthvoice.voting.rules.contest import State

EVERY = timedelta(minutes=1)
AT_A_TIME = 20
STANDING = (Contest.cancelled_at.is_(None), Contest.counted_at.is_(None))


def init(app: Flask) -> None:
    """Let the worker do it."""
    secret_key = str(app.config["SECRET_KEY"])

    def opening(session: Session) -> bool:
        return open_due(session, secret_key)

    ticks.register(ticks.Tick("voting.opening", EVERY, opening))
    ticks.register(ticks.Tick("voting.shaking", EVERY, shake_open))
    ticks.register(ticks.Tick("voting.closing", EVERY, close_due))
    ticks.register(ticks.Tick("voting.scrubbing", EVERY, lambda _session: False, after=scrub_file))


def open_due(session: Session, secret_key: str) -> bool:
    """Open what is to open; one that cannot be is cancelled, with the reason on its page."""
    due = _due(session, (*STANDING, Contest.opened_at.is_(None), Contest.opens_at <= now()), Contest.opens_at)
    for contest_id in due:
        contest = hold_contest(session, contest_id)
        if contest.state is not State.planned:
            continue
        try:
            with session.begin_nested():
                open_contest(session, secret_key, contest, actor_id=None)
        except RuleBroken as error:
            cancel_contest(session, contest, str(error), actor_id=None)
    return len(due) == AT_A_TIME


def close_due(session: Session) -> bool:
    """Close what is to close, and count it unless witnesses must draw a lot first."""
    due = _due(session, (*STANDING, Contest.opened_at.is_not(None), Contest.closes_at <= now()), Contest.closes_at)
    for contest_id in due:
        close_and_count(session, hold_contest(session, contest_id), actor_id=None)
    return len(due) == AT_A_TIME


def close_and_count(session: Session, contest: Contest, *, actor_id: int | None) -> None:
    """Seal it, and count it if nothing is missing. Raises Conflict where nobody could vote."""
    seal_contest(session, contest, actor_id=actor_id)
    if not needs_lot(contest):
        count_contest(session, contest, actor_id=actor_id)


def shake_open(session: Session) -> bool:
    """Mix the boxes into which something fell, and count the turnout."""
    is_open = (*STANDING, Contest.opened_at.is_not(None), Contest.sealed_at.is_(None))
    for contest_id in session.scalars(select(Contest.id).where(*is_open).order_by(Contest.id)).all():
        contest = hold_contest(session, contest_id)
        if contest.state is State.open and shake(session, contest_id):
            count_turnout(session, contest)
    return False


def scrub_file(database: Database) -> None:
    """After a contest was sealed or cancelled: no old page with a ballot stays in the database's files."""
    over = Contest.opened_at.is_not(None) & (Contest.sealed_at.is_not(None) | Contest.cancelled_at.is_not(None))
    with database.session(read_only=True) as session:
        ids = session.scalars(select(Contest.id).where(over, Contest.scrubbed_at.is_(None))).all()
    if ids and scrub(database):
        with database.transaction() as session:
            session.execute(update(Contest).where(Contest.id.in_(ids)).values(scrubbed_at=now()))


def _due(session: Session, conditions: Sequence[ColumnElement[bool]], order: Any) -> Sequence[int]:
    return session.scalars(select(Contest.id).where(*conditions).order_by(order, Contest.id).limit(AT_A_TIME)).all()
