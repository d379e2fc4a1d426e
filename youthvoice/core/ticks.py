"""Jobs that come back by themselves. Rooms register them; ``flask worker`` does them between its mails.

A job and the note that it was done are one transaction, under the lock of the job's row: two workers never do the same
twice, and one that is killed in the middle has done nothing at all, so that the next does it. A job must be short, or
do a part of its work each time and say that there is more.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from youthvoice.core.clock import now
from youthvoice.core.db import Base, Database, Moment, UtcDateTime

log = logging.getLogger("youthvoice.ticks")
PAUSE_AFTER_FAILURE = timedelta(minutes=5)


class TickState(Base):
    """One job: when it is due, when it was done last, and what went wrong since, if anything."""

    __tablename__ = "ticks"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    due_at: Mapped[Moment]
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(String(500))


@dataclass(frozen=True)
class Tick:
    """A job. ``run`` returns whether there is more to do at once; it commits nothing.

    ``after`` is called once that is committed, for what no transaction can do (writing the database's file anew); it must
    see by itself whether there is anything to do.
    """

    name: str
    every: timedelta
    run: Callable[[Session], bool]
    after: Callable[[Database], None] | None = None


_ticks: dict[str, Tick] = {}


def register(tick: Tick) -> None:
    """Let workers do the job from now on; registering it again changes nothing."""
    _ticks[tick.name] = tick


def run_due(database: Database) -> int:
    """Do what is due, each job at most once; returns how many were done or tried."""
    return sum(_run(database, tick) for tick in tuple(_ticks.values()))


def _run(database: Database, tick: Tick) -> bool:
    if not _may_be_due(database, tick.name):
        return False
    try:
        with database.transaction() as session:
            state = _taken(session, tick.name)
            if state is None:
                return False
            has_more = tick.run(session)
            state.done_at, state.due_at = now(), now() + (timedelta() if has_more else tick.every)
            state.failed_at = state.last_error = None
        if tick.after is not None:
            tick.after(database)
    except Exception as error:  # one job that fails must not keep the others, and the mails, waiting
        log.exception("job failed", extra={"data": {"tick": tick.name}})
        _put_off(database, tick.name, error)
    return True


def _may_be_due(database: Database, name: str) -> bool:
    """Look without a lock first: nearly always the answer is no."""
    with database.session(read_only=True) as session:
        due_at = session.scalar(select(TickState.due_at).where(TickState.name == name))
    return due_at is None or due_at <= now()


def _taken(session: Session, name: str) -> TickState | None:
    """The job's row, locked; None where another worker has it, or has just done it."""
    insert_into = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert_into(TickState).values(name=name, due_at=now()).on_conflict_do_nothing())
    due = select(TickState).where(TickState.name == name, TickState.due_at <= now())
    return session.scalar(due.with_for_update(skip_locked=True))


def _put_off(database: Database, name: str, error: Exception) -> None:
    with database.transaction() as session:
        state = _taken(session, name)
        if state is not None:
            state.failed_at, state.due_at = now(), now() + PAUSE_AFTER_FAILURE
            state.last_error = f"{type(error).__name__}: {error}"[:500]
