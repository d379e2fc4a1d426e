"""A delegate's phone on the day: one thing to do, and it follows what happens."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.accounts import PersonFactory
from tests.factories.assembly import (
    AssemblyYearFactory,
    DayItemFactory,
    DelegateFactory,
    DelegationFactory,
    LiveYearFactory,
)
from tests.factories.live_day import NamedVoteFactory, TurnFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.checking_in import hall_code
from youthvoice.assembly.models import AssemblyYear, DayItem, Delegate, Turn
from youthvoice.assembly.rules.day import ItemState, TurnState, Verdict
from youthvoice.core.clock import now
from youthvoice.core.pulse import beat, number_of
from youthvoice.voting.rules.methods import Method
from youthvoice.voting.tallies import TallyRules, count


@pytest.fixture(autouse=True)
def no_tokens(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser's tests send them."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def year(session: Session) -> AssemblyYear:
    """The day is on, at its first item."""
    made: AssemblyYear = LiveYearFactory(message="")
    DayItemFactory(year_id=made.id, state=ItemState.current, title="Flere træer", position=1)
    DayItemFactory(year_id=made.id, title="Borgmesteren svarer", position=2)
    return made


@pytest.fixture
def item(session: Session, year: AssemblyYear) -> DayItem:
    return session.scalars(select(DayItem).where(DayItem.state == ItemState.current)).one()


@pytest.fixture
def me(year: AssemblyYear) -> Person:
    """A delegate in the hall."""
    delegation = DelegationFactory(year_id=year.id, name="Virum Skole")
    found: Person = DelegateFactory(delegation=delegation, is_there=True).person
    return found


def path(year: AssemblyYear, *more: str) -> str:
    return "/".join((f"/bytinget/{year.year}/dagen", *more))


def key_of(text: str, part: str) -> str:
    found = re.search(rf'data-part="{part}" data-key="([^"]*)"', text)
    assert found
    return found[1]


def test_anybody_looks_on_with_few_queries_and_no_cookie(client: Any, year: AssemblyYear, count_queries: Any) -> None:
    with count_queries() as seen:
        page = client.get(path(year, "nu"))
    assert len(seen) == 5
    assert "Du følger med" in page.text
    assert "Flere træer" in page.text
    assert "Borgmesteren svarer" in page.text
    assert "csrf_token" not in page.text
    assert "Set-Cookie" not in page.headers
    again = client.get(path(year, "nu", "dele"))
    assert client.get(path(year, "nu", "dele"), headers={"If-None-Match": again.headers["ETag"]}).status_code == 304


def test_a_delegates_page_costs_a_constant_number_of_queries(
    sign_in: Any, session: Session, year: AssemblyYear, item: DayItem, me: Person, count_queries: Any, app: Flask
) -> None:
    NamedVoteFactory(year_id=year.id, item_id=item.id, voters=[me])
    for place in range(5):
        one = DelegateFactory(delegation=DelegationFactory(year_id=year.id), is_there=True)
        TurnFactory(
            year_id=year.id, item_id=item.id, person_id=one.person_id, delegation_id=one.delegation_id,
            state=TurnState.waiting if place else TurnState.speaking, called_at=None if place else now(),
        )  # fmt: skip
    beat(session, year.channel)
    client = sign_in(me)
    client.get(path(year, "nu"))
    app.extensions["youthvoice.pulses"].forget()
    with count_queries() as cold:
        client.get(path(year, "nu"))
    with count_queries() as warm:
        client.get(path(year, "nu", "dele"))
    # What is the same for everybody is read once for all who ask at that number.
    assert (len(cold), len(warm)) == (8, 3)


def test_a_year_that_was_not_announced_shows_nothing(client: Any, session: Session) -> None:
    planned = AssemblyYearFactory(announced_at=None)
    session.commit()
    for page in ("nu", "nu/dele", "skaerm", "skaerm/dele"):
        assert client.get(path(planned, page)).status_code == 404
        assert client.get(f"/bytinget/1999/dagen/{page}").status_code == 404


def test_before_and_after_the_day(sign_in: Any, session: Session) -> None:
    coming, gone = AssemblyYearFactory(), LiveYearFactory(ended_at=now())
    person = DelegateFactory(delegation__year_id=coming.id).person
    client = sign_in(person)
    assert "Dagen er ikke begyndt" in client.get(path(coming, "nu")).text
    assert "Dagen er slut" in client.get(path(gone, "nu")).text


def test_whoever_has_the_halls_code_comes_in_with_one_press(sign_in: Any, session: Session, year: AssemblyYear) -> None:
    guest = DelegateFactory(delegation__year_id=year.id)
    client = sign_in(guest.person)
    code = hall_code(SECRET, year)
    page = client.get(path(year, "nu") + f"?kode={code}")
    assert f'value="{code}"' in page.text
    wrong = client.post(path(year, "her"), data={"code": "zzzz"})
    assert wrong.status_code == 422
    assert "Koden passer ikke" in wrong.text
    assert 'value="zzzz"' in wrong.text
    assert client.post(path(year, "her"), data={"code": code.lower()}).status_code == 303
    assert session.get_one(Delegate, guest.id, populate_existing=True).came_at is not None
    assert "Lyt med" in client.get(path(year, "nu")).text


def test_ask_for_the_floor_take_it_back_and_see_ones_place(
    sign_in: Any, session: Session, year: AssemblyYear, item: DayItem, me: Person
) -> None:
    other = DelegateFactory(delegation=DelegationFactory(year_id=year.id), is_there=True)
    TurnFactory(year_id=year.id, item_id=item.id, person_id=other.person_id, delegation_id=other.delegation_id)
    client = sign_in(me)
    before = number_of(session, year.channel)
    for _twice in range(2):
        assert client.post(path(year, "ordet")).status_code == 303
    assert number_of(session, year.channel) == before + 1
    page = client.get(path(year, "nu")).text
    assert "Du er nummer 2 i køen" in page
    assert session.query(Turn).filter_by(person_id=me.id, state=TurnState.waiting).count() == 1
    for _twice in range(2):
        assert client.post(path(year, "ordet", "tilbage")).status_code == 303
    assert "Bed om ordet" in client.get(path(year, "nu")).text
    assert session.query(Turn).filter_by(person_id=me.id, state=TurnState.withdrawn).count() == 1


def test_a_closed_list_and_an_empty_chair_are_told_kindly(
    sign_in: Any, session: Session, year: AssemblyYear, item: DayItem, me: Person
) -> None:
    item.takes_turns = False
    session.flush()
    refused = sign_in(me).post(path(year, "ordet"))
    assert refused.status_code == 409
    assert "Talerlisten er lukket" in refused.text
    assert "data-parts" in refused.text
    outside = DelegateFactory(delegation__year_id=year.id).person
    assert sign_in(outside).post(path(year, "ordet")).status_code == 403
    assert sign_in(PersonFactory()).post(path(year, "ordet")).status_code == 403


def test_a_part_changes_its_key_only_when_it_changed(
    sign_in: Any, session: Session, year: AssemblyYear, item: DayItem, me: Person
) -> None:
    vote = NamedVoteFactory(year_id=year.id, item_id=item.id, voters=[me])
    client = sign_in(me)
    first = client.get(path(year, "nu", "dele")).text
    other = DelegateFactory(delegation=DelegationFactory(year_id=year.id), is_there=True)
    TurnFactory(year_id=year.id, item_id=item.id, person_id=other.person_id, delegation_id=other.delegation_id)
    beat(session, year.channel)
    session.commit()
    second = client.get(path(year, "nu", "dele")).text
    assert key_of(first, "do") == key_of(second, "do")
    assert key_of(first, "happening") != key_of(second, "happening")
    client.post(path(year, "stem", str(vote.id)), data={"choice": "1"})
    assert key_of(client.get(path(year, "nu", "dele")).text, "do") != key_of(first, "do")


def test_the_result_stands_on_the_phone_until_somebody_speaks(
    client: Any, session: Session, year: AssemblyYear, item: DayItem, me: Person
) -> None:
    outcome = count(TallyRules(method=Method.yes_no, options=(1, 2, 3)), {(1,): 3, (2,): 1})
    NamedVoteFactory(
        year_id=year.id, item_id=item.id, closed_at=now(), counted_at=now(), verdict=Verdict.adopted,
        outcome=outcome.to_json(), roll_size=5, taken_part=4,
    )  # fmt: skip
    beat(session, year.channel)
    session.commit()
    page = client.get(path(year, "nu")).text
    assert "Vedtaget" in page
    assert "3 for og 1 imod." in page
    assert "4 af 5 stemte." in page
    assert "Vedtaget" in client.get(path(year, "skaerm")).text
    delegation = session.scalars(select(Delegate.delegation_id).where(Delegate.person_id == me.id)).one()
    TurnFactory(
        year_id=year.id, item_id=item.id, person_id=me.id, delegation_id=delegation, state=TurnState.speaking,
        called_at=now() + timedelta(seconds=1),
    )  # fmt: skip
    beat(session, year.channel)
    session.commit()
    assert "Vedtaget" not in client.get(path(year, "nu")).text
