"""Who gets in where: every address and method of the product stands in this table, or the test fails."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.architecture.access import ACCESS
from tests.architecture.world import ROLES, get_paths, make_world, post_paths


def addresses(app: Flask, world: Any) -> dict[tuple[str, str], str]:
    """(method, endpoint) -> address, of everything."""
    reads = {("GET", endpoint): path for endpoint, path in get_paths(app, world).items()}
    return reads | {("POST", endpoint): path for endpoint, path in post_paths(app, world).items()}


def outcome(answer: Any) -> str:
    """«in», «sign in» or «refused»."""
    location = answer.headers.get("Location", "")
    if answer.status_code == 401 or (answer.status_code == 302 and "/log-ind?next=" in location):
        return "sign in"
    if answer.status_code in (403, 404):
        return "refused"
    return "in" if answer.status_code < 400 or answer.status_code in (409, 422) else f"status {answer.status_code}"


def test_every_address_stands_in_the_table(app: Flask, session: Session) -> None:
    known = {f"{method} {endpoint}" for method, endpoint in addresses(app, make_world(session))}
    assert known == set(ACCESS)


@pytest.mark.parametrize("role", ROLES)
def test_only_those_in_the_table_get_in(
    app: Flask, session: Session, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    world = make_world(session)
    session.commit()
    person = world.people.get(role)
    connection = app.extensions["test_connection"]
    wrong = {}
    for (method, endpoint), path in addresses(app, world).items():
        client: FlaskClient = app.test_client()
        if person is not None:
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = f"{person.id}.0", True
        undo = connection.begin_nested()
        got = outcome(client.open(path, method=method, data=world.sent.get(endpoint), check=False))
        undo.rollback()
        allowed = role in ACCESS[f"{method} {endpoint}"]
        wanted = "in" if allowed else "sign in" if person is None else "refused"
        if got != wanted:
            wrong[f"{method} {endpoint}"] = f"{got}, not {wanted}"
    assert not wrong
