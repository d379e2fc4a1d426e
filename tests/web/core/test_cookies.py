"""Visitors who are not signed in get no cookie from any page."""

import itertools
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories.proposals import ProposalFactory

WORDS = ("1", "x", "hvad", "proposal")
"""Values to try in the places of an address; a number for most, words for the rest."""


def get_paths(app: Flask) -> set[str]:
    """Every address that answers GET, with made-up values in its places."""
    adapter, found = app.url_map.bind("localhost"), set()
    for rule in app.url_map.iter_rules():
        for values in itertools.product(WORDS, repeat=len(rule.arguments)):
            path = re.sub(r"<[^>]+>", "{}", rule.rule).format(*values)
            if adapter.test(path, "GET"):
                found.add(path)
    return found


def test_no_anonymous_get_sets_a_cookie(app: Flask, client: Any, session: Session) -> None:
    ProposalFactory()
    session.commit()
    paths = get_paths(app)
    assert {"/", "/log-ind", "/forslag/1", "/forslag/1/skriv/hvad"} <= paths
    offenders = {}
    for path in sorted(paths | {f"/en{path}" for path in paths} | {"/findes-ikke"}):
        answer = client.get(path, check=False)
        if answer.headers.get("Set-Cookie"):
            offenders[path] = answer.headers["Set-Cookie"]
    assert offenders == {}


@pytest.mark.parametrize("path", ["/log-ind", "/log-ind/kode", "/log-ind/velkommen", "/log-ud", "/min-side/profil"])
def test_no_refused_anonymous_post_sets_a_cookie(client: Any, session: Session, path: str) -> None:
    answer = client.post(path, data={"display_name": "Blå Ræv"})
    assert answer.headers.get("Set-Cookie") is None
