"""The main job from end to end, on a phone and on a desktop: a proposal, support, talk, an answer nobody can skip."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.steps import (
    EXPLANATION,
    FILLER,
    NEXT_STEP,
    Idea,
    comment,
    explanation_for,
    fill_answer,
    save_picture,
    sign_in_as,
    sign_up,
    support,
    write_what,
    write_who,
    write_why,
)
from tests.browser.world import KARIM, METTE, OERN, REFUSED

CHANGE = " Nu har vi fundet en plads ved hallen, som I kan låne om lørdagen."


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_from_proposal_to_answer(open_page: Opener, viewport: dict[str, int]) -> None:
    size = "phone" if viewport is PHONE else "desktop"
    idea = Idea("En skatebane ved søen" if viewport is PHONE else "En skatebane i Virum")
    author, official = open_page(viewport), open_page(viewport)
    path = _write_as_somebody_new(author, idea, size)
    _support_and_discuss(open_page(viewport), open_page(viewport), path)
    _find_and_confirm(official, idea, size)
    _try_a_no_without_explanation(official, size)
    _give_a_good_no(official, idea, size)
    _read_the_answer(author, path, idea, size)
    _change_the_answer(official, idea)
    _read_the_change(author, path, idea, size)


def _write_as_somebody_new(page: Page, idea: Idea, size: str) -> str:
    page.goto("/")
    save_picture(page, f"{size}-01-home")
    page.locator("main").get_by_role("link", name="Skriv et forslag").click()
    sign_up(page, f"ny.{size}@skole.example", f"Rød Panda {size}")
    expect(page.get_by_role("heading", name="Hvad er din idé?")).to_be_visible()
    write_what(page, idea)
    expect(page.get_by_role("heading", name="Fortæl hvorfor")).to_be_visible()
    save_picture(page, f"{size}-02-why")
    write_why(page, idea, with_picture=True)
    write_who(page, idea)
    _review(page, idea, size)
    page.get_by_role("button", name="Send forslaget").click()
    expect(page.get_by_role("heading", name="Dit forslag er sendt")).to_be_visible()
    save_picture(page, f"{size}-04-sent")
    page.get_by_role("link", name="Se dit forslag").click()
    expect(page.get_by_role("heading", level=1, name=idea.title)).to_be_visible()
    expect(page.get_by_text("Kommunen skal svare").first).to_be_visible()
    return page.url


def _review(page: Page, idea: Idea, size: str) -> None:
    """Before sending: the words, the picture, what is like it, who decides, and when."""
    expect(page.get_by_role("heading", name=idea.title)).to_be_visible()
    expect(page.get_by_text(idea.why)).to_be_visible()
    picture = page.get_by_role("img", name="En tom plads ved søen")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    expect(page.get_by_role("link", name=REFUSED)).to_be_visible()
    happens = page.get_by_role("region", name="Hvad sker der, når du sender det til kommunen?")
    expect(happens).to_contain_text("Center for Kultur og Fritid i kommunen skal svare dig.")
    assert len(re.findall(r"Senest \d+\. \w+", happens.inner_text())) == 2
    save_picture(page, f"{size}-03-review", full_page=True)


def _support_and_discuss(young: Page, teacher: Page, path: str) -> None:
    sign_in_as(young, OERN)
    young.goto(path)
    support(young)
    comment(young, "Jeg vil gerne hjælpe med at tegne banen.")
    sign_in_as(teacher, METTE)
    teacher.goto(path)
    expect(teacher.get_by_text("Kun unge kan støtte.")).to_be_visible()
    comment(teacher, "Har I talt med jeres klasse om det?")
    said = teacher.get_by_role("article").filter(has_text="Har I talt med jeres klasse")
    expect(said).to_contain_text("Lærer")
    expect(teacher.get_by_text("2 kommentarer")).to_be_visible()


def _find_and_confirm(page: Page, idea: Idea, size: str) -> None:
    sign_in_as(page, KARIM)
    page.goto("/svar")
    save_picture(page, f"{size}-05-inbox")
    page.get_by_role("link", name=idea.title).click()
    expect(page.get_by_text(idea.what)).to_be_visible()
    page.get_by_role("button", name="Jeg har fået sagen").click()
    expect(page.get_by_text("Den unge kan nu se, at du har fået sagen.")).to_be_visible()
    expect(page.get_by_role("button", name="Jeg har fået sagen")).to_have_count(0)


def _try_a_no_without_explanation(page: Page, size: str) -> None:
    fill_answer(page, "Nej", "", NEXT_STEP)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_role("alert")).to_be_focused()
    reason, explanation = page.get_by_label("Den vigtigste grund"), page.get_by_label("Forklaringen")
    expect(reason).to_have_accessible_description(re.compile("Vælg den vigtigste grund"))
    expect(explanation).to_have_accessible_description(re.compile("Skriv en forklaring"))
    expect(explanation).to_have_attribute("aria-invalid", "true")
    save_picture(page, f"{size}-06-refused", full_page=True)
    expect(page.get_by_role("radio", name="Nej")).to_be_checked()
    expect(page.get_by_label("Hvad sker der nu?")).to_have_value(NEXT_STEP)
    fill_answer(page, "Nej", FILLER, NEXT_STEP, "Pengene")
    page.get_by_role("button", name="Send svaret").click()
    expect(explanation).to_have_accessible_description(re.compile("rigtige ord"))
    expect(explanation).to_have_value(FILLER)
    expect(reason).to_have_value("budget")
    # The answer stands beside the form as it will look, and nowhere else: it is not given.
    expect(page.locator("#svar")).to_have_count(0)


def _give_a_good_no(page: Page, idea: Idea, size: str) -> None:
    explanation = page.get_by_label("Forklaringen")
    explanation.fill("")
    explanation.press_sequentially(EXPLANATION[:40])
    panel = page.locator("#lix")
    expect(panel).to_contain_text(re.compile(r"LIX \d+"))
    fill_answer(page, "Nej", explanation_for(idea.title), NEXT_STEP, "Loven eller reglerne")
    save_picture(page, f"{size}-07-answer")
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Svaret er sendt.")).to_be_visible()
    expect(page.get_by_role("heading", name="Kommunen siger nej")).to_be_visible()


def _read_the_answer(page: Page, path: str, idea: Idea, size: str) -> None:
    page.goto("/min-side")
    _bell(page).click()
    save_picture(page, f"{size}-08-news")
    page.get_by_role("button", name="Dit forslag har fået svar: Nej").click()
    answer = page.get_by_role("article").filter(has=page.get_by_role("heading", name="Kommunen siger nej"))
    expect(answer).to_contain_text(explanation_for(idea.title))
    expect(answer).to_contain_text(NEXT_STEP)
    expect(answer).to_contain_text("Loven eller reglerne")
    expect(answer).to_contain_text(KARIM)
    save_picture(page, f"{size}-09-answered", full_page=True)
    assert page.url.startswith(path)
    assert _mails(page, idea, explanation_for(idea.title)) == 1


def _change_the_answer(page: Page, idea: Idea) -> None:
    page.get_by_role("link", name="Ret svaret").click()
    expect(page.get_by_label("Forklaringen")).to_have_value(explanation_for(idea.title))
    page.get_by_label("Forklaringen").fill(explanation_for(idea.title) + CHANGE)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Svaret er sendt.")).to_be_visible()


def _read_the_change(page: Page, path: str, idea: Idea, size: str) -> None:
    page.goto("/min-side")
    expect(_bell(page)).to_be_visible()
    page.goto(path)
    answer = page.get_by_role("article").filter(has=page.get_by_role("heading", name="Kommunen siger nej"))
    expect(answer.get_by_role("banner").or_(answer.locator("header"))).to_contain_text(re.compile(r"Ændret \d+\. \w+"))
    answer.get_by_text("Svaret er ændret 1 gang.").click()
    expect(answer.get_by_role("listitem").filter(has_text=explanation_for(idea.title))).to_contain_text(
        re.compile(r"\d+\. \w+ 20\d\d")
    )
    save_picture(page, f"{size}-10-changed", full_page=True)
    assert _mails(page, idea, CHANGE.strip()) == 1


def _bell(page: Page) -> Locator:
    """The bell of this window's menu, with the number of what is new."""
    return page.get_by_role("link", name=re.compile(r"^Beskeder \d+ nye$")).locator("visible=true")


def _mails(page: Page, idea: Idea, text: str) -> int:
    """How many mails about the proposal hold the text."""
    tab = page.context.new_page()
    tab.goto("/udbakke")
    count = tab.get_by_role("article").filter(has_text=idea.title).filter(has_text=text).count()
    tab.close()
    return count
