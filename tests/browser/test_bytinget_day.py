"""The whole day of Bytinget at once: the chair's laptop, a big screen and three phones, from the beginning to the minutes."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from playwright.sync_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.looking import find_wrong, with_axe
from tests.browser.steps import save_picture, wait_for_script
from tests.browser.voting_steps import hand_in
from tests.browser.world import GIRAF, OERN, RAEV, STEN, Site
from tests.browser.world_of_whole_day import AGAINST, FIVE, FOR, HALLS, SCHOOLS, TREES, WholeDay, whole_day

YEAR = 2048
BIG_SCREEN: ViewportSize = {"width": 1920, "height": 1080}
SOON = 6_000
"""Milliseconds; they follow in two seconds where nothing else runs, which `make bench` measures (decision 34)."""
SECONDS = 2.0
SECRET_QUESTION, FREE_QUESTION = "Skal næste Bytinget vare to dage?", "Skal vi synge en sang til sidst?"


@dataclass
class Hall:
    """Who is in it. The third phone is the deputy's, who is a delegate of the other school."""

    day: WholeDay
    chair: Page
    screen: Page
    oern: Page
    raev: Page
    sten: Page
    seconds: list[float] = field(default_factory=list)
    """From the chair's tap to the result on the screen, vote by vote."""

    @property
    def phones(self) -> tuple[Page, Page, Page]:
        return self.oern, self.raev, self.sten


def test_the_whole_day(open_page: Opener, site: Site) -> None:
    day = whole_day(site, YEAR, GIRAF, {OERN: 0, RAEV: 0, STEN: 1}, deputy=STEN)
    looks = {"reduced_motion": "reduce"}
    hall = Hall(
        day,
        with_axe(open_page(DESKTOP, GIRAF, **looks)),
        with_axe(open_page(BIG_SCREEN, GIRAF, **looks)),
        *(with_axe(open_page(PHONE, name, **looks)) for name in (OERN, RAEV, STEN)),
    )
    _come(hall)
    _begin(hall)
    _speak_by_fair_turns(hall)
    _vote_on_the_amendment(hall)
    _vote_on_the_motion_while_one_phone_has_no_net(hall)
    _vote_secretly_and_tie(hall)
    deputy = _go_on_without_the_laptop(hall, open_page)
    _end(hall, deputy)
    _read_afterwards(hall, with_axe(open_page(PHONE, **looks)))
    # The machine may be busy with one or another; what is never quick is the product's fault.
    assert min(hall.seconds) <= SECONDS, hall.seconds


def _come(hall: Hall) -> None:
    """With the code on the screen, with a wrong one first, by the code's link, and at the desk."""
    day, code = hall.day, hall.day.code()
    hall.screen.goto(day.path("dagen/skaerm"))
    expect(hall.screen.get_by_text("Velkommen", exact=True)).to_be_visible()
    for page, typed in ((hall.oern, code.lower()), (hall.raev, "FORKERT")):
        page.goto(day.path("dagen/nu"))
        page.get_by_label("Koden i salen").fill(typed)
        page.get_by_role("button", name="Jeg er her").click()
    expect(hall.raev.get_by_role("alert")).to_be_visible()
    expect(hall.raev.get_by_label("Koden i salen")).to_have_value("FORKERT")
    hall.raev.get_by_label("Koden i salen").fill(code)
    hall.raev.get_by_role("button", name="Jeg er her").click()
    hall.sten.goto(day.path(f"dagen/nu?kode={code}"))
    hall.sten.get_by_role("button", name="Jeg er her").click()
    for page in hall.phones:
        expect(page.get_by_text("Du er meldt til.")).to_be_visible()
    day.others_come()
    _at_the_desk(hall)
    expect(hall.screen.get_by_text("8 af 8 delegerede er her")).to_be_visible(timeout=SOON)


