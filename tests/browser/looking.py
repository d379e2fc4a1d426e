"""Every page, by everybody who may see it: as axe sees it (phone and desktop, light and dark, Danish and English), at 320 pixels
and with text twice as large, and what reading leaves in the browser. Each is opened once in each language: opening takes longest."""

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page, ViewportSize

from tests.browser.contrast import ONCE_FOR_EACH_LOOK
from tests.browser.fitting import resize, unfit
from tests.browser.pages import visits_of
from tests.browser.world import Site

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# So tall that the bar at the bottom of a phone covers nothing: what it covers can be scrolled to.
TALL_PHONE: ViewportSize = {"width": 390, "height": 9000}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ([options, known]) => {
    axe.configure({noHtml: true});
    readAnew(known);
    const found = (await axe.run(document, options)).violations.flatMap(
        (found) => found.nodes.map((node) => `${found.id}: ${found.help}: ${node.target} ${node.failureSummary}`));
    const before = new Set(known);
    return [found, [...passedLooks].filter((look) => !before.has(look))];
}"""
EVERYTHING: dict[str, Any] = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}
COLOURS: dict[str, Any] = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}


def with_axe(page: Page) -> Page:
    """The same window, with axe in every page it opens: so Chromium compiles it once, not at every look."""
    page.add_init_script(AXE + ONCE_FOR_EACH_LOOK)
    return page


def violations(page: Page, options: dict[str, Any], known: set[int] | None = None) -> list[str]:
    """What axe finds on the page as it is now; empty where all is well. ``known`` are the looks of text that have passed
    already (see tests/browser/contrast.py), and gets those that do now.
    """
    known = set() if known is None else known
    found, passed = page.evaluate(RUN, [options, list(known)])
    known.update(passed)
    return list(found)


def find_wrong(page: Page) -> list[str]:
    """What axe finds on the page; a phone is made tall for it, as the bar at its bottom would cover something."""
    size = page.viewport_size
    is_phone = size is not None and size["width"] == TALL_PHONE["width"]
    if is_phone:
        resize(page, TALL_PHONE)
    found = violations(page, EVERYTHING)
    if is_phone and size is not None:
        resize(page, size)
    return found


def look_at_every_page(page: Page, site: Site, who: str, size: ViewportSize, language: str) -> list[str]:
    """What is wrong with any page that the person may see; ``page`` is theirs, with axe. A phone comes first in light colours."""
    is_phone = size is TALL_PHONE
    colours: tuple[Any, Any] = ("light", "dark") if is_phone else ("dark", "light")
    values, found, known = site.values(), [], set[int]()
    for visit in visits_of(who):
        resize(page, size)
        page.emulate_media(color_scheme=colours[0])
        page.goto(visit.address(values, language))
        found += [f"{visit}, {colours[0]}: {text}" for text in violations(page, EVERYTHING, known)]
        page.emulate_media(color_scheme=colours[1])
        found += [f"{visit}, {colours[1]}: {text}" for text in violations(page, COLOURS, known)]
        found += [f"{visit}, {text}" for text in unfit(page, leave=True)] if is_phone else []
        found += [f"{visit}: a cookie" for _cookie in page.context.cookies() if not who]
    stored = page.evaluate("[localStorage.length, sessionStorage.length]")
    return found + ([] if who or stored == [0, 0] else ["reading leaves something in the browser"])
