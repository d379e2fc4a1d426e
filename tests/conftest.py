"""The database under test (SQLite and real PostgreSQL), one application for each, and a savepoint around every test."""

import gc
import itertools
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from tests.apps import TEMPLATES, made
from tests.factories.base import bind_factories
from tests.html import CheckingClient
from tests.postgres import migrated_database
from youthvoice.accounts.models import Person
from youthvoice.core.limits import limiter
from youthvoice.core.publicpage import PageCache
from youthvoice.voting.crypto import blind

# Thousands of small tests make much and keep little: looking for garbage less often takes a tenth of their time away.
gc.set_threshold(100_000, 50, 50)
KEYS = 6
LONG = ("tests/architecture/", "tests/browser/", "tests/simulation/", "tests/web/demo/", "tests/web/voting/integrity/")


def pytest_configure(config: pytest.Config) -> None:
    """Let the processes of a run share what they make of templates; what a run before made is not used."""
    cache = getattr(config, "cache", None)
    if cache is None:
        return
    folder = cache.mkdir("templates")
    if not hasattr(config, "workerinput"):
        for old in folder.iterdir():
            old.unlink(missing_ok=True)
    os.environ[TEMPLATES] = str(folder)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take long come first, so that no process of a run is left alone with one of them at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.fixture(scope="session")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Flask]]:
    """``apps(kind)``: the application on a database of that kind, made when it is first asked for.

    Both stay until the end: a run goes through the files one by one, so it changes database twice in every file.
    """
    with ExitStack() as stack:

        @cache
        def built(kind: str) -> Flask:
            url = stack.enter_context(migrated_database(kind, tmp_path_factory.mktemp("db")))
            app = made(url)
            app.config["TESTING"] = True
            app.test_client_class = CheckingClient
            stack.callback(app.extensions["youthvoice"].database.dispose)
            return app

        yield built


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def built_app(request: pytest.FixtureRequest, apps: Callable[[str], Flask]) -> Flask:
    """One application a database for the whole run."""
    return apps(request.param)


@pytest.fixture
def app(built_app: Flask) -> Iterator[Flask]:
    """The application, inside one transaction that is undone after the test."""
    with built_app.extensions["youthvoice"].database.write_engine.connect() as connection:
        outer = connection.begin()
        with joined(built_app, connection):
            yield built_app
        outer.rollback()


@contextmanager
def joined(app: Flask, connection: Connection) -> Iterator[None]:
    """All that the application does is done on this connection; it remembers nothing of a test before."""
    with app.extensions["youthvoice"].database.joined_to(connection), pytest.MonkeyPatch.context() as patch:
        patch.setattr(blind, "generate_key", lambda: next(_contest_keys()))
        limiter.reset()
        app.extensions["test_connection"] = connection
        # A page of a test before may have the ids of this one.
        app.extensions["youthvoice.pages"] = PageCache()
        app.extensions["youthvoice.pulses"].forget()
        yield


_new_key = blind.generate_key


@cache
def _contest_keys() -> Iterator[bytes]:
    """A new key takes a tenth of a second: contests that are opened one after the other get different ones, which come again."""
    return itertools.cycle(_new_key() for _ in range(KEYS))


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A session of the test's own, in the same transaction; the factories use it."""
    with app.extensions["youthvoice"].database.session(read_only=False) as opened:
        bind_factories(opened)
        with app.test_request_context("/"):
            yield opened


@pytest.fixture
def client(app: Flask, session: Session) -> CheckingClient:
    """A browser that checks every page it gets (see tests/html.py). Nobody is signed in."""
    browser = app.test_client()
    assert isinstance(browser, CheckingClient)
    return browser


@pytest.fixture
def sign_in(client: CheckingClient, session: Session) -> Any:
    """``sign_in(person)`` -> the client, signed in as that person."""

    def as_person(person: Person) -> CheckingClient:
        session.commit()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = person.get_id(), True
        return client

    return as_person


@pytest.fixture
def count_queries(app: Flask) -> Any:
    """``with count_queries() as seen: ...``: ``seen`` lists every SELECT/INSERT/UPDATE/DELETE sent."""
    engine = app.extensions["youthvoice"].database.write_engine

    @contextmanager
    def counting() -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_c: Any, _cur: Any, statement: str, *_rest: Any) -> None:
            if statement.split(maxsplit=1)[0].upper() in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"):
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(engine, "before_cursor_execute", note)

    return counting


@pytest.fixture
def form_key() -> Iterator[str]:
    """A new key for one form."""
    return next(_keys)


_keys: Iterator[Any] = (f"{n:032x}" for n in itertools.count(1))
