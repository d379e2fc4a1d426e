"""What the chair's console costs: as many statements however much there is, and no more than a page of the house may."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.assembly import DayItemFactory, DelegateFactory, DelegationFactory
from tests.factories.hall import FOR, cast, hall, opened, planned
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.commands.turns import ask_for_floor

MOST = 8


@pytest.mark.parametrize("path", ["styring", "styring/nu"])
def test_the_console_costs_eight_statements_at_every_size(
    session: Session, sign_in: Any, count_queries: Any, path: str
) -> None:
    costs = []
    for size in (1, 6):
        place = hall(session, schools=size, each=2)
        for number in range(3 * size):
            DayItemFactory(year_id=place.year.id, position=10 + number, title=f"Et punkt mere {number}")
        for _vote in range(size):
            cast(session, place, vote := opened(session, place, is_on_motion=False), FOR)
            close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
            planned(session, place, is_on_motion=False)
        DelegateFactory(delegation=DelegationFactory(year_id=place.year.id), is_there=True)
        for delegate in place.delegates:
            ask_for_floor(session, place.year.id, delegate.person_id)
        session.commit()
        client = sign_in(place.chair)
        url = f"/bytinget/{place.year.year}/dagen/{path}"
        client.get(url, check=False)
        with count_queries() as seen:
            assert client.get(url, check=False).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1] <= MOST, (costs, seen)
