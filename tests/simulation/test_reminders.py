"""Two workers remind the officials through a week; one is killed while it sends, its follower in the middle of a round.

A real mail server on loopback counts. Every reminder that the books ask for is got, and no reminder twice: a mail that a
killed worker had handed over but not noted comes again, as the same mail (one Message-ID), which mail programs show once.
"""

import os
import signal
import socket
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from re import findall
from shutil import copyfile
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.postgres import migrated_database
from tests.races import SECONDS, processes
from tests.simulation.conftest import NOVEMBER, Kept, Year
from tests.simulation.copying import copy_rows
from tests.simulation.ledger import SCHOOL_HOLIDAYS
from tests.simulation.reminding import Expected, expect
from youthvoice.accounts.models import Person
from youthvoice.app import create_app
from youthvoice.core import ticks
from youthvoice.core.clock import COPENHAGEN, time_told
from youthvoice.core.jobs import carriers, run_worker, smtp_delivery
from youthvoice.core.mail import OutboxMessage, OutboxState
from youthvoice.responses import reminders
from youthvoice.responses.models import CaseReminder

DAYS = [NOVEMBER + timedelta(days=n) for n in range(8)]
EARLY, HOURS = time(6, 30), (time(7, 30), time(12))
"""Before anybody is reminded; when they are, and late enough to send what a killed worker had taken."""
KILLED_AT_MAIL, KILLED_AT_PERSON = 4, 3


