"""What is typed and not sent: the session ends, one signs in, and the text is there; on a phone, and in another window."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.world import KARIM, OERN, RAEV, Site

SAID = "Det her har jeg tænkt længe over, og jeg er ikke færdig."
MORE = " Nu er der gået lang tid."
FORMS = (
    (RAEV, "/bytinget/2044/forslag/nyt", "text"),
    (RAEV, "/bytinget/2044/kladder/{motion_draft}", "text"),
    (RAEV, "/bytinget/2044/forslag/1/aendringer/ny", "text"),
    (OERN, "/puljen/ansoegninger/{grant_voted}/afgoer", "next_step"),
    (KARIM, "/hoeringer/ny", "about"),
    (KARIM, "/hoeringer/{hearing_done}/opsamling/ret", "heard"),
    (KARIM, "/hoeringer/{hearing_owed}/opsamling", "heard"),
)


def says(page: Page, text: str) -> None:
    expect(page.locator("[data-autosave-status]")).to_contain_text(text)


@pytest.mark.parametrize(("who", "path", "name"), FORMS)
def test_a_session_that_ends_while_one_types(open_page: Opener, site: Site, who: str, path: str, name: str) -> None:
    page = open_page(PHONE, who)
    address = path.format(**site.values())
    page.goto(address)
    field = page.locator(f"form[data-autosave] [name={name}]")
    field.fill(SAID)
    says(page, "Gemt")
    page.context.clear_cookies()
    field.press_sequentially(MORE)
    says(page, "Du er logget ud")
    page.reload()
    page.wait_for_url("**/log-ind?next=**")
    page.get_by_role("button", name=f"Log ind som {who}").click()
    page.wait_for_url(f"**{address}")
    expect(field).to_have_value(SAID + MORE)
    # What only the browser had is kept by the server now, and no copy is left on the computer.
    says(page, "Gemt")
    page.reload()
    expect(field).to_have_value(SAID + MORE)
    assert page.evaluate("localStorage.length") == 0


def test_sending_after_the_session_ended_sends_it_once(open_page: Opener, site: Site) -> None:
    page = open_page(DESKTOP, RAEV)
    page.goto("/bytinget/2044/forslag/1/aendringer/ny")
    if page.get_by_role("button", name="Slet det, og begynd forfra").is_visible():
        page.get_by_role("button", name="Slet det, og begynd forfra").click()
        page.get_by_role("dialog").get_by_role("button", name="Slet det").click()
    page.locator("[name=text]").fill(SAID)
    page.locator("[name=reason]").fill("Det er bedre på den måde.")
    says(page, "Gemt")
    page.context.clear_cookies()
    page.get_by_role("button", name="Send ændringen").click()
    expect(page.get_by_role("heading", name="Log ind for at sende")).to_be_visible()
    page.get_by_role("button", name="Prøv siden som en anden").click()
    page.get_by_role("button", name=f"Log ind som {RAEV}").click()
    page.get_by_role("button", name="Send igen").click()
    expect(page.get_by_text("Ændringen er sendt.")).to_be_visible()
    page.goto("/bytinget/2044/forslag/1/aendringer/ny")
    expect(page.get_by_text("Vi har gemt det, du skrev")).to_be_hidden()
    expect(page.locator("[name=reason]")).to_have_value("")


def test_two_windows_of_one_person(open_page: Opener) -> None:
    first = open_page(DESKTOP, KARIM)
    second = first.context.new_page()
    for page in (first, second):
        page.goto("/hoeringer/ny")
    first.locator("[name=fixed_why]").fill(SAID)
    says(first, "Gemt")
    second.locator("[name=fixed_text]").fill(MORE)
    expect(second.get_by_text("Du har skrevet her i et andet vindue")).to_be_visible()
    second.get_by_role("button", name="Gem kladden").click()
    expect(second.get_by_text("Kladden er gemt. Kun du kan se den.")).to_be_visible()
    expect(second.locator("[name=fixed_text]")).to_have_value(MORE.strip())


def test_one_begins_anew(open_page: Opener) -> None:
    page = open_page(PHONE, KARIM)
    page.goto("/hoeringer/ny")
    page.locator("[name=title]").fill("Skal det være sådan?")
    says(page, "Gemt")
    page.reload()
    page.get_by_role("button", name="Slet det, og begynd forfra").click()
    page.get_by_role("dialog").get_by_role("button", name="Slet det, og begynd forfra").click()
    expect(page.get_by_text("Det, du havde skrevet, er slettet.")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_the_other_language_has_what_is_typed(open_page: Opener) -> None:
    page = open_page(PHONE, KARIM)
    page.goto("/hoeringer/ny")
    page.locator("[name=decider]").fill("Byrådet")
    says(page, "Gemt")
    page.goto("/en/hoeringer/ny")
    expect(page.locator("[name=decider]")).to_have_value("Byrådet")
