"""What those around an application do with it, from the council's desk to the accounts, in the words that stand on the page."""

import csv
import io
import re
from datetime import timedelta

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.world import photo
from tests.browser.world_of_grants import CRITERIA
from youthvoice.core.clock import today
from youthvoice.grants.rules.payment_sheet import Column

EXPLANATION = (
    "Tak for en god idé. Vi har talt længe om den. Vi giver penge til hallen, for der er plads til alle om fredagen. "
    "Vi giver ikke penge til frugt og vand, for det kan I få af klubben, og så rækker pengene til flere grupper."
)
NEXT_STEP = "Læs brevet, og sig ja til det. Så kan I få pengene med det samme."
BETTER = "Spørg klubben om mad, før I søger. Så kan I søge om alt det andet og få et rent ja."
LEARNED = "Vi lærte at spørge om hallen i god tid. Næste gang vil vi være flere om at rydde op bagefter."


def picture(name: str) -> FilePayload:
    """A photograph as a phone takes it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": photo()}


def add_picture(page: Page, alt: str) -> None:
    """From the first step of a draft to its files, and back to where one was."""
    page.get_by_role("button", name="Gem, og læg et billede ind").click()
    page.get_by_label("Vælg filen").set_input_files(picture("IMG_2001.jpg"))
    page.get_by_label("Hvad viser filen?").fill(alt)
    page.get_by_role("button", name="Gem filen").click()
    expect(page.get_by_role("img", name=alt)).to_be_visible()
    page.get_by_role("link", name="Til ansøgningen").click()
    page.get_by_role("link", name="Skriv videre").click()


def confirm_receipt(page: Page, title: str) -> None:
    """In the unit's inbox; what is owed is the council's answer, which is given elsewhere."""
    page.goto("/svar")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("button", name="Jeg har fået sagen").click()
    expect(page.get_by_role("button", name="Jeg har fået sagen")).to_have_count(0)
    expect(page.get_by_role("button", name="Send svaret")).to_have_count(0)


def ask_for_more(page: Page, path: str, question: str) -> None:
    """Whoever coordinates wants to know something."""
    page.goto(path)
    page.get_by_role("link", name="Bed om at få mere at vide").click()
    page.get_by_label("Hvad vil I vide mere om?").fill(question)
    page.get_by_role("button", name="Spørg gruppen").click()
    expect(page.get_by_text("Gruppen er spurgt.")).to_be_visible()


def tell_more(page: Page, path: str, question: str, reply: str) -> None:
    """The group reads the question, and replies."""
    page.goto(path)
    page.get_by_role("link", name="Svar rådet").click()
    expect(page.get_by_text(question)).to_be_visible()
    page.get_by_label("Jeres svar til rådet").fill(reply)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Jeres svar er sendt.")).to_be_visible()


def weigh(page: Page, path: str, leans: str, words: str) -> None:
    """A member says what they think, one mark for each of the pool's criteria."""
    page.goto(f"{path}/bord")
    marks = page.locator("[name^=mark_][value=well]")
    assert marks.count() == len(CRITERIA)
    for mark in marks.all():
        mark.check()
    page.get_by_role("radio", name=leans).check()
    page.get_by_label("Hvorfor?").fill(words)
    page.get_by_role("button", name="Gem min mening").click()
    expect(page.get_by_text("Din mening er gemt.")).to_be_visible()


def declare_conflict(page: Page, path: str, kind: str) -> None:
    """A member says that they are too near."""
    page.goto(f"{path}/bord")
    page.get_by_role("link", name="Er du inhabil?").click()
    page.get_by_role("radio", name=kind).check()
    page.get_by_role("button", name="Skriv det ned").click()
    expect(page.get_by_text("Tak, fordi du sagde det.")).to_be_visible()


def put_motion(page: Page, path: str, kroner: str, conditions: str) -> None:
    """The chair asks the council for an amount, by phone."""
    page.goto(f"{path}/bord")
    page.get_by_role("link", name="Foreslå et beløb at stemme om").click()
    page.get_by_label("Hvor mange kroner skal I stemme om?").fill(kroner)
    page.get_by_label("Er der betingelser?").fill(conditions)
    page.get_by_role("radio", name="Hver især på telefonen").check()
    page.get_by_role("button", name="Begynd afstemningen").click()
    expect(page.get_by_text("Nu stemmer rådet.")).to_be_visible()


def vote_on_it(page: Page, path: str, choice: str) -> None:
    """A member votes."""
    page.goto(f"{path}/bord")
    form = page.locator("form").filter(has=page.get_by_role("button", name="Stem", exact=True))
    form.get_by_role("radio", name=choice, exact=True).check()
    form.get_by_role("button", name="Stem", exact=True).click()
    expect(page.get_by_text(re.compile("Din stemme er gemt|Stemmerne er talt op")).first).to_be_visible()


def award_less(page: Page, path: str, rule: str) -> None:
    """The chair writes why it is less, which rule that rests on, and how to apply better."""
    page.goto(f"{path}/bord")
    page.get_by_role("link", name="Giv gruppen svar").click()
    expect(page.get_by_text("Et nej skal have en grund")).to_be_visible()
    page.get_by_label("Hvilken regel bygger svaret på?").select_option(label=rule)
    page.get_by_label("Den vigtigste grund").select_option("law_or_rules")
    page.get_by_label("Forklaringen").fill(EXPLANATION)
    page.get_by_label("Hvad sker der nu?").fill(NEXT_STEP)
    page.get_by_label("Hvornår kommer pengene?").fill((today() + timedelta(days=20)).isoformat())
    page.get_by_label("Sådan kan gruppen søge bedre").fill(BETTER)
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text("Afgørelsen er sendt.")).to_be_visible()


