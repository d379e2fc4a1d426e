"""The chair's page: every press from a form that stands on it, twice is once, and nothing of a secret vote before its count."""

import re
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory
from tests.factories.assembly import DelegateFactory
from tests.factories.councils import SeatFactory
from tests.factories.hall import AGAINST, FOR, Hall, cast, hall, opened, planned
from tests.html import CheckingClient
from tests.web.forms import form_fields, press, submit
from youthvoice.assembly.commands.closing_votes import close_vote
from youthvoice.assembly.commands.turns import ask_for_floor
from youthvoice.assembly.models import DayItem, DayVote, Turn
from youthvoice.assembly.rules.day import ItemState, TurnState, Verdict, VoteState
from youthvoice.assembly.rules.years import DayTie
from youthvoice.core.clock import now
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.elections.rules.polls import Way


@pytest.fixture
def place(session: Session) -> Hall:
    return hall(session)


def at(place: Hall, step: str = "") -> str:
    return f"/bytinget/{place.year.year}/dagen/styring{step}"


def page(client: CheckingClient, place: Hall) -> str:
    shown = client.get(at(place))
    assert shown.status_code == 200
    return shown.get_data(as_text=True)


def test_next_from_two_consoles_is_once(session: Session, place: Hall, sign_in: Any) -> None:
    client = sign_in(place.chair)
    fields = form_fields(page(client, place), at(place, "/naeste"))
    assert fields["seen"] == str(place.item.id)
    for _console in range(2):
        assert client.post(at(place, "/naeste"), data=fields).status_code == 303
    session.expire_all()
    states = [item.state for item in session.scalars(select(DayItem).order_by(DayItem.position))]
    assert states == [ItemState.done, ItemState.current, ItemState.waiting]
    assert "Det var allerede gjort." in page(client, place)


def test_a_deputy_takes_over_on_a_phone(session: Session, place: Hall, sign_in: Any) -> None:
    deputy = SeatFactory(body=place.year.body, role=SeatRole.deputy).person
    vote = planned(session, place)
    chair = sign_in(place.chair)
    assert submit(chair, at(place, "/afstemning/aabn"), {"vote_id": vote.id}, at(place)).status_code == 303
    client = sign_in(deputy)
    assert "0 har stemt af 6." in page(client, place)
    assert submit(client, at(place, "/afstemning/luk"), {}, at(place)).status_code == 303
    session.refresh(vote)
    assert vote.state is VoteState.counted


def test_a_motion_is_voted_on_in_four_presses(session: Session, place: Hall, sign_in: Any) -> None:
    client = sign_in(place.chair)
    ready = at(place, f"/punkter/{place.item.id}/afstemninger")
    assert submit(client, ready, {}, at(place)).status_code == 303
    vote = session.scalars(select(DayVote)).one()
    assert not vote.is_named
    assert submit(client, at(place, "/afstemning/aabn"), {}, at(place)).status_code == 303
    session.refresh(vote)
    cast(session, place, vote, FOR, FOR, FOR, AGAINST, AGAINST)
    session.commit()
    before = page(client, place)
    assert "5 har stemt af 6." in before
    assert "3 for" not in before
    assert submit(client, at(place, "/afstemning/luk"), {}, at(place)).status_code == 303
    after = page(client, place)
    assert "Vedtaget" in after
    assert "3 for, 2 imod, 0 hverken for eller imod." in after


def test_a_tie_is_decided_by_those_who_draw(session: Session, place: Hall, sign_in: Any) -> None:
    vote = opened(session, place, tie_rule=DayTie.lot)
    cast(session, place, vote, FOR, AGAINST)
    close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    client = sign_in(place.chair)
    url = at(place, f"/afstemning/{vote.id}/lod")
    assert url in page(client, place)
    wrong = submit(client, url, {"seed": "12", "witnesses": "Ida og Bo"})
    assert wrong.status_code == 422
    assert 'value="12"' in wrong.get_data(as_text=True)
    assert submit(client, url, {"seed": "441613", "witnesses": "Ida og Bo"}).status_code == 303
    session.refresh(vote)
    assert vote.verdict in (Verdict.adopted, Verdict.rejected)
    assert client.get(url).status_code == 409


def test_a_choice_is_planned_by_the_form_and_what_was_typed_stays(session: Session, place: Hall, sign_in: Any) -> None:
    client = sign_in(place.chair)
    url = at(place, f"/punkter/{place.item.id}/afstemning")
    typed = {"about": "free", "question": "Hvor skal vi bygge?", "way": "one", "options": ["Nord"], "openness": "named"}
    wrong = submit(client, url, typed)
    assert wrong.status_code == 422
    assert "Hvor skal vi bygge?" in wrong.get_data(as_text=True)
    sent = submit(client, url, typed | {"options": ["Nord", "Syd"]})
    assert sent.status_code == 303
    vote = session.scalars(select(DayVote)).one()
    assert (vote.way, vote.is_named, vote.motion_id) == (Way.one, True, None)


