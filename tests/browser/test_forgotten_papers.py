"""A device that others may use after: papers are forgotten at sign-out, and when one asks for it."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Opener
from tests.browser.voting_steps import hand_in, look_over, path_to
from tests.browser.world import OERN, RAEV, STEN, Site
from tests.browser.world_of_votes import ANSWER, MONEY, ONE

FORGET = "Glem mine stemmesedler på den her enhed"
FORGOTTEN = "Stemmesedlerne er glemt på den her enhed."


def papers(page: Page) -> int:
    """How many papers the browser keeps."""
    count: int = page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('paper.')).length")
    return count


def go_and_look_over(page: Page, site: Site, title: str, choice: str) -> None:
    """As far as the page that gets the paper."""
    page.goto(path_to(site, title) + "/stem")
    page.get_by_label(choice, exact=title == ANSWER).check()
    look_over(page)


def wait_for_paper(page: Page) -> None:
    page.wait_for_function("() => Object.values(localStorage).some((entry) => JSON.parse(entry).paper?.signature)")


def sign_out(page: Page) -> None:
    page.get_by_role("banner").locator("summary").click()
    page.get_by_role("banner").get_by_role("button", name="Log ud").click()


def expect_signed_out(page: Page) -> None:
    expect(page.locator("body[data-signed-in]")).to_have_count(0)


def question(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Her ligger en stemmeseddel, som ikke er brugt.")


def test_a_paper_that_was_used_is_forgotten_at_sign_out_without_a_word(open_page: Opener, site: Site) -> None:
    page = open_page(persona=OERN)
    go_and_look_over(page, site, ANSWER, "Ja")
    hand_in(page)
    assert papers(page) == 1
    sign_out(page)
    expect_signed_out(page)
    assert papers(page) == 0


def test_whoever_signs_out_with_a_paper_that_was_not_used_is_asked(open_page: Opener, site: Site) -> None:
    page = open_page(persona=RAEV)
    go_and_look_over(page, site, ANSWER, "Nej")
    wait_for_paper(page)
    sign_out(page)
    question(page).get_by_role("button", name="Bliv her").click()
    expect(question(page)).to_have_count(0)
    assert papers(page) == 1
    hand_in(page)
    go_and_look_over(page, site, MONEY, "En sofa")
    wait_for_paper(page)
    page.goto("/min-side/profil")
    page.get_by_role("button", name="Log ud overalt").click()
    question(page).get_by_role("button", name="Log ud alligevel").click()
    expect_signed_out(page)
    assert papers(page) == 0


def test_a_ballot_that_arrives_after_sign_out_brings_no_paper_back(open_page: Opener, site: Site) -> None:
    page = open_page(persona=RAEV)
    go_and_look_over(page, site, ONE, "Ulvemosen")
    wait_for_paper(page)
    page.evaluate("localStorage.clear()")
    hand_in(page)
    assert papers(page) == 0
    expect(page.get_by_role("button", name=FORGET)).to_be_hidden()


def test_the_page_of_thanks_forgets_papers_and_says_so(open_page: Opener, site: Site) -> None:
    page = open_page(persona=STEN)
    go_and_look_over(page, site, ANSWER, "Ja")
    hand_in(page)
    page.evaluate("localStorage.setItem('other', '1')")
    button = page.get_by_role("button", name=FORGET)
    expect(page.get_by_text("Når de er glemt, kan du ikke stemme")).to_be_visible()
    button.click()
    expect(page.get_by_text(FORGOTTEN)).to_be_focused()
    expect(button).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage)") == ["other"]


def test_whoever_has_voted_already_can_forget_what_lies_here(open_page: Opener, site: Site) -> None:
    plain = open_page(PHONE, STEN, java_script_enabled=False)
    go_and_look_over(plain, site, ONE, "Ulvemosen")
    hand_in(plain)
    page = open_page(persona=STEN)
    page.goto(path_to(site, ONE) + "/stem")
    expect(page.get_by_role("heading", name="Du har stemt")).to_be_visible()
    expect(page.get_by_role("button", name=FORGET)).to_be_hidden()
    go_and_look_over(page, site, MONEY, "En sofa")
    wait_for_paper(page)
    page.goto(path_to(site, ONE) + "/stem")
    page.get_by_role("button", name=FORGET).click()
    expect(page.get_by_text(FORGOTTEN)).to_be_visible()
    assert papers(page) == 0
