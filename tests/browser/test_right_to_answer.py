"""The right to an answer, on a phone: a no, told that it was not understood, a better answer beside the first, and a promise
that the author says was kept."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.steps import Idea, explanation_for, fill_answer, save_picture, send_proposal
from tests.browser.world import KARIM, RAEV, STEN

IDEA = Idea("Et værksted til cykler")
UNCLEAR = "Hvad betyder det, at pladsen er fredet? Og hvem kan vi spørge?"
FIRST, SECOND = "et fredet område ved søen", "vi må ikke bygge dér, fordi dyrene skal have ro"


def test_from_a_no_to_a_kept_promise(open_page: Opener) -> None:
    author, official = open_page(PHONE, RAEV), open_page(DESKTOP, KARIM)
    path = send_proposal(author, IDEA)
    _answer(official, "Nej", f"Det er {FIRST}.", "Kom forbi biblioteket den første mandag, så taler vi om det.")
    _say_that_it_was_unclear(author, path)
    _read_what_was_unclear(official)
    _answer(official, "Delvist ja", f"Kort sagt: {SECOND}.", "Vi finder en anden plads, og vi ringer til dig i maj.")
    _read_both(author, path)
    _ask_for_a_clearer_one(open_page(PHONE, STEN), path)
    _say_it_was_kept(author, path)


def _answer(page: Page, outcome: str, words: str, next_step: str) -> None:
    """The official says no or half a yes, as whole as that must be."""
    page.goto("/svar")
    page.get_by_role("link", name=IDEA.title).first.click()
    fill_answer(page, outcome, f"{explanation_for(IDEA.title)} {words}", next_step, "safety")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text(words).first).to_be_visible()


def _say_that_it_was_unclear(page: Page, path: str) -> None:
    """Neither choice is made beforehand; the words are asked for when a no is chosen, and never lost."""
    page.goto(path)
    form = page.get_by_role("region", name="Hvad synes du om svaret?")
    understood = form.get_by_role("group", name="Forstod du svaret?")
    yes, no = understood.get_by_role("radio", name="Ja"), understood.get_by_role("radio", name="Nej")
    expect(yes).not_to_be_checked()
    expect(no).not_to_be_checked()
    sizes = [understood.locator("label").nth(n).bounding_box() for n in (0, 1)]
    assert all(size is not None and size["height"] >= 44 for size in sizes)
    assert len({(round(size["width"]), round(size["height"])) for size in sizes if size}) == 1
    unclear = form.get_by_label("Hvad var uklart?")
    expect(unclear).to_be_hidden()
    no.check()
    expect(unclear).to_be_visible()
    form.get_by_role("group", name="Blev du taget alvorligt?").get_by_role("radio", name="Ja").check()
    form.scroll_into_view_if_needed()
    save_picture(page, "phone-understood")
    form.get_by_role("button", name="Send mit svar").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv, hvad der var uklart")
    page.get_by_label("Hvad var uklart?").fill(UNCLEAR)
    page.get_by_role("button", name="Send mit svar").click()
    expect(page.get_by_role("heading", name="Svaret var ikke klart nok")).to_be_visible()
    expect(page.get_by_text(re.compile("^Kommunen skal svare bedre senest"))).to_be_visible()
    expect(page.get_by_text(FIRST)).to_be_visible()
    save_picture(page, "phone-reopened", full_page=True)


def _read_what_was_unclear(page: Page) -> None:
    """The unit is told, and reads the words without a name."""
    page.goto("/beskeder")
    expect(page.get_by_text("Jeres svar var ikke klart nok. Svar bedre").first).to_be_visible()
    page.goto("/svar")
    page.get_by_role("link", name=IDEA.title).first.click()
    heard = page.get_by_role("region", name="Blev svaret forstået?")
    expect(heard.get_by_text(UNCLEAR)).to_be_visible()
    expect(heard.get_by_text(RAEV)).to_have_count(0)


def _read_both(page: Page, path: str) -> None:
    """Beneath each other on a phone, beside each other where there is room; the same question is asked anew."""
    page.goto("/beskeder")
    expect(page.get_by_text("Nyt, klarere svar på dit forslag: Delvist ja").first).to_be_visible()
    page.goto(path)
    new = page.get_by_role("article").filter(has_text="Det nye, klarere svar")
    first = page.get_by_role("article").filter(has_text="Det første svar")
    expect(new).to_contain_text(SECOND)
    expect(first).to_contain_text(FIRST)
    expect(page.get_by_role("radio", name="Ja")).to_have_count(2)
    assert _top(first) > _top(new)
    save_picture(page, "phone-better-answer", full_page=True)
    page.set_viewport_size(DESKTOP)
    assert _top(first) == _top(new)
    save_picture(page, "desktop-better-answer")
    page.set_viewport_size(PHONE)


def _say_it_was_kept(page: Page, path: str) -> None:
    """The better answer was half a yes, and so a promise; whoever asked has the last word on it."""
    page.goto(path)
    page.get_by_role("region", name="Løftet").get_by_role("link", name="Læs, hvad der skete").click()
    page.get_by_role("link", name="Sig din mening").click()
    page.get_by_role("radio", name="Ja, løftet er holdt").check()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Tak. Nu kan alle se, hvad I siger om løftet.")).to_be_visible()
    page.goto(path)
    expect(page.get_by_role("region", name="Løftet")).to_contain_text("Holdt")
    expect(page.get_by_text("Kommunen holdt, hvad den lovede")).to_be_visible()


def _top(part: Locator) -> int:
    box = part.bounding_box()
    assert box is not None
    return round(box["y"])


def _ask_for_a_clearer_one(page: Page, path: str) -> None:
    """A reader presses, and takes it back."""
    page.goto(path)
    page.get_by_role("button", name="Jeg vil gerne have et klarere svar").click()
    expect(page.get_by_text("1 har bedt om et klarere svar.")).to_be_visible()
    page.get_by_role("button", name="Fortryd mit ønske").click()
    expect(page.get_by_role("button", name="Jeg vil gerne have et klarere svar")).to_be_visible()
