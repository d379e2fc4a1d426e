"""What people do in a browser, in the words that stand on the page."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.world import photo
from youthvoice.core.clock import today

RESULTS = Path(__file__).resolve().parents[2] / "test-results" / "pages"
EXPLANATION = (
    "Tak for dit forslag. Vi siger nej i år. Pladsen ved søen er fredet natur, og derfor må vi ikke støbe beton dér. "
    "Vi har set på to andre steder, men de er lejet ud til klubber. Vi synes, at idéen er god, og vi gemmer den."
)
NEXT_STEP = "Vi tager idéen med, når vi leder efter en ny plads til foråret. Kom gerne forbi og hør mere."
FILLER = "asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf asdf"


def explanation_for(title: str) -> str:
    """The explanation of a no, in words that nobody else got: a text that was used before is refused."""
    return f"{EXPLANATION} Det er vores svar om «{title}»."


@dataclass(frozen=True)
class Idea:
    """A proposal that somebody is about to write."""

    title: str
    what: str = "Vi vil gerne have en lille skatebane ved søen. Nu skater vi på parkeringspladsen og bliver sendt væk."
    why: str = "Det er farligt mellem bilerne. Vi er mange, der gerne vil mødes."
    who: str = "Kommunen kan finde en plads. Vi hjælper gerne med at tegne."
    topic: str = "Fritid"


def sign_in_as(page: Page, name: str) -> None:
    """Choose a persona on the sign-in page."""
    page.goto("/log-ind")
    page.get_by_role("button", name=f"Log ind som {name}").click()
    page.wait_for_url(lambda url: "/log-ind" not in url)


def wait_for_script(page: Page) -> None:
    """Until a page that a press led to, and that the caller has seen, does by script what it can: the script comes after what is
    seen, and whoever presses before goes the plain way. ``page.goto`` waits by itself.
    """
    page.wait_for_load_state("domcontentloaded")


def sign_out(page: Page, name: str) -> None:
    """By the menu."""
    page.locator("summary").filter(has_text=name).click()
    page.get_by_role("banner").get_by_role("button", name="Log ud").click()
    expect(page.locator("body[data-signed-in]")).to_have_count(0)


def code_from_outbox(page: Page, email: str) -> str:
    """Read the newest code for an address at /udbakke, in another tab."""
    tab = page.context.new_page()
    tab.goto("/udbakke")
    mail = tab.get_by_role("article").filter(has_text=email).first
    found = re.search(r"\b\d{3} \d{3}\b", mail.inner_text())
    assert found, "the mail holds no code"
    tab.close()
    return found.group()


def sign_up(page: Page, email: str, name: str, age: int = 15) -> None:
    """From the sign-in page, as somebody new: address, code, and three questions."""
    enter_code(page, email)
    expect(page.get_by_role("heading", name="Velkommen!")).to_be_visible()
    page.get_by_label("Dit navn her").fill(name)
    page.get_by_label("Det år, du er født").select_option(str(today().year - age))
    page.get_by_label("Din skole").select_option("Virum Skole")
    page.get_by_role("button", name="Kom i gang").click()


def enter_code(page: Page, email: str) -> None:
    """Ask for a code, and type it."""
    page.get_by_label("Din e-mail").fill(email)
    page.get_by_role("button", name="Send mig en kode").click()
    expect(page.get_by_role("heading", name="Tjek din mail")).to_be_visible()
    page.get_by_label("Kode fra mailen").fill(code_from_outbox(page, email))
    page.locator("main").get_by_role("button", name="Log ind").click()


def write_what(page: Page, idea: Idea) -> None:
    """Step 1, from the empty page."""
    page.get_by_label("Hvad skal forslaget hedde?").fill(idea.title)
    page.get_by_label("Hvad vil du have lavet om?").fill(idea.what)
    page.get_by_role("button", name="Næste").click()


def write_why(page: Page, idea: Idea, *, with_picture: bool = False) -> None:
    """Step 2, with or without a picture."""
    page.get_by_label("Hvorfor er det vigtigt?").fill(idea.why)
    if with_picture:
        file: FilePayload = {"name": "IMG_1234.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        page.get_by_label("Et billede eller en PDF").set_input_files(file)
        page.get_by_label("Hvad ser man på billedet?").fill("En tom plads ved søen")
    page.get_by_role("button", name="Næste").click()


def write_who(page: Page, idea: Idea) -> None:
    """Step 3: who, about what, and where."""
    page.get_by_label("Hvem kan gøre det?").fill(idea.who)
    page.get_by_role("radio", name=idea.topic).check()
    page.get_by_role("radio", name="Hele kommunen").check()
    page.get_by_role("button", name="Se det hele igennem").click()


def send_proposal(page: Page, idea: Idea, *, with_picture: bool = False) -> str:
    """All three steps, the review and the sending; the path of the proposal."""
    page.goto("/forslag/skriv")
    write_what(page, idea)
    write_why(page, idea, with_picture=with_picture)
    write_who(page, idea)
    page.get_by_role("button", name="Send forslaget").click()
    expect(page.get_by_role("heading", name="Dit forslag er sendt")).to_be_visible()
    path = page.get_by_role("link", name="Se dit forslag").get_attribute("href")
    assert path
    return path


def support(page: Page) -> None:
    """Support the proposal on the page."""
    page.get_by_role("button", name="Støt forslaget").click()
    expect(page.get_by_role("button", name="Fortryd støtte")).to_be_visible()
    expect(page.get_by_text("Du er en af dem.")).to_be_visible()


def comment(page: Page, text: str) -> None:
    """Write a comment under the proposal on the page."""
    form = page.locator("form").filter(has=page.get_by_role("button", name="Send kommentar"))
    form.get_by_role("textbox").fill(text)
    form.get_by_role("button", name="Send kommentar").click()
    expect(page.get_by_role("article").filter(has_text=text)).to_be_visible()


DETAILS = {"Loven eller reglerne": "Naturbeskyttelsesloven § 3", "Pengene": "200.000 kr."}
"""What some reasons must tell."""


def fill_answer(page: Page, outcome: str, explanation: str, next_step: str, reason: str | None = None) -> None:
    """Fill in the form of an answer, without sending it."""
    page.get_by_role("radio", name=outcome, exact=False).first.check()
    if reason:
        page.get_by_label("Den vigtigste grund").select_option(reason)
    if reason in DETAILS:
        page.locator("#reason_detail").fill(DETAILS[reason])
    if reason == "Pengene":
        page.locator("#reason_on").fill((today() + timedelta(days=200)).isoformat())
    page.get_by_label("Forklaringen").fill(explanation)
    page.get_by_label("Hvad sker der nu?").fill(next_step)
    if outcome in ("Ja", "Delvist ja"):
        page.locator("#expected_on").fill((today() + timedelta(days=90)).isoformat())


def save_picture(page: Page, name: str, **options: Any) -> None:
    """Keep a picture of the page in test-results/pages/, for people to look at."""
    RESULTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=RESULTS / f"{name}.png", **options)
