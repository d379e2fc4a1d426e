"""A day that is on: the author is a delegate in the hall, and a vote by name is open."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.assembly import DayItemFactory, DelegateFactory, DelegationFactory, LiveYearFactory
from tests.factories.live_day import NamedVoteFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.rules.day import ItemState

ENDPOINTS = (
    "now", "now_parts", "screen", "screen_parts", "day_paper", "day_cast", "come", "ask", "unask",
)  # fmt: skip


def make_live_day(_session: Session, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Values for the addresses of phones and screens."""
    year = LiveYearFactory()
    item = DayItemFactory(year_id=year.id, state=ItemState.current)
    DelegateFactory(delegation=DelegationFactory(year_id=year.id), person=people["author"], is_there=True)
    vote = NamedVoteFactory(year_id=year.id, item_id=item.id, voters=[people["author"]])
    values = {"year": year.year, "vote_id": vote.id}
    return dict.fromkeys((f"assembly.{name}" for name in ENDPOINTS), values)
