"""Jobs that come back: done when due, once, whoever does them; a failure or a kill in the middle leaves nothing behind."""

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.races import SECONDS, exit_codes
from youthvoice.core import ticks
from youthvoice.core.audit import AuditEntry, record
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.jobs import run_worker
from youthvoice.core.ticks import PAUSE_AFTER_FAILURE, Tick, TickState, register, run_due

HOUR = timedelta(hours=1)
WORKERS = 2


@pytest.fixture(autouse=True)
def only_its_own_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticks, "_ticks", {})


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["youthvoice"].database
    return found


def write_down(session: Session) -> bool:
    """A job that can be counted."""
    record(session, None, "test.tick", ("tick", 1))
    return False


def slow(session: Session) -> bool:
    """A job during which the other worker comes by."""
    write_down(session)
    session.flush()
    time.sleep(1)
    return False


def deadly(session: Session) -> bool:
    """A job in whose middle the process is killed."""
    write_down(session)
    session.flush()
    os.kill(os.getpid(), signal.SIGKILL)
    return False


JOBS = {"slow": slow, "deadly": deadly}


def times(session: Session) -> int:
    return session.scalar(select(func.count()).where(AuditEntry.action == "test.tick")) or 0


def test_a_job_is_done_when_it_is_due_and_not_before(session: Session, database: Database) -> None:
    register(Tick("t", HOUR, write_down))
    with time_machine.travel(now(), tick=False) as clock:
        assert run_due(database) == 1
        assert run_due(database) == 0
        clock.shift(HOUR - timedelta(seconds=1))
        assert run_due(database) == 0
        clock.shift(timedelta(seconds=1))
        assert run_due(database) == 1
        state = session.get_one(TickState, "t")
        assert (state.done_at, state.due_at) == (now(), now() + HOUR)
    assert times(session) == 2


def test_a_job_with_more_to_do_goes_on_at_once(session: Session, database: Database) -> None:
    left = [True, True, False]

    def in_parts(opened: Session) -> bool:
        write_down(opened)
        return left.pop(0)

    register(Tick("t", HOUR, in_parts))
    assert run_worker(database, None, once=True) == 0
    assert (times(session), left) == (3, [])


def test_a_job_that_fails_is_undone_waits_and_keeps_no_other_waiting(session: Session, database: Database) -> None:
    fails = [True]

    def failing(opened: Session) -> bool:
        write_down(opened)
        opened.flush()
        if fails.pop():
            raise ValueError("no")
        return False

    register(Tick("bad", HOUR, failing))
    register(Tick("good", HOUR, write_down))
    with time_machine.travel(now(), tick=False) as clock:
        assert run_due(database) == 2
        assert times(session) == 1
        state = session.get_one(TickState, "bad")
        assert (state.last_error, state.failed_at, state.done_at) == ("ValueError: no", now(), None)
        clock.shift(PAUSE_AFTER_FAILURE - timedelta(seconds=1))
        assert run_due(database) == 0
        fails.append(False)
        clock.shift(timedelta(seconds=1))
        assert run_due(database) == 1
        session.refresh(state)
        assert (state.last_error, state.failed_at, state.done_at) == (None, None, now())


def _work(url: str, job: str, start: Any) -> None:
    """One worker process; all begin together."""
    ticks._ticks.clear()
    register(Tick("t", HOUR, JOBS[job]))
    database = Database(make_settings(url))
    start.wait(SECONDS)
    run_worker(database, None, once=True)


@pytest.fixture
def own_database(own_url: str) -> Iterator[Database]:
    database = Database(make_settings(own_url))
    yield database
    database.dispose()


def run_processes(url: str, job: str, count: int) -> list[int | None]:
    return exit_codes(_work, [(url, job)] * count)


def test_two_workers_do_a_job_once(own_url: str, own_database: Database) -> None:
    assert run_processes(own_url, "slow", WORKERS) == [0] * WORKERS
    with own_database.session(read_only=True) as session:
        assert times(session) == 1


def test_one_killed_in_the_middle_has_done_nothing_and_the_next_does_it(own_url: str, own_database: Database) -> None:
    assert run_processes(own_url, "deadly", 1) == [-signal.SIGKILL]
    with own_database.session(read_only=True) as session:
        assert times(session) == 0
    assert run_processes(own_url, "slow", WORKERS) == [0] * WORKERS
    with own_database.session(read_only=True) as session:
        assert times(session) == 1
