"""The permission map of the room, without an application."""

import pytest

from youthvoice.core import authz
from youthvoice.councils.permissions import PERMISSIONS


@pytest.fixture(scope="session")
def app_permissions() -> None:
    """The room's part of the map is there."""
    authz.register(PERMISSIONS)
