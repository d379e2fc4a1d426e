"""A hearing from the first word to what was heard: an official asks, the young answer, and are told what it led to."""

from playwright.sync_api import Locator, Page, expect

from tests.browser import hearing_steps as steps
from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.looking import find_wrong, with_axe
from tests.browser.steps import save_picture
from tests.browser.world import KARIM, METTE, OERN, STEN, Site
from tests.browser.world_of_answering import ASKED

CLASS = "6.A"
THOUGHT, OURS = "Et sted at sidde, når det regner.", "Vi vil have flere bænke, så hele klassen kan være der."
HEARD = "Mange af jer vil sidde tørt. Flest vil komme efter skole, og nogle vil også have lys om aftenen."
CHANGED = "Vi sætter et tag op over bænkene, før vi gør andet."
UNCHANGED = "Vi kan ikke sætte lys op hele natten, fordi naboerne skal kunne sove. Lyset slukker klokken 22."


def test_from_a_question_to_what_was_heard(open_page: Opener, site: Site) -> None:
    official = with_axe(open_page(DESKTOP, KARIM, reduced_motion="reduce"))
    young = with_axe(open_page(PHONE, OERN, reduced_motion="reduce"))
    path = steps.write_draft(official)
    steps.publish(official)
    _comes_soon(young, path)
    steps.days_pass(site, 2)
    _answer(young, path)
    _answer_as_a_class(open_page(DESKTOP, METTE), path)
    _nobody_sees_results_yet(open_page(PHONE), path)
    steps.days_pass(site, 14)
    _sum_up(official, path)
    _read_what_was_heard(young, path)
    _everybody_reads(with_axe(open_page(PHONE, reduced_motion="reduce")), path)


def test_a_young_person_answers_without_a_script(open_page: Opener) -> None:
    page = open_page(PHONE, STEN, java_script_enabled=False)
    page.goto("/hoeringer")
    page.get_by_role("link", name=ASKED).click()
    page.get_by_role("link", name="Svar på høringen").click()
    page.get_by_label("Spørgsmål 1?").fill(THOUGHT)
    page.get_by_label("Mulighed 2").first.check()
    # A rank that two have is told beside the question, and what was typed stays.
    ranks = _question(page, "Spørgsmål 5?").get_by_role("combobox")
    for place in (0, 1):
        ranks.nth(place).select_option("1")
    page.get_by_role("button", name="Send svaret").click()
    expect(_question(page, "Spørgsmål 5?")).to_contain_text("To har fået det samme nummer. Giv dem hver sit.")
    expect(page.get_by_label("Spørgsmål 1?")).to_have_value(THOUGHT)
    ranks.nth(1).select_option("2")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Tak. Svaret er sendt")).to_be_visible()
    expect(page.get_by_text(THOUGHT).first).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Mulighed 2").first).to_be_visible()


def _comes_soon(page: Page, path: str) -> None:
    """It is read before it opens, and cannot be answered yet."""
    page.goto("/hoeringer")
    page.get_by_role("link", name=steps.TITLE).click()
    expect(page).to_have_url(path)
    for text in (steps.FACTS["Hvad ligger fast?"], steps.FACTS["Hvorfor ligger det fast?"], steps.DECIDER):
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.get_by_role("link", name="Svar på høringen")).to_have_count(0)


def _answer(page: Page, path: str) -> None:
    """First without what everybody must answer: the error stands by the question, and nothing is lost."""
    page.goto(path)
    page.get_by_role("link", name="Svar på høringen").click()
    page.get_by_label(steps.TEXT).fill(THOUGHT)
    page.get_by_role("button", name="Sæt Tag mod regn som nummer 1").click()
    expect(page.locator("[data-autosave-status]")).to_have_text("Gemt")
    page.get_by_role("button", name="Send svaret").click()
    expect(_question(page, steps.ONE)).to_contain_text("Svar på det her spørgsmål. Det skal med.")
    expect(page.get_by_role("alert")).to_contain_text("Svar på det her spørgsmål. Det skal med.")
    _is_in_order(page)
    expect(page.get_by_label(steps.TEXT)).to_have_value(THOUGHT)
    expect(_question(page, steps.RANKING).get_by_role("list").first).to_contain_text("Tag mod regn")
    page.get_by_label("Efter skole").check()
    save_picture(page, "phone-hearing-form", full_page=True)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Tak. Svaret er sendt")).to_be_visible()
    expect(page.get_by_text(THOUGHT).first).to_be_visible()
    _is_in_order(page)


