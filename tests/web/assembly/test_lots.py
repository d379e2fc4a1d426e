"""Those who would like to go put themselves forward, and a lot says who does."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.html import CheckingClient
from tests.web.assembly.years import Town, town
from tests.web.forms import press, submit
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.delegates import end_delegate
from youthvoice.assembly.commands.lots import call_next, draw, stop_volunteering, volunteer
from youthvoice.assembly.models import Delegate, DelegateDraw, Volunteer
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.voting.tallies.lots import by_lot

SEED = "426115"
WITNESSES = "Ida og Bo"


def place_of_lots(session: Session, wishing: int = 4, places: int = 2) -> Town:
    place = town(session, places=places, way=DelegateWay.lot)
    for pupil in place.pupils[:wishing]:
        volunteer(session, place.year, place.delegation.id, pupil)
    return place


def drawn(session: Session, place: Town, key: str = "d" * 32, seed: str = SEED) -> DelegateDraw:
    return draw(session, place.year.id, place.delegation.id, seed, WITNESSES, key, actor_id=place.helper.id)


def goers(session: Session, place: Town) -> list[int]:
    query = select(Delegate.person_id).where(Delegate.withdrawn_at.is_(None)).order_by(Delegate.id)
    return list(session.scalars(query.where(Delegate.delegation_id == place.delegation.id)))


def in_order(session: Session, row: DelegateDraw) -> list[int]:
    return [session.get_one(Volunteer, number).person_id for number in row.order]


def test_the_first_of_the_lot_go_and_anybody_can_count_it_again(session: Session) -> None:
    place = place_of_lots(session)
    row = drawn(session, place)
    numbers = session.scalars(select(Volunteer.id)).all()
    assert row.order == list(by_lot(SEED, numbers))
    assert goers(session, place) == in_order(session, row)[:2]
    ways = session.scalars(select(Delegate.way)).all()
    assert set(ways) == {DelegateWay.lot}


def test_sent_twice_it_is_drawn_once_and_nobody_draws_until_they_like_it(session: Session) -> None:
    place = place_of_lots(session)
    row = drawn(session, place)
    assert drawn(session, place).id == row.id
    end_delegate(session, place.year.id, session.scalars(select(Delegate.id)).first() or 0, actor_id=place.helper.id)
    with pytest.raises(Conflict):
        drawn(session, place, key="e" * 32, seed="111111")
    assert len(session.scalars(select(DelegateDraw)).all()) == 1


def test_the_next_of_the_lot_follows(session: Session) -> None:
    place = place_of_lots(session)
    row = drawn(session, place)
    order = in_order(session, row)
    with pytest.raises(Conflict):
        call_next(session, place.year.id, place.delegation.id, actor_id=place.helper.id)
    first = session.scalars(select(Delegate).where(Delegate.person_id == order[0])).one()
    end_delegate(session, place.year.id, first.id, actor_id=place.helper.id)
    stop_volunteering(session, place.year, place.delegation.id, session.get_one(Person, order[2]))
    called = call_next(session, place.year.id, place.delegation.id, actor_id=place.helper.id)
    assert called.person_id == order[3]


def test_whoever_cannot_have_a_seat_is_passed_over(session: Session) -> None:
    place = place_of_lots(session)
    place.year.body.max_age = 18
    ids = session.scalars(select(Volunteer.id).order_by(Volunteer.id)).all()
    first = session.get_one(Volunteer, by_lot(SEED, ids)[0])
    session.get_one(Person, first.person_id).birth_year = 1990
    session.flush()
    row = drawn(session, place)
    assert goers(session, place) == in_order(session, row)[1:3]


def test_a_lot_needs_numbers_witnesses_and_somebody_who_would_like_to_go(session: Session) -> None:
    place = place_of_lots(session)
    for seed, witnesses, field in (("12", WITNESSES, "seed"), (SEED, "Ida", "witnesses")):
        with pytest.raises(RuleBroken) as refused:
            draw(
                session, place.year.id, place.delegation.id, seed, witnesses, "f" * 32, actor_id=place.helper.id
            )  # fmt: skip
        assert set(refused.value.problems) == {field}
    empty = place_of_lots_of_nobody(session)
    with pytest.raises(Conflict):
        draw(session, empty.year.id, empty.delegation.id, SEED, WITNESSES, "f" * 32, actor_id=empty.helper.id)


def place_of_lots_of_nobody(session: Session) -> Town:
    return town(session, way=DelegateWay.lot, year=2099)


def test_one_tap_in_and_one_tap_out(session: Session, sign_in: Any) -> None:
    place = town(session, way=DelegateWay.lot)
    client, address = sign_in(place.pupils[0]), f"/bytinget/{place.year.year}"
    into, out = (f"{address}/delegationer/{place.delegation.id}/{word}" for word in ("med", "ikke-med"))
    assert submit(client, into, {}, page=address).status_code == 303
    row = session.scalars(select(Volunteer)).one()
    assert f"Dit nummer er {row.id}." in client.get(address).text
    assert press(client, into).status_code == 303
    assert submit(client, out, {}, page=address).status_code == 303
    session.expire_all()
    assert session.scalars(select(Volunteer)).one().withdrawn_at is not None
    assert submit(client, into, {}, page=address).status_code == 303
    session.expire_all()
    assert session.scalars(select(Volunteer)).one().withdrawn_at is None


def test_only_those_who_come_from_there_put_themselves_forward(
    client: CheckingClient, session: Session, sign_in: Any
) -> None:
    place = town(session, way=DelegateWay.lot)
    into = f"/bytinget/{place.year.year}/delegationer/{place.delegation.id}/med"
    session.commit()
    for person in (PersonFactory(), place.teacher, place.helper):
        assert press(sign_in(person), into).status_code == 403
    assert "Jeg vil gerne med" not in sign_in(PersonFactory()).get(f"/bytinget/{place.year.year}").text


def test_the_lot_is_drawn_by_the_page_and_read_without_names(session: Session, sign_in: Any) -> None:
    place = place_of_lots(session)
    client = sign_in(place.teacher)
    base = f"/bytinget/{place.year.year}"
    address = f"{base}/delegationer/{place.delegation.id}/lod"
    wrong = submit(client, address, {"seed": "1", "witnesses": "Ida"})
    assert wrong.status_code == 422
    sent = submit(client, address, {"seed": "4 2 6 1 1 5", "witnesses": WITNESSES})
    assert sent.status_code == 303
    result = sent.headers["Location"]
    names = [pupil.display_name for pupil in place.pupils[:4]]
    assert all(name in client.get(result).text for name in names)
    assert "Det er dig" in sign_in(place.pupils[0]).get(result).text
    client.delete_cookie("session")
    page = client.get(result).text
    assert "426115" in page
    assert not any(name in page for name in names)
    assert page.count("Fik plads") == 2
    assert page.count("Suppleant") == 2
