"""The product in a real Chromium: a live server on a demo database of its own, phone and desktop windows."""

import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from alembic import command
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from tests.conftest import make_settings
from youthvoice.app import create_app
from youthvoice.core.cli import alembic_config

CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, never a downloaded one."""
    path = shutil.which("chromium")
    assert path, "the browser tests need Chromium: install the package chromium"
    return {"executable_path": path, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running YouthVoice with the demo data; a module has its own."""
    url = f"sqlite:///{tmp_path_factory.mktemp('site') / 'demo.sqlite'}"
    command.upgrade(alembic_config(url), "head")
    app = create_app(make_settings(url))
    done = app.test_cli_runner().invoke(args=["demo"])
    assert done.exit_code == 0, done.output
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)
    app.extensions["youthvoice"].database.dispose()


Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Opener]:
    """``open_page(viewport=PHONE, persona="Name", **context)``: a new window of its own, signed in as a persona if named.

    At the end no page may have logged an error or broken the Content-Security-Policy.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opener(viewport: dict[str, int] = PHONE, persona: str | None = None, **options: Any) -> Page:
        context = browser.new_context(viewport=viewport, locale="da-DK", base_url=site, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" and "status of" not in m.text else None)
        if persona:
            sign_in_as(page, persona)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert not complaints


def sign_in_as(page: Page, persona: str) -> None:
    """Choose a persona on the sign-in page."""
    page.goto("/log-ind")
    page.get_by_role("button", name=persona).click()
    page.wait_for_url(lambda url: "/log-ind" not in url)


def scrolls_sideways(page: Page) -> bool:
    """True where the page is wider than its window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"))