def say_it_was_understood(page: Page, path: str) -> None:
    """Yes to both questions."""
    page.goto(path)
    form = page.get_by_role("region", name="Hvad synes du om svaret?")
    for question in ("Forstod du svaret?", "Blev du taget alvorligt?"):
        form.get_by_role("group", name=question).get_by_role("radio", name="Ja").check()
    form.get_by_role("button", name="Send mit svar").click()
    expect(page.get_by_text("Du forstod svaret, og du blev taget alvorligt.")).to_be_visible()


def adult_link(page: Page, email: str) -> str:
    """The path in the newest mail to that address, as it stands in the outbox of a demo."""
    page.goto("/udbakke")
    mail = page.get_by_role("article").filter(has_text=email).first
    found = re.search(r"/puljen/voksen/[\w.=-]+", mail.inner_text())
    assert found, "the mail holds no link"
    return found.group()


def ask_for_money(page: Page, path: str, kroner: str) -> None:
    """The group writes its account, and asks for money on it."""
    page.goto(f"{path}/konto")
    page.get_by_label("Reg.nr.").fill("1234")
    page.get_by_label("Kontonummer").fill("12 34 56 78 90")
    page.get_by_role("button", name=re.compile("Gem")).click()
    expect(page.get_by_text("Kontoen er gemt.")).to_be_visible()
    page.goto(f"{path}/betalinger")
    page.get_by_role("link", name="Få penge på kontoen").click()
    expect(page.get_by_text("7890")).to_be_visible()
    page.get_by_label("Hvor meget?").fill(kroner)
    page.get_by_label("Hvornår skal I bruge dem?").fill((today() + timedelta(days=10)).isoformat())
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Bliver set igennem").first).to_be_visible()


def approve_payment(page: Page, path: str) -> None:
    """Whoever coordinates plans what was asked for; no account number is seen on the way."""
    page.goto(f"{path}/betalinger")
    page.get_by_role("link", name="Penge til gruppens konto").click()
    page.get_by_role("button", name="Godkend betalingen").click()
    expect(page.get_by_text("Betalingen er godkendt.")).to_be_visible()


def export_and_read_back(page: Page, pool_path: str, title: str) -> None:
    """The treasurer makes a file, the finance system writes the day into it, and it is read again."""
    page.goto(f"{pool_path}/betalinger")
    page.get_by_role("checkbox", name=title).check()
    page.get_by_role("button", name="Lav filen").click()
    expect(page.get_by_text("er klar. Hent den nederst på siden.")).to_be_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Hent CSV").first.click()
    paid = _paid_today(waiting.value.path().read_bytes())
    page.get_by_role("link", name="Hent filen ind med datoer").click()
    page.get_by_label("Filen (CSV)").set_input_files({"name": "fil.csv", "mimeType": "text/csv", "buffer": paid})
    page.get_by_role("button", name="Hent filen ind").click()
    expect(page.get_by_role("heading", level=1, name="Betalinger")).to_be_visible()


def _paid_today(sheet: bytes) -> bytes:
    rows = list(csv.DictReader(io.StringIO(sheet.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row[Column.account] for row in rows] == ["1234567890"]
    out = io.StringIO()
    writer = csv.DictWriter(out, [column.value for column in Column], delimiter=";")
    writer.writeheader()
    writer.writerows({**row, Column.paid.value: today().isoformat()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_accounts(page: Page, path: str, name: str, kroner: str) -> None:
    """One thing bought, with a photograph of its receipt; what was learned; a picture of the day."""
    page.goto(f"{path}/regnskab")
    page.get_by_role("link", name="Ny udgift").click()
    page.get_by_label("Hvad købte I?").fill(name)
    page.get_by_label("Hvad kostede det?").fill(kroner)
    page.get_by_label("Hvad hørte det til i jeres budget?").select_option(label=name)
    page.get_by_label("Billede af kvitteringen").set_input_files(picture("IMG_2002.jpg"))
    page.get_by_role("button", name="Gem udgiften").click()
    page.get_by_role("link", name="Skriv det").click()
    page.get_by_label("Hvad lærte I?").fill(LEARNED)
    page.get_by_label("Hvor mange var med?").fill("42")
    page.get_by_label("Ja, I må vise det i galleriet").check()
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_role("link", name="Tilføj billeder").click()
    page.get_by_label("Billede").first.set_input_files(picture("IMG_2003.jpg"))
    page.get_by_label("Hvad ser man på billedet?").fill("En hal fuld af bolde")
    page.get_by_role("button", name="Gem billedet").click()
    expect(page.get_by_role("img", name="En hal fuld af bolde")).to_be_visible()
    page.get_by_role("link", name="Regnskabet").first.click()


def send_accounts(page: Page) -> None:
    """From the page of the accounts."""
    page.get_by_role("button", name="Send regnskabet").click()
    expect(page.get_by_text("I skal betale noget tilbage")).to_be_visible()


def approve_accounts(page: Page, path: str) -> None:
    """The unused money has come."""
    page.goto(f"{path}/regnskab")
    page.get_by_label("Hvilken dag kom pengene?").fill(today().isoformat())
    page.get_by_role("button", name="Godkend regnskabet").click()
    expect(page.get_by_role("button", name="Godkend regnskabet")).to_have_count(0)
