"""A class votes by slips: the teacher asks and prints, children vote on one tablet, and the class sees what it decided."""

import io
import re

from playwright.sync_api import Page, Route, expect
from pypdf import PdfReader

from tests.browser.conftest import DESKTOP, Opener
from tests.browser.voting_steps import hand_in, look_over
from tests.browser.world import METTE, Site
from tests.browser.world_of_papers import PAPER_CLASS
from youthvoice.voting.ticking import shake_open

QUESTION = "Skal vi sove på skolen i juni?"
CODE = re.compile(r"\b[BCDFGHJKLMNPRSTVWXZ]{4}(?:-[BCDFGHJKLMNPRSTVWXZ]{4}){3}\b")


def ask(page: Page, site: Site) -> None:
    """The teacher's poll; it is open at once, for a day."""
    page.goto(f"/raad/{site.values()['paper_class']}")
    page.get_by_role("link", name="Lav en afstemning").click()
    page.get_by_label("Hvad skal I stemme om?").fill(QUESTION)
    page.get_by_role("button", name="Lav afstemningen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(page.get_by_text("Afstemningen er åben. Del linket.")).to_be_visible()


def printed(page: Page) -> list[str]:
    """Make five slips; what comes out of the printer."""
    papers: list[bytes] = []

    def keep(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        answer = route.fetch()
        assert answer.headers["content-type"] == "application/pdf"
        assert "no-store" in answer.headers["cache-control"]
        papers.append(answer.body())
        route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>Papir</title>")

    page.get_by_role("link", name="Sedler").click()
    page.context.route("**/sedler", keep)
    page.get_by_label("Hvem skal have dem?").fill(PAPER_CLASS)
    page.get_by_label("Hvor mange sedler?").fill("5")
    with page.context.expect_page() as paper:
        page.get_by_role("button", name="Lav og print sedler").click()
    expect(paper.value).to_have_title("Papir")
    paper.value.close()
    page.context.unroute("**/sedler")
    [pdf] = papers
    return CODE.findall("\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(pdf)).pages))


def tablet(page: Page) -> str:
    """Make a tablet ready; where it is opened."""
    page.get_by_role("link", name="Fælles tablet").click()
    page.get_by_label("Hvor står tabletten?").fill("Vinduet")
    page.get_by_role("button", name="Gør en tablet klar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tabletten: Vinduet")
    return "/kiosk/" + page.locator("main").inner_text().split("/kiosk/")[1].split()[0]


def vote(page: Page, code: str, answer: str) -> None:
    page.get_by_label("Din kode").fill(code)
    page.get_by_role("button", name="Videre").click()
    page.get_by_label(answer, exact=True).check()
    look_over(page)
    hand_in(page)
    page.get_by_role("link", name="Færdig. Den næste, tak").click()


def test_a_class_votes_by_slips(open_page: Opener, site: Site) -> None:
    desk = open_page(DESKTOP, METTE)
    ask(desk, site)
    path = desk.url
    codes = printed(desk)
    assert len(set(codes)) == 5
    desk.goto(path)
    shared = open_page()
    shared.goto(tablet(desk))
    for code, answer in zip(codes, ("Ja", "Nej", "Ja"), strict=False):
        vote(shared, code.lower(), answer)
    # Somebody tries a slip a second time.
    shared.get_by_label("Din kode").fill(codes[1])
    shared.get_by_role("button", name="Videre").click()
    expect(shared.get_by_role("heading", name="Sedlen er brugt")).to_be_visible()
    assert not shared.context.cookies()
    with site.app.extensions["youthvoice"].database.transaction() as session:
        shake_open(session)
    desk.goto(path.replace("/styr", "/sedler"))
    expect(desk.get_by_text(f"{PAPER_CLASS}: 3 af 5 sedler er brugt")).to_be_visible()
    assert not CODE.search(desk.content())
    desk.goto(path)
    expect(desk.get_by_text("3 af 5 sedler", exact=True)).to_be_visible()
    desk.get_by_role("link", name="Luk nu").click()
    expect(desk.get_by_text("Så slutter den for alle.")).to_be_visible()
    desk.get_by_role("button", name="Ja, luk den").click()
    desk.get_by_role("link", name="Se resultatet").click()
    expect(desk.locator("main")).to_contain_text("2 stemte ja, og 1 stemte nej.")
    shared.reload()
    expect(shared.get_by_text("Afstemningen er slut.")).to_be_visible()
