"""Money for an idea, all the way on a phone: applied for, weighed, voted on, said yes to, paid, accounted for and told to everybody."""

import re

from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.browser import granting_steps as steps
from tests.browser.applying_steps import ADULT_EMAIL, GROUP, application_of, begin, fill_rest, fill_words, row
from tests.browser.conftest import PHONE, Opener
from tests.browser.looking import EVERYTHING, violations, with_axe
from tests.browser.steps import save_picture
from tests.browser.world import KARIM, LINE, OERN, Site, person_called
from tests.browser.world_of_grants import RULES
from youthvoice.accounts.models import Person
from youthvoice.grants.commands.holding import held_application
from youthvoice.grants.commands.motions import vote
from youthvoice.grants.models import Motion
from youthvoice.grants.queries.conflicts import impartial_ids
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.deciding import Choice

LEAD, SECOND, TOO_NEAR = "Solsort", "Nordlys", "Månesten"
TITLE, HALL = "Åben hal om fredagen", "Leje af hallen"
QUESTION, REPLY = "Hvem låser hallen op for jer?", "Det gør halinspektøren. Han har sagt ja, og han er der hver fredag."
VIEW, OTHER_VIEW = "Det er for alle, og det er billigt.", "Mad kan de få af klubben."
CONDITIONS = "I skal rydde op efter jer."


def test_from_an_idea_to_the_gallery(open_page: Opener, site: Site) -> None:
    lead = with_axe(open_page(PHONE, LEAD, reduced_motion="reduce"))
    chair, coordinator = open_page(PHONE, OERN), open_page(PHONE, LINE)
    pool, path = f"/puljen/{site.values()['money']}", _apply(lead, site)
    steps.confirm_receipt(open_page(PHONE, KARIM), TITLE)
    steps.ask_for_more(coordinator, path, QUESTION)
    steps.tell_more(lead, path, QUESTION, REPLY)
    _decide(open_page, chair, (pool, path), site)
    _read_the_answer(lead, path)
    _say_yes(open_page, lead, path)
    _pay(open_page, (lead, coordinator), pool, path)
    _account(lead, coordinator, path)
    _tell_everybody(with_axe(open_page(PHONE, reduced_motion="reduce")), pool, path)
    assert application_of(site).status is ApplicationStatus.closed


def _apply(page: Page, site: Site) -> str:
    """The path of the application."""
    begin(page, site)
    page.get_by_label("Hvad skal det hedde?").fill(TITLE)
    steps.add_picture(page, "En tom hal")
    expect(page.get_by_text("I har lagt 1 billede ind.")).to_be_visible()
    fill_words(page)
    row(page, 1, HALL, "3.000")
    row(page, 2, "Frugt og vand", "1.250")
    fill_rest(page)
    expect(page.get_by_text("Der er billeder med.")).to_be_visible()
    page.get_by_role("button", name="Send ansøgningen").click()
    expect(page.get_by_text("Jeres ansøgning er sendt.")).to_be_visible()
    _is_in_order(page)
    return re.sub(r"^https?://[^/]+", "", page.url)


def _decide(open_page: Opener, chair: Page, paths: tuple[str, str], site: Site) -> None:
    """Views, a conflict, a motion and votes; the one who is too near reads none of it."""
    path = paths[1]
    second, near = open_page(PHONE, SECOND), open_page(PHONE, TOO_NEAR)
    steps.declare_conflict(near, path, "Familie")
    steps.weigh(chair, path, "Ja, giv penge", VIEW)
    expect(second.get_by_text(VIEW)).to_have_count(0)
    steps.weigh(second, path, "Jeg er i tvivl", OTHER_VIEW)
    expect(second.get_by_text(VIEW)).to_be_visible()
    steps.put_motion(chair, path, "3.000", CONDITIONS)
    _sees_nothing(near, *paths)
    steps.vote_on_it(second, path, "For")
    _others_vote(site)
    expect(chair.get_by_text("Vedtaget")).to_have_count(0)
    steps.vote_on_it(chair, path, "For")
    expect(chair.get_by_text("Vedtaget")).to_be_visible()
    _sees_nothing(near, *paths)
    save_picture(chair, "phone-grant-voted", full_page=True)
    steps.award_less(chair, path, f"1. {RULES[0]}")


def _sees_nothing(page: Page, pool: str, path: str) -> None:
    """Neither on its own page nor on the council's desk, which does not lead there."""
    page.goto(f"{path}/bord")
    expect(page.get_by_role("heading", level=1, name="Du er inhabil")).to_be_visible()
    for address in (f"{path}/bord", path):
        page.goto(address)
        text = page.locator("body").inner_text()
        assert not [words for words in (VIEW, OTHER_VIEW, CONDITIONS, "Vedtaget", "har stemt") if words in text]
    page.goto(f"{pool}/bord")
    expect(page.get_by_text(TITLE)).to_have_count(0)
    expect(page.locator(f"a[href*='{path}']")).to_have_count(0)


