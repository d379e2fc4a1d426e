"""Everything with the keyboard alone: what has the focus can be seen, and nothing is a trap but an open question."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.steps import EXPLANATION, NEXT_STEP, save_picture
from tests.browser.world import KARIM, OERN, RAEV, STEN, TOILETS, Site

MOST_STOPS = 90

# An outline on what has the focus, on the box that its ::after makes of it, or on the label around it; and not hidden
# behind the bar at the bottom.
SEEN = """() => {
  const one = document.activeElement, label = one.closest("label");
  const outlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const styles = [getComputedStyle(one), getComputedStyle(one, "::after"), ...(label ? [getComputedStyle(label)] : [])];
  const box = (label ?? one).getBoundingClientRect();
  const isOnTop = (x, y) => {
    const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
    return top !== null && (one.contains(top) || top.contains(one) || Boolean(label?.contains(top)));
  };
  const parts = [0.1, 0.5, 0.9];
  return [styles.some(outlined), parts.some((x) => parts.some((y) => isOnTop(x, y))), one.outerHTML.slice(0, 100)];
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; at every stop the focus must be seen."""
    expect(target).to_be_visible()
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue
        outlined, uncovered, what = page.evaluate(SEEN)
        assert outlined, f"no outline: {what}"
        assert uncovered, f"covered: {what}"
        if target.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Tab to a target, and press a key on it."""
    tab_to(page, target)
    page.keyboard.press(key)


def type_into(page: Page, label: str, text: str) -> None:
    """Tab to a field, and type."""
    tab_to(page, page.get_by_label(label))
    page.keyboard.insert_text(text)


def test_the_skip_link_leads_past_the_menu(open_page: Opener) -> None:
    page = open_page(DESKTOP)
    page.goto("/")
    link = page.get_by_role("link", name="Gå til indholdet")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_sign_in_write_and_send(open_page: Opener, viewport: dict[str, int]) -> None:
    page = open_page(viewport)
    page.goto("/log-ind?next=/forslag/skriv")
    press(page, page.get_by_role("button", name=f"Log ind som {RAEV}"))
    expect(page.get_by_role("heading", name="Hvad er din idé?")).to_be_visible()
    type_into(page, "Hvad skal forslaget hedde?", f"Flere cykelstativer {viewport['width']}")
    type_into(page, "Hvad vil du have lavet om?", "Der er ikke plads til alle cykler foran skolen om morgenen.")
    press(page, page.get_by_role("button", name="Næste"))
    type_into(page, "Hvorfor er det vigtigt?", "Cyklerne vælter, og de spærrer vejen.")
    press(page, page.get_by_role("button", name="Næste"))
    type_into(page, "Hvem kan gøre det?", "Skolen og kommunen.")
    press(page, page.get_by_role("radio").first, "Space")
    press(page, page.get_by_role("radio", name="Hele kommunen"), "Space")
    press(page, page.get_by_role("button", name="Se det hele igennem"))
    press(page, page.get_by_role("button", name="Send forslaget"))
    expect(page.get_by_role("heading", name="Dit forslag er sendt")).to_be_visible()


def test_support_and_comment(open_page: Opener, site: Site) -> None:
    page = open_page(PHONE, RAEV)
    page.goto("/forslag/{asked}".format(**site.values()))
    press(page, page.get_by_role("button", name="Støt forslaget"), "Space")
    expect(page.get_by_role("button", name="Fortryd støtte")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Støt forslaget")).to_be_focused()
    form = page.locator("#skriv-kommentar")
    tab_to(page, form.get_by_role("textbox"))
    page.keyboard.insert_text("Jeg spiser gerne flere linser.")
    press(page, form.get_by_role("button", name="Send kommentar"))
    expect(page.get_by_role("article").filter(has_text="Jeg spiser gerne flere linser.")).to_be_visible()


def test_answer(open_page: Opener, site: Site) -> None:
    page = open_page(DESKTOP, "Line Holm")
    page.goto("/svar")
    press(page, page.get_by_role("link", name=TOILETS))
    press(page, page.get_by_role("radio").first, "Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Nej")).to_be_checked()
    press(page, page.get_by_role("button", name="Send svaret"))
    expect(page.get_by_role("alert")).to_be_focused()
    press(page, page.get_by_role("alert").get_by_role("link").first)
    expect(page.get_by_label("Den vigtigste grund")).to_be_focused()
    page.keyboard.press("ArrowDown")
    type_into(page, "Forklaringen", EXPLANATION)
    type_into(page, "Hvad sker der nu?", NEXT_STEP)
    press(page, page.get_by_role("button", name="Send svaret"))
    expect(page.get_by_role("heading", name="Kommunen siger nej")).to_be_visible()


def test_a_question_holds_the_focus_and_gives_it_back(open_page: Opener, site: Site) -> None:
    page = open_page(PHONE, OERN)
    page.goto("/forslag/{waiting}/inviter".format(**site.values()))
    button = page.get_by_role("button", name=f"Fjern {STEN}")
    press(page, button)
    dialog = page.get_by_role("dialog", name="Er du sikker?")
    expect(dialog.get_by_role("button", name="Fortryd")).to_be_focused()
    save_picture(page, "dialog")
    for _ in range(5):
        page.keyboard.press("Tab")
        # Between the last button and the first one stands the browser's own window.
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name=f"Fjern {STEN}").press("Enter")
    expect(button).to_have_count(0)


def test_a_menu_closes_with_escape(open_page: Opener) -> None:
    page = open_page(DESKTOP, KARIM)
    page.goto("/")
    menu = page.locator("summary").filter(has_text=KARIM)
    press(page, menu)
    expect(page.get_by_role("link", name="Min side")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Min side"))
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Min side")).to_be_hidden()
    expect(menu).to_be_focused()
