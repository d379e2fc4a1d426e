"""A pool and everybody around it."""

import pytest
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, sent, town
from youthvoice.grants.models import Application


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


@pytest.fixture
def application(session: Session, place: Town) -> Application:
    return sent(session, place.pool, asked=8_000 * KR)
