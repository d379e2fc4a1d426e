"""Who gets in where: every address and method of the product stands in this table, or the test fails.

What is sent is sent here; what is read is read in test_reads.py.
"""

from collections.abc import Callable

import flask.templating
import pytest
from flask import Flask

from tests.architecture.access import ACCESS
from tests.architecture.outcomes import outcome, wrong
from tests.architecture.world import ROLES, World, get_paths, post_paths
from tests.html import CheckingClient

REFUSALS = ("core/errors/error.html", "core/kept.html")


def addresses(app: Flask, world: World) -> set[str]:
    """Method and endpoint of everything."""
    return {f"GET {name}" for name in get_paths(app, world)} | {f"POST {name}" for name in post_paths(app, world)}


def test_every_address_stands_in_the_table(app: Flask, world: World) -> None:
    assert addresses(app, world) == set(ACCESS)


@pytest.mark.parametrize("role", ROLES)
def test_only_those_in_the_table_send(
    app: Flask, world: World, browser_of: Callable[[str], CheckingClient], role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)
    monkeypatch.setattr(flask.templating, "_render", unless_refused(flask.templating._render))
    connection, got = app.extensions["test_connection"], []
    for endpoint, path in post_paths(app, world).items():
        with connection.begin_nested() as undo:
            got.append((endpoint, outcome(browser_of(role).post(path, data=world.sent.get(endpoint), check=False))))
            undo.rollback()
    assert not wrong(role, "POST", got)


def unless_refused(render: Callable[..., str]) -> Callable[..., str]:
    """A refusal has its status, and its page is drawn where people read: here it would be drawn thousands of times."""
    return lambda app, template, context: "" if template.name in REFUSALS else render(app, template, context)
