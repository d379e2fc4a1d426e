"""Every page in English on a desktop, dark and light, by everybody who may see it."""

import pytest

from tests.browser.conftest import DESKTOP, Opener
from tests.browser.looking import look_at_every_page, with_axe
from tests.browser.pages import PEOPLE
from tests.browser.world import Site


@pytest.mark.parametrize("who", PEOPLE, ids=lambda who: who or "anonymous")
def test_axe_finds_nothing(open_page: Opener, site: Site, who: str) -> None:
    page = with_axe(open_page(DESKTOP, who or None, reduced_motion="reduce"))
    found = look_at_every_page(page, site, who, DESKTOP, "/en")
    assert not found, "\n".join(found)
