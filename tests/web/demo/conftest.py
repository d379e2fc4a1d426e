"""The demo loaded once for each file of tests: the tests that share it only read."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from youthvoice.demo.bulk import fill
from youthvoice.demo.load import load_demo

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


@pytest.fixture(scope="module")
def loaded(built_app: Flask) -> Iterator[Session]:
    """The demo."""
    with undone(built_app) as session:
        assert load_demo(session)
        session.commit()
        yield session


@pytest.fixture(scope="module")
def filled(built_app: Flask) -> Iterator[Session]:
    """The demo and two hundred made-up proposals."""
    with undone(built_app) as session:
        load_demo(session)
        session.commit()
        steps: list[int] = []
        fill(built_app.extensions["youthvoice"].database, SIZE, steps.append)
        assert sum(steps) == SIZE
        session.expire_all()
        yield session
