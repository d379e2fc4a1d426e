"""The application as a municipality serves it, with a tally of what its workers are asked and what they ask the database.

Each worker writes into a file of its own that is mapped into memory, so that what a killed one counted is not lost.
"""

import mmap
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event

FOLDER = "YOUTHVOICE_BENCH_TALLY"
KINDS = (
    ("poll", "/puls/"),
    ("screen", "/dagen/skaerm"),
    ("console", "/dagen/styring"),
    ("parts", "/dagen/nu/dele"),
    ("page", "/dagen/nu"),
    ("ballot by name", "/dagen/stem/"),
    ("secret paper cast", "/stemmeboks"),
    ("secret paper signed", "/seddel"),
    ("secret ballot looked over", "/stem"),
    ("other", ""),
)
"""What is asked, and what its address has in it; the first that fits."""
FIELDS = 3
BYTES = 8 * FIELDS * len(KINDS)


@dataclass(frozen=True)
class Tally:
    """Requests of one kind, statements sent to the database for them, and seconds of a processor that a worker took."""

    requests: int = 0
    statements: int = 0
    seconds: float = 0.0

    def __sub__(self, before: "Tally") -> "Tally":
        return Tally(
            self.requests - before.requests, self.statements - before.statements, self.seconds - before.seconds
        )


def read_tallies(folder: Path) -> dict[str, Tally]:
    """The sum of all workers by kind, also of those that are gone."""
    sums = [0] * (FIELDS * len(KINDS))
    for file in folder.iterdir():
        told = memoryview(file.read_bytes()).cast("Q")
        sums = [a + b for a, b in zip(sums, told, strict=True)]
    return {
        name: Tally(sums[at], sums[at + 1], sums[at + 2] / 1e9)
        for at, (name, _) in zip(range(0, len(sums), FIELDS), KINDS, strict=True)
    }


class Watched:
    """WSGI layer around the whole application."""

    def __init__(self, app: Any, folder: Path) -> None:
        self.app, self._folder = app, folder
        self._pid, self._tally = 0, memoryview(bytearray(BYTES)).cast("Q")
        self._at = BYTES // 8 - FIELDS
        database = app.extensions["youthvoice"].database
        for engine in (database.read_engine, database.write_engine):
            event.listen(engine, "before_cursor_execute", self._note)

    def _open(self) -> None:
        """At a worker's first request: the application may have been made before it was forked."""
        self._pid = os.getpid()
        with (self._folder / str(self._pid)).open("wb+") as file:
            file.truncate(BYTES)
            self._tally = memoryview(mmap.mmap(file.fileno(), BYTES)).cast("Q")

    def _note(self, *_told: object) -> None:
        self._tally[self._at + 1] += 1

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self._pid != os.getpid():
            self._open()
        path = environ["PATH_INFO"]
        self._at = at = FIELDS * next(number for number, (_, part) in enumerate(KINDS) if part in path)
        began = time.process_time_ns()
        try:
            answer: Iterable[bytes] = self.app(environ, start_response)
            return answer
        finally:
            self._tally[at] += 1
            self._tally[at + 2] += time.process_time_ns() - began


def make() -> Watched:
    """For gunicorn: ``benchmarks.watched:make()``."""
    from youthvoice.app import create_app

    return Watched(create_app(), Path(os.environ[FOLDER]))