def test_the_floor_goes_by_fair_turns(session: Session, place: Hall, sign_in: Any) -> None:
    first_school, other_school = place.delegates[:3], place.delegates[3:]
    for delegate in (*first_school[:2], other_school[0]):
        ask_for_floor(session, place.year.id, delegate.person_id)
    client = sign_in(place.chair)
    called = []
    for _turn in range(3):
        assert submit(client, at(place, "/ordet"), {}, at(place)).status_code == 303
        speaking = session.scalars(select(Turn).where(Turn.state == TurnState.speaking)).one()
        called.append(speaking.person_id)
    assert called == [first_school[0].person_id, other_school[0].person_id, first_school[1].person_id]
    submit(client, at(place, "/ordet/slut"), {}, at(place))
    assert "Ingen har ordet." in page(client, place)
    submit(client, at(place, "/talerliste"), {}, at(place))
    session.refresh(place.item)
    assert not place.item.takes_turns


def parts_of(client: CheckingClient, place: Hall) -> dict[str, str]:
    text = client.get(at(place, "/nu"), check=False).get_data(as_text=True)
    return dict(re.findall(r'data-part="([a-z]+)" data-key="([0-9a-f]+)"', text))


def test_only_the_parts_that_changed_have_another_key(session: Session, place: Hall, sign_in: Any) -> None:
    vote = opened(session, place)
    client = sign_in(place.chair)
    before = parts_of(client, place)
    assert set(before) == {"hall", "now", "talk", "votes", "items"}
    assert parts_of(client, place) == before
    cast(session, place, vote, FOR)
    session.commit()
    after = parts_of(client, place)
    assert {name for name in before if before[name] != after[name]} == {"now", "votes"}
    ask_for_floor(session, place.year.id, place.delegates[0].person_id)
    session.commit()
    assert {name for name, key in parts_of(client, place).items() if after[name] != key} == {"talk"}


def test_a_message_stands_on_every_screen_until_it_is_taken_away(session: Session, place: Hall, sign_in: Any) -> None:
    client = sign_in(place.chair)
    for text in ("Pause til klokken 11", ""):
        assert submit(client, at(place, "/besked"), {"message": text}, at(place)).status_code == 303
        session.refresh(place.year)
        assert place.year.message == text
    wrong = submit(client, at(place, "/besked"), {"message": "Ring til 010203-1234"}, at(place))
    assert wrong.status_code == 422


def test_the_day_ends_once_nothing_is_left_to_count(session: Session, place: Hall, sign_in: Any) -> None:
    vote = opened(session, place)
    client = sign_in(place.chair)
    assert submit(client, at(place, "/slut"), {}).status_code == 303
    session.refresh(place.year)
    assert place.year.ended_at is None
    close_vote(session, place.year.id, vote.id, actor_id=place.chair.id)
    session.commit()
    assert submit(client, at(place, "/slut"), {}).status_code == 303
    session.refresh(place.year)
    assert place.year.ended_at is not None
    assert "Dagen er slut." in page(client, place)


def test_others_stay_out(session: Session, place: Hall, sign_in: Any) -> None:
    delegate = place.delegates[0].person
    client = sign_in(delegate)
    assert client.get(at(place)).status_code == 403
    assert press(client, at(place, "/naeste"), {"seen": place.item.id}).status_code == 403


def test_a_console_costs_no_more_than_eight_queries(
    session: Session, place: Hall, sign_in: Any, count_queries: Any
) -> None:
    for number in range(4):
        planned(session, place, question=f"Spørgsmål {number}", is_on_motion=False)
        DelegateFactory(delegation=place.delegates[0].delegation, is_there=True)
        ask_for_floor(session, place.year.id, place.delegates[number].person_id)
    client = sign_in(place.chair)
    page(client, place)
    for path in ("", "/nu"):
        with count_queries() as seen:
            assert client.get(at(place, path), check=False).status_code == 200
        assert len(seen) <= 8, seen


def test_a_day_that_was_not_begun_is_begun_once(session: Session, sign_in: Any) -> None:
    place = hall(session)
    place.year.begun_at = None
    place.item.state, place.item.started_at = ItemState.waiting, None
    session.flush()
    client = sign_in(AdministratorFactory())
    for _press in range(2):
        assert press(client, at(place, "/begynd")).status_code == 303
    session.expire_all()
    assert place.year.begun_at is not None
    assert place.year.begun_at <= now()
    assert place.item.state is ItemState.current
    assert sign_in(PersonFactory()).get(at(place)).status_code == 403
