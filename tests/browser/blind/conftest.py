"""Phones at a polling place of their own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.blind.polling_place import COOKIE, Place, opened_place
from tests.browser.blind.steps import Phone
from tests.browser.conftest import PATIENCE, PHONE


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    """The polling place counts no requests, and there may be no application whose limits could be set back."""


@pytest.fixture
def place() -> Iterator[Place]:
    """A polling place of the test's own."""
    with opened_place() as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, place: Place) -> Iterator[Phone]:
    """``phone()``: a page on a phone of its own, where Anna is signed in unless ``signed_in`` is False."""
    contexts: list[BrowserContext] = []

    def taken(*, signed_in: bool = True) -> Page:
        context = browser.new_context(viewport=PHONE, base_url=place.url)
        context.set_default_timeout(PATIENCE)
        if signed_in:
            context.add_cookies([{"name": "session", "value": COOKIE, "url": place.url}])
        contexts.append(context)
        return context.new_page()

    yield taken
    for context in contexts:
        context.close()
