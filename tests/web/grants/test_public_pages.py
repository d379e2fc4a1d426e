"""What everybody can read of pools: the front page, one pool, one application."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.factories.grants import Town, sent, town


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def test_a_visitor_finds_the_pool(client: FlaskClient, session: Session, place: Town) -> None:
    session.commit()
    assert place.pool.name in client.get("/puljen").text
    assert place.pool.name in client.get(f"/puljen/{place.pool.id}").text


def test_what_waits_is_not_public(client: FlaskClient, session: Session, place: Town) -> None:
    application = sent(session, place.pool)
    session.commit()
    address = f"/puljen/ansoegninger/{application.id}"
    assert client.get(address, check=False).status_code in (302, 401)
