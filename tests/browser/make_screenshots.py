"""The pictures of the README, from the demo: ``python -m tests.browser.make_screenshots``."""

import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select

from tests.browser.conftest import CHROMIUM_FLAGS, DESKTOP, PHONE, furnished_database, new_window, served
from tests.browser.world import LINE, REFUSED, Site, proposal_called
from youthvoice.voting.models import Contest

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
CARRIED = "En boldkasse til hver klasse"
VOTES = ("Valg til Ungerådet", "Ungepuljen: Hvad skal pengene gå til?")
FOX = "Blå Ræv"
MOST_BYTES = 150 * 1024
COLOURS = (256, 128, 64, 32)


def main() -> None:
    """Serve the demo, and take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        database = furnished_database(Path(folder))
        with served(f"sqlite:///{database}") as site, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
            take_all(browser, site)
            browser.close()


def take_all(browser: Browser, site: Site) -> None:
    """Home, an answer, the way of a class's idea, a ballot, a result and promises on a phone; an inbox on a desktop."""
    with site.reading() as session:
        refused, carried = proposal_called(session, REFUSED).id, proposal_called(session, CARRIED).id
        paper, counted = (session.scalars(select(Contest.id).where(Contest.title == title)).one() for title in VOTES)
    take(browser, site, "home-phone", PHONE, "/")
    take(browser, site, "answer-phone", PHONE, f"/forslag/{refused}")
    take(browser, site, "ladder-phone", PHONE, f"/forslag/{carried}#vejen")
    take(browser, site, "ballot-phone", PHONE, f"/afstemninger/{paper}/stem", FOX, taps=3)
    take(browser, site, "result-phone", PHONE, f"/afstemninger/{counted}/resultat")
    take(browser, site, "promises-phone", PHONE, "/i-sagde-vi-gjorde?vis=holdt")
    take(browser, site, "inbox-desktop", DESKTOP, "/svar", LINE)


def take(
    browser: Browser,
    site: Site,
    name: str,
    viewport: dict[str, int],
    path: str,
    persona: str | None = None,
    *,
    taps: int = 0,
) -> None:
    """One picture, as sharp as a screen of today, in as many colours as fit into ``MOST_BYTES``. ``taps``: candidates put in
    order before.
    """
    with new_window(browser, site, viewport, persona, device_scale_factor=2, color_scheme="light") as window:
        page = window.new_page()
        page.goto(path)
        page.evaluate("document.fonts.ready.then(() => null)")
        for _ in range(taps):
            page.locator("[data-ranking-rest] [data-act=add]").nth(1).click()
        picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    target = FOLDER / f"{name}.png"
    for colours in COLOURS:
        picture.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)
        if target.stat().st_size < MOST_BYTES:
            return
    raise SystemExit(f"{target.name} is larger than {MOST_BYTES} bytes even in {COLOURS[-1]} colours.")


if __name__ == "__main__":
    main()