def _at_the_desk(hall: Hall) -> None:
    """The last one has no phone."""
    hall.chair.goto(hall.day.path("dagen/styring"))
    expect(hall.chair.get_by_text("7 af 8 delegerede er her.")).to_be_visible()
    hall.chair.get_by_role("link", name="Hvem er her?").click()
    hall.chair.get_by_role("button", name=re.compile("^Er kommet")).click()
    expect(hall.chair.get_by_text("8 af 8 delegerede er her.")).to_be_visible()
    hall.chair.goto(hall.day.path("dagen/styring"))


def _begin(hall: Hall) -> None:
    _press(hall.chair, "Begynd dagen", is_asked=True)
    for page in hall.phones:
        expect(page.get_by_role("heading", name="Lyt med")).to_be_visible(timeout=SOON)
    expect(hall.screen.get_by_role("heading", name="Velkomst")).to_be_visible(timeout=SOON)
    _press(hall.chair, f"Gå til: {TREES}")
    expect(hall.screen.get_by_role("heading", name=TREES)).to_be_visible(timeout=SOON)
    expect(hall.screen.get_by_text("Forslag 1")).to_be_visible()


def _speak_by_fair_turns(hall: Hall) -> None:
    """Two of one school ask first; the other school speaks between them."""
    for page in hall.phones:
        _press(page, "Bed om ordet")
        expect(page.get_by_text(re.compile("Du er (næste|nummer \\d) i køen"))).to_be_visible()
    expect(hall.raev.get_by_text("Du er nummer 3 i køen")).to_be_visible(timeout=SOON)
    order = (OERN, STEN, RAEV)
    queue = hall.chair.get_by_role("region", name="Talere").get_by_role("listitem")
    for place, name in enumerate(order):
        expect(queue.nth(place)).to_contain_text(name, timeout=SOON)
    for name, page in zip(order, (hall.oern, hall.sten, hall.raev), strict=True):
        _press(hall.chair, f"Giv ordet til {name}")
        expect(page.get_by_text("Du har ordet")).to_be_visible(timeout=SOON)
        expect(hall.screen.locator(".hall__speaker")).to_have_text(name, timeout=SOON)
        expect(hall.screen.locator(".hall__delegation")).to_have_text(SCHOOLS[name == STEN])
    _is_in_order(hall.chair, hall.screen, hall.raev)
    save_picture(hall.screen, "screen-day-speaker")
    _press(hall.chair, "Tak for ordet")
    expect(hall.screen.locator(".hall__speaker")).to_have_count(0, timeout=SOON)


def _vote_on_the_amendment(hall: Hall) -> None:
    """It carries, and its words are the motion's from now on."""
    _press(hall.chair, "Gør afstemninger om forslaget klar")
    _open_vote(hall, f"Ændring 1 til forslag 1: {TREES}")
    _is_in_order(hall.oern, hall.screen, hall.chair)
    save_picture(hall.oern, "phone-day-vote")
    for page in hall.phones:
        _tap(page, "For")
    hall.day.others_vote(AGAINST, AGAINST)
    expect(hall.screen.get_by_text("5 af 8 har stemt")).to_be_visible(timeout=SOON)
    with _told_soon(hall, "Vedtaget"):
        _close(hall.chair)
    expect(hall.screen.get_by_text("3 for og 2 imod.")).to_be_visible()
    for page in hall.phones:
        expect(page.get_by_text("Vedtaget", exact=True)).to_be_visible(timeout=SOON)
    _is_in_order(hall.screen)
    save_picture(hall.screen, "screen-day-result")