def _question(page: Page, words: str) -> Locator:
    return page.get_by_role("group").filter(has_text=words)


def _answer_as_a_class(page: Page, path: str) -> None:
    page.goto(path)
    page.get_by_role("link", name="Svar som klasse eller råd").click()
    page.get_by_role("link", name=CLASS).click()
    page.get_by_label("Hvor mange børn er med?").fill("22")
    page.get_by_label(steps.TEXT).fill(OURS)
    page.get_by_label("Om aftenen").check()
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Tak. Svaret er sendt")).to_be_visible()
    expect(page.get_by_text("22 er med")).to_be_visible()


def _nobody_sees_results_yet(page: Page, path: str) -> None:
    """How many have answered, and nothing of what they said."""
    page.goto(f"{path}/resultat")
    expect(page.get_by_text(steps.TITLE).first).to_be_visible()
    for words in (THOUGHT, OURS):
        expect(page.get_by_text(words)).to_have_count(0)
    page.goto(path)
    expect(page.get_by_text("23 unge").first).to_be_visible()


def _sum_up(page: Page, path: str) -> None:
    """The answers are read; without reasons the summary is not sent, and what was typed stays."""
    page.goto(path)
    page.get_by_role("link", name="Læs svarene").click()
    for words in (THOUGHT, OURS):
        expect(page.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text(OERN)).to_have_count(0)
    page.goto(f"{path}/opsamling")
    page.get_by_label("Det hørte vi").fill(HEARD)
    page.get_by_label("Det ændrede vi", exact=True).fill(CHANGED)
    page.get_by_role("button", name="Send ud, og afslut høringen").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv, hvad I ikke ændrede, og hvorfor.")
    why = page.get_by_label("Det ændrede vi ikke, fordi …")
    expect(why).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Det hørte vi")).to_have_value(HEARD)
    _is_in_order(page)
    why.fill("Fordi.")
    page.get_by_role("button", name="Send ud, og afslut høringen").click()
    expect(page.get_by_text("Skriv lidt mere. De unge skal kunne se, at I har hørt efter.").first).to_be_visible()
    why.fill(UNCHANGED)
    page.get_by_role("button", name="Send ud, og afslut høringen").click()
    expect(page.get_by_text("Opsamlingen er sendt ud. Høringen er afsluttet.")).to_be_visible()


def _read_what_was_heard(page: Page, path: str) -> None:
    """The one who answered finds it from the own answers."""
    page.goto("/hoeringer/mine")
    page.get_by_role("link", name=steps.TITLE).first.click()
    page.wait_for_url(lambda url: "/hoeringer/mine" not in url)
    if page.url != path:
        page.get_by_role("link", name="Til høringen").click()
    for words in (HEARD, CHANGED, UNCHANGED):
        expect(page.get_by_text(words).first).to_be_visible()
    _is_in_order(page)
    save_picture(page, "phone-hearing-heard", full_page=True)
    page.get_by_role("link", name="Se dit svar").click()
    expect(page.get_by_text(THOUGHT).first).to_be_visible()
    expect(page.get_by_role("link", name="Ret svaret")).to_have_count(0)


def _everybody_reads(page: Page, path: str) -> None:
    """Without a name of anybody who answered alone, and without a cookie."""
    page.goto(path)
    expect(page.get_by_text(UNCHANGED).first).to_be_visible()
    page.get_by_role("link", name="Se, hvad der blev svaret").click()
    expect(page.get_by_text(THOUGHT).first).to_be_visible()
    expect(page.get_by_text(CLASS).first).to_be_visible()
    expect(page.get_by_text(OERN)).to_have_count(0)
    _is_in_order(page)
    assert page.context.cookies() == []


def _is_in_order(page: Page) -> None:
    assert not find_wrong(page)
