"""The phone's half of a secret vote, against the server's half: one paper, one ballot, whatever happens in between."""

import json
import threading
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from werkzeug.wrappers import Response

from tests.browser.conftest import PATIENCE, PHONE
from tests.browser.polling_place import CONTEST, COOKIE, Place, opened_place, refused, text
from youthvoice.voting.crypto.receipts import receipt

KEPT = f"paper.{CONTEST}.anna"
DONE = "Din stemme er talt med"
NO_NET = "Vi prøver igen, når der er net."


@pytest.fixture(autouse=True)
def no_limits_left_over() -> None:
    """The polling place counts no requests, and there may be no application whose limits could be set back."""


@pytest.fixture
def place() -> Iterator[Place]:
    """A polling place of the test's own."""
    with opened_place() as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, place: Place) -> Iterator[Callable[..., Page]]:
    """``phone()``: a page on a phone of its own, where Anna is signed in unless ``signed_in`` is False."""
    contexts: list[BrowserContext] = []

    def taken(*, signed_in: bool = True) -> Page:
        context = browser.new_context(viewport=PHONE, base_url=place.url)
        context.set_default_timeout(PATIENCE)
        if signed_in:
            context.add_cookies([{"name": "session", "value": COOKIE, "url": place.url}])
        contexts.append(context)
        return context.new_page()

    yield taken
    for context in contexts:
        context.close()


def kept(page: Page) -> dict[str, str]:
    """The paper that the phone keeps."""
    stored = page.evaluate("name => localStorage.getItem(name)", KEPT)
    found: dict[str, str] = json.loads(stored)["paper"] if stored else {}
    return found


def wait_for_paper(page: Page) -> None:
    page.wait_for_function("name => JSON.parse(localStorage.getItem(name))?.paper.signature", arg=KEPT)


def vote(page: Page) -> None:
    page.get_by_role("button", name="Stem", exact=True).click()


def expect_done(page: Page, place: Place) -> None:
    heading = page.get_by_role("heading", name=DONE)
    expect(heading).to_be_focused()
    expect(page.locator("[data-cast-receipt]")).to_have_text(receipt(next(iter(place.box))))
    expect(page.get_by_role("button", name="Stem", exact=True)).to_have_count(0)


