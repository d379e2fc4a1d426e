"""The big screen of the day: anybody can open it, and it shows one thing at a time."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.assembly import (
    DayItemFactory,
    DelegateFactory,
    DelegationFactory,
    LiveYearFactory,
    seat_of_chair,
)
from tests.factories.hall import cast, hall, opened
from tests.factories.live_day import NamedVoteFactory, TurnFactory
from youthvoice.assembly.commands.casting import cast_named
from youthvoice.assembly.commands.checking_in import hall_code
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.models import AssemblyYear, DayItem
from youthvoice.assembly.rules.day import ItemState, TurnState
from youthvoice.assembly.rules.years import DayTie
from youthvoice.core.clock import now
from youthvoice.core.pulse import beat
from youthvoice.elections.rules.polls import Way


@pytest.fixture
def year() -> AssemblyYear:
    made: AssemblyYear = LiveYearFactory(message="Frokost kl. 12.")
    return made


@pytest.fixture
def item(year: AssemblyYear) -> DayItem:
    made: DayItem = DayItemFactory(year_id=year.id, state=ItemState.current, title="Flere træer")
    return made


def test_it_shows_who_speaks_and_who_is_next_by_the_names_they_show(
    client: Any, session: Session, year: AssemblyYear, item: DayItem
) -> None:
    for place, school in enumerate(("Virum Skole", "Lundtofte Skole")):
        one = DelegateFactory(delegation=DelegationFactory(year_id=year.id, name=school), is_there=True)
        TurnFactory(
            year_id=year.id, item_id=item.id, person_id=one.person_id, delegation_id=one.delegation_id,
            state=TurnState.waiting if place else TurnState.speaking, called_at=None if place else now(),
        )  # fmt: skip
    session.commit()
    page = client.get(f"/bytinget/{year.year}/dagen/skaerm")
    assert "Set-Cookie" not in page.headers
    for words in ("Ordet har", "Virum Skole", "De næste", "Lundtofte Skole", "Frokost kl. 12.", 'data-most="120"'):
        assert words in page.text


def test_it_counts_those_who_have_voted_and_not_what_they_voted(
    client: Any, session: Session, year: AssemblyYear, item: DayItem, app: Flask, count_queries: Any
) -> None:
    people = [DelegateFactory(delegation=DelegationFactory(year_id=year.id), is_there=True).person for _one in range(3)]
    vote = NamedVoteFactory(year_id=year.id, item_id=item.id, voters=people, roll_size=3)
    beat(session, year.channel)
    session.commit()
    path = f"/bytinget/{year.year}/dagen/skaerm/dele"
    with count_queries() as seen:
        before = client.get(path)
    assert len(seen) == 6
    assert "0</strong> af 3 har stemt" in before.text
    cast_named(session, year.id, vote.id, people[0].id, (1,))
    session.commit()
    after = client.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "1</strong> af 3 har stemt" in after.text
    # A ballot wakes nobody: the number stays, and the turnout comes with the next look.
    assert 'data-number="1"' in after.text


def test_the_halls_code_stands_there_for_whoever_runs_the_day_alone(
    client: Any, sign_in: Any, session: Session, year: AssemblyYear, item: DayItem
) -> None:
    code = hall_code(SECRET, year)
    path = f"/bytinget/{year.year}/dagen/skaerm"
    chair = seat_of_chair(year)
    guest = DelegateFactory(delegation=DelegationFactory(year_id=year.id), is_there=True).person
    session.commit()
    assert code not in client.get(path).text
    assert code not in sign_in(guest).get(path).text
    assert f"<strong>{code}</strong>" in sign_in(chair).get(path).text


@pytest.mark.parametrize(
    ("facts", "words"), [({"begun_at": None}, "Velkommen"), ({"ended_at": now()}, "Tak for i dag"), ({}, "Vi er klar")]
)
def test_it_has_something_to_say_when_no_item_is_on(
    client: Any, session: Session, facts: dict[str, Any], words: str
) -> None:
    made = LiveYearFactory(**facts)
    session.commit()
    assert words in client.get(f"/bytinget/{made.year}/dagen/skaerm").text


NAMES = ("Træer", "Bænke", "Skatebane")


@pytest.mark.parametrize(
    ("facts", "ballots", "shown", "has_chart"),
    [
        ({"way": Way.ranked, "seats": 2}, ((1, 2), (1, 2), (2, 1)), ("<span>Træer</span>", "<span>Bænke</span>"), True),
        ({"way": Way.one}, ((1,), (1,), (2,)), ("<span>Træer</span>",), True),
        (
            {"way": Way.money, "budget": 3000},
            ((1, 2), (1, 2), (1, 2)),
            ("<span>Træer</span>", "1.000 kr.", "Der er penge til"),
            False,
        ),
    ],
    ids=["ranked", "one", "money"],
)
def test_those_who_won_stand_in_a_list_that_is_read_from_the_back(
    client: Any, session: Session, facts: dict[str, Any], ballots: Any, shown: tuple[str, ...], has_chart: bool
) -> None:
    place = hall(session)
    options = [(name, 1000 if facts["way"] is Way.money else None) for name in NAMES]
    vote = opened(session, place, options=options, tie_rule=DayTie.falls, **facts)
    cast(session, place, vote, *ballots)
    close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    session.commit()
    page = client.get(f"/bytinget/{place.year.year}/dagen/skaerm").text
    assert all(words in page for words in shown)
    assert ("hall__chart" in page) is has_chart
