"""Delegates follow seats: by election, by name, by the slip; and they leave with them."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.assembly import DelegateFactory, DelegationFactory
from tests.factories.councils import SeatFactory
from tests.html import CheckingClient
from tests.web.assembly.years import Town, town
from tests.web.forms import press, submit
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.delegates import end_delegate, name_delegate
from youthvoice.assembly.commands.lots import draw
from youthvoice.assembly.models import Delegate, Delegation, Volunteer
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, RuleBroken
from youthvoice.councils.commands.seats import SeatFacts, end_seat, give_seat
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import SeatEnd, SeatRole


def going(session: Session) -> list[Delegate]:
    session.flush()
    return list(session.scalars(select(Delegate).where(Delegate.withdrawn_at.is_(None)).order_by(Delegate.id)))


def seated(session: Session, place: Town, person: Person, actor_id: int | None = None) -> Seat:
    body = session.get_one(Body, place.year.body_id)
    return give_seat(session, body, person, SeatFacts(role=SeatRole.member, starts_on=today()), actor_id=actor_id)


def named(session: Session, place: Town, person: Person) -> Delegate:
    return name_delegate(
        session, place.year.id, place.delegation.id, person, DelegateWay.appointment, actor_id=place.helper.id
    )


def test_a_seat_by_the_ballots_is_an_election(session: Session) -> None:
    place = town(session)
    seat = seated(session, place, place.pupils[0])
    seated(session, place, place.pupils[1], actor_id=place.helper.id)
    elected, given = going(session)
    assert (elected.seat_id, elected.delegation_id) == (seat.id, place.delegation.id)
    assert (elected.way, given.way) == (DelegateWay.election, DelegateWay.appointment)


def test_where_all_places_are_taken_the_seat_stands_and_waits(session: Session, sign_in: Any) -> None:
    place = town(session, places=1)
    for pupil in place.pupils[:2]:
        seated(session, place, pupil)
    assert [one.person_id for one in going(session)] == [place.pupils[0].id]
    page = sign_in(place.helper).get(f"/bytinget/{place.year.year}/delegerede").text
    assert "1 har en plads i Bytinget, men er ikke delegeret" in page
    assert place.pupils[1].display_name in page


def test_a_year_that_is_over_is_left_alone(session: Session) -> None:
    place = town(session, begun_at=now(), ended_at=now())
    seated(session, place, place.pupils[0])
    assert going(session) == []


def test_with_the_seat_the_place_is_free(session: Session) -> None:
    place = town(session, places=1)
    seat = seated(session, place, place.pupils[0])
    end_seat(session, seat, SeatEnd.resigned, actor_id=None)
    assert going(session) == []
    seated(session, place, place.pupils[1])
    assert [one.person_id for one in going(session)] == [place.pupils[1].id]


def test_a_seat_that_ends_after_the_day_is_kept(session: Session) -> None:
    place = town(session)
    seat = seated(session, place, place.pupils[0])
    later = place.year.starts_at.date().replace(day=28)
    end_seat(session, seat, SeatEnd.moved, actor_id=None, on=max(later, seat.ends_on))
    assert len(going(session)) == 1


def test_somebody_named_gets_a_seat_until_the_year_is_out(session: Session) -> None:
    place = town(session)
    delegate = named(session, place, place.members[0])
    assert named(session, place, place.members[0]).id == delegate.id
    seat = session.get_one(Seat, delegate.seat_id)
    assert (seat.body_id, seat.role, seat.ends_on.isoformat()) == (
        place.year.body_id, SeatRole.member, f"{place.year.year}-12-31"
    )  # fmt: skip
    assert len(going(session)) == 1


def test_no_more_than_there_are_places(session: Session) -> None:
    place = town(session, places=1)
    named(session, place, place.members[0])
    with pytest.raises(RuleBroken) as refused:
        named(session, place, place.members[1])
    assert set(refused.value.problems) == {"person_id"}


def of_council(session: Session, place: Town, **facts: Any) -> Delegation:
    """A delegation of the elevråd itself, not of its school."""
    made: Delegation = DelegationFactory(
        year_id=place.year.id, name="Elevrådet", school=None, body_id=place.council.id, places=3, **facts
    )
    session.flush()
    return made


def test_a_council_sends_its_own_members_alone(session: Session, sign_in: Any) -> None:
    place = town(session)
    council = of_council(session, place)
    left = SeatFactory(body=place.council, ended_on=today(), end_reason=SeatEnd.resigned).person
    later = SeatFactory(body=place.council, starts_on=place.year.starts_at.date()).person
    substitute = SeatFactory(body=place.council, role=SeatRole.substitute).person
    for person in (place.pupils[0], left, substitute):
        with pytest.raises(RuleBroken) as refused, session.begin_nested():
            name_delegate(session, place.year.id, council.id, person, DelegateWay.appointment, actor_id=place.helper.id)
        assert set(refused.value.problems) == {"person_id"}
        assert "sidder ikke i rådet" in str(refused.value.problems["person_id"][0])
    assert going(session) == []
    client, address = sign_in(place.helper), f"/bytinget/{place.year.year}/delegationer/{council.id}"
    for person in (place.members[0], later):
        assert submit(client, address, {"person_id": str(person.id)}).status_code == 303
    session.expire_all()
    assert [one.person_id for one in going(session)] == [place.members[0].id, later.id]


def test_who_left_the_council_before_the_lot_is_passed_over(session: Session) -> None:
    place = town(session)
    council = of_council(session, place, way=DelegateWay.lot)
    for person in place.members[:3]:
        session.add(Volunteer(delegation_id=council.id, person_id=person.id, at=now()))
    session.flush()
    seat = session.scalars(select(Seat).where(Seat.person_id == place.members[0].id)).one()
    end_seat(session, seat, SeatEnd.resigned, actor_id=None)
    draw(session, place.year.id, council.id, "426115", "Anna og Bo", "d" * 32, actor_id=place.helper.id)
    assert sorted(one.person_id for one in going(session)) == sorted(one.id for one in place.members[1:3])


def test_a_seat_given_by_hand_makes_nobody_a_delegate_of_a_council_they_do_not_sit_in(session: Session) -> None:
    place = town(session, places=0)
    council, body = of_council(session, place), session.get_one(Body, place.year.body_id)
    place.council.parent_id = body.id
    session.flush()
    facts = SeatFacts(role=SeatRole.member, starts_on=today(), from_body_id=place.council.id)
    give_seat(session, body, place.pupils[0], facts, actor_id=place.helper.id)
    assert going(session) == []
    give_seat(session, body, place.members[0], facts, actor_id=place.helper.id)
    give_seat(session, body, place.pupils[1], facts, actor_id=None)
    told = [(one.person_id, one.delegation_id, one.way) for one in going(session)]
    assert told == [
        (place.members[0].id, council.id, DelegateWay.appointment),
        (place.pupils[1].id, council.id, DelegateWay.election),
    ]


def test_an_adult_is_no_delegate(session: Session) -> None:
    place = town(session)
    with pytest.raises(RuleBroken) as refused, session.begin_nested():
        named(session, place, TeacherFactory())
    assert set(refused.value.problems) == {"person_id"}
    assert going(session) == []


def test_ending_it_ends_the_seat_too(session: Session) -> None:
    place = town(session)
    delegate = named(session, place, place.members[0])
    for _ in range(2):
        end_delegate(session, place.year.id, delegate.id, actor_id=place.helper.id)
    assert going(session) == []
    assert session.get_one(Seat, delegate.seat_id).ended_on == today()


def test_after_the_day_nobody_is_named(session: Session) -> None:
    place = town(session, begun_at=now(), ended_at=now())
    with pytest.raises(Conflict):
        named(session, place, place.members[0])


def test_the_contact_teacher_names_members_of_the_council(session: Session, sign_in: Any) -> None:
    place = town(session)
    client = sign_in(place.teacher)
    address = f"/bytinget/{place.year.year}/delegationer/{place.delegation.id}"
    page = client.get(address).text
    assert all(one.display_name in page for one in place.members)
    assert not any(one.display_name in page for one in place.pupils)
    assert submit(client, address, {"person_id": str(place.members[0].id)}).status_code == 303
    (delegate,) = going(session)
    assert submit(client, address, {"person_id": str(place.pupils[0].id)}).status_code == 422
    assert press(client, f"{address}/delegerede/{delegate.id}/slut").status_code == 303
    session.expire_all()
    assert going(session) == []


def test_others_name_nobody(client: CheckingClient, session: Session, sign_in: Any) -> None:
    place = town(session)
    address = f"/bytinget/{place.year.year}/delegationer/{place.delegation.id}"
    session.commit()
    assert client.get(address).status_code == 302
    for person in (place.pupils[0], place.members[0], TeacherFactory(school=place.council.school)):
        assert sign_in(person).get(address).status_code == 403


def test_a_delegate_reads_for_whom_they_go_and_can_step_back(session: Session, sign_in: Any) -> None:
    place = town(session)
    named(session, place, place.members[0])
    client, address = sign_in(place.members[0]), f"/bytinget/{place.year.year}"
    page = client.get(address).text
    assert f"Du er delegeret for {place.delegation.name}" in page
    assert submit(client, f"{address}/kan-ikke", {}, page=address).status_code == 303
    session.expire_all()
    assert going(session) == []
    assert press(client, f"{address}/kan-ikke").status_code == 403


def test_names_of_the_young_are_on_no_public_page(client: CheckingClient, session: Session) -> None:
    place = town(session)
    named(session, place, place.members[0])
    DelegateFactory(delegation=place.delegation, person=PersonFactory(display_name="Ulv nummer ni"))
    session.commit()
    page = client.get(f"/bytinget/{place.year.year}").text
    # Two are few: how many places there are is told, and not how many of them are filled (presenting/numbers.py).
    assert "2 pladser" in page
    assert "pladser er fyldt" not in page
    assert "Ulv nummer ni" not in page
    assert place.members[0].display_name not in page