def test_a_ballot_reaches_the_box_without_a_cookie(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    page.goto("/?ballot=3+1+2")
    wait_for_paper(page)
    assert not place.casts, "the paper comes before the ballot"
    vote(page)
    expect_done(page, place)
    assert list(place.box.values()) == ["3 1 2"]
    assert place.cookies_at_the_box == [""]
    assert len(place.given) == 1


def test_what_the_server_signed_is_nothing_of_what_it_sees_later(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.goto("/")
    vote(page)
    expect_done(page, place)
    asked, cast = (json.loads(body) for body in sent if body)
    assert set(asked) == {"blinded"}
    assert set(cast) == {"contest", "secret", "prefix", "signature", "ballot"}
    assert asked["blinded"] not in cast.values()
    assert set(kept(page)) == {"secret", "prefix", "signature"}, "nor does the phone keep what joins the two"


def test_a_blank_ballot_is_a_ballot(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    page.goto("/?ballot=")
    vote(page)
    expect_done(page, place)
    assert list(place.box.values()) == [""]


def test_a_ballot_is_changed_on_the_same_phone(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    for ballot in ("1", "2"):
        page.goto(f"/?ballot={ballot}")
        vote(page)
        expect_done(page, place)
    assert place.casts == ["1", "2"]
    assert list(place.box.values()) == ["2"]


def test_a_double_tap_is_one_ballot(phone: Callable[..., Page], place: Place) -> None:
    hold = threading.Event()
    place.before_the_box = lambda: hold.wait(PATIENCE / 1000)
    page = phone()
    page.goto("/")
    wait_for_paper(page)
    button = page.get_by_role("button", name="Stem", exact=True)
    button.dblclick()
    expect(page.get_by_text("Vi lægger din stemme i boksen.")).to_be_visible()
    expect(button).to_have_attribute("aria-disabled", "true")
    button.click(force=True)
    hold.set()
    expect_done(page, place)
    assert place.casts == ["3 1 2"]


def test_no_net_at_the_box_is_said_and_tried_again(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    page.goto("/")
    wait_for_paper(page)
    page.context.set_offline(True)
    vote(page)
    expect(page.get_by_text(NO_NET)).to_be_visible()
    assert not place.casts
    page.context.set_offline(False)
    expect_done(page, place)
    assert place.casts == ["3 1 2"]


def test_no_net_for_the_paper_is_made_up_for_by_the_button(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    blocked = page.context
    blocked.route("**/seddel", lambda route: route.abort())
    page.goto("/")
    vote(page)
    expect(page.get_by_text(NO_NET)).to_be_visible()
    blocked.unroute("**/seddel")
    expect_done(page, place)


def test_whoever_waits_may_press_again(phone: Callable[..., Page], place: Place) -> None:
    place.box_faults = [lambda: Response("", 503)]
    page = phone()
    page.clock.install(time=0)
    page.goto("/")
    wait_for_paper(page)
    page.clock.pause_at(60_000)
    vote(page)
    expect(page.get_by_text(NO_NET)).to_be_visible()
    page.wait_for_timeout(1_500)
    assert not place.casts, "the page's clock stands still: nothing is tried again by itself"
    page.get_by_role("button", name="Stem", exact=True).click(force=True)
    expect_done(page, place)
    assert place.casts == ["3 1 2"]


def test_a_signature_that_was_lost_on_the_way_is_asked_for_again(phone: Callable[..., Page], place: Place) -> None:
    place.lost_answers = 1
    page = phone()
    page.goto("/")
    page.wait_for_function("name => localStorage.getItem(name)", arg=KEPT)
    first = kept(page)["blinded"]
    vote(page)
    expect_done(page, place)
    assert place.given == {COOKIE: first}


def test_an_answer_that_was_lost_after_the_ballot_fell_is_one_ballot(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    lost: list[Route] = []

    def lose_the_first(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route)
        route.fetch()
        route.abort()

    page.route("**/stemmeboks", lose_the_first)
    page.goto("/")
    vote(page)
    expect_done(page, place)
    assert place.casts == ["3 1 2", "3 1 2"]
    assert list(place.box.values()) == ["3 1 2"]


def test_a_page_loaded_again_keeps_its_paper(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    page.goto("/")
    wait_for_paper(page)
    before = kept(page)
    page.reload()
    vote(page)
    expect_done(page, place)
    assert kept(page) == before


def test_two_windows_of_a_phone_share_one_paper(phone: Callable[..., Page], place: Place) -> None:
    first = phone()
    second = first.context.new_page()
    for page in (first, second):
        page.goto("/", wait_until="commit")
    for page in (first, second):
        vote(page)
        expect_done(page, place)
    assert len(place.box) == 1


def test_a_second_phone_is_told_where_the_paper_is(phone: Callable[..., Page], place: Place) -> None:
    first, second = phone(), phone()
    first.goto("/")
    wait_for_paper(first)
    second.goto("/")
    words = second.get_by_role("alert")
    expect(words).to_have_text("Du har fået din seddel på en anden telefon.")
    vote(second)
    expect(words).to_be_visible()
    assert not place.casts
    vote(first)
    expect_done(first, place)


def test_a_no_at_the_box_is_said_in_the_server_s_words(phone: Callable[..., Page], place: Place) -> None:
    place.box_faults = [lambda: refused(409, "Afstemningen er slut.")]
    page = phone()
    page.goto("/")
    vote(page)
    expect(page.get_by_role("alert")).to_have_text("Afstemningen er slut.")
    expect(page.get_by_role("button", name="Stem", exact=True)).not_to_have_attribute("aria-disabled", "true")


def test_a_no_without_words_has_the_page_s_own(phone: Callable[..., Page], place: Place) -> None:
    place.box_faults = [lambda: Response("", 404)]
    page = phone()
    page.goto("/")
    vote(page)
    expect(page.get_by_role("alert")).to_have_text("Det gik ikke.")


def test_a_signature_that_is_none_is_not_taken(phone: Callable[..., Page], place: Place) -> None:
    """A server that signed each paper with a key of its own could know it again; the phone would notice."""
    forged = json.dumps({"signature": text(bytes(255) + b"\x02")})
    place.paper_faults = [lambda: Response(forged, mimetype="application/json")] * 2
    page = phone()
    page.goto("/")
    page.wait_for_function("name => localStorage.getItem(name)", arg=KEPT)
    vote(page)
    expect(page.get_by_role("alert")).to_have_text("Det gik ikke.")
    assert "signature" not in kept(page)
    assert not place.casts


def test_people_who_share_a_browser_have_a_paper_each(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    page.goto("/?ballot=1&voter=anna")
    vote(page)
    expect_done(page, place)
    place.given.clear()
    page.goto("/?ballot=2&voter=bo")
    vote(page)
    expect(page.get_by_role("heading", name=DONE)).to_be_visible()
    assert sorted(place.box.values()) == ["1", "2"]


def test_a_shared_device_stores_nothing(phone: Callable[..., Page], place: Place) -> None:
    place.shared = True
    page = phone()
    page.goto("/")
    assert not place.given, "a page that is left must not take the paper along"
    vote(page)
    expect_done(page, place)
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_phone_forgets_when_it_is_asked_to(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    page.goto("/")
    wait_for_paper(page)
    page.evaluate("localStorage.setItem('other', '1')")
    page.get_by_role("button", name="Glem min seddel her").click()
    expect(page.get_by_text("Glemt.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == ["other"]


def test_a_phone_forgets_the_papers_of_contests_that_are_over(phone: Callable[..., Page], place: Place) -> None:
    place.closes = "2020-01-01T00:00:00Z"
    page = phone()
    page.goto("/")
    wait_for_paper(page)
    place.shared = True
    page.reload()
    page.wait_for_function("name => !localStorage.getItem(name)", arg=KEPT)


def test_without_storage_a_paper_lives_as_long_as_the_page(phone: Callable[..., Page], place: Place) -> None:
    page = phone()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off') } })")
    page.goto("/")
    vote(page)
    expect_done(page, place)


@pytest.mark.parametrize(
    "missing",
    [
        "Object.defineProperty(crypto, 'subtle', { value: undefined })",
        "crypto.subtle.importKey = () => Promise.reject(new Error('old'))",
    ],
    ids=["no crypto.subtle", "a key it cannot read"],
)
def test_a_browser_that_cannot_blind_sends_the_form(phone: Callable[..., Page], place: Place, missing: str) -> None:
    page = phone()
    page.add_init_script(missing)
    page.goto("/?ballot=2+1")
    vote(page)
    expect(page.get_by_role("heading", name="Sendt som formular")).to_be_visible()
    assert place.plain == ["2 1"]
    assert not place.given


def test_an_address_without_https_sends_the_form(phone: Callable[..., Page], place: Place) -> None:
    """As on a school's own net: http to a name is no secure context, and crypto.subtle is missing."""
    page = phone()
    address = "http://stem.skole.example"
    page.context.route(
        f"{address}/**",
        lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace(address, place.url))),
    )
    page.goto(f"{address}/?ballot=2")
    assert page.evaluate("isSecureContext") is False
    vote(page)
    expect(page.get_by_role("heading", name="Sendt som formular")).to_be_visible()
    assert place.plain == ["2"]


def test_whoever_is_signed_out_meanwhile_sends_the_form(phone: Callable[..., Page], place: Place) -> None:
    """The server then asks for the sign-in and keeps what was chosen."""
    page = phone(signed_in=False)
    page.goto("/?ballot=2")
    vote(page)
    expect(page.get_by_role("heading", name="Sendt som formular")).to_be_visible()
    assert place.plain == ["2"]
    assert not place.box


def test_a_page_is_not_left_by_mistake_while_a_ballot_waits(phone: Callable[..., Page], place: Place) -> None:
    place.box_faults = [lambda: Response("", 503)] * 50
    page = phone()
    page.goto("/")
    vote(page)
    expect(page.get_by_text(NO_NET)).to_be_visible()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
