"""Every page in Danish on a phone, light and dark, at 320 pixels and with text twice as large, by everybody who may see it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener
from tests.browser.looking import EVERYTHING, TALL_PHONE, look_at_every_page, violations, with_axe
from tests.browser.pages import PEOPLE, VISITS, pages_of
from tests.browser.world import KARIM, Site


def test_every_page_is_listed(site: Site) -> None:
    assert pages_of(site.app) == {visit.endpoint for visit in VISITS if "." in visit.endpoint}


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who or "anonymous")
def test_axe_finds_nothing_and_everything_fits(open_page: Opener, site: Site, who: str) -> None:
    page = with_axe(open_page(TALL_PHONE, who or None, reduced_motion="reduce"))
    found = look_at_every_page(page, site, who, TALL_PHONE, "")
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
