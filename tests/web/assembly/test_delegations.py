"""Which schools and councils send delegates; what there is to prepare with."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory
from tests.factories.assembly import DelegateFactory, DelegationFactory
from tests.factories.councils import BodyFactory, SeatFactory
from tests.web.assembly.years import town
from tests.web.forms import press, submit
from youthvoice.assembly.commands.delegations import DelegationFacts, add_delegation, add_schools, change_delegation
from youthvoice.assembly.models import Delegate, Delegation, Material
from youthvoice.assembly.queries.materials import materials_of
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.errors import RuleBroken


def facts(**changes: Any) -> DelegationFacts:
    usual = {"name": "", "school_id": None, "body_id": None, "places": 4, "way": DelegateWay.appointment}
    return DelegationFacts(**{**usual, **changes})


def test_a_council_is_added_by_the_page(session: Session, sign_in: Any) -> None:
    place, council = town(session), BodyFactory(name="Ungerådet")
    client, address = sign_in(place.helper), f"/bytinget/{place.year.year}/delegationer"
    assert submit(client, address, {"body_id": str(council.id), "places": "3"}).status_code == 303
    added = session.scalars(select(Delegation).where(Delegation.body_id == council.id)).one()
    assert (added.name, added.places) == ("Ungerådet", 3)
    again = submit(client, address, {"body_id": str(council.id), "places": "5"})
    assert again.status_code == 422
    assert "Der er allerede en, der hedder sådan." in again.text


def test_it_needs_a_name(session: Session, sign_in: Any) -> None:
    place = town(session)
    got = submit(sign_in(place.helper), f"/bytinget/{place.year.year}/delegationer", {"places": "3"})
    assert got.status_code == 422
    assert "Vælg en skole eller et råd, eller skriv et navn." in got.text


def test_every_school_that_is_missing_is_added_once(session: Session) -> None:
    place = town(session)
    ids = [SchoolFactory().id for _ in range(3)]
    for expected in (3, 0):
        schools = [*ids, place.delegation.school_id or 0]
        added = add_schools(session, place.year.id, 2, DelegateWay.lot, schools, actor_id=place.helper.id)
        assert added == expected
    rows = session.scalars(select(Delegation).where(Delegation.school_id.in_(ids))).all()
    assert {(row.places, row.way) for row in rows} == {(2, DelegateWay.lot)}


def test_the_page_adds_the_schools(session: Session, sign_in: Any) -> None:
    place = town(session)
    SchoolFactory(name="Skolen ved søen")
    client, address = sign_in(place.helper), f"/bytinget/{place.year.year}/delegationer"
    wrong = submit(client, f"{address}/skoler", {"places": "900"}, page=address)
    assert wrong.status_code == 422
    assert 'id="skoler-places-error"' in wrong.text
    assert 'value="900"' in wrong.text
    sent = {"places": "6", "way": "lot"}
    assert submit(client, f"{address}/skoler", sent, page=address).status_code == 303
    assert "Skolen ved søen" in client.get(address).text


def test_places_are_never_fewer_than_those_who_go(session: Session) -> None:
    place = town(session)
    DelegateFactory(delegation=place.delegation)
    with pytest.raises(RuleBroken) as refused:
        change_delegation(
            session, place.year.id, place.delegation.id, facts(name="En", places=0), actor_id=place.helper.id
        )
    assert set(refused.value.problems) == {"places"}


def test_only_an_empty_one_is_removed(session: Session, sign_in: Any) -> None:
    place = town(session)
    empty = DelegationFactory(year_id=place.year.id)
    DelegateFactory(delegation=place.delegation)
    session.flush()
    client, address = sign_in(place.helper), f"/bytinget/{place.year.year}/delegationer"
    assert press(client, f"{address}/{empty.id}/fjern").status_code == 303
    kept = press(client, f"{address}/{place.delegation.id}/fjern")
    assert kept.status_code == 422
    assert "Sæt pladserne til 0 i stedet." in kept.text
    assert session.scalars(select(Delegation.id).where(Delegation.year_id == place.year.id)).all() == [
        place.delegation.id
    ]


def test_members_who_waited_go_when_there_is_room(session: Session) -> None:
    place = town(session, places=0)
    pupil = place.pupils[0]
    SeatFactory(body=place.year.body, person=pupil)
    session.flush()
    change_delegation(
        session, place.year.id, place.delegation.id,
        facts(name=place.delegation.name, school_id=place.delegation.school_id, places=1), actor_id=place.helper.id,
    )  # fmt: skip
    (delegate,) = session.scalars(select(Delegate)).all()
    assert (delegate.person_id, delegate.delegation_id) == (pupil.id, place.delegation.id)


def test_a_new_delegation_takes_in_those_who_waited(session: Session) -> None:
    place, council = town(session), BodyFactory()
    person = PersonFactory()
    SeatFactory(body=council, person=person)
    SeatFactory(body=place.year.body, person=person)
    session.flush()
    made = add_delegation(session, place.year.id, facts(body_id=council.id), actor_id=place.helper.id)
    assert session.scalars(select(Delegate.delegation_id)).all() == [made.id]


def test_material_is_added_put_in_order_and_removed(session: Session, sign_in: Any) -> None:
    place = town(session)
    client, address = sign_in(place.helper), f"/bytinget/{place.year.year}/materiale"
    for title in ("Sådan gør I", "En film"):
        assert submit(client, address, {"title": title, "url": "https://example.test/"}).status_code == 303
    first, last = materials_of(session, place.year.id)
    assert press(client, f"{address}/{last.id}/op").status_code == 303
    session.expire_all()
    assert [one.title for one in materials_of(session, place.year.id)] == ["En film", "Sådan gør I"]
    public = client.get(f"/bytinget/{place.year.year}").text
    assert public.index("En film") < public.index("Sådan gør I")
    assert [press(client, f"{address}/{first.id}/fjern").status_code for _ in range(2)] == [303, 303]
    assert session.scalars(select(Material.title)).all() == ["En film"]


def test_a_link_leads_to_the_web(session: Session, sign_in: Any) -> None:
    place = town(session)
    client, address = sign_in(place.helper), f"/bytinget/{place.year.year}/materiale"
    got = submit(client, address, {"title": "En film", "url": "javascript:alert(1)"})
    assert got.status_code == 422
    assert "https://" in got.text
