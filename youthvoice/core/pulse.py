"""A number that is raised whenever something changes that screens follow: each asks for it often, and it costs next to nothing.

A room beats in the transaction that changes something (``beat``). ``Pulses`` answers ``/puls/<channel>`` before the application
does: a process looks into the database at most every ``FRESH_SECONDS``, however many screens ask it.
"""

import logging
import time
from collections.abc import Callable, Hashable, Iterable, Mapping
from http import HTTPStatus
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Integer, String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column

from youthvoice.core.db import Base, Database

PREFIX = "/puls/"
FRESH_SECONDS = 0.25
SHORTEST_WAIT, LONGEST_WAIT = 600, 15_000
"""Milliseconds until a screen asks again: the shortest, unless more ask than a process is to answer."""
MOST_A_SECOND = 400
"""Answers of one process."""
MEASURED_SECONDS = 1.0
KEPT_SECONDS = 2.0
MOST_KEPT = 8
"""Channels at once."""

log = logging.getLogger("youthvoice.pulse")
T = TypeVar("T")
WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Pulse(Base):
    """How often something of one channel has changed."""

    __tablename__ = "pulses"

    channel: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(Integer, default=0)


def beat(session: Session, channel: str) -> None:
    """Tell whoever follows the channel that something is new, when the caller's transaction is committed."""
    insert_into = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.flush()
    row = insert_into(Pulse).values(channel=channel, number=1)
    session.execute(row.on_conflict_do_update(index_elements=["channel"], set_={"number": Pulse.number + 1}))


def number_of(session: Session, channel: str) -> int:
    """How often the channel has beaten. Read before what is shown, so that what is shown is at least as new."""
    return session.scalar(select(Pulse.number).where(Pulse.channel == channel)) or 0


class Shown:
    """What a process has made of a channel at a number, for all who ask for it then: until the next, and a moment at most."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._made: dict[str, tuple[int, float, dict[Hashable, Any]]] = {}

    def get(self, channel: str, number: int, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` made before at that number, or makes now. ``number`` is read before what it is made of."""
        kept = self._made.get(channel)
        if kept is None or kept[0] != number or self._clock() - kept[1] > KEPT_SECONDS:
            self._made.pop(channel, None)
            while len(self._made) >= MOST_KEPT:
                self._made.pop(next(iter(self._made)), None)
            kept = self._made[channel] = (number, self._clock(), {})
        if key not in kept[2]:
            kept[2][key] = make()
        found: T = kept[2][key]
        return found


class Watch:
    """The numbers as this process saw them last. Only channels of the database take up memory."""

    def __init__(self, database: Database, clock: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._clock = clock
        self._looking = Lock()
        self.forget()

    def forget(self) -> None:
        """Look again at the next question."""
        self._numbers: Mapping[str, int] | None = None
        self._looked_at = float("-inf")
        self._is_failing = False
        self.shown = Shown(self._clock)

    def numbers(self) -> Mapping[str, int] | None:
        """All channels, a quarter of a second old at most while the database answers; None where it never has.

        One thread looks; the others take what is there meanwhile.
        """
        if self._clock() - self._looked_at < FRESH_SECONDS:
            return self._numbers
        if self._looking.acquire(blocking=self._numbers is None):
            try:
                self._look()
            finally:
                self._looking.release()
        return self._numbers

    def _look(self) -> None:
        begun = self._clock()
        if begun - self._looked_at < FRESH_SECONDS:
            return
        try:
            with self._database.session(read_only=True) as session:
                rows = session.execute(select(Pulse.channel, Pulse.number)).all()
        except SQLAlchemyError:
            if not self._is_failing:
                log.exception("the database cannot be asked for pulses; the numbers of before are told")
            self._is_failing = True
        else:
            self._numbers = {row.channel: row.number for row in rows}
            self._is_failing = False
        # From when it began: what was committed since is seen a quarter of a second later at most.
        self._looked_at = begun if not self._is_failing else self._clock()


class Pace:
    """How soon screens are to ask again, so that a process answers no more than it should in a second."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = clock()
        self._asked = 0
        self.wait = SHORTEST_WAIT

    def count(self) -> int:
        """Count a question; the milliseconds until the next one."""
        self._asked += 1
        passed = self._clock() - self._begun
        if passed >= MEASURED_SECONDS:
            # So many screens as it takes to ask so often, each waiting as long as it was told.
            screens = self._asked / passed * self.wait / 1000
            # In tenths of a second: otherwise every answer would differ from the one before.
            self.wait = min(LONGEST_WAIT, max(SHORTEST_WAIT, int(screens / MOST_A_SECOND * 10) * 100))
            self._begun, self._asked = self._clock(), 0
        return self.wait


class Pulses:
    """WSGI layer: ``GET /puls/<channel>`` answers ``{"number": 7, "wait": 600}``, without a cookie, a session or a route."""

    def __init__(self, app: WsgiApp, watch: Watch, pace: Pace | None = None) -> None:
        self.app = app
        self.watch = watch
        self.pace = pace or Pace()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return self.app(environ, start_response)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _answer(start_response, HTTPStatus.METHOD_NOT_ALLOWED, b"", [("Allow", "GET, HEAD")])
        numbers = self.watch.numbers()
        if numbers is None:
            return _answer(start_response, HTTPStatus.SERVICE_UNAVAILABLE, b"", [("Retry-After", "1")])
        number = numbers.get(path[len(PREFIX) :])
        if number is None:
            return _answer(start_response, HTTPStatus.NOT_FOUND, b"", [])
        return self._told(environ, start_response, number)

    def _told(self, environ: dict[str, Any], start_response: Callable[..., Any], number: int) -> Iterable[bytes]:
        wait = self.pace.count()
        tag = f'"{number}-{wait}"'
        headers = [("ETag", tag)]
        if environ.get("HTTP_IF_NONE_MATCH", "").removeprefix("W/") == tag:
            return _answer(start_response, HTTPStatus.NOT_MODIFIED, None, headers)
        body = b'{"number": %d, "wait": %d}' % (number, wait)
        return _answer(start_response, HTTPStatus.OK, b"" if environ["REQUEST_METHOD"] == "HEAD" else body, headers)


def _answer(
    start_response: Callable[..., Any], status: HTTPStatus, body: bytes | None, headers: list[tuple[str, str]]
) -> Iterable[bytes]:
    told = [*headers, ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
    if body is not None:
        told += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response(f"{status.value} {status.phrase}", told)
    return [body] if body else []
