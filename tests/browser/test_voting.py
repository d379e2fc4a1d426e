"""Voting in a real browser: by keyboard alone, on a phone that blinds its paper, without JavaScript, and on a shared tablet."""

from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect
from sqlalchemy import select

from tests.browser.conftest import PHONE, Opener
from tests.browser.steps import wait_for_script
from tests.browser.voting_steps import codes_for, look_over, path_to
from tests.browser.world import OERN, RAEV, STEN, Site, person_called
from tests.browser.world_of_votes import ANSWER, MONEY, ONE, RANKED, contest_called
from youthvoice.voting.crypto.receipts import read_receipt
from youthvoice.voting.models import BallotPaper, GivenPaper
from youthvoice.voting.rules.contest import PaperKind


def kind_of(site: Site, title: str, name: str) -> PaperKind | None:
    """How somebody's paper was given."""
    with site.reading() as session:
        mine = GivenPaper.person_id == person_called(session, name).id
        query = select(GivenPaper.kind).where(GivenPaper.contest_id == contest_called(session, title).id, mine)
        return session.scalar(query)


def ballots_in(site: Site, title: str) -> list[str]:
    with site.reading() as session:
        query = select(BallotPaper.ballot).where(BallotPaper.contest_id == contest_called(session, title).id)
        return sorted(session.scalars(query))


def receipt_on(page: Page) -> str:
    expect(page.get_by_role("heading", name="Tak! Din stemme er afgivet")).to_be_visible()
    words = page.locator("[data-cast-receipt]").inner_text()
    assert read_receipt(words) == words
    return words


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if (
            page.evaluate(
                "e => e.getAttribute('aria-label') ?? e.innerText.trim()", page.locator(":focus").element_handle()
            )
            == name
        ):
            return
    raise AssertionError(f"no way by Tab to {name!r}")


def focused(page: Page) -> str:
    name: str = page.locator(":focus").get_attribute("aria-label") or ""
    return name


def test_a_ranked_paper_by_keyboard_alone(open_page: Opener, site: Site) -> None:
    page = open_page(persona=RAEV)
    page.goto(path_to(site, RANKED) + "/stem")
    said = page.locator("[data-said]")
    tab_to(page, "Sæt Aya fra 9.C som nummer 1")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Aya fra 9.C er nummer 1.")
    assert focused(page) == "Sæt Emil fra 6.A som nummer 2"
    page.keyboard.press("Space")
    expect(said).to_have_text("Emil fra 6.A er nummer 2.")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Nur fra 7.A er nummer 3.")
    page.keyboard.press("Shift+Tab")
    tab_back_to(page, "Flyt Nur fra 7.A op")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Nur fra 7.A er nu nummer 2.")
    assert focused(page) == "Flyt Nur fra 7.A op"
    page.keyboard.press("Enter")
    expect(said).to_have_text("Nur fra 7.A er nu nummer 1.")
    # The first cannot go higher; the button stays where it is and does nothing.
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-disabled", "true")
    tab_to(page, "Tag Aya fra 9.C af")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Aya fra 9.C er taget af.")
    expect(page.locator("[data-told]")).to_have_text("Du har valgt 2.")
    tab_to(page, "Se din stemme igennem")
    page.keyboard.press("Enter")
    expect(page.locator(".choice-read__list li")).to_have_text(["Nur fra 7.A", "Emil fra 6.A"])
    wait_for_script(page)
    tab_to(page, "Aflever min stemme")
    page.keyboard.press("Enter")
    receipt_on(page)
    assert ballots_in(site, RANKED) == ["5 4"]


def tab_back_to(page: Page, name: str) -> None:
    for _ in range(60):
        if focused(page) == name:
            return
        page.keyboard.press("Shift+Tab")
    raise AssertionError(f"no way back to {name!r}")


def test_a_phone_blinds_its_paper_and_sends_the_ballot_without_a_cookie(open_page: Opener, site: Site) -> None:
    page = open_page(persona=OERN)
    box: list[dict[str, Any]] = []
    page.on(
        "request", lambda request: box.append(request.all_headers()) if request.url.endswith("/stemmeboks") else None
    )
    page.goto(path_to(site, MONEY))
    page.get_by_role("link", name="Stem nu").click()
    page.get_by_label("Lyskæder i gården").check()
    page.get_by_label("Et drivhus").check()
    expect(page.locator("[data-told]")).to_contain_text("43.000")
    look_over(page)
    page.get_by_role("button", name="Aflever min stemme").click()
    first = receipt_on(page)
    assert kind_of(site, MONEY, OERN) is PaperKind.phone
    assert ballots_in(site, MONEY) == ["2 3"]
    assert len(box) == 1
    assert "cookie" not in box[0]
    assert first not in page.url
    # The same phone may think again.
    page.goto(path_to(site, MONEY) + "/stem")
    page.get_by_label("En sofa").check()
    look_over(page)
    page.get_by_role("button", name="Aflever min stemme").click()
    assert receipt_on(page) == first
    assert ballots_in(site, MONEY) == ["4"]


