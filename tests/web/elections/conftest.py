"""Elections happen at a fixed time; a class with eight pupils and the adult who helps."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from sqlalchemy.orm import Session

from tests.factories.elections import MONDAY, SchoolTown, announced, school_town
from youthvoice.elections.models import Election


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    """It is Monday noon, until a test moves on."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(session: Session, clock: Any) -> SchoolTown:
    return school_town()


@pytest.fixture
def election(session: Session, town: SchoolTown) -> Election:
    """8.B is to choose; nobody stands yet."""
    found = announced(session, town.council, [town.school_class])
    session.commit()
    return found
