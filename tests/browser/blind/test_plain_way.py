"""Where the browser cannot blind, or nobody is signed in, the form goes the plain way."""

import pytest
from playwright.sync_api import expect

from tests.browser.blind.polling_place import Place
from tests.browser.blind.steps import Phone, vote


@pytest.mark.parametrize(
    "missing",
    [
        "Object.defineProperty(crypto, 'subtle', { value: undefined })",
        "crypto.subtle.importKey = () => Promise.reject(new Error('old'))",
    ],
    ids=["no crypto.subtle", "a key it cannot read"],
)
def test_a_browser_that_cannot_blind_sends_the_form(phone: Phone, place: Place, missing: str) -> None:
    page = phone()
    page.add_init_script(missing)
    page.goto("/?ballot=2+1")
    vote(page)
    expect(page.get_by_role("heading", name="Sendt som formular")).to_be_visible()
    assert place.plain == ["2 1"]
    assert not place.given


def test_an_address_without_https_sends_the_form(phone: Phone, place: Place) -> None:
    """As on a school's own net: http to a name is no secure context, and crypto.subtle is missing."""
    page = phone()
    address = "http://stem.skole.example"
    page.context.route(
        f"{address}/**",
        lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace(address, place.url))),
    )
    page.goto(f"{address}/?ballot=2")
    assert page.evaluate("isSecureContext") is False
    let_through = page.evaluate("document.forms[0].dispatchEvent(new Event('submit', { cancelable: true }))")
    assert let_through, "the script keeps its hands off"
    vote(page)
    expect(page.get_by_role("heading", name="Sendt som formular")).to_be_visible()
    assert place.plain == ["2"]


def test_whoever_is_signed_out_meanwhile_sends_the_form(phone: Phone, place: Place) -> None:
    """The server then asks for the sign-in and keeps what was chosen."""
    page = phone(signed_in=False)
    page.goto("/?ballot=2")
    vote(page)
    expect(page.get_by_role("heading", name="Sendt som formular")).to_be_visible()
    assert place.plain == ["2"]
    assert not place.box