def test_another_phone_is_told_kindly(open_page: Opener, site: Site) -> None:
    path = path_to(site, ANSWER) + "/stem"
    for number in range(2):
        page = open_page(persona=OERN)
        page.goto(path)
        page.get_by_label("Nej", exact=True).check()
        look_over(page)
        page.get_by_role("button", name="Aflever min stemme").click()
        if number == 0:
            receipt_on(page)
    expect(page.locator("[data-cast-refused]")).to_contain_text("brug den telefon, du begyndte på")
    assert ballots_in(site, ANSWER) == ["2"]


def test_without_javascript_paper_and_ballot_go_in_one_step(open_page: Opener, site: Site) -> None:
    page = open_page(PHONE, STEN, java_script_enabled=False)
    page.goto(path_to(site, RANKED) + "/stem")
    page.get_by_label("Bo fra 8.A").select_option("1")
    page.get_by_label("Ida fra 7.B").select_option("1")
    page.get_by_role("button", name="Se din stemme igennem").click()
    expect(page.get_by_role("alert")).to_contain_text("To har fået det samme nummer.")
    page.get_by_label("Ida fra 7.B").select_option("2")
    page.get_by_role("button", name="Se din stemme igennem").click()
    expect(page.locator(".choice-read__list li")).to_have_text(["Bo fra 8.A", "Ida fra 7.B"])
    page.get_by_role("button", name="Ret min stemme").click()
    expect(page.get_by_label("Bo fra 8.A")).to_have_value("2:1")
    look_over(page)
    page.get_by_role("button", name="Aflever min stemme").click()
    receipt_on(page)
    assert kind_of(site, RANKED, STEN) is PaperKind.direct
    assert "2 1" in ballots_in(site, RANKED)
    page.goto(path_to(site, RANKED) + "/stem")
    expect(page.get_by_role("heading", name="Du har stemt")).to_be_visible()


def test_a_qr_code_is_put_into_the_form_and_out_of_the_address(open_page: Opener, site: Site) -> None:
    (code,) = codes_for(site, ONE, 1, "a")
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/s#{code.replace('-', '')}")
    expect(page.get_by_role("heading", name=ONE)).to_be_visible()
    assert "#" not in page.url
    letters = code.replace("-", "")
    assert not any(letters in url or code in url for url in asked)
    page.get_by_label("Ulvemosen").check()
    look_over(page)
    page.get_by_role("button", name="Aflever min stemme").click()
    receipt_on(page)
    assert not page.context.cookies()


@pytest.mark.parametrize("has_script", [True, False])
def test_a_shared_tablet_forgets_between_voters(open_page: Opener, site: Site, has_script: bool) -> None:
    codes = codes_for(site, ONE, 2, "b" if has_script else "c")
    page = open_page(java_script_enabled=has_script)
    page.goto(f"/kiosk/{site.values()['kiosk']}")
    for code, place in zip(codes, ("Frederiksdal", "Rådhusparken"), strict=True):
        page.get_by_label("Din kode").fill(code.lower())
        page.get_by_role("button", name="Videre").click()
        page.get_by_label(place).check()
        look_over(page)
        expect(page.locator(".choice-read__one")).to_have_text(place)
        page.get_by_role("button", name="Aflever min stemme").click()
        receipt_on(page)
        page.get_by_role("link", name="Færdig. Den næste, tak").click()
        expect(page.get_by_label("Din kode")).to_have_value("")
    page.get_by_label("Din kode").fill(codes[0])
    page.get_by_role("button", name="Videre").click()
    expect(page.get_by_role("heading", name="Sedlen er brugt")).to_be_visible()
    assert not page.context.cookies()
    if has_script:
        assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_back_on_a_shared_tablet_shows_no_choice_of_the_one_before(open_page: Opener, site: Site) -> None:
    (code,), before = codes_for(site, ONE, 1, "e"), ballots_in(site, ONE).count("2")
    page = open_page()
    page.goto(f"/kiosk/{site.values()['kiosk']}")
    page.get_by_label("Din kode").fill(code)
    page.get_by_role("button", name="Videre").click()
    page.get_by_label("Ulvemosen").check()
    look_over(page)
    page.get_by_role("button", name="Aflever min stemme").click()
    receipt_on(page)
    page.get_by_role("link", name="Færdig. Den næste, tak").click()
    for _ in range(4):
        # A page that was sent for is not kept; the browser asks whether to send again, and here the next one says yes.
        with suppress(Error):
            page.go_back()
        with suppress(Error):
            page.reload()
        text = page.locator("body").inner_text()
        assert "Du stemmer på" not in text
        assert page.locator("input:checked").count() == 0
    assert ballots_in(site, ONE).count("2") == before + 1
