"""The ladder, and who answers at its end."""

import pytest
from sqlalchemy.orm import Session

from tests.web.proposals.ladder import (
    School,
    make_school,
)
from tests.web.proposals.writing import route
from youthvoice.proposals.rules import Topic


@pytest.fixture
def at(session: Session) -> School:
    """A school with its ladder, and somebody at the municipality who answers."""
    route(Topic.leisure, "Center for Fritid")
    route(Topic.school, "Center for Skole")
    return make_school(session)
