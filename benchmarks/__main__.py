"""``make bench``: fills PostgreSQL with 1,000 and then 100,000 proposals, drives both, and the floor in the same run."""

import argparse
import os
import subprocess
import sys

from alembic import command
from sqlalchemy.orm import Session

from benchmarks.assembly import assembly_section
from benchmarks.floor import fill_floor
from benchmarks.grants import grants_section
from benchmarks.importing import import_facts, page_facts
from benchmarks.load import client_name, drive, raw_request
from benchmarks.report import Report, Row
from benchmarks.scenarios import Maker
from benchmarks.scorecard import counting_fact
from benchmarks.serving import Server, gunicorn
from benchmarks.voting import voting_facts
from benchmarks.weight import first_visit, second_visit, unchanged_visit
from tests.postgres import postgres_server
from youthvoice.app import create_app
from youthvoice.core.cli import alembic_config
from youthvoice.settings import Settings

SECRET = "a secret for the benchmark only, long enough"


def main() -> None:
    """Measure, print and write docs/performance.md."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="1000,100000", help="two numbers of proposals")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each page is driven")
    parser.add_argument("--print-only", action="store_true", help="leave docs/performance.md as it is")
    parser.add_argument("--only", default="", help="pages whose names begin so, and nothing else; implies --print-only")
    options = parser.parse_args()
    report = Report(client_name())
    with postgres_server().database() as floor_url:
        fill_floor(floor_url)
        for size in sorted(int(n) for n in options.sizes.split(",")):
            with postgres_server().database() as url:
                measure(report, url, floor_url, size, options.seconds, options.only)
    if not options.only:
        report.facts += import_facts() + page_facts() + voting_facts(options.seconds)
        report.sections += [grants_section(), assembly_section()]
    print(report.text())
    if not options.print_only and not options.only:
        report.write()


def measure(report: Report, url: str, floor_url: str, size: int, seconds: float, only: str) -> None:
    """One size of the table, every page of it."""
    command.upgrade(alembic_config(url), "head")
    env = {"DATABASE_URL": url, "YOUTHVOICE_SECRET_KEY": SECRET, "FLASK_APP": "wsgi", "YOUTHVOICE_DEMO": "1"}
    for arguments in (["demo"], ["demo", "--size", str(size)]):
        subprocess.run([sys.executable, "-m", "flask", *arguments], env={**_environment(), **env}, check=True)
    app = create_app(Settings(database_url=url, secret_key=SECRET))
    with Session(app.extensions["youthvoice"].database.write_engine) as db:
        scenarios = Maker(app, db).all(only)
    report.facts.append(counting_fact(app, size))
    app.extensions["youthvoice"].database.dispose()
    floor_env = {"FLOOR_DATABASE_URL": floor_url}
    with (
        gunicorn("wsgi:app", {**env, "YOUTHVOICE_DEMO": "0"}) as server,
        gunicorn("benchmarks.floor:app", floor_env) as floor,
    ):
        floor_requests = [raw_request("GET", "/")]
        drive(floor.port, floor_requests, 2)
        before = drive(floor.port, floor_requests, seconds).rate
        for scenario in scenarios:
            drive(server.port, scenario.requests[:200], 1)
            load = drive(server.port, scenario.requests, seconds)
            after = drive(floor.port, floor_requests, seconds).rate
            row = Row(scenario.name, size, load.rate, (before + after) / 2, load.failures)
            print(
                f"  {size:>7,}  {scenario.name:<32} {row.rate:8.0f}/s  {row.ratio:5.2f} of the floor  {load.failures} failures",
                flush=True,
            )
            report.rows.append(row)
            before = after
        weigh(report, server, size)


def weigh(report: Report, server: Server, size: int) -> None:
    """Memory after the load, and the list on the wire."""
    report.facts.append((f"largest worker at {size:,}", f"{server.worker_mebibytes():.0f} MiB", "110 MiB"))
    if not any(what.startswith("first visit") for what, _, _ in report.facts):
        first, again, same = (visit(server.port, "/forslag") for visit in (first_visit, second_visit, unchanged_visit))
        report.facts.append(
            ("first visit to the list", f"{first.size / 1024:.0f} KiB in {first.requests} requests", "100 KiB in 8")
        )
        report.facts.append(("repeat visit, list changed", f"{again.size / 1024:.1f} KiB", "15 KiB"))
        report.facts.append(("repeat visit, list unchanged", f"{same.size / 1024:.1f} KiB", "15 KiB"))


def _environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("YOUTHVOICE_")}


if __name__ == "__main__":
    main()
