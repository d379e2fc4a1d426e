"""16 processes cast 5,000 ballots, many of them twice, and some of them are killed: none is lost, and none counts twice."""

import signal
import time
from collections import Counter
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.races import SECONDS, processes
from tests.web.voting.integrity.crowd import (
    Act,
    acts_of,
    last_choices,
    most_papers_of_one,
    vote,
    with_doubles,
)
from tests.web.voting.integrity.polling import Place, polls, prepare
from youthvoice.core.db import Database
from youthvoice.voting.commands.sealing import seal_contest
from youthvoice.voting.files.lines import read_text
from youthvoice.voting.models import BallotPaper, Contest, GivenPaper, RollEntry, SealedBox, UsedSlip
from youthvoice.voting.rules.contest import PaperKind

PROCESSES, PEOPLE, SLIPS = 16, 3_500, 1_500
LINES_BEFORE_KILLED = (20, 40, 60, 80, 100)
KILLED = len(LINES_BEFORE_KILLED)
CROWD, STRANGERS = 8, 40


def started(place: Place, shares: list[list[Act]], folder: Path, name: str, barrier: Any) -> list[ForkServerProcess]:
    """A process for each share, each with a notebook of its own."""
    made = [
        processes().Process(target=vote, args=(place, share, str(folder / f"{name}{n:02}.txt"), barrier))
        for n, share in enumerate(shares)
    ]
    for process in made:
        process.start()
    return made


def ended(running: list[ForkServerProcess]) -> list[int | None]:
    for process in running:
        process.join(SECONDS)
    return [process.exitcode for process in running]


def wait_for(folder: Path, lines: int, among: set[int]) -> int:
    """Until so much was acknowledged to one of these processes; which."""
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        for number in among:
            notebook = folder / f"a{number:02}.txt"
            if notebook.exists() and notebook.read_bytes().count(b"\n") >= lines:
                return number
        time.sleep(0.005)
    raise TimeoutError


def count(session: Session, table: Any, *where: Any) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*where)) or 0


def test_five_thousand_ballots_from_sixteen_processes_of_which_some_are_killed(own_url: str, tmp_path: Path) -> None:
    place = prepare(own_url, PEOPLE, SLIPS)
    shares = with_doubles(acts_of(place), PROCESSES)
    barrier = processes().Barrier(PROCESSES + 1)
    running = started(place, shares, tmp_path, "a", barrier)
    barrier.wait(SECONDS)
    killed: list[int] = []
    for lines in LINES_BEFORE_KILLED:
        killed.append(wait_for(tmp_path, lines, set(range(PROCESSES)) - set(killed)))
        running[killed[-1]].kill()
    codes = ended(running)
    assert [codes[victim] for victim in killed] == [-signal.SIGKILL] * KILLED
    assert [code for n, code in enumerate(codes) if n not in killed] == [0] * (PROCESSES - KILLED)
    # Whoever got no answer tries again, from the beginning: the notebooks of the second try are read after the first.
    barrier = processes().Barrier(KILLED)
    again = started(place, [shares[victim] for victim in killed], tmp_path, "b", barrier)
    assert ended(again) == [0] * KILLED

    told = last_choices(tmp_path)
    database = Database(make_settings(own_url))
    with database.session(read_only=True) as session:
        lying = {
            token.hex(): ballot for token, ballot in session.execute(select(BallotPaper.token, BallotPaper.ballot))
        }
        assert len(lying) == PEOPLE + SLIPS
        assert lying.keys() == told.keys()
        assert lying == told
        assert most_papers_of_one(tmp_path) == 1
        assert count(session, GivenPaper, GivenPaper.kind == PaperKind.direct) == PEOPLE * 3 / 4
        assert count(session, GivenPaper, GivenPaper.kind == PaperKind.phone) == PEOPLE / 4
        assert count(session, UsedSlip) == SLIPS
    database.dispose()


def test_what_was_acknowledged_before_the_closing_is_in_the_lists(own_url: str, tmp_path: Path) -> None:
    place = prepare(own_url, CROWD * 60, STRANGERS)
    shares = with_doubles(acts_of(place), CROWD)
    barrier = processes().Barrier(CROWD + 1)
    running = started(place, shares, tmp_path, "a", barrier)
    barrier.wait(SECONDS)
    wait_for(tmp_path, 20, set(range(CROWD)))
    with polls(own_url) as database, database.transaction() as session:
        seal_contest(session, session.get_one(Contest, place.contest_id), actor_id=None)
    assert ended(running) == [0] * CROWD

    told = last_choices(tmp_path)
    with polls(own_url) as database, database.session(read_only=True) as session:
        sealed = session.get_one(SealedBox, place.contest_id)
        contest = session.get_one(Contest, place.contest_id)
        assert {read_text(token).hex() for token, *_ in sealed.tokens} == told.keys()
        assert dict(map(tuple, sealed.ballots)) == Counter(told.values())
        assert len(told) == contest.taken_part < len(place.people) + STRANGERS
        assert most_papers_of_one(tmp_path) == 1
        took_part = count(session, RollEntry, RollEntry.took_part)
        assert len(told) <= took_part + STRANGERS
        assert took_part <= contest.issued <= contest.roll_size
        assert count(session, BallotPaper) == count(session, GivenPaper) == 0
