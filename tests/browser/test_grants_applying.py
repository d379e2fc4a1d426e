"""Applying for money on a phone, from a proposal to «sent»: sums while one types, two who write at once, and no script at all."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.applying_steps import GROUP, WHAT, application_of, begin, fill_rest, fill_words, row
from tests.browser.conftest import PHONE, Opener
from tests.browser.world import OERN, RAEV, Site, person_called
from youthvoice.core.clock import now
from youthvoice.grants.models import ApplicationMember
from youthvoice.grants.rules.applications import ApplicationStatus, MemberRole


def send(page: Page, site: Site) -> None:
    page.get_by_role("button", name="Send ansøgningen").click()
    expect(page).to_have_url(re.compile(r"/puljen/ansoegninger/\d+$"))
    application = application_of(site)
    assert (application.status, application.asked) == (ApplicationStatus.submitted, 4_250_00)
    assert application.group_name == GROUP


def test_the_whole_way_on_a_phone(open_page: Opener, site: Site) -> None:
    page = open_page(PHONE, RAEV)
    begin(page, site)
    fill_words(page)
    row(page, 1, "Leje af hallen", "30.000")
    expect(page.locator("#rule-notes")).to_contain_text("er det højeste, I kan søge om")
    row(page, 1, "Leje af hallen", "3.000")
    row(page, 2, "Frugt og vand", "1.500")
    page.get_by_label("Får I penge andre steder fra?").press_sequentially("250")
    expect(page.locator("#rule-notes")).to_contain_text(re.compile(r"I søger om\s*4\.250\s*kr\."))
    expect(page.locator(".rule-note")).to_have_count(0)
    expect(page.locator("[data-autosave-status]")).to_have_text("Gemt")
    fill_rest(page)
    expect(page.get_by_text("Det mangler, før I kan sende")).to_have_count(0)
    send(page, site)


def test_the_whole_way_without_script(open_page: Opener, site: Site) -> None:
    page = open_page(PHONE, RAEV, java_script_enabled=False)
    begin(page, site)
    fill_words(page)
    row(page, 1, "Leje af hallen", "3.000")
    row(page, 2, "Frugt", "ved ikke")
    row(page, 3, "Vand", "1.000")
    page.get_by_role("button", name="Tilføj flere linjer").click()
    expect(page.get_by_role("group", name="Linje 2", exact=True).get_by_label("Kroner")).to_have_value("ved ikke")
    expect(page.get_by_text("Skriv både navn og beløb på linje 2.").first).to_be_visible()
    assert page.locator("[name=line_name]").count() == 9
    row(page, 2, "Frugt", "250")
    fill_rest(page)
    send(page, site)


def test_what_is_missing_leads_to_its_step(open_page: Opener, site: Site) -> None:
    page = open_page(PHONE, RAEV)
    begin(page, site)
    application = application_of(site)
    page.goto(f"/puljen/ansoegninger/{application.id}/send")
    expect(page.get_by_role("button", name="Send ansøgningen")).to_have_count(0)
    page.get_by_role("link", name="Tid og sted").first.click()
    expect(page.get_by_role("heading", level=1, name="Hvornår og hvor?")).to_be_visible()
    expect(page.locator(".error-summary")).to_be_focused()


@pytest.fixture
def shared(open_page: Opener, site: Site) -> tuple[Page, Page]:
    """One draft on two phones, of two of a group."""
    first, second = open_page(PHONE, RAEV), open_page(PHONE, OERN)
    begin(first, site)
    application = application_of(site)
    with site.app.test_request_context("/"), site.app.extensions["youthvoice"].database.transaction() as session:
        member = {"application_id": application.id, "person_id": person_called(session, OERN).id}
        session.add(ApplicationMember(**member, role=MemberRole.member, joined_at=now()))
    for page in (first, second):
        page.goto(f"/puljen/ansoegninger/{application.id}/skriv/hvad")
    return first, second


def saved(page: Page) -> None:
    expect(page.locator("[data-autosave-status]")).to_have_text("Gemt")


def test_two_phones_write_different_words(shared: tuple[Page, Page], site: Site) -> None:
    first, second = shared
    first.get_by_label("Hvad skal det hedde?").fill("Rævens navn")
    saved(first)
    second.get_by_label("Hvad vil I lave?").fill(WHAT)
    saved(second)
    first.get_by_label("Link til en kort video").fill("https://video.example/1")
    expect(first.locator("[data-autosave-conflict]")).to_be_hidden()
    first.get_by_role("button", name="Næste").click()
    expect(first.get_by_role("heading", level=1, name="Hvem er I?")).to_be_visible()
    application = application_of(site)
    assert (application.title, application.what) == ("Rævens navn", WHAT)
    assert application.video_link == "https://video.example/1"


def test_two_phones_write_the_same_words(shared: tuple[Page, Page], site: Site) -> None:
    first, second = shared
    first.get_by_label("Hvad skal det hedde?").fill("Rævens navn")
    saved(first)
    second.get_by_label("Hvad skal det hedde?").fill("Ørnens navn")
    expect(second.locator("[data-autosave-conflict]")).to_be_visible()
    second.get_by_role("button", name="Se begge tekster").click()
    expect(second.get_by_text("En anden fra gruppen har skrevet imens")).to_be_visible()
    expect(second.locator(".kept__text")).to_have_text("Rævens navn")
    title = second.get_by_label("Hvad skal det hedde?")
    expect(title).to_have_value("Ørnens navn")
    title.fill("Vores navn")
    second.get_by_role("button", name="Næste").click()
    expect(second.get_by_role("heading", level=1, name="Hvem er I?")).to_be_visible()
    assert application_of(site).title == "Vores navn"
