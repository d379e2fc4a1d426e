"""A vote by name: by a tap, on a paper, by a script that asks again; what is acknowledged is counted."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.assembly import DayItemFactory, DelegateFactory, DelegationFactory, LiveYearFactory
from tests.factories.live_day import NamedVoteFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.casting import NotOnRoll, VoteClosed, cast_named
from youthvoice.assembly.models import AssemblyYear, DayVote, NamedBallot
from youthvoice.assembly.rules.day import ItemState
from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound, RuleBroken
from youthvoice.elections.rules.polls import Way


@pytest.fixture(autouse=True)
def no_tokens(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser's tests send them."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", False)


@pytest.fixture
def year() -> AssemblyYear:
    made: AssemblyYear = LiveYearFactory()
    return made


@pytest.fixture
def me(session: Session, year: AssemblyYear) -> Person:
    found: Person = DelegateFactory(delegation=DelegationFactory(year_id=year.id), is_there=True).person
    return found


def vote_of(year: AssemblyYear, person: Person, **facts: Any) -> DayVote:
    item = DayItemFactory(year_id=year.id, state=ItemState.current)
    made: DayVote = NamedVoteFactory(year_id=year.id, item_id=item.id, voters=[person], **facts)
    return made


def stored(session: Session, vote: DayVote) -> list[str | None]:
    query = select(NamedBallot.ballot).where(NamedBallot.vote_id == vote.id)
    return list(session.scalars(query.order_by(NamedBallot.person_id)))


def path(year: AssemblyYear, vote: DayVote) -> str:
    return f"/bytinget/{year.year}/dagen/stem/{vote.id}"


def close(session: Session, vote: DayVote) -> None:
    vote.closed_at = now()
    session.flush()
    session.commit()


def test_a_later_ballot_takes_the_place_of_an_earlier_one(session: Session, year: AssemblyYear, me: Person) -> None:
    vote = vote_of(year, me)
    for choice in (1, 2, 2):
        cast_named(session, year.id, vote.id, me.id, (choice,))
        assert stored(session, vote) == [str(choice)]


def test_after_closing_only_what_was_in_is_acknowledged_again(session: Session, year: AssemblyYear, me: Person) -> None:
    vote = vote_of(year, me)
    cast_named(session, year.id, vote.id, me.id, (1,))
    close(session, vote)
    cast_named(session, year.id, vote.id, me.id, (1,))
    with pytest.raises(VoteClosed):
        cast_named(session, year.id, vote.id, me.id, (2,))
    assert stored(session, vote) == ["1"]


def test_who_came_later_and_what_does_not_fit_is_refused(session: Session, year: AssemblyYear, me: Person) -> None:
    vote = vote_of(year, me)
    late = DelegateFactory(delegation=DelegationFactory(year_id=year.id), is_there=True).person
    with pytest.raises(NotOnRoll):
        cast_named(session, year.id, vote.id, late.id, (1,))
    for ballot in ((4,), (1, 2), ()):
        with pytest.raises(RuleBroken):
            cast_named(session, year.id, vote.id, me.id, ballot)
    with pytest.raises(NotFound):
        cast_named(session, LiveYearFactory().id, vote.id, me.id, (1,))
    assert stored(session, vote) == [None]


def test_one_tap_without_a_script(sign_in: Any, session: Session, year: AssemblyYear, me: Person) -> None:
    vote = vote_of(year, me)
    client = sign_in(me)
    answer = client.post(path(year, vote), data={"choice": "1"})
    assert answer.status_code == 303
    page = client.get(answer.headers["Location"]).text
    assert "Din stemme er registreret: For. Du kan ændre den, til der lukkes." in page
    assert client.post(path(year, vote), data={"choice": "9"}).status_code == 422
    assert client.post(path(year, vote), data={}).status_code == 422
    close(session, vote)
    late = client.post(path(year, vote), data={"choice": "2"})
    assert late.status_code == 409
    assert "Afstemningen lukkede, før din stemme nåede frem." in late.text
    assert stored(session, vote) == ["1"]


def test_a_tap_costs_six_statements_once_the_vote_is_known(
    sign_in: Any, session: Session, year: AssemblyYear, me: Person, count_queries: Any
) -> None:
    """Hundreds come within ten seconds: who it is, the year, the vote held, the ballot, its place filled, and what is next."""
    vote = vote_of(year, me)
    client = sign_in(me)
    assert client.get(f"/bytinget/{year.year}/dagen/nu/dele").status_code == 200
    with count_queries() as seen:
        answer = client.post(path(year, vote), json={"choice": ["2"]}, check=False)
    assert answer.status_code == 200
    assert stored(session, vote) == ["2"]
    assert len(seen) <= 6, "\n".join(map(str, seen))


def test_a_script_is_told_in_json(sign_in: Any, session: Session, year: AssemblyYear, me: Person) -> None:
    vote = vote_of(year, me)
    client = sign_in(me)

    def cast(body: object) -> Any:
        return client.post(path(year, vote), data=json.dumps(body), content_type="application/json", check=False)

    done = cast({"choice": ["2"]})
    assert done.status_code == 200
    assert "Din stemme er registreret: Imod." in done.json["parts"]
    for nonsense in ({"choice": ["7"]}, {"choice": [1]}, {"choice": "1"}, ["1"], {}):
        refused = cast(nonsense)
        assert refused.status_code == 422
        assert refused.json["message"]
    close(session, vote)
    assert cast({"choice": ["2"]}).status_code == 200
    late = cast({"choice": ["1"]})
    assert (late.status_code, late.json["message"]) == (409, "Afstemningen lukkede, før din stemme nåede frem.")
    assert stored(session, vote) == ["2"]


def test_a_ranked_paper_is_filled_in_and_shown_again(
    sign_in: Any, session: Session, year: AssemblyYear, me: Person
) -> None:
    vote = vote_of(year, me, way=Way.ranked, titles=["Virum", "Lundtofte", "Byparken"])
    client = sign_in(me)
    paper = client.get(path(year, vote)).text
    assert "data-ranking" in paper
    twice = client.post(path(year, vote), data={"choice": ["1:1", "2:1"]})
    assert twice.status_code == 422
    assert "To har fået det samme nummer." in twice.text
    assert client.post(path(year, vote), data={"choice": ["3:1", "1:2", ""]}).status_code == 303
    assert stored(session, vote) == ["3 1"]
    assert "Byparken, Virum" in client.get(f"/bytinget/{year.year}/dagen/nu").text
    assert '<option value="3:1" selected>' in client.get(path(year, vote)).text
    assert client.post(path(year, vote), data={"choice": "blank"}).status_code == 303
    assert stored(session, vote) == [""]


def test_a_paper_of_a_vote_that_is_not_on_leads_back(
    sign_in: Any, session: Session, year: AssemblyYear, me: Person
) -> None:
    vote = vote_of(year, me, way=Way.one, titles=["Virum", "Lundtofte"])
    close(session, vote)
    answer = sign_in(me).get(path(year, vote))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/bytinget/{year.year}/dagen/nu")
    assert sign_in(me).get(path(year, vote) + "99").status_code == 404


def test_who_is_not_on_the_roll_is_told_so(sign_in: Any, session: Session, year: AssemblyYear, me: Person) -> None:
    vote = vote_of(year, me)
    late = DelegateFactory(delegation=DelegationFactory(year_id=year.id), is_there=True).person
    client = sign_in(late)
    assert "Du kan ikke stemme denne gang" in client.get(f"/bytinget/{year.year}/dagen/nu").text
    assert client.post(path(year, vote), data={"choice": "1"}).status_code == 403
