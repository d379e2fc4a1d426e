"""A class meeting in a real browser: the teacher's big screen, and a tablet that children share."""

import re

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, Opener
from tests.browser.fitting import faults
from tests.browser.steps import sign_in_as
from tests.browser.world import METTE, Site
from tests.browser.world_of_classroom import COUNCIL, DOG, SWING

TABLET = {"width": 768, "height": 1024}
PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}


def put_on_the_screen(page: Page, idea: str) -> None:
    """Type an idea of the class and press Enter."""
    page.get_by_label("Skriv en idé").fill(idea)
    page.get_by_label("Skriv en idé").press("Enter")
    expect(page.get_by_role("listitem").filter(has_text=idea)).to_be_visible()


def test_from_a_question_to_an_idea_that_the_council_gets(open_page: Opener, site: Site) -> None:
    board, tablet = open_page(DESKTOP), open_page(TABLET)
    sign_in_as(board, METTE)
    board.goto("/raad/{class_quiet}".format(**site.values()))
    board.get_by_role("link", name="Hold klassemøde").click()
    board.get_by_text("Hvad skal der ske i vores skolegård?").click()
    board.get_by_label("Hvor mange børn er her i dag?").fill("3")
    board.get_by_role("button", name="Åbn den store skærm").click()
    expect(board.get_by_role("heading", name="Hvad skal der ske i vores skolegård?")).to_be_visible()
    put_on_the_screen(board, "En gynge mere")
    expect(board.get_by_label("Skriv en idé")).to_be_focused()
    _send_from_the_tablet(board, tablet)
    _count_hands(board, tablet)
    _choose(board, tablet)
    assert tablet.context.cookies() == []


def _send_from_the_tablet(board: Page, tablet: Page) -> None:
    board.get_by_role("button", name="Brug tablets").click()
    code = board.locator(".join__code").inner_text()
    assert re.fullmatch(r"\w{3} \w{3}", code)
    tablet.goto("/t")
    tablet.get_by_label("Koden").fill(code.lower())
    tablet.get_by_role("button", name="Videre").click()
    tablet.get_by_label("Skriv din idé").fill("En hund i gården")
    tablet.get_by_role("radio", name="Dyr").check()
    tablet.get_by_role("button", name="Send min idé").click()
    expect(tablet.get_by_role("heading", name="Tak for din idé!")).to_be_visible()
    # The screen hears of it by itself, and does not show it before the teacher has seen it.
    expect(board.get_by_role("link", name="1 idé fra en tablet venter på dig")).to_be_visible()
    expect(board.get_by_text("En hund i gården")).to_have_count(0)
    board.get_by_role("link", name="1 idé fra en tablet venter på dig").click()
    board.get_by_role("button", name="Vis på tavlen").click()
    board.get_by_role("link", name="Til tavlen").click()
    expect(board.get_by_role("listitem").filter(has_text="En hund i gården")).to_be_visible()
    tablet.get_by_role("link", name="Skriv en idé til").click()


def _count_hands(board: Page, tablet: Page) -> None:
    board.get_by_role("button", name="Tæl hænder").click()
    # The tablet follows by itself.
    dog = tablet.get_by_role("button", name="En hund i gården")
    expect(dog).to_be_visible()
    for _ in range(2):
        dog.click()
        expect(tablet.get_by_role("heading", name="Tak! Din hånd er talt")).to_be_visible()
        tablet.get_by_role("link", name="Jeg er den næste").click()
    hands = board.get_by_label("Hænder: En hund i gården")
    expect(hands).to_have_value("2")
    more = board.get_by_role("button", name="En hånd til: En gynge mere")
    more.focus()
    board.keyboard.press("Space")
    expect(board.get_by_label("Hænder: En gynge mere")).to_have_value("1")
    expect(more).to_be_focused()
    hands.fill("9")
    hands.press("Enter")
    expect(board.get_by_text("Det er flere hænder, end I er børn. Tæl igen.")).to_be_visible()
    expect(hands).to_have_value("9")
    hands.fill("3")
    hands.press("Enter")
    expect(hands).to_have_value("3")


