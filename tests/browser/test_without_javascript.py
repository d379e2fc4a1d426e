"""The main job with JavaScript switched off: sign in, write, support, talk, report, answer."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Opener
from tests.browser.steps import (
    EXPLANATION,
    NEXT_STEP,
    Idea,
    comment,
    enter_code,
    fill_answer,
    send_proposal,
    sign_in_as,
    sign_out,
    sign_up,
    support,
)
from tests.browser.world import KARIM, OERN, RAEV, WAITING, Site

LIBRARY = Idea("Bænke foran biblioteket", what="Der er ingen steder at sidde, når vi venter på bussen efter skole.")


@pytest.fixture
def open_plain(open_page: Opener) -> Opener:
    """Like ``open_page``, in a browser that runs no scripts."""

    def opener(persona: str | None = None) -> Page:
        return open_page(PHONE, persona, java_script_enabled=False)

    return opener


def test_somebody_new_signs_in_by_code_and_out_again(open_plain: Opener) -> None:
    page = open_plain()
    page.goto("/log-ind")
    sign_up(page, "uden.script@skole.example", "Gul Gås")
    expect(page.get_by_role("heading", name="Hej, Gul Gås")).to_be_visible()
    sign_out(page, "Gul Gås")
    page.goto("/log-ind")
    enter_code(page, "uden.script@skole.example")
    expect(page.get_by_role("heading", name="Hej, Gul Gås")).to_be_visible()


def test_write_support_talk_and_answer(open_plain: Opener) -> None:
    author, friend, official = open_plain(), open_plain(), open_plain()
    sign_in_as(author, RAEV)
    path = send_proposal(author, LIBRARY, with_picture=True)
    sign_in_as(friend, OERN)
    friend.goto(path)
    support(friend)
    comment(friend, "Der mangler også en skraldespand.")
    friend.get_by_role("button", name="Fortryd støtte").click()
    expect(friend.get_by_role("button", name="Støt forslaget")).to_be_visible()
    _answer_with_a_look_first(official)
    author.goto(path)
    expect(author.get_by_role("heading", name="Kommunen siger nej")).to_be_visible()
    expect(author.get_by_text(EXPLANATION)).to_be_visible()


def _answer_with_a_look_first(page: Page) -> None:
    sign_in_as(page, KARIM)
    page.goto("/svar")
    page.get_by_role("link", name=LIBRARY.title).click()
    fill_answer(page, "Nej", "", NEXT_STEP)
    page.get_by_role("button", name="Tjek og se svaret").click()
    expect(page.get_by_text("Det mangler, før svaret kan sendes")).to_be_visible()
    expect(page.get_by_label("Hvad sker der nu?")).to_have_value(NEXT_STEP)
    fill_answer(page, "Nej", EXPLANATION, NEXT_STEP, "Loven eller reglerne")
    page.get_by_role("button", name="Tjek og se svaret").click()
    expect(page.get_by_text("Svaret er klar til at blive sendt")).to_be_visible()
    expect(page.locator("#lix")).to_contain_text(re.compile(r"LIX \d+"))
    expect(page.get_by_role("article").filter(has_text="Sådan vil det se ud")).to_contain_text(EXPLANATION)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Svaret er sendt.")).to_be_visible()


def test_anyone_reports_a_text_without_a_cookie(open_plain: Opener, site: Site) -> None:
    page = open_plain()
    page.goto("/forslag")
    page.get_by_role("link", name=WAITING).click()
    page.get_by_role("link", name=f"Anmeld {WAITING}").click()
    page.get_by_role("button", name="Send til en voksen").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("radio").first.check()
    page.get_by_role("textbox").fill("Den handler om nogen, jeg kender.")
    page.get_by_role("button", name="Send til en voksen").click()
    expect(page.get_by_role("heading", name="Tak, vi har fået din besked")).to_be_visible()
    assert page.context.cookies() == []


def test_search_and_choose(open_plain: Opener) -> None:
    page = open_plain()
    page.goto("/forslag")
    page.get_by_label("Søg i forslagene").fill("natbus")
    page.get_by_role("button", name="Søg").click()
    expect(page.locator("main").get_by_role("article")).to_have_count(1)
    expect(page.get_by_role("link", name="Natbus fra Lyngby Station")).to_be_visible()
