"""Every page, as axe sees it: phone and desktop, light and dark, Danish and English, by everybody who may see it."""

from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, Opener
from tests.browser.pages import PEOPLE, VISITS, pages_of, visits_of
from tests.browser.world import KARIM, Site

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# So tall that the bar at the bottom of a phone covers nothing: what it covers can be scrolled to.
TALL_PHONE = {"width": 390, "height": 9000}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async (options) => (await axe.run(document, options)).violations.flatMap(
    (found) => found.nodes.map((node) => `${found.id}: ${found.help}: ${node.target} ${node.failureSummary}`))"""
EVERYTHING: dict[str, Any] = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


def with_axe(page: Page) -> Page:
    """The same window, with axe in every page it opens: so Chromium compiles it once, not at every look."""
    page.add_init_script(AXE)
    return page


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds on the page as it is now; empty where all is well."""
    found: list[str] = page.evaluate(RUN, options)
    return found


def test_every_page_is_listed(site: Site) -> None:
    assert pages_of(site.app) == {visit.endpoint for visit in VISITS if "." in visit.endpoint}


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who or "anonymous")
@pytest.mark.parametrize(
    ("window", "language", "colours"),
    [(TALL_PHONE, "", ("light", "dark")), (DESKTOP, "/en", ("dark", "light"))],
    ids=["phone", "desktop"],
)
def test_axe_finds_nothing(
    open_page: Opener, site: Site, who: str, window: dict[str, int], language: str, colours: tuple[str, str]
) -> None:
    page = with_axe(open_page(window, who or None, reduced_motion="reduce"))
    values, found = site.values(), []
    for visit in visits_of(who):
        page.emulate_media(color_scheme=colours[0])  # type: ignore[arg-type]
        page.goto(visit.address(values, language))
        found += [f"{visit}, {colours[0]}: {text}" for text in violations(page, EVERYTHING)]
        page.emulate_media(color_scheme=colours[1])  # type: ignore[arg-type]
        found += [f"{visit}, {colours[1]}: {text}" for text in violations(page, COLOURS)]
    assert not found, "\n".join(found)


def test_axe_finds_nothing_where_something_is_refused(open_page: Opener, site: Site) -> None:
    page, values, found = with_axe(open_page(TALL_PHONE, KARIM, reduced_motion="reduce")), site.values(), []
    page.goto("/svar/{refused_case}?ret=1".format(**values))
    page.get_by_label("Forklaringen").fill("Nej.")
    page.get_by_role("button", name="Tjek og se svaret").click()
    expect(page.get_by_text("Det mangler, før svaret kan sendes")).to_be_visible()
    found += violations(page, EVERYTHING)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += violations(page, EVERYTHING)
    page.context.clear_cookies()
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_role("heading", name="Log ind for at sende")).to_be_visible()
    found += violations(page, EVERYTHING)
    page.get_by_role("button", name="Send mig en kode").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += violations(page, EVERYTHING)
    assert not found, "\n".join(found)
