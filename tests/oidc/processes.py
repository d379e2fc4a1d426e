"""Starting the two servers, and walking through them as a browser does."""

import html
import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests

from tests.web.forms import form_fields

SECONDS_TO_START = 30


class Elsewhere:
    """A running server that can be told how to behave."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer

    def behave(self, **told: Any) -> None:
        """Behave from now on as ``tests/oidc/server.py`` says; without arguments: well."""
        requests.put(f"{self.issuer}/behave", json=told, timeout=10).raise_for_status()

    def seen(self) -> list[str]:
        """The paths it was asked for since it was last told how to behave."""
        found: list[str] = requests.get(f"{self.issuer}/seen", timeout=10).json()
        return found[:-1]


@contextmanager
def misbehaving_server() -> Iterator[Elsewhere]:
    """Our own small server, in a process of its own."""
    with _process("-m", "tests.oidc.server", stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield Elsewhere(process.stdout.readline().strip())


@contextmanager
def mock_server(*users: dict[str, Any]) -> Iterator[str]:
    """The package oidc-provider-mock, in a process of its own; its issuer."""
    port = _free_port()
    told = [part for user in users for part in ("--user-claims", json.dumps(user))]
    with _process("-m", "oidc_provider_mock", "--port", str(port), *told, stderr=subprocess.DEVNULL):
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"


@contextmanager
def _process(*arguments: str, **options: Any) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen([sys.executable, "-W", "ignore", *arguments], env={**os.environ}, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stdout:
            process.stdout.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _wait_for(port: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def way_there(page: Any) -> str:
    """The address that the page sends its reader on to."""
    text = page.get_data(as_text=True)
    assert page.status_code == 200, text
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', text)
    assert found, text
    return html.unescape(found[1])


def way_back(address: str, **chosen: str) -> str:
    """Sign in at the other site (``chosen`` is sent to its form, if it asks); the path it sends the browser back to."""
    with requests.Session() as browser:
        answer = browser.get(address, allow_redirects=False, timeout=10)
        if answer.status_code == 200:
            answer = browser.post(address, data=chosen, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    assert (parts.scheme, parts.netloc) == ("http", "localhost")
    return f"{parts.path}?{parts.query}"


def come_back(client: Any, path: str, **changes: str) -> Any:
    """Open the page the other site sends one back to, and send its form."""
    page = client.get(path, follow_redirects=True)
    action = urlsplit(page.request.url).path
    return client.post(action, data={**form_fields(page.get_data(as_text=True), action), **changes})


def sign_in_elsewhere(client: Any, provider: str, fields: dict[str, str] | None = None, **chosen: str) -> Any:
    """There and back again; the answer to the last form."""
    there = client.post(f"/log-ind/videre/{provider}", data=fields or {})
    return come_back(client, way_back(way_there(there), **chosen))
