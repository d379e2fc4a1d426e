"""The pages of a year of Bytinget stand side by side on a phone: no tab slips to a line of its own."""

import pytest

from tests.browser.conftest import PHONE, Opener
from tests.browser.world import RAEV, SIGNE

LINES = "nav => new Set([...nav.querySelectorAll('a')].map(one => Math.round(one.getBoundingClientRect().top))).size"


@pytest.mark.parametrize("language", ["", "/en"])
def test_tabs_of_a_year_are_one_line(open_page: Opener, language: str) -> None:
    for who, below in (("", ""), (RAEV, "/forslag"), (SIGNE, "/dagen"), ("", "/beslutninger")):
        page = open_page(PHONE, who) if who else open_page(PHONE)
        page.goto(f"{language}/bytinget/2044{below}")
        tabs = page.locator("nav.tabs").first
        assert tabs.get_by_role("link").count() == 4
        assert tabs.evaluate(LINES) == 1, below
