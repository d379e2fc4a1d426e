"""The day in a real browser: two phones and a big screen follow, and a phone that loses its net loses no vote."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.browser.conftest import DESKTOP, Opener
from tests.browser.voting_steps import hand_in
from tests.browser.world import OERN, RAEV, Site, person_called
from tests.factories.base import bind_factories
from tests.factories.hall import Hall, hall, planned
from youthvoice.assembly.commands.checking_in import hall_code
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.commands.opening_votes import open_vote
from youthvoice.assembly.models import AssemblyYear, Delegate, NamedBallot

_years = itertools.count(2071)
"""Years of no other world: a factory's own would sooner or later be one that the demo has."""
SOON = 6_000
"""Milliseconds; they follow in two seconds where nothing else runs, which `make bench` measures (decision 34)."""
Doing = Callable[..., Any]


@pytest.fixture
def do(site: Site) -> Doing:
    """``do(command)``: in a transaction of its own, as a console would."""

    def doing(command: Callable[[Session], Any]) -> Any:
        with site.app.test_request_context("/"), site.app.extensions["youthvoice"].database.transaction() as session:
            return command(session)

    return doing


class Day:
    """A hall of eight, of whom two have phones here."""

    def __init__(self, do: Doing) -> None:
        self.do = do
        self.year, self.year_id, self.chair_id = do(self._make)

    def _make(self, session: Session) -> tuple[int, int, int]:
        bind_factories(session)
        place: Hall = hall(session, schools=2, each=4, year=next(_years))
        for delegate, name in zip(place.delegates, (OERN, RAEV), strict=False):
            delegate.person_id = person_called(session, name).id
        session.flush()
        return place.year.year, place.year.id, place.chair.id

    def path(self, page: str) -> str:
        return f"/bytinget/{self.year}/dagen/{page}"

    def open_vote(self, **facts: Any) -> int:
        """A vote that opens now."""

        def opening(session: Session) -> int:
            place = place_of(session, self)
            vote = planned(session, place, **facts)
            open_vote(session, SECRET, self.year_id, vote.id, actor_id=self.chair_id)
            return vote.id

        found: int = self.do(opening)
        return found

    def close_vote(self, vote_id: int) -> None:
        self.do(lambda session: close_vote(session, self.year_id, vote_id, actor_id=self.chair_id))

    def ballots(self, vote_id: int) -> list[str]:
        """What was voted."""
        query = select(NamedBallot.ballot).where(NamedBallot.vote_id == vote_id, NamedBallot.ballot.is_not(None))
        return self.do(lambda session: sorted(session.scalars(query)))


def place_of(session: Session, day: Day) -> Hall:
    """The hall of a day that was made before."""
    from youthvoice.accounts.models import Person
    from youthvoice.assembly.models import DayItem, Motion

    bind_factories(session)
    items = list(session.scalars(select(DayItem).where(DayItem.year_id == day.year_id).order_by(DayItem.position)))
    delegates = list(session.scalars(select(Delegate).where(Delegate.year_id == day.year_id)))
    return Hall(
        session.get_one(AssemblyYear, day.year_id), session.get_one(Person, day.chair_id), delegates, items,
        session.get_one(Motion, items[0].motion_id),
    )  # fmt: skip


@pytest.fixture
def day(do: Doing) -> Day:
    """A new year for each test."""
    return Day(do)


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def unsent(page: Page) -> Locator:
    """Where the form says that the vote is on its way."""
    return page.locator("[data-day-vote]").get_by_text("Ikke sendt endnu. Vi prøver igen.")


def test_a_phone_without_net_loses_no_vote(open_page: Opener, day: Day) -> None:
    phone, other = open_page(persona=OERN), open_page(persona=RAEV)
    for page in (phone, other):
        page.goto(day.path("nu"))
        expect(page.get_by_role("heading", name="Lyt med")).to_be_visible()
    vote = day.open_vote(question="Skal der plantes flere træer?")
    for page in (phone, other):
        expect(page.get_by_role("heading", name="Skal der plantes flere træer?")).to_be_visible(timeout=SOON)
    phone.context.set_offline(True)
    tap(phone, "Imod")
    expect(unsent(phone)).to_be_visible()
    tap(phone, "For")
    tap(other, "For")
    expect(other.get_by_text("Din stemme er registreret: For.")).to_be_visible()
    assert day.ballots(vote) == ["1"]
    phone.context.set_offline(False)
    expect(phone.get_by_text("Din stemme er registreret: For.")).to_be_visible(timeout=5_000)
    expect(unsent(phone)).to_be_hidden()
    assert day.ballots(vote) == ["1", "1"]
    assert phone.evaluate("Object.keys(localStorage).filter((key) => key.includes('day-'))") == []
    # A vote that is registered can be changed, and what others do does not take it away.
    tap(other, "Imod")
    expect(other.get_by_text("Din stemme er registreret: Imod.")).to_be_visible()
    assert day.ballots(vote) == ["1", "2"]
    day.close_vote(vote)
    for page in (phone, other):
        expect(page.get_by_text("Ikke vedtaget", exact=True)).to_be_visible(timeout=SOON)


def test_a_page_that_was_closed_without_net_sends_when_it_is_opened(open_page: Opener, day: Day) -> None:
    phone = open_page(persona=OERN)
    vote = day.open_vote()
    phone.goto(day.path("nu"))
    phone.context.set_offline(True)
    tap(phone, "For")
    expect(unsent(phone)).to_be_visible()
    context = phone.context
    phone.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(day.path("nu"))
    expect(again.get_by_text("Din stemme er registreret: For.")).to_be_visible()
    assert day.ballots(vote) == ["1"]


