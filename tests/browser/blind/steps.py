"""What a voter does and sees on the page where a ballot is looked over."""

import json
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.blind.polling_place import CONTEST, Place
from youthvoice.voting.crypto.receipts import receipt

Phone = Callable[..., Page]
KEPT = f"paper.{CONTEST}.anna"
DONE = "Din stemme er talt med"
NO_NET = "Vi prøver igen, når der er net."


def kept(page: Page) -> dict[str, str]:
    """The paper that the phone keeps."""
    stored = page.evaluate("name => localStorage.getItem(name)", KEPT)
    found: dict[str, str] = json.loads(stored)["paper"] if stored else {}
    return found


def wait_for_paper(page: Page) -> None:
    """Until the phone has its paper, signed."""
    page.wait_for_function("name => JSON.parse(localStorage.getItem(name))?.paper.signature", arg=KEPT)


def vote(page: Page) -> None:
    """Press the button."""
    page.get_by_role("button", name="Stem", exact=True).click()


def expect_done(page: Page, place: Place) -> None:
    """The page says that the ballot is in the box, and gives the receipt of the paper that lies there."""
    heading = page.get_by_role("heading", name=DONE)
    expect(heading).to_be_focused()
    expect(page.locator("[data-cast-receipt]")).to_have_text(receipt(next(iter(place.box))))
    expect(page.get_by_role("button", name="Stem", exact=True)).to_have_count(0)
