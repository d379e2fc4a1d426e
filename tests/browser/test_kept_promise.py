"""A promise in a browser: a yes, a plan, a picture from an adult, and the last word to whoever asked."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Opener
from tests.browser.steps import Idea, fill_answer, save_picture, send_proposal
from tests.browser.world import KARIM, RAEV, photo
from youthvoice.core.clock import today

IDEA = Idea("Flere bænke ved søen")
PROMISE = "Vi stiller fem bænke op ved søen, og I vælger farven."
DONE = "Nu står bænkene der. Vi glæder os til, at I prøver dem."


def test_from_a_yes_to_a_kept_promise(open_page: Opener) -> None:
    author, official = open_page(PHONE, RAEV), open_page(DESKTOP, KARIM)
    path = send_proposal(author, IDEA)
    _say_yes(official)
    _plan(official)
    _see_the_plan(author, path)
    _say_it_is_done(official)
    _say_it_was_kept(author)
    _read_what_became_of_it(open_page(PHONE, ""))


def _say_yes(page: Page) -> None:
    page.goto("/svar")
    page.get_by_role("link", name=IDEA.title).first.click()
    fill_answer(
        page,
        "Ja",
        f"{PROMISE} Tak for idéen. Mange går forbi søen, og der er ingen steder at sidde.",
        "Vi ringer til dig i næste uge.",
        None,
    )
    page.get_by_label("Hvornår sker det?").fill((today() + timedelta(days=60)).isoformat())
    page.get_by_role("button", name="Send svaret").click()
    expect(page.get_by_text(PROMISE).first).to_be_visible()


def _plan(page: Page) -> None:
    """From the case to the plan; a step stands there for everybody."""
    page.get_by_role("link", name="Planen for løftet").click()
    page.get_by_role("link", name="Nyt skridt").click()
    page.get_by_label("Hvad skal der ske?").fill("Vi vælger farven sammen")
    page.get_by_label("Hvornår skal det være gjort?").fill((today() + timedelta(days=9)).isoformat())
    page.get_by_role("button", name="Gem skridtet").click()
    expect(page.get_by_text("Vi vælger farven sammen", exact=True)).to_be_visible()


def _see_the_plan(page: Page, path: str) -> None:
    page.goto(path)
    panel = page.get_by_role("region", name="Løftet")
    expect(panel).to_contain_text("Vi vælger farven sammen")
    panel.get_by_role("link", name="Læs, hvad der skete").click()
    expect(page.get_by_role("heading", name="Det lovede kommunen")).to_be_visible()


def _say_it_is_done(page: Page) -> None:
    """A picture needs words; what was typed stays."""
    page.get_by_role("link", name="Det er gjort").click()
    page.get_by_label("Hvordan går det?").fill(DONE)
    page.get_by_label("Et billede").set_input_files({"name": "IMG_2.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("alert")).to_contain_text("hvad man ser på billedet")
    expect(page.get_by_label("Hvordan går det?")).to_have_value(DONE)
    page.get_by_label("Hvad ser man på billedet?").fill("Fem blå bænke")
    page.get_by_label("Et billede").set_input_files({"name": "IMG_2.jpg", "mimeType": "image/jpeg", "buffer": photo()})
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Gjort, siger kommunen")).to_be_visible()
    save_picture(page, "desktop-plan", full_page=True)


def _say_it_was_kept(page: Page) -> None:
    """Told with a question; yes and no are equally large, and nothing is chosen beforehand."""
    page.goto("/beskeder")
    news = page.get_by_role("listitem").filter(has_text=IDEA.title).filter(has_text="Holdt den, hvad den lovede?")
    news.get_by_role("button").click()
    expect(page.get_by_role("heading", name="Holdt kommunen, hvad den lovede?")).to_be_visible()
    yes, no = (page.get_by_role("radio", name=name) for name in ("Ja, løftet er holdt", "Nej, løftet er ikke holdt"))
    expect(yes).not_to_be_checked()
    expect(no).not_to_be_checked()
    yes.check()
    save_picture(page, "phone-verdict")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Ja, løftet er holdt")).to_be_visible()


def _read_what_became_of_it(page: Page) -> None:
    page.goto("/i-sagde-vi-gjorde?vis=holdt")
    card = page.get_by_role("article").filter(has_text=IDEA.title)
    expect(card).to_contain_text("Det siger de unge selv")
    expect(card.get_by_role("img", name="Fem blå bænke")).to_be_visible()
    card.get_by_role("link", name=IDEA.title).click()
    expect(page.get_by_text(DONE)).to_be_visible()
    save_picture(page, "phone-kept-promise", full_page=True)