def _vote_on_the_motion_while_one_phone_has_no_net(hall: Hall) -> None:
    _open_vote(hall, f"Skal forslag 1 vedtages? {TREES}")
    unsent = hall.oern.locator("[data-day-vote]").get_by_text("Ikke sendt endnu. Vi prøver igen.")
    hall.oern.context.set_offline(True)
    hall.oern.get_by_role("button", name="For", exact=True).click()
    expect(unsent).to_be_visible()
    _tap(hall.raev, "Imod")
    _tap(hall.sten, "For")
    hall.day.others_vote(FOR, FOR, AGAINST)
    assert hall.day.ballots() == ["1", "1", "1", "2", "2"]
    hall.oern.context.set_offline(False)
    expect(hall.oern.get_by_text("Din stemme er registreret: For.")).to_be_visible()
    expect(unsent).to_be_hidden()
    assert hall.day.ballots() == ["1", "1", "1", "1", "2", "2"]
    # What the chair is asked about is sent, also where the page behind the question has followed the hall meanwhile.
    hall.chair.locator("#luk").click()
    hall.day.others_vote(FOR, FOR, AGAINST, FOR)
    expect(hall.chair.get_by_text("7 har stemt af 8.").first).to_be_visible()
    with _told_soon(hall, "Vedtaget"):
        hall.chair.get_by_role("dialog").get_by_role("button", name="Luk og tæl").click()
    expect(hall.screen.get_by_text("5 for og 2 imod.")).to_be_visible()


def _vote_secretly_and_tie(hall: Hall) -> None:
    """Nobody's ballot is known; as many for as against is no."""
    hall.chair.get_by_role("link", name="Lav en afstemning").click()
    hall.chair.get_by_role("radio", name="Noget andet").check()
    hall.chair.get_by_label("Hvad skal der stå på skærmen?").fill(SECRET_QUESTION)
    hall.chair.get_by_role("radio", name="Nej, stemmerne er hemmelige").check()
    hall.chair.get_by_role("button", name="Gør den klar").click()
    _open_vote(hall, SECRET_QUESTION)
    expect(hall.screen.get_by_text("Det er hemmeligt. Ingen kan se, hvad nogen stemmer.")).to_be_visible()
    boxes = [_vote_in_secret(page, choice) for page, choice in ((hall.oern, "For"), (hall.raev, "Imod"))]
    assert boxes == [[False], [False]]
    _vote_in_secret(hall.sten, "For")
    hall.day.others_vote(AGAINST, AGAINST, FOR)
    assert hall.day.ballots() == ["1", "1", "1", "2", "2", "2"]
    with _told_soon(hall, "Ikke vedtaget"):
        _close(hall.chair)
    expect(hall.screen.get_by_text("Der var lige mange, og så bliver det ikke vedtaget.")).to_be_visible()


def _vote_in_secret(page: Page, choice: str) -> list[bool]:
    """Whether each ballot that was sent had a cookie with it."""
    sent: list[bool] = []
    page.on(
        "request",
        lambda request: sent.append("cookie" in request.all_headers()) if "stemmeboks" in request.url else None,
    )
    page.get_by_role("button", name=choice, exact=True).click()
    hand_in(page)
    page.get_by_role("link", name="Tilbage til Bytinget").click()
    expect(page.get_by_text("Du har fået din stemmeseddel på en telefon.")).to_be_visible()
    return sent


def _go_on_without_the_laptop(hall: Hall, open_page: Opener) -> Page:
    """It dies in the middle of a vote. The deputy goes on from a phone; too few vote, and so it does not count."""
    hall.chair.get_by_role("link", name="Lav en afstemning").click()
    hall.chair.get_by_role("radio", name="Noget andet").check()
    hall.chair.get_by_label("Hvad skal der stå på skærmen?").fill(FREE_QUESTION)
    hall.chair.get_by_role("button", name="Gør den klar").click()
    _open_vote(hall, FREE_QUESTION)
    hall.chair.context.close()
    _tap(hall.raev, "For")
    deputy = with_axe(open_page(PHONE, STEN, reduced_motion="reduce"))
    deputy.goto(hall.day.path("dagen/styring"))
    expect(deputy.get_by_text("1 har stemt af 8.").first).to_be_visible()
    _is_in_order(deputy)
    save_picture(deputy, "phone-day-deputy", full_page=True)
    with _told_soon(hall, "Afstemningen gælder ikke"):
        _close(deputy)
    expect(hall.screen.get_by_text("Mindst 50 % af de delegerede skulle være med. Det var de ikke.")).to_be_visible()
    return deputy


