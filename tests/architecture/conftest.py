"""The small world is made once for each database, and every test is undone back to it.

Who gets in is one thing, what a PDF looks like another: here none is printed.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import Connection

from tests.architecture.world import World, make_world
from tests.conftest import joined
from tests.factories.base import bind_factories
from tests.html import CheckingClient
from youthvoice.core import pdf


@pytest.fixture(autouse=True)
def no_printing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF takes a second, and every person of the small world asks for every one."""
    monkeypatch.setattr(pdf, "make_pdf", lambda _html: b"%PDF-1.7")


@dataclass(frozen=True)
class Settled:
    """The small world, and the connection in whose transaction it stands."""

    world: World
    connection: Connection


@pytest.fixture(scope="module")
def settled(built_app: Flask) -> Iterator[Settled]:
    """The small world in a transaction that is undone after the last test of the file."""
    database = built_app.extensions["youthvoice"].database
    with database.write_engine.connect() as connection:
        outer = connection.begin()
        with joined(built_app, connection), database.session(read_only=False) as session:
            bind_factories(session)
            with built_app.test_request_context("/"):
                world = make_world(session)
            session.commit()
            for person in world.people.values():
                session.refresh(person)
        yield Settled(world, connection)
        outer.rollback()


@pytest.fixture
def app(built_app: Flask, settled: Settled) -> Iterator[Flask]:
    """The application in the small world; what a test does to it is undone."""
    before = settled.connection.begin_nested()
    with joined(built_app, settled.connection):
        yield built_app
    before.rollback()


@pytest.fixture
def world(settled: Settled) -> World:
    """Its people, and a value for every variable part of an address."""
    return settled.world


@pytest.fixture
def browser_of(app: Flask, world: World) -> Callable[[str], CheckingClient]:
    """``browser_of(role)``: a new one, in which somebody of that role is signed in."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None

    def opened(role: str) -> CheckingClient:
        client = app.test_client()
        assert isinstance(client, CheckingClient)
        if role in world.people:
            signed_in = {"_user_id": world.people[role].get_id(), "_fresh": True}
            client.set_cookie("session", str(serializer.dumps(signed_in)), domain="localhost", secure=True)
        return client

    return opened
