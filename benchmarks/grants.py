"""Pages of a pool with 100 and with 50,000 applications, each pair driven in turns beside the floor.

Alone: ``python -m benchmarks.grants``; ``--sizes 100,2000 --seconds 0.3`` is for a quick look, and ``--write`` puts the
section into docs/performance.md.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from alembic import command
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.counting import counted
from benchmarks.floor import fill_floor
from benchmarks.load import client_name, drive, raw_request
from benchmarks.pools import Filled, fill_pool
from benchmarks.report import put_section
from benchmarks.scenarios import SPREAD, signed_in
from benchmarks.serving import gunicorn
from tests.apps import SECRET
from tests.postgres import postgres_server
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.app import create_app
from youthvoice.core import keyset
from youthvoice.core.cli import alembic_config
from youthvoice.grants.models import Application
from youthvoice.grants.open_data import CHUNK
from youthvoice.grants.queries.decisions import PAGE_SIZE
from youthvoice.grants.queries.desk import ON_A_PAGE, Show, is_undecided
from youthvoice.grants.queries.ledger import PAGE
from youthvoice.settings import Settings

SIZES = (100, 50_000)
TURNS = 7
DOWNLOADS = 15
GOAL = 1.2
HEADING = "## Pools and grants"
FILES = ("data.csv", "data.json", "data.pb")


@dataclass(frozen=True)
class Asked:
    """What is asked for, and as whom (empty: a visitor)."""

    paths: tuple[str, ...]
    cookie: str = ""


@dataclass(frozen=True)
class Pair:
    """One page at both sizes: medians over the turns of one run."""

    page: str
    of_floor: tuple[float, float]
    cost: float
    rate: float
    queries: tuple[int, int]
    failures: int

    def line(self) -> str:
        """The row of the table."""
        small, large = self.of_floor
        queries = " and ".join(map(str, self.queries))
        return f"| {self.page} | {small:.2f} | {large:.2f} | {self.cost:.2f} | {self.rate:,.0f} | {queries} | {self.failures} |"


class Place:
    """A database with one pool, the application in front of it, and what is asked of it; the same at every run."""

    def __init__(self, url: str, size: int) -> None:
        command.upgrade(alembic_config(url), "head")
        self.url, self.app = url, create_app(Settings(database_url=url, secret_key=SECRET, log_level="ERROR"))
        self.database = self.app.extensions["youthvoice"].database
        with self.app.app_context():
            self.filled = fill_pool(self.database, size)
        with Session(self.database.read_engine) as session:
            self.asked = dict(_asked(self.app, session, self.filled))

    def queries(self, page: str) -> int:
        """How many queries the page asks where it was not drawn before."""
        asked = self.asked[page]
        with counted(self.database.read_engine) as seen:
            answer = self.app.test_client(use_cookies=False).get(asked.paths[0], headers=_headers(asked.cookie))
        if answer.status_code != 200:
            raise RuntimeError(f"{page} answered {answer.status_code}")
        return sum(statement.split(maxsplit=1)[0].upper() in ("SELECT", "WITH") for statement in seen)

    def first_chunk(self, file: str) -> tuple[float, int]:
        """Seconds until the first ``CHUNK`` lines of a file are there (all, where there are fewer), and how many there are."""
        began, lines = time.perf_counter(), 0
        answer = self.app.test_client().get(f"/puljen/{self.filled.pool_id}/{file}", buffered=False)
        for _piece in answer.response:
            lines += 1
            if lines == CHUNK:
                break
        taken = time.perf_counter() - began
        answer.close()
        return taken, lines


def _headers(cookie: str) -> dict[str, str]:
    return {"Cookie": cookie} if cookie else {}


def _asked(app: Flask, session: Session, filled: Filled) -> Iterator[tuple[str, Asked]]:
    """Each page by its name. Cursors leave a whole page below them, so that like is compared with like."""
    base, chance = f"/puljen/{filled.pool_id}", random.Random(17)
    reader = select(Person).where(Person.role == Role.young_person).order_by(Person.id.desc()).limit(1)
    reader_cookie = signed_in(app, session.scalars(reader).one())[0]
    member_cookie = signed_in(app, session.get_one(Person, filled.member_id))[0]
    treasurer_cookie = signed_in(app, session.get_one(Person, filled.treasurer_id))[0]
    columns = select(Application.id, Application.decided_at, Application.listed_at, Application.submitted_at)
    decided = session.execute(columns.where(Application.decided_at.is_not(None)).order_by(Application.decided_at)).all()
    waiting = session.execute(columns.where(is_undecided()).order_by(Application.submitted_at.desc())).all()
    newest = [f"{base}/bevillinger?efter={keyset.encode(row.decided_at, row.id)}" for row in decided[PAGE_SIZE:]]
    listed = [f"/puljen/ansoegninger/{row.id}" for row in decided if row.listed_at is not None]
    desk = [f"{base}/bord?efter={keyset.encode(row.submitted_at, row.id)}" for row in waiting[ON_A_PAGE:]]
    ledger = [f"{base}/kassebog?foer={number}" for number in range(PAGE + 1, filled.entries)]

    def some(paths: Sequence[str]) -> tuple[str, ...]:
        return tuple(chance.sample(paths, min(SPREAD, len(paths))))

    yield "pool", Asked((base,))
    yield "pool, signed in", Asked((base,), reader_cookie)
    yield "decisions", Asked((f"{base}/bevillinger",))
    yield "decisions, signed in, every page different", Asked(some(newest), reader_cookie)
    yield "refusals, signed in", Asked((f"{base}/bevillinger?vis=afslag",), reader_cookie)
    yield "application", Asked((listed[-1],))
    yield "application, signed in, every page different", Asked(some(listed), reader_cookie)
    yield "ledger", Asked((f"{base}/kassebog",), treasurer_cookie)
    yield "ledger, every page different", Asked(some(ledger), treasurer_cookie)
    yield "ledger of one kind, as a member of the council", Asked((f"{base}/kassebog?slags=reserve",), member_cookie)
    yield "desk", Asked((f"{base}/bord",), member_cookie)
    yield "desk, every page different", Asked(some(desk), member_cookie)
    yield "desk, one round", Asked((f"{base}/bord?runde={filled.round_ids[0]}",), member_cookie)
    for show in (Show.unseen, Show.voting, Show.decided):
        yield f"desk, {show.name}", Asked((f"{base}/bord?vis={show.value}",), member_cookie)


def grants_section(sizes: tuple[int, int] = SIZES, seconds: float = 1.0, only: str = "") -> str:
    """The section of docs/performance.md, as Markdown. ``seconds`` is how long each turn of each page takes."""
    with ExitStack() as stack:
        floor_url, *urls = (stack.enter_context(postgres_server().database()) for _ in range(3))
        fill_floor(floor_url)
        places = [Place(url, size) for url, size in zip(urls, sizes, strict=True)]
        pages = [page for page in places[0].asked if page.startswith(only)]
        queries = {page: (places[0].queries(page), places[1].queries(page)) for page in pages}
        files = [_file_line(file, places) for file in FILES]
        for place in places:
            place.database.dispose()
        floor = stack.enter_context(gunicorn("benchmarks.floor:app", {"FLOOR_DATABASE_URL": floor_url}))
        servers = [stack.enter_context(gunicorn("wsgi:app", _env(place))) for place in places]
        ports = floor.port, servers[0].port, servers[1].port
        lines = [_drive(page, ports, places, seconds, queries[page]).line() for page in pages]
    return _text(sizes, lines, files)


def _env(place: Place) -> dict[str, str]:
    return {"DATABASE_URL": place.url, "YOUTHVOICE_SECRET_KEY": SECRET, "YOUTHVOICE_DEMO": "0"}


def _drive(
    page: str, ports: tuple[int, int, int], places: Sequence[Place], seconds: float, queries: tuple[int, int]
) -> Pair:
    """Floor, few, many, and again: whatever else the machine does meets all three."""
    asked = [[raw_request("GET", "/")], *(_raw(place.asked[page]) for place in places)]
    for port, requests in zip(ports, asked, strict=True):
        drive(port, requests[:200], min(1, seconds))
    turns = [
        [drive(port, requests, seconds) for port, requests in zip(ports, asked, strict=True)] for _ in range(TURNS)
    ]
    pair = Pair(
        page=page,
        of_floor=(median(few.rate / floor.rate for floor, few, _ in turns), median(many.rate / floor.rate for floor, _, many in turns)),
        cost=median(few.rate / many.rate for _, few, many in turns),
        rate=median(many.rate for _, _, many in turns),
        queries=queries,
        failures=sum(load.failures for turn in turns for load in turn),
    )  # fmt: skip
    print(f"  {pair.line()}", flush=True)
    return pair


def _raw(asked: Asked) -> list[bytes]:
    return [raw_request("GET", path, cookie=asked.cookie) for path in asked.paths]


def _file_line(file: str, places: Sequence[Place]) -> str:
    """Time for a line of the first chunk, at both sizes in turns."""
    turns = [[place.first_chunk(file) for place in places] for _ in range(DOWNLOADS)]
    few, many = ([turn[place] for turn in turns] for place in (0, 1))
    small, large = (median(seconds / lines for seconds, lines in found) for found in (few, many))
    whole = median(seconds for seconds, _ in many) * 1_000
    line = f"| {file} | {few[0][1]} and {many[0][1]} | {whole:.0f} ms | {large / small:.2f} |"
    print(f"  {line}", flush=True)
    return line


def _text(sizes: tuple[int, int], lines: Sequence[str], files: Sequence[str]) -> str:
    few, many = (f"{size:,}" for size in sizes)
    return "\n".join([
        HEADING, "",
        f"One pool with {few} and one with {many} applications (two fifths decided), each in a database of its own. Each page is",
        f"driven {TURNS} times at the floor, at the small and at the large one in turn ({client_name()}); the figures are medians, the",
        f"cost is the median of the pairs, to be at most {GOAL}. Queries are those of a page that was not drawn before.",
        "",
        f"| page | of the floor at {few} | of the floor at {many} | cost at {many} / {few} | answers a second at {many} | queries | failures |",
        "| --- | --- | --- | --- | --- | --- | --- |", *lines, "",
        f"Downloads, until their first {CHUNK} lines (all, where there are fewer) are there:", "",
        f"| file | lines | at {many} | cost of a line at {many} / {few} |", "| --- | --- | --- | --- |", *files,
    ])  # fmt: skip


def main() -> None:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grants", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="two numbers of applications")
    parser.add_argument("--seconds", type=float, default=1.0, help="how long each turn takes")
    parser.add_argument("--only", default="", help="pages whose names begin so")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md; only with every page")
    options = parser.parse_args()
    few, many = (int(n) for n in options.sizes.split(","))
    text = grants_section((few, many), options.seconds, options.only)
    print(text)
    if options.write and not options.only:
        put_section(text)


if __name__ == "__main__":
    main()
