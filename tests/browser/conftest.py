"""The product in a real Chromium: a live server on a demo database of its own, phone and desktop windows."""

import logging
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, ViewportSize, expect
from werkzeug.serving import make_server

from tests.apps import app_on
from tests.browser.world import Site, furnish
from tests.demos import demo_database
from tests.postgres import copied
from youthvoice.core.limits import limiter

# Chromium readies two pages of its own for each new window, for what is typed into the address bar that nobody sees. They
# take more of the processor than all else of a short test. A second list of features takes the place of Playwright's own, so that
# is given again.
WITHOUT_FEATURES = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)
CHROMIUM_FLAGS = [
    f"--disable-features={WITHOUT_FEATURES}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PARTS_OF_A_PAGE = ("stylesheet", "script", "image", "font")
# A refused form (422) and a lost connection are said in the console; both are wanted where a test makes them happen.
EXPECTED_IN_THE_CONSOLE = ("the server responded with a status of", "net::ERR_INTERNET_DISCONNECTED")
PATIENCE = 15_000
"""Milliseconds; a page takes far less, but the machine may be busy."""
expect.set_options(timeout=PATIENCE)

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, never a downloaded one."""
    path = shutil.which("chromium")
    assert path, "the browser tests need Chromium: install the package chromium"
    return {"executable_path": path, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file that every module starts from. Each process makes its own: the names that factories count there go on in its
    tests.
    """
    return furnished_database(tmp_path_factory.mktemp("furnished"))


def furnished_database(folder: Path) -> Path:
    """Make a database file with the demo, and a little more, so that every page has something on it."""
    path = folder / "demo.sqlite"
    with demo_database("sqlite", folder) as url:
        app = app_on(url)
        furnish(app)
        app.extensions["youthvoice"].database.dispose()
    return path


@pytest.fixture(scope="module")
def site(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A running YouthVoice with the demo data; a module has its own."""
    path = tmp_path_factory.mktemp("site") / "demo.sqlite"
    with copied(f"sqlite:///{furnished}", path) as url, served(url) as running:
        yield running


@contextmanager
def served(url: str) -> Iterator[Site]:
    """The application on a port of its own, in a thread, for as long as the block runs."""
    app = app_on(url)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", app)
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)
    app.extensions["youthvoice"].database.dispose()


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    """Rate limits count from zero in every test."""
    limiter.reset()


class Watch:
    """Listens to a window: what went wrong in it, and what it asked other hosts for."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.complaints: list[str] = []

    def over(self, context: BrowserContext) -> None:
        """Listen to every page of a window."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("request", self._request)
        context.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(text in message.text for text in EXPECTED_IN_THE_CONSOLE):
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.url, "data:", "blob:", "about:")):
            self.complaints.append(f"another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in PARTS_OF_A_PAGE:
            self.complaints.append(f"{response.status}: {response.url}")


@pytest.fixture
def watch(site: Site) -> Watch:
    """What listens to the windows of a test."""
    return Watch(site.url)


@pytest.fixture
def open_page(browser: Browser, site: Site, watch: Watch) -> Iterator[Opener]:
    """``open_page(viewport=PHONE, persona="Name", **context)``: a new window of its own, signed in if a name is given.

    At the end no page may have logged an error, broken the Content-Security-Policy, missed a part of itself or asked
    another host for anything.
    """
    contexts: list[BrowserContext] = []

    def opener(viewport: ViewportSize = PHONE, persona: str | None = None, **options: Any) -> Page:
        context = new_window(browser, site, viewport, persona, **options)
        contexts.append(context)
        watch.over(context)
        return context.new_page()

    yield opener
    for context in contexts:
        context.close()
    assert not watch.complaints


def new_window(
    browser: Browser, site: Site, viewport: ViewportSize, persona: str | None = None, **options: Any
) -> BrowserContext:
    """A window with cookies and storage of its own."""
    context = browser.new_context(viewport=viewport, locale="da-DK", base_url=site.url, **options)
    context.set_default_timeout(PATIENCE)
    if persona:
        context.add_cookies([site.cookie_of(persona)])
    return context
