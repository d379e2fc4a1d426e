"""An official, and a case that her unit owes an answer."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory
from tests.factories.responses import CaseFactory


@pytest.fixture
def official(session: Session) -> Any:
    return OfficialFactory()


@pytest.fixture
def case(session: Session, official: Any) -> Any:
    """A case of no room above, so that only responses itself is tested."""
    return CaseFactory(unit=official.unit, title="En skatebane midt i byen", subject_kind="plain")
