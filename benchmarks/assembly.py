"""The live day of Bytinget: 400 phones, two big screens and a chair, at two gunicorn workers and PostgreSQL.

Alone: ``python -m benchmarks.assembly``; ``--phones 40 --window 3`` is for a quick look, and ``--write`` puts the section
into docs/performance.md.
"""

import argparse
import asyncio
import os
import random
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from urllib.parse import urlencode

from alembic import command

from benchmarks.live_day import Round, RoundKind, Stage, check_counts
from benchmarks.load import exchange, raw_request
from benchmarks.phones import Follower, Hall, Phone, Scene, Vote
from benchmarks.report import put_section
from benchmarks.serving import Server, gunicorn
from benchmarks.watched import FOLDER, Tally, read_tallies
from tests.apps import SECRET
from tests.postgres import postgres_server
from youthvoice.core.cli import alembic_config

PHONES = 400
SCREENS = 2
WINDOW = 10.0
"""Seconds in which all tap."""
GOAL = 2.0
HEADING = "## Bytinget live"
SETTLE = 4.0
"""Seconds after which a result is on every phone, before the chair goes on."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Told:
    """What came of one deed of the chair; seconds."""

    name: str
    delays: Sequence[float]
    screens: Sequence[float]
    never: int
    """Phones that have not seen it before the next deed."""


@dataclass(frozen=True)
class Processors:
    """Seconds of a processor."""

    workers: float
    database: float
    phones: float

    def __sub__(self, before: "Processors") -> "Processors":
        return Processors(self.workers - before.workers, self.database - before.database, self.phones - before.phones)


@dataclass(frozen=True)
class Day:
    """All that was measured in one run."""

    told: Sequence[Told]
    tallies: dict[str, Tally]
    failures: dict[str, int]
    votes: Sequence[str]
    taken: Processors
    seconds: float
    bytes_read: int


class Chair:
    """Presses the buttons of the console."""

    def __init__(self, stage: Stage, port: int) -> None:
        self._stage, self._port = stage, port

    async def press(self, button: str, vote_id: int) -> None:
        """Raises RuntimeError where the console does not say that it is done."""
        form = urlencode({"csrf_token": self._stage.chair_token, "vote_id": vote_id}).encode()
        path = f"/bytinget/{self._stage.year}/dagen/styring/afstemning/{button}"
        sent = raw_request("POST", path, cookie=self._stage.chair_cookie, form=form)
        status, headers, _ = await asyncio.to_thread(exchange, self._port, sent)
        if status != 303 or "afstemninger" not in headers.get("location", ""):
            raise RuntimeError(f"{button} answered {status}")


def run_day(stage: Stage, server: Server, tally: Path, postmaster: int, window: float, settle: float = SETTLE) -> Day:
    """The whole of it, once; the counts are compared with the database. Raises AssertionError where a vote is lost."""
    return asyncio.run(_Runner(stage, server, tally, postmaster, window, settle).run())


class _Runner:
    def __init__(
        self, stage: Stage, server: Server, tally: Path, postmaster: int, window: float, settle: float
    ) -> None:
        self.stage, self.server, self.tally, self.window = stage, server, tally, window
        self.postmaster, self.settle = postmaster, settle
        self.hall = Hall(server.port, stage.year, random.Random(17))
        self.chair = Chair(stage, server.port)
        self.phones = [Phone(self.hall, *one) for one in stage.delegates]
        screens = [Follower(self.hall, "screen", "skaerm/dele") for _ in range(SCREENS)]
        console = Follower(self.hall, "console", "styring/nu", stage.chair_cookie)
        self.counting = [*screens, console]
        self.told: list[Told] = []
        self.votes: list[str] = []

    async def run(self) -> Day:
        for phone in self.phones:
            await phone.load()
        for follower in (*self.phones, *self.counting):
            self.hall.start(follower.follow(), self.hall.tasks)
        for follower in self.counting:
            self.hall.start(follower.count_while_voting(), self.hall.tasks)
        await asyncio.sleep(self.settle)
        began, used, before = time.perf_counter(), self._used(), read_tallies(self.tally)
        read_before = self.hall.bytes_read
        self.hall.failures.clear()
        for one in self.stage.rounds:
            await self._round(one)
        day = Day(
            told=self.told,
            tallies={kind: told - before[kind] for kind, told in read_tallies(self.tally).items()},
            failures=dict(self.hall.failures),
            votes=self.votes,
            taken=self._used() - used,
            seconds=time.perf_counter() - began,
            bytes_read=self.hall.bytes_read - read_before,
        )
        for task in self.hall.tasks:
            task.cancel()
        await asyncio.gather(*self.hall.tasks, return_exceptions=True)
        return day

    async def _round(self, one: Round) -> None:
        vote = Vote(one.vote_id, one.kind is not RoundKind.secret, self.window)
        scene = Scene(f"{one.name}: opened", one.opened_shows, vote=vote)
        await self._press(scene, "aabn", one)
        if one.kind is RoundKind.killed:
            await asyncio.sleep(self.window / 2)
            _kill_a_worker(self.server)
        await asyncio.sleep(self._until(scene, self.window / 2 if one.kind is RoundKind.cut_short else self.window))
        if one.kind is not RoundKind.cut_short:
            await asyncio.wait(self.hall.taps, timeout=3 * self.window)
        self._note(scene)
        closed = Scene(f"{one.name}: closed", one.closed_shows)
        await self._press(closed, "luk", one)
        await asyncio.sleep(self._until(closed, self.settle))
        if self.hall.taps:
            await asyncio.wait(self.hall.taps, timeout=60)
        await asyncio.gather(*self.hall.taps)
        self.hall.taps.clear()
        self._note(closed)
        self.votes.append(check_counts(self.stage, one, vote))
        print(f"  {self.votes[-1]}", flush=True)

    async def _press(self, scene: Scene, button: str, one: Round) -> None:
        scene.began, self.hall.scene = time.perf_counter(), scene
        await self.chair.press(button, one.vote_id)

    def _until(self, scene: Scene, seconds: float) -> float:
        return max(0.0, scene.began + seconds - time.perf_counter())

    def _note(self, scene: Scene) -> None:
        delays = [taken for who, taken in scene.seen.items() if who.kind == "phone"]
        screens = [taken for who, taken in scene.seen.items() if who.kind == "screen"]
        self.told.append(Told(scene.name, delays, screens, len(self.phones) - len(delays)))
        print(f"  {told_line(self.told[-1])}", flush=True)

    def _used(self) -> Processors:
        own = getrusage(RUSAGE_SELF)
        return Processors(_family(self.server.process.pid), _family(self.postmaster), own.ru_utime + own.ru_stime)


def _kill_a_worker(server: Server) -> None:
    os.kill(_children(server.process.pid)[0], signal.SIGKILL)


def _children(pid: int) -> list[int]:
    out = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=True).stdout
    return [int(line) for line in out.split()]


def _family(pid: int) -> float:
    """Seconds of a processor taken by a process, by its children, and by those that are gone."""
    own = _times(pid)
    return (sum(own) + sum(sum(_times(child)[:2]) for child in _children(pid))) / TICKS


def _times(pid: int) -> list[int]:
    """Own user and system time, and those of children that were waited for."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except FileNotFoundError:
        return [0, 0, 0, 0]
    return [int(field) for field in fields[11:15]]


