"""What a visitor's browser is asked for: no cookie, nothing stored, nothing from another host, no error on any page."""

import pytest
from playwright.sync_api import Error

from tests.browser.conftest import DESKTOP, Opener, Watch


def test_the_session_cookie_cannot_be_read_by_scripts(open_page: Opener) -> None:
    page = open_page(DESKTOP)
    page.goto("/log-ind")
    page.get_by_role("button", name="Log ind som Blå Ræv").click()
    page.wait_for_url("**/min-side")
    (cookie,) = page.context.cookies()
    assert (cookie["httpOnly"], cookie["secure"], cookie["sameSite"]) == (True, True, "Lax")
    assert page.evaluate("document.cookie") == ""


def test_the_watch_sees_other_hosts_errors_and_a_broken_policy(open_page: Opener, watch: Watch) -> None:
    """What watches over every test here is not blind."""
    page = open_page(DESKTOP)
    page.goto("/rettigheder")
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://andre.example/x.png'}))")
    with page.context.expect_event("weberror"):
        page.evaluate("setTimeout(() => { throw new Error('broken') })")
    with pytest.raises(Error, match="ERR_"):
        page.goto("http://127.0.0.2:9/")
    found = " ".join(watch.complaints)
    watch.complaints.clear()
    assert "Content Security Policy" in found
    assert "error: broken" in found.lower()
    assert "another host: http://127.0.0.2:9/" in found
