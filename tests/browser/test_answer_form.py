"""The form for an answer in a browser: words that follow a choice, a draft that saves itself, and nothing that is lost."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.world import KARIM, SIGNE, Site
from tests.browser.world_of_answers import PHRASE


def at_the_case(page: Page, site: Site, name: str = "welcome_case") -> Page:
    """The page to answer on."""
    page.goto(f"{site.url}/svar/{site.values()[name]}")
    expect(page.get_by_role("heading", name="Skriv svaret")).to_be_visible()
    return page


def choose(page: Page, outcome: str) -> None:
    page.locator(f"input[name=outcome][value={outcome}]").check()


def test_the_form_asks_for_what_the_choice_must_tell(open_page: Opener, site: Site) -> None:
    page = at_the_case(open_page(DESKTOP, SIGNE), site)
    detail, day, expected = page.locator("#reason_detail"), page.locator("#reason_on"), page.locator("#expected_on")
    choose(page, "no")
    for field in (detail, day, expected):
        expect(field).to_be_hidden()
    for reason, label, has_day in (
        ("law_or_rules", "Hvilken lov eller regel?", False),
        ("budget", "Hvad koster det?", True),
        ("not_our_decision", "Hvem bestemmer?", True),
    ):
        page.locator("#reason").select_option(reason)
        expect(detail).to_have_accessible_name(label)
        expect(day).to_be_visible(visible=has_day)
    page.locator("#reason").select_option("safety")
    expect(detail).to_be_hidden()
    choose(page, "passed_on")
    expect(page.locator("#reason")).to_have_value("not_our_decision")
    expect(detail).to_have_accessible_name("Hvem bestemmer?")
    expect(day).to_have_accessible_name("Hvornår har I sendt det videre?")
    expect(expected).to_have_accessible_name("Hvornår svarer de andre?")
    choose(page, "yes")
    expect(page.locator("#reason")).to_be_hidden()
    expect(expected).to_have_accessible_name("Hvornår er det gjort?")
    choose(page, "no")
    expect(page.locator("#reason")).to_have_value("safety")


def test_what_is_written_is_shown_as_on_a_phone_and_saves_itself(open_page: Opener, site: Site) -> None:
    page = at_the_case(open_page(DESKTOP, SIGNE), site)
    phone, text = page.get_by_role("region", name="Svaret på en telefon"), page.get_by_label("Forklaringen")
    choose(page, "no")
    expect(phone.get_by_role("heading")).to_have_text("Kommunen siger nej")
    text.fill("Før. Efter.")
    text.evaluate("field => field.setSelectionRange(4, 4)")
    page.get_by_label("Formuleringer").select_option("Pengene rækker ikke")
    page.get_by_role("button", name="Sæt ind").click()
    expect(text).to_have_value(f"Før.\n\n{PHRASE} Efter.")
    expect(phone).to_contain_text("Det koster mere")
    expect(page.locator("[data-autosave-status]")).to_have_text("Gemt")
    # A colleague goes on where the first ended; then both write, and nothing is written over.
    colleague = at_the_case(open_page(PHONE, KARIM), site)
    theirs = colleague.get_by_label("Forklaringen")
    expect(theirs).to_have_value(f"Før.\n\n{PHRASE} Efter.")
    theirs.fill("Karims ord.")
    expect(colleague.locator("[data-autosave-status]")).to_have_text("Gemt")
    text.fill("Signes ord.")
    page.get_by_role("button", name="Se begge tekster").click()
    expect(page.get_by_text("Karim Saleh har skrevet i kladden, mens du skrev")).to_be_visible()
    expect(page.get_by_text("Karims ord.")).to_be_visible()
    expect(page.get_by_label("Forklaringen")).to_have_value("Signes ord.")
    page.get_by_role("button", name="Gem kladde").click()
    expect(page.get_by_text("Kladden er gemt.")).to_be_visible()
    expect(page.get_by_label("Forklaringen")).to_have_value("Signes ord.")
