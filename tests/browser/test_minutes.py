"""Two windows, one item: the minutes save themselves, write over nobody, and both texts survive."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.world import OERN, Site
from tests.browser.world_of_meetings import TITLE
from youthvoice.councils.models import AgendaItem

SECRETARY = "Isbjørn"
THEIRS, MINE = "Havørn spørger skolen.", "Isbjørn skriver det ned."


def at_the_meeting(page: Page, site: Site) -> Page:
    """The page of the meeting that is being held."""
    page.goto(f"{site.url}/moeder/{site.values()['meeting_open']}")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    return page


def test_both_texts_survive(open_page: Opener, site: Site) -> None:
    chair = at_the_meeting(open_page(DESKTOP, OERN), site)
    secretary = at_the_meeting(open_page(PHONE, SECRETARY), site)
    field = chair.locator(f"#referat-{site.values()['item_own']}")
    start = field.input_value()
    field.fill(f"{start} {THEIRS}")
    form = chair.locator("form.minutes-form", has=field)
    expect(form.locator("[data-autosave-status]")).to_have_text("Gemt")
    # The next words begin where the last ended: no quarrel with oneself.
    field.fill(f"{start} {THEIRS} I morgen.")
    expect(form.locator("input[name=version]")).to_have_value("3")
    mine = secretary.locator(f"#referat-{site.values()['item_own']}")
    mine.fill(f"{start} {MINE}")
    told = secretary.locator("form.minutes-form", has=mine).get_by_text("En anden har skrevet her imens")
    expect(told).to_be_visible()
    assert stored(site).startswith(f"{start} {THEIRS}")
    secretary.get_by_role("button", name="Se begge tekster").click()
    expect(secretary.get_by_role("heading", level=1)).to_have_text("Saml de to tekster")
    both = secretary.get_by_label("Referat")
    assert THEIRS in both.input_value()
    assert MINE in both.input_value()
    secretary.get_by_role("button", name="Gem den samlede tekst").click()
    expect(secretary.get_by_text("Referatet er gemt.")).to_be_visible()
    for words in (start, THEIRS, MINE, "I morgen."):
        assert words in stored(site)


def test_what_was_typed_right_before_leaving_is_kept(open_page: Opener, site: Site) -> None:
    page = at_the_meeting(open_page(PHONE, OERN), site)
    item = site.values()["item_bare"]
    page.locator(f"#referat-{item}").fill("Skrevet i sidste øjeblik.")
    page.get_by_role("link", name="Alle møder").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Møder")
    at_the_meeting(page, site)
    expect(page.locator(f"#referat-{item}")).to_have_value("Skrevet i sidste øjeblik.")


def test_tapping_who_is_here_changes_the_count_and_nothing_that_is_being_written(open_page: Opener, site: Site) -> None:
    page = at_the_meeting(open_page(PHONE, OERN), site)
    field = page.locator(f"#referat-{site.values()['item_owed']}")
    count = page.locator("#fremmoede-tal")
    before = count.inner_text()
    field.fill("Midt i en sæt")
    row = page.get_by_role("group", name="Nordlys")
    row.get_by_role("button", name="Her").click()
    expect(row.get_by_role("button", name="Her")).to_have_attribute("aria-pressed", "true")
    expect(count).not_to_have_text(before)
    expect(field).to_have_value("Midt i en sæt")


def stored(site: Site) -> str:
    """The minutes of the item as they stand."""
    item_id = site.values()["item_own"]
    with site.reading() as session:
        return session.get_one(AgendaItem, item_id).minutes
