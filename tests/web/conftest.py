"""For tests of several processes: a database that they really commit to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import migrated_database


@pytest.fixture(params=["sqlite", "postgresql"])
def own_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of the test's own, for processes that commit."""
    with migrated_database(request.param, tmp_path) as url:
        yield url
