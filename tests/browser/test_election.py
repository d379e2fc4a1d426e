"""An election in the browser, from the announcement to the seats: everybody taps what is theirs, and a visitor learns no name."""

from datetime import timedelta

from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.browser.conftest import DESKTOP, Opener
from tests.browser.voting_steps import hand_in, look_over
from tests.browser.world import METTE, Site, person_called
from tests.factories.elections import counted
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.clockwork import draw_papers
from youthvoice.elections.models import Candidate, Election
from youthvoice.elections.queries.elections import get_election
from youthvoice.voting.queries.contests import get_contest
from youthvoice.voting.ticking import open_due

COUNCIL, SCHOOL_CLASS = "Elevrådet på Kongevejens Skole", "8.B"
TITLE, FRIDA, OTTO = "Nyt valg i 8.B", "Frida Falk", "Otto Ost"
WORDS = "Jeg vil have et sted at sidde, når det regner."


def pupils(site: Site) -> list[str]:
    """The pseudonyms of the class."""
    with site.reading() as session:
        council = select(Body.id).where(Body.name == COUNCIL).scalar_subquery()
        query = select(Person.display_name).join(Seat, Seat.person_id == Person.id).join(Body, Body.id == Seat.body_id)
        query = query.where(Body.name == SCHOOL_CLASS, Body.parent_id == council, Seat.role == SeatRole.member)
        return list(session.scalars(query.order_by(Person.id)))


def announce(page: Page, site: Site) -> int:
    """Whoever helps unticks the other classes, and taps; the id of the election."""
    page.goto("/raad")
    page.get_by_role("link", name=COUNCIL).first.click()
    page.get_by_role("link", name="Lav et valg").click()
    page.get_by_label("Hvad hedder valget?").fill(TITLE)
    for box in page.get_by_role("group", name="Hvem skal vælge?").get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_label(SCHOOL_CLASS, exact=True).check()
    page.get_by_label("Hvor mange skal vælges?").fill("1")
    page.get_by_role("button", name="Lav valget").click()
    expect(page.get_by_text("Valget er lavet.")).to_be_visible()
    return int(page.url.rsplit("/", 1)[-1])


def stand_up(page: Page, election_id: int, name: str) -> None:
    """One tap; then a name and a few words."""
    page.goto(f"/valg/{election_id}")
    page.get_by_role("button", name="Jeg vil stille op").click()
    expect(page.get_by_text("Du stiller op. Her kan du skrive mere, hvis du vil.")).to_be_visible()
    page.get_by_label("Dit navn på stemmesedlen").fill(name)
    page.get_by_label("Hvad vil du arbejde for?").fill(WORDS)
    expect(page.get_by_label("Kun dem, der må stemme")).to_be_checked()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def let_a_week_pass(session: Session, election_id: int) -> None:
    """The days are moved to now, and the worker does what is due."""
    planned = get_election(session, election_id).round
    planned.notice_days = 0
    planned.nomination_opens_at = now() - timedelta(days=1)
    planned.nomination_closes_at = planned.voting_opens_at = now()
    session.flush()
    session.expire_all()
    draw_papers(session)
    open_due(session, SECRET)


def vote(page: Page, election_id: int, name: str) -> None:
    page.goto(f"/valg/{election_id}")
    page.get_by_role("link", name="Gå til stemmesedlen").click()
    page.get_by_role("button", name=f"Sæt {name} som nummer 1").click()
    look_over(page)
    hand_in(page)


def test_from_the_announcement_to_the_seats(open_page: Opener, site: Site) -> None:
    database, names = site.app.extensions["youthvoice"].database, pupils(site)
    helper = open_page(DESKTOP, METTE)
    election_id = announce(helper, site)
    for who, name in zip(names, (FRIDA, OTTO), strict=False):
        stand_up(open_page(persona=who), election_id, name)
    stranger = open_page()
    stranger.goto(f"/valg/{election_id}")
    expect(stranger.get_by_role("heading", name="Kandidat 1")).to_be_visible()
    assert FRIDA not in stranger.content()
    assert WORDS not in stranger.content()

    with site.app.test_request_context("/"), database.transaction() as session:
        let_a_week_pass(session, election_id)
    for who in names[2:5]:
        vote(open_page(persona=who), election_id, FRIDA)
    vote(open_page(persona=names[1]), election_id, OTTO)
    with site.app.test_request_context("/"), database.transaction() as session:
        contest = get_contest(session, get_election(session, election_id).contest_id or 0)
        counted(session, contest, person_called(session, METTE))

    helper.goto(f"/valg/{election_id}")
    expect(helper.get_by_role("heading", name="De er valgt")).to_be_visible()
    expect(helper.get_by_text("Valgt som nummer 1")).to_be_visible()
    stranger.goto(f"/valg/{election_id}")
    expect(stranger.get_by_role("heading", name="De er valgt")).to_be_visible()
    assert FRIDA not in stranger.content()
    with site.reading() as session:
        query = select(Candidate).join(Election, Election.id == Candidate.election_id)
        elected = session.scalars(query.where(Candidate.election_id == election_id, Candidate.place == 1)).one()
        seat = session.get_one(Seat, elected.seat_id)
        assert (elected.ballot_name, seat.role) == (FRIDA, SeatRole.member)
        assert seat.person_id == person_called(session, names[0]).id
    told = open_page(persona=names[0])
    told.goto("/beskeder")
    expect(told.get_by_text("Du er valgt til medlem").first).to_be_visible()
