"""For tests of several processes: a database that they really commit to."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command

from tests.postgres import postgres_server
from youthvoice.core.cli import alembic_config


@pytest.fixture(params=["sqlite", "postgresql"])
def own_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database of the test's own, for processes that commit."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'own.sqlite'}"
        command.upgrade(alembic_config(url), "head")
        yield url
        return
    with postgres_server().database() as url:
        command.upgrade(alembic_config(url), "head")
        yield url