def test_a_vote_that_comes_too_late_is_told_so(open_page: Opener, day: Day) -> None:
    phone = open_page(persona=OERN)
    vote = day.open_vote()
    phone.goto(day.path("nu"))
    phone.context.set_offline(True)
    tap(phone, "For")
    expect(unsent(phone)).to_be_visible()
    day.close_vote(vote)
    phone.context.set_offline(False)
    expect(phone.get_by_text("Afstemningen lukkede, før din stemme nåede frem.")).to_be_visible()
    assert day.ballots(vote) == []
    assert phone.evaluate("Object.keys(localStorage).filter((key) => key.includes('day-'))") == []


def test_the_big_screen_follows(open_page: Opener, day: Day) -> None:
    screen = open_page(DESKTOP)
    screen.goto(day.path("skaerm"))
    expect(screen.get_by_text("Bed om ordet på din telefon")).to_be_visible()
    vote = day.open_vote(question="Skal der plantes flere træer?")
    expect(screen.get_by_role("heading", name="Skal der plantes flere træer?")).to_be_visible(timeout=SOON)
    phone = open_page(persona=OERN)
    phone.goto(day.path("nu"))
    expect(screen.get_by_text("0 af 8 har stemt")).to_be_visible()
    tap(phone, "For")
    expect(screen.get_by_text("1 af 8 har stemt")).to_be_visible()
    day.close_vote(vote)
    expect(screen.locator(".hall__verdict")).to_have_text("Vedtaget", timeout=SOON)
    assert not screen.evaluate("document.documentElement.scrollHeight > innerHeight")


def test_a_tab_that_nobody_looks_at_asks_nothing_and_catches_up(open_page: Opener, day: Day) -> None:
    phone = open_page(persona=OERN)
    phone.goto(day.path("nu"))
    expect(phone.get_by_role("heading", name="Lyt med")).to_be_visible()
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url) if "/puls/" in request.url else None)
    hide = (
        "(hidden) => { Object.defineProperty(document, 'hidden', {get: () => hidden, configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange')); }"
    )
    phone.evaluate(hide, True)
    phone.wait_for_timeout(1_500)
    asked.clear()
    day.open_vote(question="Skal der plantes flere træer?")
    phone.wait_for_timeout(2_500)
    assert asked == []
    phone.evaluate(hide, False)
    expect(phone.get_by_role("heading", name="Skal der plantes flere træer?")).to_be_visible(timeout=1_000)


def test_the_floor_is_asked_for_without_leaving_the_page(open_page: Opener, day: Day) -> None:
    phone, other = open_page(persona=OERN), open_page(persona=RAEV)
    for page in (phone, other):
        page.goto(day.path("nu"))
    tap(phone, "Bed om ordet")
    expect(phone.get_by_text("Du er næste i køen")).to_be_visible()
    expect(other.get_by_text(OERN)).to_be_visible(timeout=SOON)
    other.context.set_offline(True)
    tap(other, "Bed om ordet")
    expect(other.get_by_text("Det kom ikke igennem. Prøv igen.")).to_be_visible()
    other.context.set_offline(False)
    tap(other, "Bed om ordet")
    expect(other.get_by_text("Du er nummer 2 i køen")).to_be_visible()
    tap(phone, "Jeg vil ikke sige noget alligevel")
    expect(other.get_by_text("Du er næste i køen")).to_be_visible(timeout=SOON)


@pytest.mark.parametrize("has_script", [True, False])
def test_a_paper_is_filled_in_and_handed_in(open_page: Opener, day: Day, has_script: bool) -> None:
    from youthvoice.elections.rules.polls import Way

    vote = day.open_vote(
        question="Hvor skal træet stå?", way=Way.one, is_on_motion=False, options=[("Virum", None), ("Lundtofte", None)]
    )
    phone = open_page(persona=OERN, java_script_enabled=has_script)
    phone.goto(day.path("nu"))
    phone.get_by_role("link", name="Udfyld din stemmeseddel").click()
    phone.get_by_label("Lundtofte").check()
    tap(phone, "Aflever min stemme")
    expect(phone.get_by_text("Din stemme er registreret: Lundtofte.")).to_be_visible()
    assert day.ballots(vote) == ["2"]


def test_a_secret_vote_leads_to_its_paper_and_back(open_page: Opener, day: Day) -> None:
    day.open_vote(is_named=False)
    phone = open_page(persona=OERN)
    phone.goto(day.path("nu"))
    tap(phone, "For")
    hand_in(phone)
    phone.get_by_role("link", name="Tilbage til Bytinget").click()
    expect(phone.get_by_text("Du har fået din stemmeseddel på en telefon.")).to_be_visible()


def test_without_a_script_the_halls_code_and_a_tap_are_enough(open_page: Opener, day: Day, do: Doing) -> None:
    def outside(session: Session) -> str:
        person = person_called(session, OERN).id
        mine = Delegate.year_id == day.year_id, Delegate.person_id == person
        session.scalars(select(Delegate).where(*mine)).one().came_at = None
        return hall_code(SECRET, session.get_one(AssemblyYear, day.year_id))

    code = do(outside)
    phone = open_page(persona=OERN, java_script_enabled=False)
    phone.goto(day.path("nu") + f"?kode={code}")
    tap(phone, "Jeg er her")
    expect(phone.get_by_role("heading", name="Lyt med")).to_be_visible()
    vote = day.open_vote()
    phone.get_by_role("link", name="Hent siden igen").click()
    tap(phone, "Hverken for eller imod")
    expect(phone.get_by_text("Din stemme er registreret: Hverken for eller imod.")).to_be_visible()
    assert day.ballots(vote) == ["3"]
