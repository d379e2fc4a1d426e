"""A slip of paper on a phone: scan, choose a name, be in; and the code goes to no other page."""

import pytest
from playwright.sync_api import Request, expect

from tests.browser.conftest import PHONE, Opener
from tests.browser.world import Site
from tests.browser.world_of_papers import PAPER_CLASS, SLIPS, paper_values
from youthvoice.core.clock import today
from youthvoice.core.codes import grouped
from youthvoice.councils.models import CodeSheet
from youthvoice.councils.rules.codes import code_of


def slip(site: Site, number: int) -> str:
    """A code that nobody has used yet."""
    with site.reading() as session, site.app.app_context():
        sheet = session.get_one(CodeSheet, paper_values(session)["sheet"])
        assert number <= SLIPS
        return code_of(site.app.config["SECRET_KEY"], sheet.nonce, number)


@pytest.mark.parametrize(("has_script", "number"), [(True, 3), (False, 4)])
def test_a_pupil_comes_in_by_a_slip(open_page: Opener, site: Site, has_script: bool, number: int) -> None:
    code, asked = slip(site, number), list[Request]()
    page = open_page(viewport=PHONE, java_script_enabled=has_script)

    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    page.goto(f"{site.url}/k")
    page.get_by_label("Koden på din seddel").fill(grouped(code).lower())
    page.get_by_role("button", name="Videre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Kom med i {PAPER_CLASS}")
    assert not page.context.cookies()
    page.get_by_label("Dit navn her").fill(f"Vaks Ugle {number}")
    page.get_by_label("Det år, du er født").select_option(str(today().year - 12))
    page.get_by_role("button", name="Vær med").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Du er med i {PAPER_CLASS}")
    expect(page.get_by_text("Sådan kommer du ind igen")).to_be_visible()
    assert [cookie["name"] for cookie in page.context.cookies()] == ["session"]
    assert len(asked) > 4
    assert not [request.url for request in asked if code in (request.header_value("referer") or "")]


def test_somebody_with_an_account_signs_in_and_comes_back(open_page: Opener, site: Site) -> None:
    code = slip(site, 5)
    page = open_page(viewport=PHONE)
    page.goto(f"{site.url}/k/{code}")
    page.locator("main").get_by_role("button", name="Log ind").click()
    expect(page.get_by_role("button", name="Log ind som Blå Ræv")).to_be_visible()
    assert code not in page.url
    page.get_by_role("button", name="Log ind som Blå Ræv").click()
    expect(page).to_have_url(f"{site.url}/k/{code}")
    expect(page.get_by_text("Du er logget ind som Blå Ræv.")).to_be_visible()
    page.get_by_role("button", name="Vær med").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Du er med i {PAPER_CLASS}")
