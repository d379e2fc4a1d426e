"""What the worker does for contests: opens and closes them at their times, mixes the box, counts where no lot is needed."""

import logging
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from youthvoice.core import ticks
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.errors import RuleBroken
from youthvoice.voting.commands.counting import count_contest
from youthvoice.voting.commands.opening import open_contest
from youthvoice.voting.commands.planning import cancel_contest
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.commands.storage import empty_log, is_unshaken, scrub, shake
from youthvoice.voting.commands.turnout import count_turnout
from youthvoice.voting.models import Contest
from youthvoice.voting.queries.contests import hold_contest
from youthvoice.voting.rules.contest import State
from youthvoice.voting.rules.methods import TieRule

log = logging.getLogger("youthvoice.voting")
EVERY = timedelta(minutes=1)
STANDING = (Contest.cancelled_at.is_(None), Contest.counted_at.is_(None))
IS_OPEN = (*STANDING, Contest.opened_at.is_not(None), Contest.sealed_at.is_(None))


def init(app: Flask) -> None:
    """Let the worker do it."""
    secret_key = str(app.config["SECRET_KEY"])

    def opening(session: Session) -> bool:
        return open_due(session, secret_key)

    ticks.register(ticks.Tick("voting.opening", EVERY, opening))
    ticks.register(ticks.Tick("voting.shaking", EVERY, shake_open, after=empty_shaken_log))
    ticks.register(ticks.Tick("voting.closing", EVERY, close_due))
    ticks.register(ticks.Tick("voting.scrubbing", EVERY, lambda _session: False, after=scrub_file))


def open_due(session: Session, secret_key: str) -> bool:
    """Open what is to open; one that cannot be is cancelled, with the reason on its page."""

    def act(contest: Contest) -> None:
        try:
            with session.begin_nested():
                open_contest(session, secret_key, contest, actor_id=None)
        except RuleBroken as error:
            cancel_contest(session, contest, str(error), actor_id=None)

    due = select(Contest.id).where(*STANDING, Contest.opened_at.is_(None), Contest.opens_at <= now())
    return _move_one(session, due.order_by(Contest.opens_at, Contest.id), act)


def close_due(session: Session) -> bool:
    """Close what is to close; and, in a transaction of its own, count it unless witnesses must draw a lot first.

    Nobody waits at another box while it is counted, and one that cannot be counted is sealed all the same.
    """

    def close(contest: Contest) -> None:
        seal_contest(session, contest, actor_id=None)

    def count(contest: Contest) -> None:
        count_contest(session, contest, actor_id=None)

    due = select(Contest.id).where(*IS_OPEN, Contest.closes_at <= now())
    no_lot_missing = or_(Contest.tie_rule != TieRule.lot, Contest.lot_seed.is_not(None))
    left = select(Contest.id).where(*STANDING, Contest.sealed_at.is_not(None), no_lot_missing)
    return _move_one(session, due.order_by(Contest.closes_at, Contest.id), close) or _move_one(session, left, count)


def shake_open(session: Session) -> bool:
    """Mix the boxes into which something fell, and count the turnout."""
    ids = session.scalars(select(Contest.id).where(*IS_OPEN).order_by(Contest.id)).all()
    for contest in [hold_contest(session, contest_id) for contest_id in ids]:
        if contest.state is State.open and (count_turnout(session, contest) | is_unshaken(session, contest.id)):
            shake(session, contest.id)
    return False


def empty_shaken_log(database: Database) -> None:
    """After the boxes were mixed: SQLite's log must not keep the order of voting any longer."""
    with database.session(read_only=True) as session:
        somebody_votes = session.scalar(select(Contest.id).where(*IS_OPEN).limit(1)) is not None
    if somebody_votes:
        empty_log(database)


def scrub_file(database: Database) -> None:
    """After a contest was sealed or cancelled: no old page with a ballot stays in the database's files."""
    over = Contest.opened_at.is_not(None) & (Contest.sealed_at.is_not(None) | Contest.cancelled_at.is_not(None))
    with database.session(read_only=True) as session:
        ids = session.scalars(select(Contest.id).where(over, Contest.scrubbed_at.is_(None))).all()
    if ids and scrub(database):
        with database.transaction() as session:
            session.execute(update(Contest).where(Contest.id.in_(ids)).values(scrubbed_at=now()))


def _move_one(session: Session, due: Select[int], act: Callable[[Contest], None]) -> bool:
    """Take the first contest a step further that can be; one that fails must not keep the others waiting.

    One a transaction: whoever has locked the box must not wait for another contest (see commands/storage.py).
    """
    for contest_id in session.scalars(due).all():
        try:
            with session.begin_nested():
                act(hold_contest(session, contest_id))
        except Exception:  # whatever it is, it is this contest's
            log.exception("contest stands still", extra={"data": {"contest": contest_id}})
        else:
            return True
    return False
