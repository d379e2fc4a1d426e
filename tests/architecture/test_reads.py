"""A page that is only read leaves every table as it was, for everyone."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.architecture.world import ROLES, World, get_paths, make_world
from youthvoice.models import Base


def snapshot(session: Session) -> dict[str, list[Any]]:
    """Every row of every table."""
    return {
        name: sorted((tuple(map(repr, row)) for row in session.execute(select(table))), key=repr)
        for name, table in Base.metadata.tables.items()
    }


@pytest.mark.parametrize("role", ROLES)
def test_reading_changes_nothing(app: Flask, session: Session, sign_in: Any, client: Any, role: str) -> None:
    world: World = make_world(session)
    person = world.people.get(role)
    browser = sign_in(person) if person else client
    session.commit()
    before = snapshot(session)
    for endpoint, path in get_paths(app, world).items():
        response = browser.get(path)
        assert response.status_code < 500, endpoint
        session.expire_all()
    assert snapshot(session) == before
