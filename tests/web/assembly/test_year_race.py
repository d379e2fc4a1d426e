"""Real processes at the same moment: the last place, the same lot, and one who taps twice."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.races import at_once, doing, in_database
from tests.web.assembly.years import town
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.delegates import name_delegate
from youthvoice.assembly.commands.lots import draw, volunteer
from youthvoice.assembly.commands.years import YearFacts, make_year
from youthvoice.assembly.models import AssemblyYear, Delegate, DelegateDraw, Volunteer
from youthvoice.assembly.rules.years import DayTie, DelegateWay, Majority
from youthvoice.core.clock import now, today
from youthvoice.councils.commands.seats import SeatFacts, give_seat
from youthvoice.councils.models import Body, Meeting
from youthvoice.councils.rules.seats import SeatRole


def arranged(session: Session, places: int, way: DelegateWay, wishing: int) -> dict[str, Any]:
    bind_factories(session)
    place = town(session, places=places, way=way)
    for pupil in place.pupils[:wishing]:
        volunteer(session, place.year, place.delegation.id, pupil)
    return {
        "year": place.year.id, "body": place.year.body_id, "delegation": place.delegation.id,
        "unit": place.year.unit_id, "helper": place.helper.id, "people": [one.id for one in (*place.members, *place.pupils)],
    }  # fmt: skip


def there(url: str, *, places: int = 1, way: DelegateWay = DelegateWay.appointment, wishing: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = in_database(url, lambda session: arranged(session, places, way, wishing))
    return found


def counted(url: str, model: Any) -> int:
    found: int = in_database(url, lambda session: session.scalar(select(func.count()).select_from(model)))
    return found


def name_one(session: Session, place: dict[str, Any], person_id: int) -> None:
    person = session.get_one(Person, person_id)
    name_delegate(
        session, place["year"], place["delegation"], person, DelegateWay.appointment, actor_id=place["helper"]
    )


def seat_one(session: Session, place: dict[str, Any], person_id: int) -> None:
    body, person = session.get_one(Body, place["body"]), session.get_one(Person, person_id)
    give_seat(session, body, person, SeatFacts(role=SeatRole.member, starts_on=today()), actor_id=None)


def draw_one(session: Session, place: dict[str, Any], key: str) -> None:
    draw(session, place["year"], place["delegation"], "426115", "Ida og Bo", key, actor_id=place["helper"])


def tap(session: Session, place: dict[str, Any], person_id: int) -> None:
    year, person = session.get_one(AssemblyYear, place["year"]), session.get_one(Person, person_id)
    volunteer(session, year, place["delegation"], person)


def make_new(session: Session, place: dict[str, Any], key: str) -> None:
    body = session.get_one(Body, place["body"])
    day = now() + timedelta(days=800)
    facts = YearFacts(
        theme="Et nyt tema", about="", unit_id=place["unit"], starts_at=day, ends_at=day + timedelta(hours=5),
        place="Rådhuset", motions_due_at=day - timedelta(days=9), most_motions=3, is_named=False, quorum_percent=50,
        majority=Majority.simple, tie_rule=DayTie.falls, speech_seconds=90,
    )  # fmt: skip
    make_year(session, body, facts, key, actor_id=place["helper"])


def test_the_last_place_is_given_once(own_url: str) -> None:
    place = there(own_url)
    got = at_once(doing, [(own_url, name_one, (place, person)) for person in place["people"][:4]])
    assert sorted(got) == ["RuleBroken", "RuleBroken", "RuleBroken", "done"]
    assert counted(own_url, Delegate) == 1


def test_a_seat_and_a_name_do_not_share_the_last_place(own_url: str) -> None:
    place = there(own_url)
    doers = [(own_url, name_one, (place, place["people"][0])), (own_url, seat_one, (place, place["people"][5]))]
    got = at_once(doing, doers)
    assert got.count("done") >= 1
    assert counted(own_url, Delegate) == 1


def test_one_person_named_twice_goes_once(own_url: str) -> None:
    place = there(own_url, places=3)
    assert at_once(doing, [(own_url, name_one, (place, place["people"][0]))] * 3) == ["done"] * 3
    assert counted(own_url, Delegate) == 1


def test_the_same_lot_twice_is_drawn_once(own_url: str) -> None:
    place = there(own_url, places=2, way=DelegateWay.lot, wishing=5)
    assert at_once(doing, [(own_url, draw_one, (place, "a" * 32))] * 3) == ["done"] * 3
    assert (counted(own_url, DelegateDraw), counted(own_url, Delegate)) == (1, 2)


def test_two_who_draw_at_once_draw_one_lot(own_url: str) -> None:
    place = there(own_url, places=2, way=DelegateWay.lot, wishing=5)
    got = at_once(doing, [(own_url, draw_one, (place, letter * 32)) for letter in "abc"])
    assert sorted(got) == ["Conflict", "Conflict", "done"]
    assert (counted(own_url, DelegateDraw), counted(own_url, Delegate)) == (1, 2)


def test_whoever_taps_three_times_is_in_the_lot_once(own_url: str) -> None:
    place = there(own_url, way=DelegateWay.lot)
    assert at_once(doing, [(own_url, tap, (place, place["people"][-1]))] * 3) == ["done"] * 3
    assert counted(own_url, Volunteer) == 1


def test_two_new_years_at_once_are_one(own_url: str) -> None:
    place = there(own_url)
    got = at_once(doing, [(own_url, make_new, (place, letter * 32)) for letter in "aabb"])
    assert sorted(got) == ["RuleBroken", "RuleBroken", "done", "done"]
    assert (counted(own_url, AssemblyYear), counted(own_url, Meeting)) == (2, 2)
