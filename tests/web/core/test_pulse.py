"""Beating in the database, and what a browser is told of it before the application is asked."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.html import CheckingClient
from youthvoice.core.pulse import beat, number_of


@pytest.fixture(autouse=True)
def unseen(app: Flask) -> None:
    app.extensions["youthvoice.pulses"].forget()


def test_each_beat_is_one_more(session: Session) -> None:
    assert number_of(session, "here") == 0
    for _ in range(3):
        beat(session, "here")
    beat(session, "there")
    assert (number_of(session, "here"), number_of(session, "there")) == (3, 1)


def test_a_beat_that_is_undone_was_none(session: Session) -> None:
    beat(session, "here")
    with session.begin_nested() as inner:
        beat(session, "here")
        inner.rollback()
    assert number_of(session, "here") == 1


def test_a_browser_asks_in_either_language(client: CheckingClient, session: Session, app: Flask) -> None:
    beat(session, "here")
    session.commit()
    for path in ("/puls/here", "/en/puls/here"):
        app.extensions["youthvoice.pulses"].forget()
        response = client.get(path)
        assert response.json == {"number": 1, "wait": 600}
        assert "Set-Cookie" not in response.headers
        assert client.get(path, headers={"If-None-Match": response.headers["ETag"]}).status_code == 304
    assert client.get("/puls/elsewhere").status_code == 404
