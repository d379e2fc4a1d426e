"""The worker opens, closes, counts and scrubs: once, whoever does it; killed in the middle, nothing has happened."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from tests.apps import SECRET, app_on, make_settings
from tests.factories.voting import opened_contest, planned_contest
from tests.races import SECONDS, exit_codes
from tests.web.voting.integrity.polling import Place, cast_direct, octets, polls, prepare
from youthvoice.core import ticks
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.voting import ticking
from youthvoice.voting.commands import sealing
from youthvoice.voting.models import BallotPaper, Contest, ContestKey, SealedBox
from youthvoice.voting.rules.contest import State
from youthvoice.voting.rules.methods import TieRule

WORKERS, VOTERS = 2, 6


@pytest.fixture
def place(own_url: str) -> Place:
    """Everybody has voted, and closing time is over."""
    found = prepare(own_url, VOTERS)
    database = Database(make_settings(own_url))
    for who in found.people:
        cast_direct(database, found, who, octets(str(who)), (1,))
    with database.transaction() as session:
        session.execute(update(Contest).values(closes_at=now()))
    database.dispose()
    return found


@pytest.fixture
def database(own_url: str) -> Iterator[Database]:
    with polls(own_url) as opened:
        yield opened


def count(session: Session, table: Any, *where: Any) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def work(url: str, start: Any) -> None:
    """A worker in a process of its own."""
    app = app_on(url)
    database = app.extensions["youthvoice"].database
    start.wait(SECONDS)
    with app.app_context():
        while ticks.run_due(database):
            pass
    database.dispose()


def die_while_sealing(url: str, start: Any) -> None:
    """A worker that is killed when the lists are written and the box is not thrown away yet."""

    def die(session: Session, _contest_id: int) -> None:
        session.flush()
        os.kill(os.getpid(), signal.SIGKILL)

    sealing.drop_room = die
    work(url, start)


def test_two_workers_open_close_and_count_once(place: Place, database: Database) -> None:
    with database.transaction() as session:
        planned = planned_contest(session, opens_at=now() + timedelta(minutes=-2), closes_at=now() + timedelta(days=1))
    assert exit_codes(work, [(place.url,)] * WORKERS) == [0] * WORKERS
    with database.session(read_only=True) as session:
        contest = session.get_one(Contest, place.contest_id)
        assert (contest.state, contest.taken_part) == (State.counted, VOTERS)
        assert session.get_one(Contest, planned.id).state is State.open
        for action in ("contest.seal", "contest.count"):
            assert count(session, AuditEntry, AuditEntry.action == action) == 1
        assert count(session, AuditEntry, AuditEntry.action == "contest.open", AuditEntry.subject_id == planned.id) == 1


def test_killed_in_the_middle_of_sealing_it_is_not_sealed_at_all(place: Place, database: Database) -> None:
    assert exit_codes(die_while_sealing, [(place.url,)]) == [-signal.SIGKILL]
    with database.session(read_only=True) as session:
        assert session.get_one(Contest, place.contest_id).state is State.open
        assert count(session, BallotPaper) == VOTERS
        assert count(session, SealedBox) == 0
        assert session.get(ContestKey, place.contest_id) is not None
    assert exit_codes(work, [(place.url,)]) == [0]
    with database.session(read_only=True) as session:
        assert session.get_one(SealedBox, place.contest_id).ballots == [["1", VOTERS]]
        assert count(session, BallotPaper) == 0
        assert session.get(ContestKey, place.contest_id) is None


def test_what_cannot_open_is_cancelled_with_its_reason_and_holds_up_nobody(own_url: str, database: Database) -> None:
    """Nobody is young here, so nobody stands on a roll; and nobody answers for the first."""
    begun = {"opens_at": now() - timedelta(minutes=1), "closes_at": now() + timedelta(days=1)}
    with database.transaction() as session:
        lost = planned_contest(session, **begun)
        lost.owner_kind = "nobody"
        empty, ready = planned_contest(session, **begun), planned_contest(session, **begun, takes_strangers=True)
        later = planned_contest(session, opens_at=now() + timedelta(hours=1))
    with database.transaction() as session:
        while ticking.open_due(session, SECRET):
            session.commit()
    with database.session(read_only=True) as session:
        states = [session.get_one(Contest, one.id).state for one in (lost, empty, ready, later)]
        assert states == [State.planned, State.cancelled, State.open, State.planned]
        assert "ingen, som kan stemme" in session.get_one(Contest, empty.id).cancel_reason


def test_what_cannot_be_counted_is_sealed_all_the_same(
    place: Place, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_args: Any, **_more: Any) -> None:
        raise ArithmeticError

    with monkeypatch.context() as broken, database.transaction() as session:
        broken.setattr(ticking, "count_contest", break_down)
        assert ticking.close_due(session)
        assert not ticking.close_due(session)
    with database.transaction() as session:
        assert session.get_one(Contest, place.contest_id).state is State.sealed
        assert ticking.close_due(session)
        assert session.get_one(Contest, place.contest_id).state is State.counted
        assert not ticking.close_due(session)


def test_one_that_waits_for_its_lot_is_left_alone(own_url: str, database: Database) -> None:
    prepare(own_url, 3)
    with database.transaction() as session:
        session.execute(update(Contest).values(cancelled_at=now(), cancel_reason="Det var en prøve."))
        waiting = opened_contest(session, tie_rule=TieRule.lot)
        session.flush()
        session.execute(update(Contest).where(Contest.id == waiting.id).values(closes_at=now()))
    with database.transaction() as session:
        assert ticking.close_due(session)
        assert session.get_one(Contest, waiting.id).state is State.sealed
        assert not ticking.close_due(session)


def test_while_somebody_reads_sqlite_it_is_scrubbed_later(place: Place, database: Database) -> None:
    if not database.is_sqlite:
        with database.transaction() as session:
            ticking.close_due(session)
            assert session.get_one(Contest, place.contest_id).scrubbed_at is not None
        return
    path = place.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM contests").fetchone()
        with database.transaction() as session:
            ticking.close_due(session)
        ticking.scrub_file(database)
        with database.session(read_only=True) as session:
            assert session.get_one(Contest, place.contest_id).scrubbed_at is None
        reader.execute("COMMIT")
    ticking.scrub_file(database)
    with database.session(read_only=True) as session:
        assert session.get_one(Contest, place.contest_id).scrubbed_at is not None
    assert Path(f"{path}-wal").stat().st_size < 20_000
