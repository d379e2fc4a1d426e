"""Every form of the product, found on its own pages, is sent with hostile values: no input is a 500."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from urllib.parse import quote_from_bytes

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.architecture.world import World, get_paths, post_paths
from tests.html import CheckingClient, start_tags
from tests.web.forms import FORM

HOSTILE = [
    b"",
    b" ",
    b"\x00",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"a" * 100_000,
    b"<script>alert(1)</script>",
    b"'; DROP TABLE persons; --",
    "٣".encode(),
    b"-1",
    b"0",
    b"9" * 30,
    b"1e9",
    "\u202egnp.exe".encode(),
    b"NaN",
    b"None",
    b"../../etc/passwd",
    b"%s%n%(x)s{{7*7}}",
    b"010203-1234",
    b"20 12 34 56",
    "😀".encode() * 500,
    b"\r\nSet-Cookie: x=1",
    ("e" + "\u0301" * 300).encode(),
    b"2027-13-45",
    b"9999-12-31",
    b"//evil.example",
    b"\\\\evil",
    b"true",
    b"no",
    b"budget",
    "En helt almindelig sætning.".encode(),
]
ROLES = ("author", "official", "moderator", "administrator", "council_chair", "council_coordinator", "anonymous")
VALUE = st.one_of(
    st.sampled_from(HOSTILE),
    st.binary(max_size=60),
    st.text(max_size=60).map(lambda t: t.encode("utf-8", "surrogatepass")),
)


@pytest.fixture
def visitor(
    request: Any, browser_of: Callable[[str], CheckingClient], monkeypatch: pytest.MonkeyPatch
) -> Callable[[], AbstractContextManager[CheckingClient]]:
    """A browser, of whoever the test is asked for, whose deeds are undone."""
    opened = browser_of(request.param)
    monkeypatch.setitem(opened.application.config, "WTF_CSRF_ENABLED", False)
    monkeypatch.setitem(opened.application.config, "RATELIMIT_ENABLED", False)
    return fresh(opened)


@pytest.fixture
def forms(app: Flask, world: World, visitor: Callable[[], AbstractContextManager[CheckingClient]]) -> list[Any]:
    """Every (address, field names) that a form of this visitor's pages, or the map of addresses, knows."""
    found: dict[str, set[str]] = {path: set() for path in post_paths(app, world).values()}
    with visitor() as browser:
        for path in get_paths(app, world).values():
            # The page itself is examined in test_reads.py.
            answer = browser.get(path, check=False)
            if answer.mimetype == "text/html":
                for action, names in forms_of(answer.get_data(as_text=True), path):
                    found.setdefault(action, set()).update(names)
    return sorted((action, sorted(names)) for action, names in found.items())


def fresh(browser: Any) -> Callable[[], AbstractContextManager[Any]]:
    """Undo what an example did: else the first that signs out or closes the account makes a visitor of all that follow."""
    connection, cookie = browser.application.extensions["test_connection"], browser.get_cookie("session")

    @contextmanager
    def trying() -> Iterator[Any]:
        if cookie is not None:
            browser.set_cookie("session", cookie.value, domain="localhost", secure=True)
        before = connection.begin_nested()
        try:
            yield browser
        finally:
            before.rollback()

    return trying


def forms_of(page: str, path: str) -> Iterator[tuple[str, set[str]]]:
    """(address, field names) of every POST form on a page."""
    for written in FORM.findall(page):
        form, *fields = start_tags(written)
        if form.get("method", "").lower() == "post":
            yield form.get("action") or path, {field["name"] for field in fields if field.get("name")}


@pytest.mark.parametrize("visitor", ROLES, indirect=True)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_form_answers_with_a_500(visitor: Any, forms: list[Any], data: st.DataObject) -> None:
    action, names = data.draw(st.sampled_from(forms))
    fields = {name: data.draw(VALUE, label=name) for name in names if data.draw(st.booleans())}
    body = "&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}" for name, value in fields.items())
    with visitor() as browser:
        answer = browser.post(action, data=body.encode(), content_type="application/x-www-form-urlencoded", check=False)
    assert answer.status_code < 500, (action, fields)


@pytest.mark.parametrize("visitor", ["author"], indirect=True)
def test_each_example_begins_signed_in(visitor: Any) -> None:
    for path in ("/log-ud/alle", "/min-side/luk-konto", "/log-ud"):
        with visitor() as browser:
            assert browser.get("/min-side", check=False).status_code == 200
            assert browser.post(path).status_code in (200, 303)
            assert browser.get("/min-side", check=False).status_code == 302


@pytest.mark.parametrize(
    "path",
    ["/forslag", "/svar", "/beskeder", "/log-ind", "/forslag/feed.atom", "/", "/anmeldelser", "/data/v1/proposals"],
)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_query_answers_with_a_500(client: Any, path: str, data: st.DataObject) -> None:
    names = ["q", "topic", "school", "status", "sort", "after", "tab", "next", "emne", "skole", "efter"]
    chosen = data.draw(st.dictionaries(st.sampled_from(names), VALUE, max_size=4))
    query = "&".join(f"{name}={quote_from_bytes(value)}" for name, value in chosen.items())
    assert client.get(f"{path}?{query}", check=False).status_code < 500
