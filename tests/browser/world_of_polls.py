"""What the browser's world needs of polls: one that a class votes in, one to come, and one that waits for its lot."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.browser.world_of_papers import PAPER_CLASS
from tests.factories.polls import poll_facts
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.councils.models import Body
from youthvoice.elections.commands.polls import plan_poll
from youthvoice.elections.rules.polls import Voters, Way
from youthvoice.voting.commands.casting import cast_slip
from youthvoice.voting.commands.hands import HandFacts, enter_hands
from youthvoice.voting.commands.hurrying import close_now
from youthvoice.voting.commands.kiosks import open_kiosk
from youthvoice.voting.commands.slips import make_slips
from youthvoice.voting.models import Contest, Kiosk, SlipSheet
from youthvoice.voting.rules.methods import TieRule
from youthvoice.voting.ticking import shake_open

NOOK, TRIP, COLOUR = "Skal vi have en læsekrog?", "Hvad skal elevrådet købe?", "Hvilken farve skal døren have?"
PLACE = "Biblioteket"


def furnish_polls(session: Session, runner: Person) -> None:
    """An administrator runs them all."""
    school_class = session.scalars(select(Body).where(Body.name == PAPER_CLASS)).one()
    council = session.get_one(Body, school_class.parent_id)
    nook = plan_poll(
        session,
        SECRET,
        school_class,
        poll_facts(title=NOOK, question="Er der flest for, bygger vi den i uge 12.", takes_strangers=True),
        "e1" * 16,
        actor_id=runner.id,
    )
    _voted(session, nook, runner)
    later = now() + timedelta(days=2)
    trip = poll_facts(Way.money, title=TRIP, opens_at=later, voters=Voters.represented, takes_strangers=True)
    plan_poll(session, SECRET, council, trip, "e2" * 16, actor_id=runner.id)
    door = poll_facts(Way.one, title=COLOUR, tie_rule=TieRule.lot, takes_strangers=True)
    colour = plan_poll(session, SECRET, council, door, "e3" * 16, actor_id=runner.id)
    close_now(session, colour, actor_id=runner.id)


def _voted(session: Session, contest: Contest, runner: Person) -> None:
    printed = make_slips(session, SECRET, contest, 5, PAPER_CLASS, "e4" * 16, actor_id=runner.id)
    for code in printed.codes[:3]:
        cast_slip(session, SECRET, contest, code, (1,))
    facts = HandFacts(place="0.C", children=18, hands={1: 11, 2: 5})
    enter_hands(session, contest, facts, "e5" * 16, actor_id=runner.id)
    open_kiosk(session, contest, PLACE, actor_id=runner.id)
    shake_open(session)


def poll_values(session: Session) -> dict[str, Any]:
    """Parts of addresses."""
    polls = {title: contest_id for contest_id, title in session.execute(select(Contest.id, Contest.title))}
    sheet = session.scalars(select(SlipSheet.id).where(SlipSheet.contest_id == polls[NOOK])).one()
    kiosk = session.scalars(select(Kiosk.id).where(Kiosk.contest_id == polls[NOOK])).one()
    return {
        "poll_open": polls[NOOK],
        "poll_coming": polls[TRIP],
        "poll_sealed": polls[COLOUR],
        "poll_sheet": sheet,
        "poll_kiosk": kiosk,
    }