def _end(hall: Hall, deputy: Page) -> None:
    _press(deputy, f"Gå til: {HALLS}")
    expect(hall.screen.get_by_role("heading", name=HALLS)).to_be_visible(timeout=SOON)
    _press(deputy, "Gå til: Farvel")
    _press(deputy, "Slut punktet")
    deputy.get_by_role("link", name="Slut dagen").first.click()
    deputy.get_by_role("button", name="Ja, slut dagen").click()
    expect(deputy.get_by_text("Dagen er slut. Tak for i dag.")).to_be_visible()
    expect(hall.screen.get_by_text("Tak for i dag")).to_be_visible(timeout=SOON)
    for page in hall.phones:
        expect(page.get_by_role("heading", name="Dagen er slut")).to_be_visible(timeout=SOON)
    _is_in_order(hall.screen, hall.oern)


def _read_afterwards(hall: Hall, visitor: Page) -> None:
    """A visitor reads what was adopted, by when it is answered, the minutes and the report; and gets no cookie."""
    visitor.goto(hall.day.path("beslutninger"))
    card = visitor.get_by_role("article")
    expect(card).to_have_count(1)
    expect(card).to_contain_text(TREES)
    expect(card).to_contain_text(re.compile(r"Kommunen skal svare senest \d+\. \w+"))
    _is_in_order(visitor)
    save_picture(visitor, "phone-day-resolutions", full_page=True)
    card.get_by_role("link").click()
    expect(visitor.get_by_text(FIVE)).to_be_visible()
    visitor.goto(hall.day.path("referat"))
    for words in (SECRET_QUESTION, FREE_QUESTION, "Det blev til beslutning 1.", "3 indlæg:"):
        expect(visitor.get_by_text(words).first).to_be_visible()
    for name in (OERN, RAEV, STEN):
        expect(visitor.get_by_text(name)).to_have_count(0)
    _is_in_order(visitor)
    for paper in ("referat.pdf", "rapport.pdf"):
        answer = visitor.request.get(hall.day.path(paper))
        assert answer.ok
        assert answer.body().startswith(b"%PDF")
    assert visitor.context.cookies() == []


def _press(page: Page, name: str, *, is_asked: bool = False) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    if is_asked:
        page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def _open_vote(hall: Hall, question: str) -> None:
    """The chair opens it, and it stands on the screen and on every phone."""
    item: Locator = hall.chair.locator(".agenda__item").filter(has=hall.chair.get_by_role("heading", name=question))
    item.get_by_role("button", name="Åbn afstemningen").click()
    for page in (hall.screen, *hall.phones):
        expect(page.get_by_role("heading", name=question)).to_be_visible(timeout=SOON)


def _tap(page: Page, choice: str) -> None:
    page.get_by_role("button", name=choice, exact=True).click()
    expect(page.get_by_text(f"Din stemme er registreret: {choice}.")).to_be_visible()


def _close(page: Page) -> None:
    """The big button at the top."""
    page.locator("#luk").wait_for()
    wait_for_script(page)
    page.locator("#luk").click()
    page.get_by_role("dialog").get_by_role("button", name="Luk og tæl").click()


@contextmanager
def _told_soon(hall: Hall, verdict: str) -> Iterator[None]:
    begins = monotonic()
    yield
    expect(hall.screen.locator(".hall__verdict")).to_have_text(verdict, timeout=SOON)
    hall.seconds.append(monotonic() - begins)


def _is_in_order(*pages: Page) -> None:
    for page in pages:
        assert not find_wrong(page), page.url
