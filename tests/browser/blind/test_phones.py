"""Which device holds the paper: one phone, two, one that several people share."""

from playwright.sync_api import expect

from tests.browser.blind.polling_place import Place
from tests.browser.blind.steps import DONE, KEPT, Phone, expect_done, kept, vote, wait_for_paper

SLOW_KEYS = """const real = crypto.subtle.importKey.bind(crypto.subtle);
crypto.subtle.importKey = async (...key) => { await new Promise((go) => setTimeout(go, 1000)); return real(...key); };"""


def test_a_ballot_is_changed_on_the_same_phone(phone: Phone, place: Place) -> None:
    page = phone()
    for ballot in ("1", "2"):
        page.goto(f"/?ballot={ballot}")
        vote(page)
        expect_done(page, place)
    assert place.casts == ["1", "2"]
    assert list(place.box.values()) == ["2"]


def test_a_page_loaded_again_keeps_its_paper(phone: Phone, place: Place) -> None:
    page = phone()
    page.goto("/")
    wait_for_paper(page)
    before = kept(page)
    page.reload()
    vote(page)
    expect_done(page, place)
    assert kept(page) == before


def test_two_windows_of_a_phone_share_one_paper(phone: Phone, place: Place) -> None:
    first = phone()
    first.context.add_init_script(SLOW_KEYS)
    second = first.context.new_page()
    for page in (first, second):
        page.goto("/", wait_until="commit")
    for page in (first, second):
        vote(page)
        expect_done(page, place)
    assert len(place.box) == 1
    assert len(place.asked) == 1


def test_a_second_phone_is_told_where_the_paper_is(phone: Phone, place: Place) -> None:
    first, second = phone(), phone()
    first.goto("/")
    wait_for_paper(first)
    second.goto("/")
    words = second.get_by_role("alert")
    expect(words).to_have_text("Du har fået din seddel på en anden telefon.")
    vote(second)
    expect(words).to_be_visible()
    assert not place.casts
    assert not kept(second), "a paper that nobody gave is no paper to ask about"
    vote(first)
    expect_done(first, place)


def test_people_who_share_a_browser_have_a_paper_each(phone: Phone, place: Place) -> None:
    page = phone()
    page.goto("/?ballot=1&voter=anna")
    vote(page)
    expect_done(page, place)
    place.given.clear()
    page.goto("/?ballot=2&voter=bo")
    vote(page)
    expect(page.get_by_role("heading", name=DONE)).to_be_visible()
    assert sorted(place.box.values()) == ["1", "2"]


def test_a_shared_device_stores_nothing(phone: Phone, place: Place) -> None:
    place.shared = True
    page = phone()
    page.goto("/")
    assert not place.given, "a page that is left must not take the paper along"
    vote(page)
    expect_done(page, place)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_phone_forgets_the_papers_of_contests_that_are_over(phone: Phone, place: Place) -> None:
    place.closes = "2020-01-01T00:00:00Z"
    page = phone()
    page.goto("/")
    wait_for_paper(page)
    place.shared = True
    page.reload()
    page.wait_for_function("name => !localStorage.getItem(name)", arg=KEPT)


def test_without_storage_a_paper_lives_as_long_as_the_page(phone: Phone, place: Place) -> None:
    page = phone()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off') } })")
    page.goto("/")
    vote(page)
    expect_done(page, place)
