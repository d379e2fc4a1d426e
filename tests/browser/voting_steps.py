"""The way to a vote in the browser, and slips for it."""

from playwright.sync_api import Page, expect

from tests.apps import SECRET
from tests.browser.steps import wait_for_script
from tests.browser.world import SIGNE, Site, person_called
from tests.browser.world_of_votes import contest_called
from youthvoice.core.codes import grouped
from youthvoice.voting.commands.slips import make_slips


def path_to(site: Site, title: str) -> str:
    """The address of a contest by its title."""
    with site.reading() as session:
        return f"/afstemninger/{contest_called(session, title).id}"


def look_over(page: Page) -> None:
    """From the paper, filled in, to where it is looked over; there the script takes a paper that nobody can tell from others."""
    page.get_by_role("button", name="Se din stemme igennem").click()
    _looked_over(page)


def hand_in(page: Page) -> None:
    """From looking it over to the thanks."""
    _looked_over(page)
    page.get_by_role("button", name="Aflever min stemme").click()
    expect(page.get_by_role("heading", name="Tak! Din stemme er afgivet")).to_be_visible()


def _looked_over(page: Page) -> None:
    expect(page.get_by_role("heading", name="Er det her din stemme?")).to_be_visible()
    wait_for_script(page)


def codes_for(site: Site, title: str, size: int, key: str) -> list[str]:
    """New slips, as they are printed."""
    with site.app.test_request_context("/"), site.app.extensions["youthvoice"].database.transaction() as session:
        runner = person_called(session, SIGNE).id
        printed = make_slips(session, SECRET, contest_called(session, title), size, key, key * 32, actor_id=runner)
        return [grouped(code) for code in printed.codes]
