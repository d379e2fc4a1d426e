"""A day that is on, with a vote of every kind and people who want to speak; one on which options are ranked; and one to come."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.assembly import AssemblyYearFactory, DayItemFactory, DelegateFactory
from tests.factories.base import bind_factories
from tests.factories.hall import AGAINST, FOR, Hall, cast, hall, opened, planned
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.chairing import call_next
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.commands.turns import ask_for_floor
from youthvoice.assembly.models import AssemblyYear, DayItem, DayVote
from youthvoice.assembly.rules.years import DayTie
from youthvoice.elections.rules.polls import Way

RANKING, ON, BEFORE = 2041, 2042, 2043


def _joined(place: Hall, person: Person) -> Hall:
    """Somebody of the demo is in the hall too."""
    DelegateFactory(delegation=place.delegates[0].delegation, person=person, is_there=True)
    return place


def furnish_day(session: Session, delegate: Person) -> None:
    """Put the three years there; the delegate is there on both days that are on."""
    bind_factories(session)
    ranking = _joined(hall(session, year=RANKING), delegate)
    options = [(title, None) for title in ("Skolegården", "Parken", "Biblioteket")]
    opened(session, ranking, question="Hvor skal vi mødes?", way=Way.ranked, options=options)
    place = _joined(hall(session, schools=3, each=3, year=ON, quorum_percent=50), delegate)
    year_id, chair = place.year.id, place.chair.id
    for question, changes, ballots in (
        ("Ændring 1: Skal der stå fem træer?", {}, (FOR, FOR, FOR, FOR, AGAINST)),
        ("Skal vi tage en pause nu?", {"tie_rule": DayTie.lot}, (FOR, FOR, FOR, AGAINST, AGAINST, AGAINST)),
    ):
        vote = opened(session, place, question=question, is_on_motion=False, **changes)
        cast(session, place, vote, *ballots)
        close_vote(session, year_id, vote.id, actor_id=chair)
    planned(session, place, question="Skal forslaget vedtages?")
    cast(
        session, place, opened(session, place, question="Skal vi mødes igen?", is_on_motion=False, is_named=False), FOR
    )
    for one in place.delegates[2:7]:
        ask_for_floor(session, year_id, one.person_id)
    call_next(session, year_id, 0, actor_id=chair)
    before = AssemblyYearFactory(year=BEFORE)
    for title in ("Velkomst i salen", "Borgmesteren fortæller"):
        DayItemFactory(year_id=before.id, title=title)


def day_values(session: Session) -> dict[str, Any]:
    """Values for the addresses."""
    items = {
        year: session.scalars(
            select(DayItem.id).join(AssemblyYear, AssemblyYear.id == DayItem.year_id).where(AssemblyYear.year == year)
        ).first()
        for year in (ON, BEFORE)
    }
    lot = session.scalars(select(DayVote.id).where(DayVote.closed_at.is_not(None), DayVote.counted_at.is_(None))).one()
    paper = session.scalars(select(DayVote.id).where(DayVote.way == Way.ranked, DayVote.closed_at.is_(None))).one()
    return {"day_item": items[ON], "day_item_before": items[BEFORE], "day_lot": lot, "day_paper": paper}