def _share(values: Sequence[float], part: float) -> float:
    """The value below which that part of all lies; 0 where there is none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0


def told_line(told: Told) -> str:
    """The row of the table."""
    shares = " | ".join(f"{_share(told.delays, part):.2f}" for part in (0.5, 0.95, 0.99, 1.0))
    return f"| {told.name} | {shares} | {max(told.screens, default=0.0):.2f} | {told.never} |"


def _tally_line(kind: str, tally: Tally) -> str:
    each = max(tally.requests, 1)
    return f"| {kind} | {tally.requests:,} | {tally.statements / each:.3f} | {1000 * tally.seconds / each:.2f} ms |"


def day_text(day: Day, phones: int, window: float, busy: float) -> str:
    """The section of docs/performance.md, as Markdown."""
    every = Told(
        "all of them",
        [d for one in day.told for d in one.delays],
        [d for one in day.told for d in one.screens],
        sum(one.never for one in day.told),
    )
    taken, wall = day.taken, day.seconds
    failed = ", ".join(f"{kind} {number}" for kind, number in sorted(day.failures.items())) or "none"
    return "\n".join([
        HEADING, "",
        f"{phones} signed-in phones and {SCREENS} big screens follow one chair for {wall:.0f} seconds, each as day.js does, from one process on the same machine",
        f"(2 cores; load {busy:.1f} when it began). In each vote all phones tap within {window:.0f} seconds; in one a worker is killed in the middle of it, one is secret,",
        "one is closed while half of them are still to tap. Seconds from when the chair presses until a phone has it on its page:", "",
        "| the chair's deed | median | p95 | p99 | last phone | last screen | phones without it |", "| --- | --- | --- | --- | --- | --- | --- |",
        *map(told_line, day.told), told_line(every), "",
        f"To reach: p99 of all at most {GOAL:.0f} s.", "",
        *day.votes, "",
        "What the workers were asked, statements sent to the database for each, and a worker's processor time for each:", "",
        "| asked | requests | statements each | processor each |", "| --- | --- | --- | --- |",
        *(_tally_line(kind, tally) for kind, tally in day.tallies.items() if tally.requests), "",
        f"Requests without an answer, tried again: {failed}. Read: {day.bytes_read / phones / 1024:.0f} KiB a phone.",
        f"Of one processor: workers {taken.workers / wall:.0%}, database {taken.database / wall:.0%}, the phones themselves {taken.phones / wall:.0%}.",
    ])  # fmt: skip


def assembly_section(phones: int = PHONES, window: float = WINDOW) -> str:
    """The section of docs/performance.md. Raises AssertionError where an acknowledged vote is not counted once."""
    busy = os.getloadavg()[0]
    with ExitStack() as stack:
        server = postgres_server()
        url = stack.enter_context(server.database())
        command.upgrade(alembic_config(url), "head")
        place = Stage.build(url, phones)
        tally = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = {"DATABASE_URL": url, "YOUTHVOICE_SECRET_KEY": SECRET, "YOUTHVOICE_DEMO": "0", FOLDER: str(tally)}
        with gunicorn("benchmarks.watched:make()", env) as running:
            day = run_day(place, running, tally, server.server.get_pid() or 0, window)
        place.close()
    return day_text(day, phones, window, busy)


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.assembly", description=__doc__)
    parser.add_argument("--phones", type=int, default=PHONES)
    parser.add_argument("--window", type=float, default=WINDOW, help="seconds in which all tap")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    options = parser.parse_args()
    text = assembly_section(options.phones, options.window)
    print(text)
    if options.write:
        put_section(text)


if __name__ == "__main__":
    main()
