"""The steps of an application for money, in the words that stand on the page."""

from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser.world import Site
from youthvoice.core.clock import today
from youthvoice.grants.models import Application

GROUP = "Hal-holdet fra browseren"
WHAT = "Vi vil åbne hallen hver fredag, så alle kan komme og spille sammen."
ADULT_EMAIL = "bo.holm@example.test"


def application_of(site: Site) -> Application:
    """What was begun last."""
    with site.reading() as session:
        return session.scalars(select(Application).order_by(Application.id.desc()).limit(1)).one()


def begin(page: Page, site: Site) -> None:
    """From the pool to the first step."""
    page.goto(f"/puljen/{site.values()['money']}/soeg")
    page.get_by_role("button", name="Begynd").click()
    expect(page.get_by_role("heading", level=1, name="Hvad vil I lave?")).to_be_visible()


def onwards(page: Page, heading: str) -> None:
    """On to the step with that heading."""
    page.get_by_role("button", name="Næste").click()
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def fill_words(page: Page) -> None:
    """Steps 1 to 4."""
    page.get_by_label("Hvad skal det hedde?").fill("Åben hal om fredagen")
    page.get_by_label("Hvad vil I lave?").fill(WHAT)
    onwards(page, "Hvem er I?")
    page.get_by_label("Hvad kalder I jer?").fill(GROUP)
    onwards(page, "Hvornår og hvor?")
    page.get_by_label("Hvornår begynder det?").fill((today() + timedelta(days=40)).isoformat())
    page.get_by_label("Hvor sker det?").fill("Virumhallen")
    onwards(page, "Hvem er det for?")
    page.get_by_label("Hvem er det for?").fill("Alle fra 13 til 16 år")
    page.get_by_label("Hvordan kan andre være med?").fill("Man møder bare op.")
    onwards(page, "Hvad skal pengene bruges til?")


def fill_rest(page: Page) -> None:
    """Steps 6 and 7, and the last look."""
    onwards(page, "Hvis noget går galt")
    page.get_by_label("Den voksnes navn").fill("Bo Holm")
    page.get_by_label("Den voksnes mail").fill(ADULT_EMAIL)
    onwards(page, "Passer det på jer?")
    for box in page.locator("[name=confirmed]").all():
        box.check()
    page.get_by_role("button", name="Se det hele igennem").click()
    expect(page.get_by_role("heading", level=1, name="Se det hele igennem")).to_be_visible()


def row(page: Page, number: int, name: str, amount: str) -> None:
    """A line of the budget; ``amount`` as it is typed."""
    line = page.get_by_role("group", name=f"Linje {number}", exact=True)
    line.get_by_label("Hvad").fill(name)
    line.get_by_label("Kroner").fill(amount)
