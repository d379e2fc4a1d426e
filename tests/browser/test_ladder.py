"""The whole ladder: an idea of a class, adopted by the elevråd, carried to Det Fælles Elevråd, to the municipality, answered."""

import re
from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.steps import fill_answer, save_picture
from tests.browser.world import LINE, METTE, Site
from youthvoice.core.clock import today
from youthvoice.councils.models import Body

KAKTUS, JONAS = "Kaktus", "Jonas Friis"
CLASS, COUNCIL, JOINT = "6.A", "Elevrådet på Kongevejens Skole", "Det Fælles Elevråd"
IDEA = "Et læsehjørne på hver gang"
WORDS = "Der er for meget støj i klassen. Vi vil selv male hylderne."
YES = "Ja. Vi sætter hylder og puder op på alle gange efter vinterferien. I må selv vælge bøgerne."
NEXT = "Line ringer til skolen i næste uge, så I kan vælge farver."
# Everybody of the councils who comes, by display name.
COUNCIL_COMES = ("Kaktus", "Komet", "Kastanje")
JOINT_COMES = ("Kaktus", "Blå Ræv", "Solsort", "Stille Sten", "Ugle")


def test_from_a_class_to_an_answer(open_page: Opener, site: Site) -> None:
    teacher, chair, helper = open_page(DESKTOP, METTE), open_page(PHONE, KAKTUS), open_page(PHONE, JONAS)
    path = _class_meeting(teacher, site)
    _in_the_council(chair, site)
    _carry(chair, path, JOINT, WORDS, "council")
    _in_the_joint_council(helper, path)
    _carry(helper, path, "Kommunen", "", "municipality")
    _answer(open_page(DESKTOP, LINE))
    _read_the_whole_way(open_page(PHONE), path)
    _was_told_at_each_step(teacher)


def _body_path(site: Site, name: str) -> str:
    with site.reading() as session:
        found = session.scalars(select(Body.id).where(Body.name == name, Body.closed_at.is_(None))).one()
    return f"/raad/{found}"


def _class_meeting(page: Page, site: Site) -> str:
    """The class chooses; the path of its proposal."""
    page.goto(_body_path(site, CLASS))
    page.get_by_role("link", name="Hold klassemøde").click()
    page.get_by_label("Eller skriv jeres eget spørgsmål").fill("Hvordan får vi ro til at læse?")
    page.get_by_label("Hvor mange børn er her i dag?").fill("20")
    page.get_by_role("button", name="Åbn den store skærm").click()
    for idea in ("Stille time om fredagen", IDEA):
        page.get_by_label("Skriv en idé").fill(idea)
        page.get_by_label("Skriv en idé").press("Enter")
        expect(page.get_by_role("listitem").filter(has_text=idea)).to_be_visible()
    page.get_by_role("button", name="Tæl hænder").click()
    page.get_by_label(f"Hænder: {IDEA}").fill("14")
    page.get_by_label(f"Hænder: {IDEA}").press("Enter")
    expect(page.get_by_label(f"Hænder: {IDEA}")).to_have_value("14")
    page.get_by_role("link", name="Se, hvad vi valgte").click()
    page.get_by_role("button", name="Ja, send det").click()
    expect(page.get_by_role("link", name=COUNCIL)).to_be_visible()
    page.get_by_role("link", name="Se jeres forslag").click()
    expect(page.get_by_role("heading", name=f"Hos {COUNCIL}")).to_be_visible()
    expect(page.get_by_text("14 af 20 rakte hånden op").first).to_be_visible()
    return page.url


def _in_the_council(page: Page, site: Site) -> None:
    """The chair calls a meeting: the idea stands on its agenda by itself, and is adopted there."""
    page.goto(_body_path(site, COUNCIL) + "/moeder")
    page.get_by_role("link", name="Planlæg et møde").click()
    page.get_by_label("Dag", exact=True).fill((today() + timedelta(days=20)).isoformat())
    page.get_by_label("Begynder").fill("12:00")
    page.get_by_label("Slutter").fill("13:00")
    page.get_by_label("Sted").fill("Biblioteket")
    page.get_by_role("button", name="Planlæg mødet").click()
    expect(page.get_by_role("heading", name=IDEA)).to_be_visible()
    page.get_by_role("button", name="Indkald medlemmerne").click()
    page.get_by_role("button", name="Begynd mødet").click()
    _note_who_is_here(page, COUNCIL_COMES)
    save_picture(page, "phone-council-meeting", full_page=True)
    _adopt(page, "Vi vil have et læsehjørne på hver gang.", (3, 0, 0))


