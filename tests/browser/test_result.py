"""The result of a vote without a script: a receipt is found, and the files that are fetched can be counted again."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.world import Site
from youthvoice.voting.files.recounting import recount
from youthvoice.voting.files.seal_file import read_seal


def test_a_receipt_is_found_by_keyboard_and_stands_in_no_address(open_page: Opener, site: Site) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/afstemninger/{result_ranked}".format(**site.values()))
    page.get_by_role("link", name="Se resultatet").click()
    expect(page.get_by_role("heading", name="Ida Maj Holm, Bo og Yusuf er valgt.")).to_be_visible()
    page.get_by_role("link", name="Find din kvittering").press("Enter")
    mine = page.locator(".receipts li").nth(7).inner_text()
    page.get_by_label("Din kvittering").fill(mine.upper().replace("-", " "))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ja, den er med")).to_be_visible()
    expect(page.locator(".receipts__mine")).to_have_text(mine)
    assert page.url.endswith("/kvitteringer")
    assert page.context.cookies() == []


def test_what_is_fetched_is_counted_again(open_page: Opener, site: Site, tmp_path: Path) -> None:
    page = open_page(java_script_enabled=False, accept_downloads=True)
    page.goto("/afstemninger/{result_ranked}/resultat".format(**site.values()))
    fetched = []
    for name in ("Stemmer og stemmesedler", "Segl"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        fetched.append(path)
    file, seal = fetched
    assert seal.name == f"{file.name}.sig"
    found = recount(file.read_bytes(), read_seal(seal.read_text("utf-8")))
    assert found.holds
    assert found.outcome is not None
    assert found.outcome.elected == (1, 2, 5)
