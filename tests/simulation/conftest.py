"""The year is played once; what was there in November is kept for the reminders."""

from collections.abc import Iterator
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from shutil import copyfile

import pytest
from sqlalchemy import update

from tests.apps import make_settings
from tests.postgres import migrated_database
from tests.simulation.ledger import SCHOOL_HOLIDAYS, Entry
from tests.simulation.play import Play
from tests.simulation.town import Town, settle
from youthvoice.app import create_app
from youthvoice.core.clock import COPENHAGEN
from youthvoice.core.mail import OutboxMessage, OutboxState

SEED = 20250101
NOVEMBER = date(2025, 11, 10)


@dataclass(frozen=True)
class Kept:
    """A copy of the database as it was on a morning, and of the books."""

    file: Path
    books: dict[int, Entry]
    town: Town


@dataclass(frozen=True)
class Year:
    """The play, begun; and what was kept."""

    play: Play
    november: Kept


@pytest.fixture(scope="package")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """The year up to the tenth of November, on SQLite; it can be played on."""
    folder = tmp_path_factory.mktemp("year")
    with ExitStack() as stack:
        app = create_app(
            make_settings(stack.enter_context(migrated_database("sqlite", folder)), school_holidays=SCHOOL_HOLIDAYS)
        )
        database = app.extensions["youthvoice"].database
        stack.callback(database.dispose)
        stack.enter_context(app.app_context())
        rng = Random(SEED)  # the same year at every run
        with database.transaction() as session:
            town = settle(session, rng)
        play = Play(database, rng, town)
        play.plan_all()
        play.until(datetime.combine(NOVEMBER, time(), COPENHAGEN))
        yield Year(play, _keep(play, folder))


def _keep(play: Play, folder: Path) -> Kept:
    """The mails of the months before were sent long ago."""
    with play.database.transaction() as session:
        session.execute(update(OutboxMessage).values(state=OutboxState.sent))
    with play.database.write_engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    file = folder / "november.sqlite"
    copyfile(folder / "test.sqlite", file)
    return Kept(file, deepcopy(play.books), play.town)
