"""20,000 people in 900 classes: how long ``flask councils import`` takes, how much memory, and what a body's page asks.

Alone, on smaller files: ``python -m benchmarks.importing --people 2000``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert
from sqlalchemy.orm import Session

from benchmarks.counting import counted
from tests.postgres import migrated_database
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.app import create_app
from youthvoice.core.clock import now, today
from youthvoice.councils.commands.bodies import BodyFacts, create_body
from youthvoice.councils.models import Seat
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.settings import Settings

SECRET = "a secret for the benchmark only, long enough"
PEOPLE, CLASSES, CLASSES_A_SCHOOL = 20_000, 900, 30
HEADER = "Skole;Klasse;Rolle;Navn;E-mail;UniID;Fødselsår"
MEMBERS = (10, 1_000)
KINDS = (("sqlite", "SQLite"), ("postgresql", "PostgreSQL"))
SECONDS, MEBIBYTES, QUERIES = 60, 200, 6
"""To reach: an import, and the queries of a visitor's page."""
Fact = tuple[str, str, str]


@dataclass(frozen=True)
class Run:
    """One process: how long it took, and the most memory it had."""

    seconds: float
    mebibytes: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.mebibytes:.0f} MiB"


def import_facts(people: int = PEOPLE, classes: int = CLASSES) -> list[Fact]:
    """(what, measured, to reach): the first import, and the same file a week later, on both databases."""
    facts: list[Fact] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "skoler.csv")
        file.write_bytes(make_file(people, classes))
        for kind, name in KINDS:
            subfolder = Path(folder, kind)
            subfolder.mkdir()
            with migrated_database(kind, subfolder) as url:
                for which in ("import of", "the same again,"):
                    what = f"{which} {people:,} people in {classes:,} classes, {name}"
                    facts.append((what, str(run_import(url, file)), f"{SECONDS} s, {MEBIBYTES} MiB"))
    return facts


def make_file(people: int, classes: int) -> bytes:
    """A file as Danish Excel writes it: a teacher for each class, one for each elevråd, and pupils."""
    schools = -(-classes // CLASSES_A_SCHOOL)
    lines = [HEADER]
    lines += [f"Skole nr. {n};;kontaktlærer;Åse Sø {n};elevraad{n}@skole.example;;" for n in range(schools)]
    places = [(n // CLASSES_A_SCHOOL, f"{n % 10}.{chr(65 + n % CLASSES_A_SCHOOL // 10)}") for n in range(classes)]
    lines += [f"Skole nr. {s};{c};lærer;Bjørn Ærø {n};l{n}@skole.example;;" for n, (s, c) in enumerate(places)]
    for n in range(people - len(lines) + 1):
        school, name = places[n % classes]
        lines.append(f"Skole nr. {school};{name};elev;;;elev{n:06};{today().year - 11 - n % 6}")
    return "\r\n".join(lines).encode("cp1252")


def run_import(url: str, file: Path) -> Run:
    """The command, in a process of its own."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("YOUTHVOICE_")}
    env |= {"DATABASE_URL": url, "YOUTHVOICE_SECRET_KEY": SECRET, "FLASK_APP": "wsgi"}
    began = time.perf_counter()
    command = [sys.executable, "-m", "flask", "councils", "import", str(file)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read() if process.stderr else b""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(errors.decode())
    return Run(time.perf_counter() - began, usage.ru_maxrss / 1024)


def page_facts() -> list[Fact]:
    """(what, measured, to reach): a body's page asks no more for many members than for few."""
    counts = []
    with tempfile.TemporaryDirectory() as folder, migrated_database("postgresql", Path(folder)) as url:
        app = create_app(Settings(database_url=url, secret_key=SECRET, log_level="ERROR"))
        database = app.extensions["youthvoice"].database
        for members in MEMBERS:
            with database.transaction() as session:
                body_id = _body_with(session, members)
            with counted(database.read_engine) as seen:
                answer = app.test_client().get(f"/raad/{body_id}")
            if answer.status_code != 200:
                raise RuntimeError(f"the page of a body answered {answer.status_code}")
            counts.append(len(seen))
        database.dispose()
    what = f"queries of a body's page with {MEMBERS[0]:,} and {MEMBERS[1]:,} members"
    return [(what, f"{counts[0]} and {counts[1]}", f"{QUERIES}, and no more for many")]


def _body_with(session: Session, members: int) -> int:
    body = create_body(
        session, BodyFacts(kind=BodyKind.assembly, name=f"Byting {members}"), f"{members:032x}", actor_id=None
    )
    rows = [
        {"display_name": f"Ung {n}", "role": Role.young_person, "birth_year": today().year - 15, "created_at": now()}
        for n in range(members)
    ]
    ids = session.scalars(insert(Person).returning(Person.id), rows).all()
    seat = {"body_id": body.id, "role": SeatRole.member, "starts_on": today(), "ends_on": today(), "created_at": now()}
    session.execute(insert(Seat), [{**seat, "person_id": person_id} for person_id in ids])
    return body.id


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.importing", description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--classes", type=int, default=CLASSES)
    options = parser.parse_args()
    for what, measured, goal in import_facts(options.people, options.classes) + page_facts():
        print(f"{what}: {measured} (to reach: {goal})")


if __name__ == "__main__":
    main()
