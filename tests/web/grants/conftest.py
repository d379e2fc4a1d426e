"""A pool and everybody around it."""

import pytest
from sqlalchemy.orm import Session

from tests.factories.grants import Town, town


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)
