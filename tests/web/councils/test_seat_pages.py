"""Giving seats and ending them, through the pages."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, PersonFactory, TeacherFactory
from tests.factories.councils import (
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    SeatFactory,
    StudentCouncilFactory,
)
from tests.web.forms import form_fields, submit
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import SeatEnd, SeatRole, term_end


def council_with_class() -> tuple[Body, Body, Person, list[Person]]:
    """An elevråd with one class of three pupils, and the adult who helps."""
    council = StudentCouncilFactory(name="Elevrådet her")
    school_class = ClassFactory(parent=council, name="7.B")
    pupils = [SeatFactory(body=school_class, person=PersonFactory(display_name=f"Elev {n}")).person for n in "ABC"]
    helper = CoordinatorSeatFactory(body=council).person
    return council, school_class, helper, pupils


def seats_in(session: Session, body: Body, role: SeatRole = SeatRole.member) -> list[Seat]:
    """Every seat of that role that has not ended early."""
    query = select(Seat).where(Seat.body_id == body.id, Seat.role == role, Seat.ended_on.is_(None))
    return list(session.scalars(query.order_by(Seat.id)))


def giving(body: Body, sort: str = "plads", below: Body | None = None) -> str:
    """The address of the page on which a seat is given."""
    return f"/raad/{body.id}/pladser/giv?" + (f"fra={below.id}&" if below else "") + f"slags={sort}"


def test_a_pupil_of_the_class_gets_a_seat_until_the_term_is_over(session: Session, sign_in: Any) -> None:
    council, school_class, helper, pupils = council_with_class()
    browser = sign_in(helper)
    assert "Hvem skal personen tale for?" in browser.get(giving(council)).text
    url = giving(council, below=school_class)
    assert "Elev B" in browser.get(url).text
    sent = submit(browser, url, {"person_id": str(pupils[1].id), "role": "member"})
    assert sent.status_code == 303
    (seat,) = seats_in(session, council)
    assert (seat.person_id, seat.from_body_id, seat.given_by_id) == (pupils[1].id, school_class.id, helper.id)
    assert (seat.starts_on, seat.ends_on) == (today(), term_end(today(), 12, ends_with_school_year=False))
    assert "Elev B" not in browser.get(url).text.split("<main")[1]
    assert "Medlemmer: 1 af 2" in browser.get(f"/raad/{council.id}/pladser").text


def test_sent_twice_is_one_seat(session: Session, sign_in: Any) -> None:
    council, school_class, helper, pupils = council_with_class()
    browser, url = sign_in(helper), giving(council, below=school_class)
    fields = form_fields(browser.get(url).text, url) | {"person_id": str(pupils[0].id), "role": "member"}
    for _ in range(2):
        assert browser.post(url, data=fields).status_code == 303
    assert len(seats_in(session, council)) == 1


def test_there_is_room_for_two_of_each_class(session: Session, sign_in: Any) -> None:
    council, school_class, helper, pupils = council_with_class()
    other = ClassFactory(parent=council)
    pupil = SeatFactory(body=other).person
    browser, url = sign_in(helper), giving(council, below=school_class)
    fields = form_fields(browser.get(url).text, url)
    got = [browser.post(url, data=fields | {"person_id": str(p.id), "role": "member"}) for p in pupils]
    assert [one.status_code for one in got] == [303, 303, 422]
    assert "Alle pladser af den slags er taget." in got[2].text
    assert submit(browser, url, {"person_id": str(pupils[2].id), "role": "substitute"}).status_code == 303
    assert submit(browser, giving(council, below=other), {"person_id": str(pupil.id)}).status_code == 303


def test_dates_by_hand(session: Session, sign_in: Any) -> None:
    council, school_class, helper, pupils = council_with_class()
    browser, url = sign_in(helper), giving(council, below=school_class)
    first, last = today() + timedelta(days=3), today() + timedelta(days=40)
    data = {"person_id": str(pupils[0].id), "role": "member", "starts_on": first.isoformat()}
    wrong = submit(browser, url, {**data, "ends_on": today().isoformat()})
    assert wrong.status_code == 422
    assert "kan ikke slutte, før den begynder" in wrong.text
    for day in ("9999-12-31", "0001-01-01", "i morgen", "2027-13-45"):
        assert submit(browser, url, {**data, "starts_on": day}).status_code == 422
    assert submit(browser, url, {**data, "ends_on": last.isoformat()}).status_code == 303
    (seat,) = seats_in(session, council)
    assert (seat.starts_on, seat.ends_on) == (first, last)


def test_by_address_where_nobody_sits_below(session: Session, sign_in: Any) -> None:
    body = BodyFactory(min_age=14, max_age=20, member_seats=11)
    young, old = PersonFactory(birth_year=today().year - 15), PersonFactory(birth_year=today().year - 21)
    browser, url = sign_in(AdministratorFactory()), giving(body)
    assert submit(browser, url, {"email": ""}).status_code == 422
    assert "ingen konto" in submit(browser, url, {"email": "nobody@example.test"}).text
    refused = submit(browser, url, {"email": old.email})
    assert refused.status_code == 422
    assert "for gammel" in refused.text
    assert old.email in refused.text
    assert submit(browser, url, {"email": young.email.upper()}).status_code == 303
    assert [seat.person_id for seat in seats_in(session, body)] == [young.id]


def test_whoever_ages_out_sits_until_the_end_of_that_year(session: Session, sign_in: Any) -> None:
    body = BodyFactory(max_age=20, term_months=48)
    person = PersonFactory(birth_year=today().year - 19)
    submit(sign_in(AdministratorFactory()), giving(body), {"email": person.email})
    (seat,) = seats_in(session, body)
    assert (seat.ends_on.year, seat.ends_on.month, seat.ends_on.day) == (today().year + 1, 12, 31)


def test_offices_go_to_members_and_pass_on(session: Session, sign_in: Any) -> None:
    council, school_class, helper, pupils = council_with_class()
    for pupil in pupils[:2]:
        SeatFactory(body=council, person=pupil, from_body=school_class)
    browser, url = sign_in(helper), giving(council, "post")
    page = browser.get(url).text
    assert "Elev A" in page
    assert "Elev C" not in page
    for pupil in pupils[:2]:
        assert submit(browser, url, {"person_id": str(pupil.id), "role": "chair"}).status_code == 303
    (chair,) = seats_in(session, council, SeatRole.chair)
    assert chair.person_id == pupils[1].id
    assert submit(browser, url, {"person_id": str(pupils[2].id), "role": "chair"}).status_code == 422


def test_adults_help_and_do_not_sit(session: Session, sign_in: Any) -> None:
    council, school_class, helper, pupils = council_with_class()
    teacher = TeacherFactory()
    browser, url = sign_in(helper), giving(council, "tovholder")
    assert "skal være en voksen" in submit(browser, url, {"email": pupils[0].email}).text
    assert submit(browser, url, {"email": teacher.email}).status_code == 303
    assert len(seats_in(session, council, SeatRole.coordinator)) == 2
    refused = submit(browser, giving(council, below=school_class), {"email": teacher.email})
    assert "Her sidder kun unge" in refused.text


def test_a_seat_in_another_class_is_a_move(session: Session, sign_in: Any) -> None:
    council, school_class, _helper, pupils = council_with_class()
    new = ClassFactory(parent=council, name="7.C")
    SeatFactory(body=council, person=pupils[0], from_body=school_class)
    teacher = CoordinatorSeatFactory(body=new).person
    assert submit(sign_in(teacher), giving(new), {"email": pupils[0].email}).status_code == 303
    held = [
        seat.body_id
        for seat in session.scalars(select(Seat).where(Seat.person_id == pupils[0].id, Seat.ended_on.is_(None)))
    ]
    assert held == [new.id]


def test_a_seat_ends_with_a_reason_and_asks_first(session: Session, sign_in: Any) -> None:
    council, school_class, helper, pupils = council_with_class()
    seat = SeatFactory(body=council, person=pupils[0], from_body=school_class)
    chair = SeatFactory(body=council, person=pupils[0], role=SeatRole.chair)
    browser, url = sign_in(helper), f"/raad/{council.id}/pladser/{seat.id}/slut"
    assert browser.get(url).status_code == 200
    assert submit(browser, url, {"reason": "account_closed"}).status_code == 422
    assert submit(browser, url, {"reason": "recalled"}).status_code == 303
    for one in (seat, chair):
        session.refresh(one)
        assert (one.ended_on, one.end_reason, one.ended_by_id) == (today(), SeatEnd.recalled, helper.id)
    assert browser.get(url).status_code == 409
    history = browser.get(f"/raad/{council.id}/pladser/historik").text
    assert "Blev stemt ud" in history


def test_one_may_give_an_own_seat_back_and_no_other(session: Session, sign_in: Any) -> None:
    council, school_class, _helper, pupils = council_with_class()
    own = SeatFactory(body=council, person=pupils[0], from_body=school_class)
    other = SeatFactory(body=council, person=pupils[1], from_body=school_class)
    in_class = session.scalars(
        select(Seat).where(Seat.body_id == school_class.id, Seat.person_id == pupils[0].id)
    ).one()
    browser = sign_in(pupils[0])
    assert "Giv din plads fra dig" in browser.get(f"/raad/{council.id}").text
    assert "Giv din plads fra dig" not in browser.get(f"/raad/{school_class.id}").text
    for path in (f"/raad/{council.id}/pladser/{other.id}/slut", f"/raad/{school_class.id}/pladser/{in_class.id}/slut"):
        assert browser.get(path).status_code == 403
        assert browser.post(path, data={"reason": "resigned"}).status_code in (400, 403)
    assert submit(browser, f"/raad/{council.id}/pladser/{own.id}/slut", {"reason": "recalled"}).status_code == 303
    session.refresh(own)
    assert own.end_reason is SeatEnd.resigned


def test_a_seat_of_another_body_is_not_found(session: Session, sign_in: Any) -> None:
    council, _class, helper, _pupils = council_with_class()
    elsewhere = SeatFactory()
    browser = sign_in(helper)
    assert browser.get(f"/raad/{council.id}/pladser/{elsewhere.id}/slut").status_code == 404
    assert browser.get(f"/raad/{council.id}/pladser/999999/suppleant").status_code == 404


def test_a_substitute_of_the_same_class_steps_in_for_the_rest_of_the_term(session: Session, sign_in: Any) -> None:
    council, school_class, helper, pupils = council_with_class()
    leaving = SeatFactory(body=council, person=pupils[0], from_body=school_class)
    ready = SeatFactory(body=council, person=pupils[1], from_body=school_class, role=SeatRole.substitute)
    stranger = SeatFactory(body=council, from_body=ClassFactory(parent=council), role=SeatRole.substitute)
    browser, url = sign_in(helper), f"/raad/{council.id}/pladser/{leaving.id}/suppleant"
    assert url in browser.get(f"/raad/{council.id}/pladser").text
    assert submit(browser, url, {"substitute_id": str(stranger.id)}).status_code == 422
    assert submit(browser, url, {}).status_code == 422
    assert submit(browser, url, {"substitute_id": str(ready.id), "reason": "moved"}).status_code == 303
    for seat in (leaving, ready):
        session.refresh(seat)
    assert (leaving.end_reason, ready.end_reason) == (SeatEnd.moved, SeatEnd.replaced)
    (seat,) = seats_in(session, council)
    assert (seat.person_id, seat.replaces_id, seat.ends_on) == (pupils[1].id, leaving.id, leaving.ends_on)
    assert browser.get(f"/raad/{council.id}/pladser/{stranger.id}/suppleant").status_code == 404


def test_nobody_gets_a_seat_in_a_closed_body(session: Session, sign_in: Any) -> None:
    body = BodyFactory(closed_at=now())
    browser = sign_in(AdministratorFactory())
    assert browser.get(f"/raad/{body.id}/pladser").status_code == 403
    assert browser.get(giving(body)).status_code == 403


def test_history_is_public_in_pages_but_for_a_class(client: Any, session: Session, sign_in: Any) -> None:
    council, school_class, _helper, pupils = council_with_class()
    for number in range(60):
        SeatFactory(
            body=council,
            person=PersonFactory(display_name=f"Gammel {number:02}"),
            starts_on=today() - timedelta(days=900),
            ends_on=today() - timedelta(days=600),
        )
    session.commit()
    first = client.get(f"/raad/{council.id}/pladser/historik").text
    assert "efter=" in first
    cursor = first.split("efter=")[1].split('"')[0]
    second = client.get(f"/raad/{council.id}/pladser/historik?efter={cursor}").text
    for number in range(60):
        assert (f"Gammel {number:02}" in first) != (f"Gammel {number:02}" in second)
    assert client.get(f"/raad/{school_class.id}/pladser/historik").status_code == 404
    assert sign_in(PersonFactory()).get(f"/raad/{school_class.id}/pladser/historik").status_code == 404
    assert "Elev B" in sign_in(pupils[0]).get(f"/raad/{school_class.id}/pladser/historik").text


def test_queries_do_not_grow_with_seats(session: Session, sign_in: Any, count_queries: Any) -> None:
    council, _class, helper, _pupils = council_with_class()
    browser, counts = sign_in(helper), []
    paths = [f"/raad/{council.id}/pladser", giving(council, "post"), f"/raad/{council.id}/pladser/historik"]
    for _ in range(2):
        for path in paths:
            with count_queries() as seen:
                assert browser.get(path).status_code == 200
            counts.append(len(seen))
        for _more in range(12):
            below = ClassFactory(parent=council)
            SeatFactory(body=council, from_body=below)
            SeatFactory(body=council, from_body=below, role=SeatRole.substitute)
        session.commit()
    assert counts[:3] == counts[3:]
    assert max(counts) <= 8
