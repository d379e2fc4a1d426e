"""The number that screens follow: who looks into the database, how often, and what they are told meanwhile."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from youthvoice.core.pulse import LONGEST_WAIT, MOST_A_SECOND, SHORTEST_WAIT, Pace, Pulses, Watch


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class Rows(list[Any]):
    """What a query answers."""

    def all(self) -> "Rows":
        return self


class Row:
    def __init__(self, channel: str, number: int) -> None:
        self.channel, self.number = channel, number


class FakeDatabase:
    """One that counts how often it is asked, and can be made to fail or to be slow."""

    def __init__(self, **numbers: int) -> None:
        self.numbers = numbers
        self.asked = 0
        self.fails = False
        self.gate: threading.Event | None = None

    @contextmanager
    def session(self, *, read_only: bool) -> Iterator["FakeDatabase"]:
        assert read_only
        yield self

    def execute(self, _query: object) -> Rows:
        self.asked += 1
        if self.gate is not None:
            assert self.gate.wait(10)
        if self.fails:
            raise OperationalError("select", {}, Exception("gone"))
        return Rows(Row(channel, number) for channel, number in self.numbers.items())


def ask(
    pulses: Pulses, path: str = "/puls/day", method: str = "GET", **headers: str
) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body of an answer."""
    seen: list[Any] = []
    environ = {"PATH_INFO": path, "REQUEST_METHOD": method, **headers}
    body = b"".join(pulses(environ, lambda status, told: seen.extend((status, dict(told)))))
    return seen[0], seen[1], body


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database() -> FakeDatabase:
    return FakeDatabase(day=7)


@pytest.fixture
def pulses(database: Any, clock: Clock) -> Pulses:
    return Pulses(lambda environ, _start: [environ["PATH_INFO"].encode()], Watch(database, clock), Pace(clock))


def test_a_hundred_questions_are_one_look_into_the_database(
    pulses: Pulses, database: FakeDatabase, clock: Clock
) -> None:
    for _ in range(100):
        assert ask(pulses)[2] == b'{"number": 7, "wait": 600}'
    assert database.asked == 1
    database.numbers["day"] = 8
    clock.at += 0.24
    assert b'"number": 7' in ask(pulses)[2]
    clock.at += 0.02
    assert b'"number": 8' in ask(pulses)[2]
    assert database.asked == 2


def test_nothing_new_is_told_in_a_few_bytes(pulses: Pulses, database: FakeDatabase, clock: Clock) -> None:
    status, headers, _body = ask(pulses)
    assert status == "200 OK"
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers
    assert ask(pulses, HTTP_IF_NONE_MATCH=headers["ETag"])[::2] == ("304 Not Modified", b"")
    # A proxy that compresses makes the tag a weak one.
    assert ask(pulses, HTTP_IF_NONE_MATCH="W/" + headers["ETag"])[0] == "304 Not Modified"
    database.numbers["day"] = 8
    clock.at += 1
    assert ask(pulses, HTTP_IF_NONE_MATCH=headers["ETag"])[0] == "200 OK"


def test_an_unknown_channel_is_no_page_and_takes_no_memory(pulses: Pulses, database: FakeDatabase) -> None:
    for number in range(1000):
        status, headers, body = ask(pulses, f"/puls/made-up-{number}")
        assert (status, headers["Content-Length"], body) == ("404 Not Found", "0", b"")
    assert database.asked == 1
    assert pulses.watch.numbers() == {"day": 7}


def test_everything_else_goes_to_the_application(pulses: Pulses, database: FakeDatabase) -> None:
    assert pulses({"PATH_INFO": "/pulser", "REQUEST_METHOD": "GET"}, lambda *_: None) == [b"/pulser"]
    assert ask(pulses, method="POST")[0] == "405 Method Not Allowed"
    assert database.asked == 0


def test_a_head_has_no_body(pulses: Pulses) -> None:
    status, headers, body = ask(pulses, method="HEAD")
    assert (status, body) == ("200 OK", b"")
    assert headers["ETag"]


def test_while_the_database_is_away_the_number_of_before_is_told(
    pulses: Pulses, database: FakeDatabase, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    ask(pulses)
    database.fails = True
    for _ in range(40):
        clock.at += 0.1
        assert b'"number": 7' in ask(pulses)[2]
    # Neither the database nor the log is flooded meanwhile.
    assert database.asked <= 15
    assert len(caplog.records) == 1
    database.fails, database.numbers["day"] = False, 9
    clock.at += 1
    assert b'"number": 9' in ask(pulses)[2]


def test_a_process_that_never_saw_the_database_says_so(pulses: Pulses, database: FakeDatabase, clock: Clock) -> None:
    database.fails = True
    status, headers, _body = ask(pulses)
    assert status == "503 Service Unavailable"
    assert headers["Retry-After"] == "1"
    database.fails = False
    clock.at += 1
    assert ask(pulses)[0] == "200 OK"


def test_one_thread_looks_and_the_others_do_not_wait_for_it(
    pulses: Pulses, database: FakeDatabase, clock: Clock
) -> None:
    ask(pulses)
    clock.at += 1
    database.gate, database.numbers = threading.Event(), {"day": 8}
    looking = threading.Thread(target=ask, args=(pulses,))
    looking.start()
    while database.asked < 2:
        pass
    # The database does not answer, and yet these do.
    assert all(b'"number": 7' in ask(pulses)[2] for _ in range(50))
    database.gate.set()
    looking.join(10)
    assert b'"number": 8' in ask(pulses)[2]
    assert database.asked == 2


def test_at_the_start_threads_share_the_first_look(pulses: Pulses, database: FakeDatabase) -> None:
    database.gate = threading.Event()
    answers: list[bytes] = []
    asking = [threading.Thread(target=lambda: answers.append(ask(pulses)[2])) for _ in range(8)]
    for thread in asking:
        thread.start()
    database.gate.set()
    for thread in asking:
        thread.join(10)
    assert answers == [b'{"number": 7, "wait": 600}'] * 8
    assert database.asked == 1


@pytest.mark.parametrize(
    ("screens", "wait"),
    [(10, SHORTEST_WAIT), (200, SHORTEST_WAIT), (1000, 2500), (2000, 5000), (50_000, LONGEST_WAIT)],
)
def test_the_more_screens_the_longer_they_wait(clock: Clock, screens: int, wait: int) -> None:
    pace = Pace(clock)
    for _second in range(60):
        for _one in range(round(screens * 1000 / pace.wait)):
            pace.count()
        clock.at += 1
        pace.count()
    assert abs(pace.wait - wait) <= 200
    assert screens * 1000 / pace.wait <= MOST_A_SECOND * 1.1 or pace.wait == LONGEST_WAIT