def _choose(board: Page, tablet: Page) -> None:
    board.get_by_role("link", name="Se, hvad vi valgte").click()
    expect(board.get_by_role("heading", name="En hund i gården")).to_be_visible()
    expect(board.get_by_text("3 af 3")).to_be_visible()
    board.get_by_role("button", name="Ja, send det").click()
    expect(board.get_by_text("Nu får elevrådet jeres idé. De skal svare jer.")).to_be_visible()
    expect(board.get_by_role("link", name=COUNCIL)).to_be_visible()
    expect(tablet.get_by_role("heading", name="Koden virker ikke")).to_be_visible()
    board.get_by_role("link", name="Se jeres forslag").click()
    expect(board.get_by_role("heading", level=1, name="En hund i gården")).to_be_visible()


def test_what_is_being_typed_is_not_taken_by_news(open_page: Opener, site: Site) -> None:
    board, other, path = open_page(DESKTOP, METTE), open_page(DESKTOP, METTE), "/klassemoede/{class_hands}"
    address = path.format(**site.values())
    board.goto(address)
    number = board.get_by_label(f"Hænder: {SWING}")
    number.fill("1")
    other.goto(address)
    other.get_by_role("button", name=f"En hånd til: {DOG}").click()
    expect(other.get_by_label(f"Hænder: {DOG}")).to_have_value("10")
    board.wait_for_timeout(4_000)  # longer than the screen waits between two questions
    expect(number).to_have_value("1")
    number.press("Enter")
    expect(board.get_by_label(f"Hænder: {DOG}")).to_have_value("10")
    expect(number).to_have_value("1")


def test_it_all_works_without_script(open_page: Opener, site: Site) -> None:
    values = site.values()
    board = open_page(DESKTOP, METTE, java_script_enabled=False)
    tablet = open_page(TABLET, java_script_enabled=False)
    board.goto("/klassemoede/{class_ideas}".format(**values))
    put_on_the_screen(board, "Frugt hver dag")
    tablet.goto("/t/{code_ideas}".format(**values))
    tablet.get_by_label("Skriv din idé").fill("Et roligt sted")
    tablet.get_by_role("button", name="Send min idé").click()
    expect(tablet.get_by_role("heading", name="Tak for din idé!")).to_be_visible()
    board.get_by_role("button", name="Tæl hænder").click()
    board.get_by_role("button", name="En hånd til: Frugt hver dag").click()
    expect(board.get_by_label("Hænder: Frugt hver dag")).to_have_value("1")
    tablet.get_by_role("link", name="Skriv en idé til").click()
    tablet.get_by_role("button", name="Frugt hver dag").click()
    board.get_by_role("link", name="Se, hvad vi valgte").click()
    expect(board.get_by_text("2 af 22")).to_be_visible()
    board.get_by_role("button", name="Ja, send det").click()
    expect(board.get_by_role("heading", name="Frugt hver dag")).to_be_visible()


def test_a_tie_is_broken_by_a_lot(open_page: Opener, site: Site) -> None:
    board = open_page(DESKTOP, METTE)
    board.goto("/klassemoede/{class_tie}/valg".format(**site.values()))
    expect(board.get_by_role("heading", name="Der er lige mange hænder")).to_be_visible()
    board.get_by_role("button", name="Træk lod").click()
    expect(board.get_by_text("Loddet faldt på")).to_be_visible()
    fell_on = board.get_by_role("heading", level=1).inner_text()
    assert fell_on in (SWING, DOG)
    board.reload()
    assert board.get_by_role("heading", level=1).inner_text() == fell_on


def test_the_screen_fits_a_projector_and_what_leads_on_is_in_sight(open_page: Opener, site: Site) -> None:
    board, values = open_page(DESKTOP, METTE), site.values()
    for size in (DESKTOP, PROJECTOR):
        board.set_viewport_size(size)
        for path in ("/klassemoede/{class_hands}", "/klassemoede/{class_done}"):
            board.goto(path.format(**values))
            assert faults(board) == []
        board.goto("/klassemoede/{class_hands}".format(**values))
        box = board.get_by_role("link", name="Se, hvad vi valgte").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size["height"]
        letters = board.evaluate("parseFloat(getComputedStyle(document.querySelector('.idea__text')).fontSize)")
        assert letters >= size["width"] / 52
