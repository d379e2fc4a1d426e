"""Votes for the browser: one of every kind of paper that is open, one to come, one that was cancelled, slips and a tablet."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.voting import SECRET, opened_contest, planned_contest
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.voting.commands.kiosks import open_kiosk
from youthvoice.voting.commands.planning import OptionFacts, cancel_contest
from youthvoice.voting.commands.slips import make_slips
from youthvoice.voting.models import Contest, Kiosk
from youthvoice.voting.rules.methods import Method

RANKED, MONEY, ONE, ANSWER = (
    "Hvem skal tale for os i Ungerådet?",
    "Hvad skal vi bruge pengene til?",
    "Hvor skal festivalen ligge?",
    "Skal vi have en fast skraldedag?",
)
COMING, CANCELLED = "Hvad skal det nye klubhus hedde?", "Hvilken farve skal bænkene have?"
CANDIDATES = ("Ida fra 7.B", "Bo fra 8.A", "Aya fra 9.C", "Emil fra 6.A", "Nur fra 7.A")
PLACES = ("Frederiksdal", "Ulvemosen", "Rådhusparken")
KIOSK = "7.B"


def furnish_votes(session: Session, person: Person) -> None:
    """Everybody young may vote; ``person`` prints and runs it."""
    candidates = [OptionFacts(title=name, text="Jeg vil have flere ture og bedre lys i gården.") for name in CANDIDATES]
    opened_contest(
        session,
        Method.stv,
        title=RANKED,
        options=candidates,
        seats=2,
        question="To af jer skal med til møderne i et år.",
    )
    things = [("Nye mål til banen", 12000), ("Et drivhus", 38000), ("Lyskæder i gården", 5000), ("En sofa", 21000)]
    options = [OptionFacts(title=title, cost=kroner * 100) for title, kroner in things]
    money = {"options": options, "budget": 5_000_000, "owner_title": "Klubben"}
    opened_contest(session, Method.equal_shares, title=MONEY, **money)
    places = [OptionFacts(title=title) for title in PLACES]
    one = opened_contest(session, title=ONE, options=places, takes_strangers=True, quorum_percent=20)
    make_slips(session, SECRET, one, 3, KIOSK, "d" * 32, actor_id=person.id)
    open_kiosk(session, one, KIOSK, actor_id=person.id)
    answers = [OptionFacts(title=title) for title in ("Ja", "Nej", "Hverken ja eller nej")]
    opened_contest(session, Method.yes_no, title=ANSWER, options=answers)
    later = now() + timedelta(days=3)
    planned_contest(session, Method.approval, title=COMING, opens_at=later, closes_at=later + timedelta(days=7))
    stopped = planned_contest(session, title=CANCELLED)
    cancel_contest(session, stopped, "Bænkene er malet. Vi stemmer om noget andet i stedet.", actor_id=person.id)


def vote_values(session: Session) -> dict[str, Any]:
    """The addresses of these votes."""
    kiosk = session.scalars(select(Kiosk)).first()
    assert kiosk is not None
    return {
        "vote_ranked": contest_called(session, RANKED).id,
        "vote_money": contest_called(session, MONEY).id,
        "vote_one": contest_called(session, ONE).id,
        "vote_answer": contest_called(session, ANSWER).id,
        "vote_coming": contest_called(session, COMING).id,
        "vote_cancelled": contest_called(session, CANCELLED).id,
        "kiosk": kiosk.code,
    }


def contest_called(session: Session, title: str) -> Contest:
    """A contest by its title."""
    return session.scalars(select(Contest).where(Contest.title == title)).one()
