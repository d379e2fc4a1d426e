"""Every page, by everybody who may see it: as axe sees it (phone and desktop, light and dark, Danish and English), at 320 pixels
and with text twice as large, and what reading leaves in the browser. Each is opened once in each language: opening takes longest."""

from pathlib import Path
from typing import Any

import axe_playwright_python  # type: ignore[import-untyped]
from playwright.sync_api import Page, ViewportSize

from tests.browser.fitting import unfit
from tests.browser.pages import visits_of
from tests.browser.world import Site

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# So tall that the bar at the bottom of a phone covers nothing: what it covers can be scrolled to.
TALL_PHONE: ViewportSize = {"width": 390, "height": 9000}
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


def find_wrong(page: Page) -> list[str]:
    """What axe finds on the page; a phone is made tall for it, as the bar at its bottom would cover something."""
    size = page.viewport_size
    is_phone = size is not None and size["width"] == TALL_PHONE["width"]
    if is_phone:
        page.set_viewport_size(TALL_PHONE)
    found = violations(page, EVERYTHING)
    if is_phone and size is not None:
        page.set_viewport_size(size)
    return found


def look_at_every_page(page: Page, site: Site, who: str, size: ViewportSize, language: str) -> list[str]:
    """What is wrong with any page that the person may see; ``page`` is theirs, with axe. A phone comes first in light colours."""
    is_phone = size is TALL_PHONE
    colours: tuple[Any, Any] = ("light", "dark") if is_phone else ("dark", "light")
    values, found = site.values(), []
    for visit in visits_of(who):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours[0])
        page.goto(visit.address(values, language))
        found += [f"{visit}, {colours[0]}: {text}" for text in violations(page, EVERYTHING)]
        page.emulate_media(color_scheme=colours[1])
        found += [f"{visit}, {colours[1]}: {text}" for text in violations(page, COLOURS)]
        found += [f"{visit}, {text}" for text in unfit(page)] if is_phone else []
        found += [f"{visit}: a cookie" for _cookie in page.context.cookies() if not who]
    stored = page.evaluate("[localStorage.length, sessionStorage.length]")
    return found + ([] if who or stored == [0, 0] else ["reading leaves something in the browser"])