@dataclass
class Post:
    """A mail server's handler: keeps every mail, and may kill whoever hands it one."""

    got: list[tuple[str, Any]] = field(default_factory=list)
    """Which worker, and the mail."""
    pids: dict[str, int] = field(default_factory=dict)
    """Of the workers; whoever hands over the mail ``KILLED_AT_MAIL`` is killed before it can note that."""
    killed: str = ""

    async def handle_DATA(self, _server: SMTP, session: Any, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        worker = session.host_name.removesuffix(".test")
        self.got.append((worker, message_from_bytes(content, policy=policy.default)))
        if not self.killed and sum(is_reminder(mail) for _, mail in self.got) == KILLED_AT_MAIL:
            self.killed = worker
            os.kill(self.pids[worker], signal.SIGKILL)
        return "250 OK"


@dataclass
class Worker:
    """A process that does what ``flask worker`` does, each time it is told what time it is."""

    process: ForkServerProcess
    pipe: Connection

    @property
    def is_alive(self) -> bool:
        return self.process.is_alive()


def work(url: str, mail_url: str, name: str, dies_at_person: int, pipe: Connection) -> None:
    """The process: ``name`` is how it greets the mail server."""
    # A name with a dot: without one, the mail client gives its number instead.
    socket.getfqdn = lambda *_: f"{name}.test"
    settings = make_settings(url, mail_url=mail_url, school_holidays=SCHOOL_HOLIDAYS)
    app = create_app(settings)
    # The other jobs have tests of their own, and a year of promises to ask about.
    reminding = ticks._ticks["responses.reminders"]
    ticks._ticks = {reminding.name: reminding}
    if dies_at_person:
        _die_at(dies_at_person)
    with app.app_context():
        pipe.send("ready")
        while True:
            with time_told(pipe.recv()):
                database = app.extensions["youthvoice"].database
                run_worker(database, smtp_delivery(settings), others=carriers(settings), once=True)
            pipe.send("done")


def _die_at(person: int) -> None:
    """In the middle of a round: some are written to, nothing is committed."""
    look_after, met = reminders._look_after, []  # the moment at which the process ends

    def until_then(session: Session, *arguments: Any) -> None:
        look_after(session, *arguments)
        session.flush()
        met.append(arguments)
        if len(met) == person:
            os.kill(os.getpid(), signal.SIGKILL)

    reminders._look_after = until_then


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_no_reminder_is_missing_and_none_comes_twice(year: Year, tmp_path: Path, kind: str) -> None:
    kept, post = year.november, Post()
    expected = expect(kept.books, kept.town, DAYS)
    assert len(expected.mails) > 20
    with ExitStack() as stack:
        url = stack.enter_context(copied(kept, tmp_path, kind))
        mail_url = stack.enter_context(listening(post))
        remind_for_a_week(url, mail_url, post)
        engine = create_engine(url)
        stack.callback(engine.dispose)
        with Session(engine) as session:
            check_notes(session, expected)
            check_mails(session, post, expected)


def remind_for_a_week(url: str, mail_url: str, post: Post) -> None:
    """One of two falls on the Monday, while it sends; the one that takes its place on the Wednesday, in a round."""
    with ExitStack() as stack:

        def started(name: str, dies_at_person: int = 0) -> Worker:
            return stack.enter_context(running(url, mail_url, name, dies_at_person))

        both = {name: started(name) for name in ("first", "second")}
        post.pids.update({name: worker.process.pid or 0 for name, worker in both.items()})
        tell(both.values(), datetime.combine(DAYS[0], EARLY, COPENHAGEN))
        assert [mail["Subject"] for _, mail in post.got] == []
        play_days(both.values(), DAYS[:2])
        assert both.pop(post.killed).process.exitcode == -signal.SIGKILL
        third = started("third", KILLED_AT_PERSON)
        tell([third], datetime.combine(DAYS[2], HOURS[0], COPENHAGEN))
        assert third.process.exitcode == -signal.SIGKILL
        play_days([*both.values(), started("fourth")], DAYS[2:])


def play_days(workers: Collection[Worker], days: Sequence[date]) -> None:
    for day in days:
        for hour in HOURS:
            tell(workers, datetime.combine(day, hour, COPENHAGEN))


def tell(workers: Collection[Worker], moment: datetime) -> None:
    """All work at once, until each is done or dead."""
    alive = [worker for worker in workers if worker.is_alive]
    for worker in alive:
        worker.pipe.send(moment)
    for worker in alive:
        ready = wait([worker.pipe, worker.process.sentinel], SECONDS)
        assert ready
        if worker.pipe in ready:
            try:
                worker.pipe.recv()
            except EOFError:
                worker.process.join(SECONDS)
        else:
            worker.process.join(SECONDS)


@contextmanager
def running(url: str, mail_url: str, name: str, dies_at_person: int) -> Iterator[Worker]:
    """A worker that is ready; told to go home at the end."""
    ours, theirs = processes().Pipe()
    process = processes().Process(target=work, args=(url, mail_url, name, dies_at_person, theirs))
    process.start()
    theirs.close()
    try:
        assert ours.poll(SECONDS)
        assert ours.recv() == "ready"
        yield Worker(process, ours)
    finally:
        process.kill()
        process.join(SECONDS)
        ours.close()


@contextmanager
def copied(kept: Kept, folder: Path, kind: str) -> Iterator[str]:
    """The database as it was that morning, to write to."""
    file = folder / "own.sqlite"
    copyfile(kept.file, file)
    url = f"sqlite:///{file}"
    if kind == "sqlite":
        yield url
        return
    with migrated_database(kind, folder) as other:
        copy_rows(url, other)
        yield other


@contextmanager
def listening(post: Post) -> Iterator[str]:
    """A mail server on a free port of loopback; its MAIL_URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(post, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()


def check_notes(session: Session, expected: Expected) -> None:
    """The table says what the books say."""
    columns = (
        CaseReminder.case_id,
        CaseReminder.person_id,
        CaseReminder.stage,
        CaseReminder.due_on,
        CaseReminder.of_receipt,
    )
    notes = [
        (row.case_id, row.person_id, row.stage.value, row.due_on, row.of_receipt)
        for row in session.execute(select(*columns))
    ]
    assert len(notes) == len(set(notes))
    assert set(notes) == expected.notes


def is_reminder(mail: Any) -> bool:
    """Other jobs write mails too."""
    return str(mail["Subject"]).startswith(("Husk:", "Ugens overblik:"))


def check_mails(session: Session, post: Post, expected: Expected) -> None:
    """Every reminder was got, each as one mail; what came twice is the mail that the killed worker had handed over."""
    addresses = {email: person_id for person_id, email in session.execute(select(Person.id, Person.email))}
    mails: dict[str, set[tuple[int, date, frozenset[int]]]] = defaultdict(set)
    times = Counter(mail["Message-ID"] for _, mail in post.got)
    for _, mail in post.got:
        if not is_reminder(mail):
            continue
        text = mail.get_body(("plain",)).get_content()
        day = mail["Date"].datetime.astimezone(COPENHAGEN).date()
        cases = frozenset(map(int, findall(r"/svar/(\d+)", text)))
        mails[mail["Message-ID"]].add((addresses[mail["To"]], day, cases))
    assert all(len(same) == 1 for same in mails.values())
    got = [(person, day, set(cases)) for same in mails.values() for person, day, cases in same]
    assert sorted((person, day) for person, day, _ in got) == sorted(expected.mails)
    assert {(person, day): cases for person, day, cases in got} == expected.mails
    again = [message_id for message_id, count in times.items() if count > 1]
    last_of_killed = [mail["Message-ID"] for worker, mail in post.got if worker == post.killed][-1]
    assert again == [last_of_killed]
    waiting = select(OutboxMessage.id).where(OutboxMessage.state != OutboxState.sent)
    assert session.scalars(waiting).all() == []
