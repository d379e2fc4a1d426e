"""What measures the live day: ten phones at a real gunicorn, of which a worker is killed, and votes that must all be there."""

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest

from benchmarks.assembly import GOAL, Told, day_text, run_day, told_line
from benchmarks.live_day import Round, RoundKind, Stage, check_counts
from benchmarks.phones import Vote
from benchmarks.serving import gunicorn
from benchmarks.watched import FOLDER
from benchmarks.wire import Unreached, exchange, request
from tests.apps import SECRET
from tests.postgres import migrated_database, postgres_server

KINDS = (RoundKind.killed, RoundKind.secret)
T = TypeVar("T")


def aside(do: Callable[[], T]) -> T:
    """Do it in a thread of its own: where a browser was used before, its loop of events runs in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(do).result()


def test_votes_of_ten_phones_are_counted_once(tmp_path: Path) -> None:
    tally = tmp_path / "tally"
    tally.mkdir()
    with migrated_database("postgresql", tmp_path) as url, closing(Stage.build(url, 10, KINDS)) as stage:
        env = {"DATABASE_URL": url, "YOUTHVOICE_SECRET_KEY": SECRET, "YOUTHVOICE_DEMO": "0", FOLDER: str(tally)}
        # All that the workers import is imported once: the test is no measure.
        env["GUNICORN_CMD_ARGS"] = "--preload"
        with gunicorn("benchmarks.watched:make()", env) as server:
            postmaster = postgres_server().server.get_pid() or 0
            day = aside(lambda: run_day(stage, server, tally, postmaster, window=1.5, settle=2.0))
        assert len(list(tally.iterdir())) == 3, "no worker was killed, or none took its place"
        assert [line.split(" acknowledged")[0] for line in day.votes[:2]] == [
            "- by name, a worker killed: 10", "- secret: 10",
        ]  # fmt: skip
        assert [told.never for told in day.told] == [0, 0, 0, 0]
        assert 0 < day.tallies["poll"].statements < day.tallies["poll"].requests
        assert day.tallies["secret paper cast"].requests >= 10
        assert "| secret: closed |" in day_text(day, 10, 1.5, 0.0)
        _notices_what_is_wrong(stage, stage.rounds[0])


def _notices_what_is_wrong(stage: Stage, one: Round) -> None:
    """A vote that was acknowledged and is not stored, and one that is stored and was never acknowledged."""
    people = [person for person, _, _ in stage.delegates]
    for acknowledged in (dict.fromkeys(people, 4), dict.fromkeys(people[1:], 1)):
        with pytest.raises(AssertionError, match="not those acknowledged"):
            check_counts(stage, one, Vote(one.vote_id, True, 1.5, acknowledged))


def test_delays_are_told_by_their_shares() -> None:
    told = Told("opened", [number / 100 for number in range(100)], [0.5, 0.7], 1)
    assert told_line(told) == "| opened | 0.50 | 0.95 | 0.99 | 0.99 | 0.70 | 1 |"
    assert max(told.delays) < GOAL


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 200 OK\r\nContent-Le", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"]
)  # fmt: skip
def test_half_an_answer_is_none(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:

        def serve() -> None:
            connection, _ = door.accept()
            connection.recv(1000)
            connection.sendall(answer)
            connection.close()

        serving = threading.Thread(target=serve)
        serving.start()
        with pytest.raises(Unreached):
            aside(lambda: asyncio.run(exchange(door.getsockname()[1], request("GET", "/"), 5)))
        serving.join()
