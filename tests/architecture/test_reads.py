"""Who may read what, by the table; and a page that is only read leaves every table as it was, for everyone."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, select

from tests.architecture.conftest import Settled
from tests.architecture.outcomes import outcome, wrong
from tests.architecture.world import ROLES, World, get_paths
from tests.html import CheckingClient
from youthvoice.models import Base


def snapshot(connection: Connection) -> dict[str, list[str]]:
    """Every row of every table."""
    return {name: sorted(map(repr, connection.execute(select(table)))) for name, table in Base.metadata.tables.items()}


@pytest.fixture(scope="module")
def before(settled: Settled) -> dict[str, list[str]]:
    """Every row of the small world."""
    return snapshot(settled.connection)


@pytest.mark.parametrize("role", ROLES)
def test_only_those_in_the_table_read_and_reading_changes_nothing(
    app: Flask, world: World, before: Any, browser_of: Callable[[str], CheckingClient], role: str
) -> None:
    client = browser_of(role)
    got = [(endpoint, outcome(client.get(path))) for endpoint, path in get_paths(app, world).items()]
    assert not wrong(role, "GET", got)
    assert snapshot(app.extensions["test_connection"]) == before
