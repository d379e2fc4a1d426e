"""The pages of a vote that come in answer to a form: as axe sees them, light and dark, at 320 pixels and with large text."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener
from tests.browser.fitting import resize, unfit
from tests.browser.looking import COLOURS, EVERYTHING, TALL_PHONE, violations, with_axe
from tests.browser.voting_steps import codes_for, look_over, path_to
from tests.browser.world import RAEV, STEN, Site
from tests.browser.world_of_votes import MONEY, ONE, RANKED


def wrong_with(page: Page, where: str) -> list[str]:
    """What axe finds in both colours, and what does not fit. The caller has seen the page come: a press does not wait for it."""
    resize(page, TALL_PHONE)
    page.emulate_media(color_scheme="light")
    found = violations(page, EVERYTHING)
    page.emulate_media(color_scheme="dark")
    found += violations(page, COLOURS)
    return [f"{where}: {text}" for text in found + unfit(page)]


def test_a_ranked_paper_from_an_error_to_the_receipt(open_page: Opener, site: Site) -> None:
    page, found = with_axe(open_page(TALL_PHONE, RAEV, reduced_motion="reduce")), []
    page.goto(path_to(site, RANKED) + "/stem")
    page.get_by_role("button", name="Se din stemme igennem").click()
    expect(page.get_by_role("alert")).to_contain_text("Du har ikke valgt noget endnu.")
    found += wrong_with(page, "nothing chosen")
    for name in ("Sæt Aya fra 9.C som nummer 1", "Sæt Ida fra 7.B som nummer 2"):
        page.get_by_role("button", name=name).click()
    found += wrong_with(page, "two chosen")
    look_over(page)
    found += wrong_with(page, "review")
    page.get_by_role("button", name="Aflever min stemme").click()
    expect(page.get_by_role("heading", name="Tak! Din stemme er afgivet")).to_be_focused()
    found += wrong_with(page, "receipt")
    assert not found, "\n".join(found)


def test_what_is_said_where_it_cannot_go_on(open_page: Opener, site: Site) -> None:
    page, found = with_axe(open_page(TALL_PHONE, STEN, reduced_motion="reduce", java_script_enabled=True)), []
    page.goto(path_to(site, MONEY) + "/stem")
    page.get_by_label("Jeg stemmer blankt").check()
    page.get_by_role("button", name="Se din stemme igennem").click()
    expect(page.get_by_text("Du stemmer blankt.")).to_be_visible()
    found += wrong_with(page, "blank")
    page.context.clear_cookies()
    page.get_by_role("button", name="Ret min stemme").click()
    expect(page.get_by_role("heading", name="Din stemme er ikke afgivet endnu")).to_be_visible()
    found += wrong_with(page, "signed out")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("where", ["/s", "kiosk"])
def test_a_slip_at_home_and_at_a_tablet(open_page: Opener, site: Site, where: str) -> None:
    (code,) = codes_for(site, ONE, 1, "f" if where == "/s" else "9")
    path = where if where == "/s" else f"/kiosk/{site.values()['kiosk']}"
    page, found = with_axe(open_page(TALL_PHONE, reduced_motion="reduce")), []
    page.goto(path)
    page.get_by_label("Din kode").fill("BCDF-GHJK-LMNP-RSTV")
    page.get_by_role("button", name="Videre").click()
    expect(page.get_by_role("heading", name="Koden virker ikke")).to_be_visible()
    found += wrong_with(page, "wrong code")
    page.get_by_label("Din kode").fill(code)
    page.get_by_role("button", name="Videre").click()
    expect(page.get_by_label("Ulvemosen")).to_be_visible()
    found += wrong_with(page, "paper")
    page.get_by_label("Ulvemosen").check()
    look_over(page)
    found += wrong_with(page, "review")
    page.get_by_role("button", name="Aflever min stemme").click()
    expect(page.get_by_role("heading", name="Tak! Din stemme er afgivet")).to_be_visible()
    found += wrong_with(page, "receipt")
    page.goto(path)
    page.get_by_label("Din kode").fill(code)
    page.get_by_role("button", name="Videre").click()
    expect(page.get_by_text("Sedlen er brugt").first).to_be_visible()
    found += wrong_with(page, "used")
    assert not found, "\n".join(found)
