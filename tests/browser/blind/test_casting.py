"""From the paper to the box, against the server's half: one ballot, whatever happens in between."""

import json
import threading

from playwright.sync_api import Route, expect
from werkzeug.wrappers import Response

from tests.browser.blind.polling_place import COOKIE, Place, refused, text
from tests.browser.blind.steps import KEPT, NO_NET, Phone, expect_done, kept, vote, wait_for_paper
from tests.browser.conftest import PATIENCE


def test_a_ballot_reaches_the_box_without_a_cookie(phone: Phone, place: Place) -> None:
    page = phone()
    page.goto("/?ballot=3+1+2")
    wait_for_paper(page)
    assert not place.casts, "the paper comes before the ballot"
    vote(page)
    expect_done(page, place)
    assert list(place.box.values()) == ["3 1 2"]
    assert place.cookies_at_the_box == [""]
    assert len(place.given) == 1


def test_what_the_server_signed_is_nothing_of_what_it_sees_later(phone: Phone, place: Place) -> None:
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


def test_a_blank_ballot_is_a_ballot(phone: Phone, place: Place) -> None:
    page = phone()
    page.goto("/?ballot=")
    vote(page)
    expect_done(page, place)
    assert list(place.box.values()) == [""]


def test_a_double_tap_is_one_ballot(phone: Phone, place: Place) -> None:
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


def test_no_net_at_the_box_is_said_and_tried_again(phone: Phone, place: Place) -> None:
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


def test_no_net_for_the_paper_is_made_up_for_by_the_button(phone: Phone, place: Place) -> None:
    page = phone()
    blocked = page.context
    blocked.route("**/seddel", lambda route: route.abort())
    page.goto("/")
    vote(page)
    expect(page.get_by_text(NO_NET)).to_be_visible()
    blocked.unroute("**/seddel")
    expect_done(page, place)


def test_whoever_waits_may_press_again(phone: Phone, place: Place) -> None:
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


def test_a_signature_that_was_lost_on_the_way_is_asked_for_again(phone: Phone, place: Place) -> None:
    place.lost_answers = 1
    page = phone()
    page.goto("/")
    page.wait_for_function("name => localStorage.getItem(name)", arg=KEPT)
    first = kept(page)["blinded"]
    vote(page)
    expect_done(page, place)
    assert place.given == {COOKIE: first}


def test_an_answer_that_was_lost_after_the_ballot_fell_is_one_ballot(phone: Phone, place: Place) -> None:
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


def test_a_no_at_the_box_is_said_in_the_server_s_words(phone: Phone, place: Place) -> None:
    place.box_faults = [lambda: refused(409, "Afstemningen er slut.")]
    page = phone()
    page.goto("/")
    vote(page)
    expect(page.get_by_role("alert")).to_have_text("Afstemningen er slut.")
    expect(page.get_by_role("button", name="Stem", exact=True)).not_to_have_attribute("aria-disabled", "true")


def test_a_no_without_words_has_the_page_s_own(phone: Phone, place: Place) -> None:
    place.box_faults = [lambda: Response("", 404)]
    page = phone()
    page.goto("/")
    vote(page)
    expect(page.get_by_role("alert")).to_have_text("Det gik ikke.")


def test_a_signature_that_is_none_is_not_taken(phone: Phone, place: Place) -> None:
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


def test_a_page_is_not_left_by_mistake_while_a_ballot_waits(phone: Phone, place: Place) -> None:
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
