"""Nothing that was typed is lost: not by closing, by a lost connection, by time, by a language or by another window."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.steps import NEXT_STEP, explanation_for, fill_answer
from tests.browser.world import LINE, OERN, RAEV, SIGNE, STEN, TOILETS, WELCOME, Site

TITLE, WHAT = "Hvad skal forslaget hedde?", "Hvad vil du have lavet om?"
SAID = "Det her har jeg tænkt længe over."


def autosave_says(page: Page, text: str) -> None:
    expect(page.locator("[data-autosave-status]")).to_have_text(text)


def test_what_is_typed_is_saved_by_itself(open_page: Opener) -> None:
    page = open_page(PHONE, STEN)
    page.goto("/forslag/skriv")
    page.get_by_label(TITLE).fill("Et klatretårn")
    page.get_by_label(WHAT).fill(SAID)
    autosave_says(page, "Gemt")
    page.reload()
    page.get_by_role("link", name="Et klatretårn").click()
    expect(page.get_by_label(WHAT)).to_have_value(SAID)
    page.get_by_label(WHAT).press_sequentially(" Igen.")
    autosave_says(page, "Gemt")
    page.reload()
    expect(page.get_by_label(WHAT)).to_have_value(re.compile(r"Igen\."))


def test_a_lost_connection_loses_nothing(open_page: Opener, site: Site) -> None:
    page = open_page(PHONE, RAEV)
    page.goto("/forslag/{draft}/skriv/hvorfor".format(**site.values()))
    page.get_by_label("Hvorfor er det vigtigt?").fill("")
    autosave_says(page, "Gemt")
    page.context.set_offline(True)
    page.get_by_label("Hvorfor er det vigtigt?").fill(SAID)
    expect(page.locator("[data-autosave-status]")).to_contain_text("Kunne ikke gemme")
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label("Hvorfor er det vigtigt?")).to_have_value(SAID)
    autosave_says(page, "Gemt")
    page.reload()
    expect(page.get_by_label("Hvorfor er det vigtigt?")).to_have_value(SAID)
    assert page.evaluate("localStorage.length") == 0


def test_a_new_proposal_begun_without_a_connection(open_page: Opener) -> None:
    page = open_page(PHONE, RAEV)
    page.goto("/forslag/skriv")
    page.context.set_offline(True)
    page.get_by_label(TITLE).fill("Et drivhus")
    expect(page.locator("[data-autosave-status]")).to_contain_text("Kunne ikke gemme")
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_label(TITLE)).to_have_value("Et drivhus")
    autosave_says(page, "Gemt")


def test_signing_out_takes_the_copies_away(open_page: Opener, site: Site) -> None:
    page = open_page(DESKTOP, RAEV)
    page.goto("/forslag/{draft}/skriv/hvad".format(**site.values()))
    page.context.set_offline(True)
    page.get_by_label(WHAT).fill(SAID)
    expect(page.locator("[data-autosave-status]")).to_contain_text("Kunne ikke gemme")
    assert page.evaluate("localStorage.length") == 1
    page.context.set_offline(False)
    page.locator("summary").filter(has_text=RAEV).click()
    page.get_by_role("banner").get_by_role("button", name="Log ud").click()
    page.wait_for_url(f"{site.url}/")
    assert page.evaluate("localStorage.length") == 0


def test_a_session_that_ended_keeps_the_comment(open_page: Opener, site: Site) -> None:
    page = open_page(PHONE, OERN)
    page.goto("/forslag/{refused}".format(**site.values()))
    _send_comment_after(page, page.context.clear_cookies)
    expect(page.get_by_role("heading", name="Log ind for at sende")).to_be_visible()
    expect(page.get_by_text(SAID)).to_be_visible()
    page.get_by_role("button", name="Prøv siden som en anden").click()
    page.get_by_role("button", name=f"Log ind som {OERN}").click()
    _send_again(page)


def test_a_wrong_token_keeps_the_comment(open_page: Opener, site: Site) -> None:
    page = open_page(PHONE, STEN)
    page.goto("/forslag/{refused}".format(**site.values()))
    _send_comment_after(
        page, lambda: page.locator("#skriv-kommentar [name=csrf_token]").evaluate("one => one.value = 'x'")
    )
    expect(page.get_by_role("heading", name="Tryk én gang til")).to_be_visible()
    expect(page.get_by_text(SAID)).to_be_visible()
    _send_again(page)


def _send_comment_after(page: Page, mishap: Callable[[], object]) -> None:
    form = page.locator("#skriv-kommentar")
    form.get_by_role("textbox").fill(SAID)
    mishap()
    form.get_by_role("button", name="Send kommentar").click()


def _send_again(page: Page) -> None:
    page.get_by_role("button", name="Send igen").click()
    expect(page.get_by_role("article").filter(has_text=SAID).first).to_be_visible()


def test_an_answer_outlives_the_session(open_page: Opener, site: Site) -> None:
    page = open_page(DESKTOP, SIGNE)
    page.goto("/svar/{welcome_case}".format(**site.values()))
    fill_answer(page, "Nej", explanation_for(WELCOME), NEXT_STEP, "Tiden")
    page.context.clear_cookies()
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text(explanation_for(WELCOME))).to_be_visible()
    page.get_by_role("button", name="Prøv siden som en anden").click()
    page.get_by_role("button", name=f"Log ind som {SIGNE}").click()
    page.get_by_role("button", name="Send igen").click()
    expect(page.get_by_role("heading", name="Kommunen siger nej")).to_be_visible()


def test_the_other_language_keeps_what_is_typed(open_page: Opener) -> None:
    page = open_page(PHONE, OERN)
    page.goto("/forslag/skriv")
    page.get_by_label(TITLE).fill("Kor")
    page.get_by_label(WHAT).fill("Kort.")
    page.get_by_role("button", name="Write in English").click()
    page.wait_for_url("**/en/forslag/*/skriv/hvad")
    expect(page.locator("[name=title]")).to_have_value("Kor")
    expect(page.locator("[name=what]")).to_have_value("Kort.")
    page.get_by_role("button", name="Skriv på dansk").click()
    page.wait_for_url(lambda url: "/en/" not in url)
    expect(page.get_by_label(WHAT)).to_have_value("Kort.")


def test_two_windows_change_the_same_words(open_page: Opener, site: Site) -> None:
    first = open_page(DESKTOP, OERN)
    second = first.context.new_page()
    for page in (first, second):
        page.goto("/forslag/{waiting}/ret".format(**site.values()))
    first.get_by_label("Hvorfor er det vigtigt?").fill("Fordi vi bliver i tvivl hver uge.")
    first.get_by_role("button", name="Gem", exact=True).click()
    expect(first.get_by_text("Din tekst er rettet.")).to_be_visible()
    second.get_by_label("Hvorfor er det vigtigt?").fill(SAID)
    second.get_by_role("button", name="Gem", exact=True).click()
    expect(second.get_by_text("Teksten er ændret, mens du skrev")).to_be_visible()
    expect(second.get_by_role("region", name="Teksten, som den står nu")).to_contain_text(
        "Fordi vi bliver i tvivl hver uge."
    )
    expect(second.get_by_label("Hvorfor er det vigtigt?")).to_have_value(SAID)
    second.get_by_role("button", name="Gem", exact=True).click()
    expect(second.get_by_text(SAID)).to_be_visible()


def test_two_officials_answer_at_once(open_page: Opener, site: Site) -> None:
    slow, quick = open_page(DESKTOP, LINE), open_page(DESKTOP, SIGNE)
    for page in (slow, quick):
        page.goto("/svar/{toilets_case}".format(**site.values()))
    fill_answer(quick, "Nej", explanation_for("Rent"), NEXT_STEP, "Tiden")
    quick.get_by_role("button", name="Send svaret").click()
    expect(quick.get_by_text("Svaret er sendt.")).to_be_visible()
    fill_answer(slow, "Nej", explanation_for(TOILETS), NEXT_STEP, "Pengene")
    slow.get_by_role("button", name="Send svaret").click()
    expect(slow.get_by_text("Nogen kom før dig")).to_be_visible()
    expect(slow.get_by_label("Forklaringen")).to_have_value(explanation_for(TOILETS))
    expect(slow.get_by_label("Den vigtigste grund")).to_have_value("budget")