def _others_vote(site: Site) -> None:
    """Everybody else of the council, elsewhere; one of them is against it."""
    with site.app.test_request_context("/"), site.app.extensions["youthvoice"].database.transaction() as session:
        application = held_application(session, application_of(site).id)
        here = {person_called(session, name).id for name in (OERN, SECOND)}
        motion = session.scalars(select(Motion).where(Motion.application_id == application.id)).one()
        for number, person_id in enumerate(sorted(impartial_ids(session, application) - here)):
            vote(
                session, motion, session.get_one(Person, person_id), Choice.against if number == 1 else Choice.in_favour
            )


def _read_the_answer(page: Page, path: str) -> None:
    """Half a yes, with everything a no must tell."""
    page.goto("/beskeder")
    expect(page.get_by_text(TITLE).first).to_be_visible()
    page.goto(path)
    for text in ("Noget bevilget", steps.EXPLANATION, RULES[0], steps.BETTER, CONDITIONS):
        expect(page.get_by_text(text).first).to_be_visible()
    expect(page.get_by_role("link", name="Klag over svaret").first).to_be_visible()
    steps.say_it_was_understood(page, path)
    _is_in_order(page)
    save_picture(page, "phone-grant-answer", full_page=True)


def _say_yes(open_page: Opener, lead: Page, path: str) -> None:
    """The letter, the adult's yes by the mailed link without an account, and the group's."""
    lead.goto(f"{path}/brev")
    expect(lead.get_by_text("En voksen skal sige ja først")).to_be_visible()
    expect(lead.get_by_role("button", name="Vi siger ja")).to_have_count(0)
    adult = with_axe(open_page(PHONE, reduced_motion="reduce"))
    adult.goto(steps.adult_link(adult, ADULT_EMAIL))
    expect(adult.get_by_text(GROUP).first).to_be_visible()
    adult.get_by_role("button", name="Ja, det vil jeg").click()
    expect(adult.get_by_text("Tak. Du har sagt ja")).to_be_visible()
    assert not adult.context.cookies()
    _is_in_order(adult)
    lead.goto(f"{path}/brev")
    lead.get_by_role("button", name="Vi siger ja").click()
    expect(lead.get_by_text("I har sagt ja. Nu kan I gå i gang.")).to_be_visible()
    _is_in_order(lead)


def _pay(open_page: Opener, pages: tuple[Page, Page], pool: str, path: str) -> None:
    """What the group asks for is planned, sent in a file and read back."""
    lead, coordinator = pages
    steps.ask_for_money(lead, path, "3.000")
    steps.approve_payment(coordinator, path)
    treasurer = open_page(PHONE, KARIM, accept_downloads=True)
    steps.export_and_read_back(treasurer, pool, TITLE)
    lead.goto(f"{path}/betalinger")
    expect(lead.get_by_role("listitem").filter(has_text="Penge til gruppens konto")).to_contain_text("Betalt")
    save_picture(lead, "phone-grant-paid", full_page=True)


def _account(lead: Page, coordinator: Page, path: str) -> None:
    """400 kr. were not used, and come back."""
    steps.write_accounts(lead, path, HALL, "2.600")
    save_picture(lead, "phone-grant-accounts", full_page=True)
    steps.send_accounts(lead)
    _is_in_order(lead)
    steps.approve_accounts(coordinator, path)


def _tell_everybody(page: Page, pool: str, path: str) -> None:
    """A visitor finds it in the gallery and among what the pool gave; nobody's name is on the way."""
    page.goto("/puljen/galleri")
    card = page.get_by_role("article").filter(has_text=GROUP)
    expect(card).to_contain_text(re.compile(r"2\.600\s*kr\."))
    expect(card.get_by_role("img", name="En hal fuld af bolde")).to_be_visible()
    card.get_by_role("link", name=TITLE, exact=True).click()
    expect(page.get_by_text(steps.LEARNED).first).to_be_visible()
    expect(page.get_by_text(LEAD)).to_have_count(0)
    assert page.url.endswith(path)
    _is_in_order(page)
    save_picture(page, "phone-grant-told", full_page=True)
    page.goto(f"{pool}/bevillinger")
    line = page.get_by_role("listitem").filter(has_text=TITLE)
    expect(line.first).to_contain_text(re.compile(r"3\.000\s*kr\."))
    page.goto(pool)
    expect(page.get_by_text(re.compile("Grupper har i alt betalt"))).to_be_visible()


def _is_in_order(page: Page) -> None:
    assert not violations(page, EVERYTHING)
