"""What people do with a hearing, in the words that stand on the page."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.world import Site
from youthvoice.consultations.models import Consultation
from youthvoice.core.clock import now, today

TITLE = "Hvordan skal gården ved biblioteket være?"
TEXT, ONE, RANKING = "Hvad mangler i gården?", "Hvornår ville du bruge den?", "Hvad skal laves først?"
TIMES, THINGS = ("Efter skole", "Om aftenen", "I weekenden"), ("Lys", "Bænke", "Tag mod regn")
FACTS = {
    "Hvad handler det om?": "Vi laver gården bag biblioteket om. Jeres svar bruger vi, når vi tegner den.",
    "Hvad kan de unge være med til at bestemme?": "I kan være med til at vælge, hvad der skal stå i gården.",
    "Hvad ligger fast?": "Gården må koste 300.000 kr. Træet i midten bliver stående.",
    "Hvorfor ligger det fast?": "Kommunalbestyrelsen har sat pengene af, og træet er fredet.",
}
DECIDER = "Kultur- og Fritidsudvalget"


def write_draft(page: Page) -> str:
    """The hearing without a reason for what is fixed, with three questions; the path of it."""
    page.goto("/hoeringer/vores")
    page.get_by_role("link", name="Lav en høring").click()
    page.get_by_label("Hvad spørger I om?").fill(TITLE)
    for label, text in list(FACTS.items())[:-1]:
        page.get_by_label(label).fill(text)
    page.get_by_label("Hvem beslutter?").fill(DECIDER)
    page.get_by_label("Høringen åbner").fill(_day(1))
    page.get_by_label("Sidste dag for svar").fill(_day(3))
    page.get_by_label("Beslutningen bliver taget").fill(_day(60))
    page.get_by_role("button", name="Gem, og skriv spørgsmål").click()
    expect(page.get_by_text("Høringen skal være åben i mindst 7 dage.").last).to_be_visible()
    expect(page.get_by_label("Hvad ligger fast?")).to_have_value(FACTS["Hvad ligger fast?"])
    page.get_by_label("Sidste dag for svar").fill(_day(15))
    page.get_by_role("button", name="Gem, og skriv spørgsmål").click()
    expect(page.get_by_text("Kladden er gemt. Nu mangler spørgsmålene.")).to_be_visible()
    path = page.url.removesuffix("/spoergsmaal")
    ask(page, "Med egne ord", TEXT)
    ask(page, "Vælg én ting", ONE, *TIMES, is_needed=True)
    ask(page, "Sæt i rækkefølge", RANKING, *THINGS)
    return path


def ask(page: Page, kind: str, words: str, *options: str, is_needed: bool = False) -> None:
    """One question more, from the list of them."""
    page.get_by_role("link", name=kind).click()
    page.get_by_label("Hvad spørger I om?").fill(words)
    for number, option in enumerate(options, 1):
        page.get_by_label(f"Linje {number}", exact=True).fill(option)
    if is_needed:
        page.get_by_label("Alle skal svare på det her spørgsmål").check()
    page.get_by_role("button", name="Gem spørgsmålet").click()
    expect(page.get_by_text("Spørgsmålet er gemt.")).to_be_visible()


def publish(page: Page) -> None:
    """Read through: it is not offered without the reason that lacks, and goes out with it."""
    page.get_by_role("link", name="Se, hvordan den bliver").click()
    expect(page.get_by_text("Skriv, hvorfor det ligger fast.")).to_be_visible()
    expect(page.get_by_role("button", name="Offentliggør høringen")).to_have_count(0)
    page.get_by_role("link", name="Ret teksten").click()
    label = "Hvorfor ligger det fast?"
    page.get_by_label(label).fill(FACTS[label])
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("button", name="Offentliggør høringen").click()
    expect(page.get_by_text("Høringen er offentliggjort. Alle kan læse den.")).to_be_visible()


def days_pass(site: Site, days: int) -> None:
    """The hearing's moments move that many days back: for it, so many days have passed."""
    with site.app.test_request_context("/"), site.app.extensions["youthvoice"].database.transaction() as session:
        found = session.query(Consultation).filter_by(title=TITLE).one()
        by = timedelta(days=days)
        found.opens_at, found.closes_at = found.opens_at - by, found.closes_at - by
        found.summary_due_on -= by
        found.published_at = min(found.published_at or now(), found.opens_at)
        found.version += 1


def _day(later: int) -> str:
    return (today() + timedelta(days=later)).isoformat()
