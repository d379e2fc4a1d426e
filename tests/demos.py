"""The demo: loaded once in each process for each kind of database, and copied. Loading takes a hundred times as long."""

import atexit
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

from tests.apps import app_on
from tests.postgres import copied, migrated_database
from youthvoice.core.clock import today


@contextmanager
def demo_database(kind: str, folder: Path) -> Iterator[str]:
    """The address of a new database («sqlite» or «postgresql») with the demo of today; a file stands in ``folder``."""
    with copied(_loaded_once(kind, today()), folder / "demo.sqlite") as url:
        yield url


@lru_cache(maxsize=4)
def _loaded_once(kind: str, _day: date) -> str:
    """A run that goes on past midnight loads it anew: the demo counts its days back from today."""
    stack = ExitStack()
    url = stack.enter_context(migrated_database(kind, Path(stack.enter_context(tempfile.TemporaryDirectory()))))
    atexit.register(stack.close)
    app = app_on(url)
    with app.app_context():
        done = app.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 0, done.output
    app.extensions["youthvoice"].database.dispose()
    return url
