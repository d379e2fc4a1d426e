"""An administrator sets up, changes and closes bodies and adds schools; nothing that was typed is lost."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory, SchoolFactory
from tests.factories.councils import BodyFactory, ClassFactory, SeatFactory, StudentCouncilFactory
from tests.web.forms import form_fields, submit
from youthvoice.accounts.models import School
from youthvoice.councils.commands.bodies import close_body
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import DEFAULTS, SCHOOL_KINDS, BodyKind


@pytest.fixture
def admin(sign_in: Any) -> Any:
    """A browser in which an administrator is signed in."""
    return sign_in(AdministratorFactory())


def count(session: Session, table: Any) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_first_the_kind_then_its_defaults(admin: Any, session: Session) -> None:
    choice = admin.get("/raad/ny").text
    for kind in BodyKind:
        address = f"/raad/ny?slags={kind.value}"
        assert address in choice
        fields = form_fields(admin.get(address).text, address)
        assert fields["attendance"] == DEFAULTS[kind].attendance.value
        assert fields["term_months"] == str(DEFAULTS[kind].term_months)
        assert fields["quorum_percent"] == str(DEFAULTS[kind].quorum_percent)
        assert ("publishes_minutes" in fields) == DEFAULTS[kind].publishes_minutes


@pytest.mark.parametrize("kind", BodyKind)
def test_every_kind_is_made_as_it_usually_is(admin: Any, session: Session, kind: BodyKind) -> None:
    school = SchoolFactory()
    session.commit()
    data = {"name": "  Det   nye råd "} | ({"school_id": str(school.id)} if kind in SCHOOL_KINDS else {})
    sent = submit(admin, f"/raad/ny?slags={kind.value}", data)
    assert sent.status_code == 303
    body = session.scalars(select(Body)).one()
    assert (body.name, body.kind, body.ages) == ("Det nye råd", kind, (DEFAULTS[kind].min_age, DEFAULTS[kind].max_age))
    assert (body.member_seats, body.seats_per_child) == (DEFAULTS[kind].member_seats, DEFAULTS[kind].seats_per_child)
    assert sent.headers["Location"].endswith(f"/raad/{body.id}")


def test_sent_twice_made_once(admin: Any, session: Session) -> None:
    url = "/raad/ny?slags=youth_council"
    fields = form_fields(admin.get(url).text, url) | {"name": "Ungerådet"}
    for _ in range(2):
        assert admin.post(url, data=fields).status_code == 303
    assert count(session, Body) == 1


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(admin: Any, session: Session) -> None:
    BodyFactory(name="Ungerådet")
    session.commit()
    url = "/raad/ny?slags=youth_council"
    wrong = {
        "name": ("Ungerådet", "Der er allerede et råd med det navn"),
        "min_age": ("tolv", "Skriv et helt tal"),
        "max_age": ("3", "Skriv et tal fra 5 til 99."),
        "member_seats": ("-1", "Skriv et helt tal"),
        "term_months": ("", "Skriv et tal."),
        "quorum_percent": ("101", "Skriv et tal fra 0 til 100."),
        "item_deadline_days": ("9" * 30, "Skriv et helt tal"),
        "attendance": ("nobody", "Vælg noget fra listen."),
    }
    for name, (value, text) in wrong.items():
        sent = submit(admin, url, {"name": "Et nyt råd", "about": "Mine egne ord.", name: value})
        assert sent.status_code == 422, name
        assert text in sent.text, name
        assert "Mine egne ord." in sent.text
        if value and name != "attendance":
            assert f'value="{value}"' in sent.text
    crossed = submit(admin, url, {"name": "Et nyt råd", "min_age": "20", "max_age": "14"})
    assert "Den højeste alder må ikke være lavere" in crossed.text
    assert count(session, Body) == 1


def test_a_class_needs_a_school_and_only_an_elevraad_above(admin: Any, session: Session) -> None:
    council, top = StudentCouncilFactory(name="Elevrådet her"), BodyFactory(name="Toppen")
    session.commit()
    url = "/raad/ny?slags=school_class"
    page = admin.get(url).text
    assert "Elevrådet her" in page
    assert "Toppen" not in page
    assert "hører til en skole" in submit(admin, url, {"name": "7.B"}).text
    refused = submit(admin, url, {"name": "7.B", "school_id": str(council.school_id), "parent_id": str(top.id)})
    assert refused.status_code == 422
    sent = submit(
        admin, url, {"name": "7.B", "grade": "7", "school_id": str(council.school_id), "parent_id": str(council.id)}
    )
    assert sent.status_code == 303
    made = session.scalars(select(Body).where(Body.kind == BodyKind.school_class)).one()
    assert (made.parent_id, made.grade) == (council.id, 7)


def test_a_change_shows_on_the_page_and_leaves_seats_alone(admin: Any, session: Session) -> None:
    body = BodyFactory(name="Gammelt navn")
    seat = SeatFactory(body=body)
    ends_on = seat.ends_on
    session.commit()
    sent = submit(admin, f"/raad/{body.id}/ret", {"name": "Nyt navn", "term_months": "6"})
    assert sent.status_code == 303
    assert "Nyt navn" in admin.get(f"/raad/{body.id}").text
    session.refresh(seat)
    assert seat.ends_on == ends_on


def test_two_at_once_lose_nothing(admin: Any, session: Session) -> None:
    body = BodyFactory(about="Det første.")
    session.commit()
    url = f"/raad/{body.id}/ret"
    mine = form_fields(admin.get(url).text, url) | {"about": "Mine ord."}
    theirs = form_fields(admin.get(url).text, url) | {"about": "Deres ord."}
    assert admin.post(url, data=theirs).status_code == 303
    refused = admin.post(url, data=mine)
    assert refused.status_code == 409
    assert "Mine ord." in refused.text
    assert "Deres ord." in refused.text
    assert admin.post(url, data=form_fields(refused.text, url)).status_code == 303
    session.refresh(body)
    assert body.about == "Mine ord."


def test_closing_asks_first_and_is_for_good(admin: Any, session: Session) -> None:
    body = BodyFactory()
    session.commit()
    url = f"/raad/{body.id}/luk"
    assert admin.get(url).status_code == 200
    session.refresh(body)
    assert body.closed_at is None
    assert submit(admin, url, {}).status_code == 303
    session.refresh(body)
    assert body.closed_at is not None
    assert admin.get(url).status_code == 303
    assert admin.get(f"/raad/{body.id}/ret").status_code == 409
    assert body.name not in admin.get("/raad").text.split("<main")[1]


def test_a_school_and_then_its_elevraad(admin: Any, session: Session) -> None:
    sent = submit(admin, "/raad/skole/ny", {"name": "  Virum   Skole ", "kind": "primary"})
    school = session.scalars(select(School).where(School.name == "Virum Skole")).one()
    assert sent.status_code == 303
    follow = admin.get(sent.headers["Location"])
    assert form_fields(follow.text, "/raad/ny?slags=student_council")["school_id"] == str(school.id)
    before = count(session, School)
    assert submit(admin, "/raad/skole/ny", {"name": "Virum Skole", "kind": "primary"}).status_code == 303
    other = submit(admin, "/raad/skole/ny", {"name": "Virum Skole", "kind": "private"})
    assert other.status_code == 422
    assert "allerede en skole" in other.text
    assert submit(admin, "/raad/skole/ny", {"name": "", "kind": "x"}).status_code == 422
    assert count(session, School) == before


def test_a_closed_name_can_be_used_again(admin: Any, session: Session) -> None:
    school_class = ClassFactory(name="7.B")
    close_body(session, school_class, actor_id=None)
    session.commit()
    data = {"name": "7.B", "school_id": str(school_class.school_id), "parent_id": ""}
    assert submit(admin, "/raad/ny?slags=school_class", data).status_code == 303
