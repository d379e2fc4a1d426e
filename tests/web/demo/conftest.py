"""A copy of the demo for each file of tests: the tests that share it only read."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.apps import made
from tests.demos import demo_database
from tests.html import CheckingClient
from youthvoice.demo.bulk import fill

SIZE = 200


@contextmanager
def undone(app: Flask) -> Iterator[Session]:
    """A session inside a transaction that is undone at the end, as the fixture ``app`` does for one test."""
    database = app.extensions["youthvoice"].database
    with database.write_engine.connect() as connection:
        outer = connection.begin()
        with (
            database.joined_to(connection), app.test_request_context("/"),
            database.session(read_only=False) as session,
        ):  # fmt: skip
            yield session
        outer.rollback()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo_app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a database with the demo."""
    with demo_database(request.param, tmp_path_factory.mktemp("demo")) as url:
        app = made(url)
        app.config["TESTING"] = True
        app.test_client_class = CheckingClient
        yield app
        app.extensions["youthvoice"].database.dispose()


@pytest.fixture(scope="module")
def loaded(demo_app: Flask) -> Iterator[Session]:
    """The demo."""
    with undone(demo_app) as session:
        yield session


@pytest.fixture(scope="module")
def filled(demo_app: Flask) -> Iterator[Session]:
    """The demo and two hundred made-up proposals."""
    with undone(demo_app) as session:
        steps: list[int] = []
        fill(demo_app.extensions["youthvoice"].database, SIZE, steps.append)
        assert sum(steps) == SIZE
        yield session