def _in_the_joint_council(page: Page, path: str) -> None:
    """It stands on the next agenda here too; a yes needs enough to be there."""
    page.goto(path)
    expect(page.get_by_role("heading", name=f"Hos {JOINT}")).to_be_visible()
    page.goto("/min-side")
    page.get_by_role("link", name=JOINT).first.click()
    page.get_by_role("link", name="Se dagsordenen").click()
    page.get_by_role("button", name="Begynd mødet").click()
    _note_who_is_here(page, JOINT_COMES[:2])
    _decide(page, "Vedtaget", "Alle skoler skal have læsehjørner.", (2, 0, 0))
    expect(page.get_by_text("I er for få til at beslutte det nu").first).to_be_visible()
    expect(page.get_by_label("Beslutningen med ord")).to_have_value("Alle skoler skal have læsehjørner.")
    page.get_by_role("link", name="Til mødet").click()
    _note_who_is_here(page, JOINT_COMES[2:])
    _adopt(page, "Alle skoler skal have læsehjørner.", (4, 1, 0))


def _note_who_is_here(page: Page, names: tuple[str, ...]) -> None:
    for name in names:
        tap = page.get_by_role("group", name=name, exact=True).get_by_role("button", name="Her")
        tap.click()
        expect(tap).to_have_attribute("aria-pressed", "true")


def _adopt(page: Page, text: str, votes: tuple[int, int, int]) -> None:
    _decide(page, "Vedtaget", text, votes)
    item = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=IDEA))
    expect(item.get_by_text("Vedtaget")).to_be_visible()
    expect(item.get_by_text(text)).to_be_visible()


def _decide(page: Page, outcome: str, text: str, votes: tuple[int, int, int]) -> None:
    item = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=IDEA))
    item.get_by_role("link", name=re.compile("Skriv en beslutning")).click()
    page.get_by_role("radio", name=outcome).check()
    page.get_by_label("Beslutningen med ord").fill(text)
    for label, number in zip(("For", "Imod", "Undlod"), votes, strict=True):
        page.get_by_label(label, exact=True).fill(str(number))
    page.get_by_role("button", name="Gem beslutningen").click()


def _carry(page: Page, path: str, target: str, words: str, picture: str) -> None:
    page.goto(path)
    page.get_by_role("link", name="Bær videre").click()
    page.get_by_role("radio", name=re.compile(f"^{target}")).check()
    page.get_by_label(re.compile("Jeres egne ord|ord")).last.fill(words)
    page.get_by_role("button", name="Se, hvad I sender").click()
    expect(page.get_by_text("14 af 20 rakte hånden op").first).to_be_visible()
    save_picture(page, f"phone-carry-to-{picture}", full_page=True)
    page.get_by_role("button", name="Bær videre nu").click()
    expect(
        page.get_by_text(f"Båret videre til {target.lower() if target == 'Kommunen' else target}").first
    ).to_be_visible()


def _answer(page: Page) -> None:
    """The official has what all of them said before her, and says yes."""
    page.goto("/svar")
    page.get_by_role("link", name=IDEA).click()
    expect(page.get_by_text(WORDS).first).to_be_visible()
    expect(page.get_by_text(re.compile("14 af 20")).first).to_be_visible()
    fill_answer(page, "Ja", YES, NEXT)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text(YES).first).to_be_visible()


def _read_the_whole_way(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_text(YES)).to_be_visible()
    way = page.get_by_role("region", name="Vejen gennem rådene")
    for text in (CLASS, "14 af 20", COUNCIL, "3 for, 0 imod, 0 undlod", WORDS, JOINT, "4 for, 1 imod, 0 undlod"):
        expect(way.get_by_text(text).first).to_be_visible()
    told = page.get_by_role("region", name="Det er sket").get_by_role("listitem")
    lines = [line.split("\n")[0] for line in told.all_inner_texts()]
    wanted = (
        "6.A",
        "Båret videre",
        "Kommer på mødet",
        COUNCIL,
        "Båret videre",
        "Kommer på mødet",
        JOINT,
        "Båret videre",
        "Svar: Ja",
    )
    at = 0
    for start in wanted:
        found = next((n for n in range(at, len(lines)) if start in lines[n]), None)
        assert found is not None, (start, lines)
        at = found + 1
    expect(page.get_by_text("Af 6.A, Kongevejens Skole")).to_be_visible()
    save_picture(page, "phone-ladder", full_page=True)


def _was_told_at_each_step(page: Page) -> None:
    page.goto("/beskeder")
    news = page.get_by_role("main").get_by_role("listitem").filter(has_text=IDEA)
    told = "\n".join(news.all_inner_texts())
    for body in (COUNCIL, JOINT):
        assert f"{body}" in told
    assert re.search("fået svar: Ja", told)
