"""Coming in by a slip: new, with an account, from another class; once each; and one kind page where it does not work."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.councils import BodyFactory, ClassFactory, CoordinatorSeatFactory, SeatFactory
from tests.web.accounts.helpers import mailed_code, sign_in_by_code, who_is_signed_in
from tests.web.councils.slips import class_and_teacher, codes_on, sheet_for
from tests.web.forms import form_fields, submit
from youthvoice.accounts.models import Person
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, today
from youthvoice.core.codes import grouped
from youthvoice.councils.commands.codes import revoke_sheet
from youthvoice.councils.models import Body, ClassCode, CodeSheet, Seat

NEW = {"display_name": "Kvik Odder", "birth_year": str(today().year - 13)}
REFUSED = "Koden virker ikke"


@pytest.fixture
def body(session: Session) -> Body:
    """A class with a sheet of three slips."""
    made, teacher = class_and_teacher()
    sheet_for(session, made, teacher)
    return made


@pytest.fixture
def sheet(session: Session, body: Body) -> CodeSheet:
    """That sheet."""
    return session.scalars(select(CodeSheet)).one()


@pytest.fixture
def code(session: Session, sheet: CodeSheet) -> str:
    """Its first code."""
    session.commit()
    return codes_on(sheet)[0]


def pupils(session: Session, body: Body) -> list[Person]:
    session.expire_all()
    seats = select(Seat.person_id).where(Seat.body_id == body.id, Seat.role == "member", Seat.ended_on.is_(None))
    return list(session.scalars(select(Person).where(Person.id.in_(seats)).order_by(Person.id)))


def used(session: Session) -> int:
    session.expire_all()
    return len(session.scalars(select(ClassCode).where(ClassCode.used_at.is_not(None))).all())


def test_somebody_new_comes_in_without_an_email(session: Session, client: Any, body: Body, code: str) -> None:
    page = client.get(f"/k/{code}")
    assert page.status_code == 200
    assert f"Kom med i {body.name}" in page.text
    assert body.school is not None
    assert body.school.name in page.text
    assert "Set-Cookie" not in page.headers
    answer = submit(client, f"/k/{code}", {**NEW, "locale": "en"})
    assert (answer.status_code, answer.location) == (303, f"/raad/{body.id}/velkommen")
    [pupil] = pupils(session, body)
    assert (pupil.display_name, pupil.email, pupil.birth_year) == ("Kvik Odder", None, today().year - 13)
    assert (pupil.school_id, pupil.locale) == (body.school_id, "en")
    assert who_is_signed_in(client) == pupil.get_id()
    assert used(session) == 1
    welcome = client.get(answer.location)
    assert "Sådan kommer du ind igen" in welcome.text
    assert "/min-side/e-mail" in welcome.text


def test_nobody_can_tell_which_slip_somebody_had(session: Session, client: Any, code: str) -> None:
    submit(client, f"/k/{code}", NEW)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "council.join")).one()
    assert set(entry.data) == {"form_key"}
    rows = session.scalars(select(AuditEntry)).all()
    assert not any(code in str(row.data) for row in rows)


def test_a_slip_is_good_once(session: Session, app: Any, client: Any, body: Body, code: str) -> None:
    fields = form_fields(client.get(f"/k/{code}").text, f"/k/{code}") | NEW
    assert client.post(f"/k/{code}", data=fields).status_code == 303
    other = app.test_client()
    for answer in (other.get(f"/k/{code}"), other.post(f"/k/{code}", data={**fields, "form_key": "f" * 32})):
        assert answer.status_code == 404
        assert REFUSED in answer.text
        assert "Set-Cookie" not in answer.headers
    assert len(pupils(session, body)) == 1


def test_the_same_form_sent_twice_is_one_account_and_signed_in(
    session: Session, app: Any, client: Any, body: Body, code: str
) -> None:
    fields = form_fields(client.get(f"/k/{code}").text, f"/k/{code}") | NEW
    assert client.post(f"/k/{code}", data=fields).status_code == 303
    # The answer to the first was lost with its cookie, and the form is sent again.
    again = app.test_client()
    assert again.post(f"/k/{code}", data=fields).status_code == 303
    [pupil] = pupils(session, body)
    assert who_is_signed_in(again) == pupil.get_id()
    with time_machine.travel(now() + timedelta(hours=2)):
        assert app.test_client().post(f"/k/{code}", data=fields).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"display_name": ""}, "Find på et navn."),
        ({"display_name": "0101011234"}, "display_name-error"),
        ({"birth_year": ""}, "Vælg det år, du er født."),
        ({"birth_year": str(today().year - 50)}, "birth_year-error"),
        ({"birth_year": "9" * 400}, "Vælg det år, du er født."),
        ({"locale": "xx"}, "Vælg noget fra listen."),
        ({"email": "ikke en adresse"}, "Det ligner ikke en e-mail."),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_the_slip_stays_good(
    session: Session, client: Any, body: Body, code: str, wrong: dict[str, str], says: str
) -> None:
    answer = submit(client, f"/k/{code}", {**NEW, **wrong})
    assert answer.status_code == 422
    assert says in answer.text
    assert "Set-Cookie" not in answer.headers
    if "display_name" not in wrong:
        assert 'value="Kvik Odder"' in answer.text
    assert (used(session), pupils(session, body)) == (0, [])


def test_the_ages_of_the_class_hold(session: Session, client: Any, body: Body, code: str) -> None:
    body.min_age, body.max_age = 16, 18
    session.commit()
    answer = submit(client, f"/k/{code}", NEW)
    assert answer.status_code == 422
    assert "for ung" in answer.text
    assert 'value="Kvik Odder"' in answer.text
    assert (used(session), pupils(session, body)) == (0, [])
    assert not session.scalars(select(Person).where(Person.display_name == "Kvik Odder")).all()


def test_an_address_is_proved_before_it_is_the_persons(session: Session, client: Any, body: Body, code: str) -> None:
    page = submit(client, f"/k/{code}", {**NEW, "email": "Odder@Skole.dk"})
    assert page.status_code == 200
    assert "Du er med i" in page.text
    [pupil] = pupils(session, body)
    assert pupil.email is None
    fields = form_fields(page.text, "/min-side/e-mail/kode")
    answer = client.post("/min-side/e-mail/kode", data={**fields, "code": mailed_code(session, "odder@skole.dk")})
    assert answer.status_code == 303
    session.refresh(pupil)
    assert pupil.email == "odder@skole.dk"
    assert "Sådan kommer du ind igen" not in client.get(f"/raad/{body.id}/velkommen").text


def test_a_known_address_tells_nothing(session: Session, app: Any, client: Any, sheet: CodeSheet, code: str) -> None:
    PersonFactory(email="kendt@skole.dk")
    session.commit()
    known = submit(client, f"/k/{code}", {**NEW, "email": "kendt@skole.dk"})
    unknown = submit(app.test_client(), f"/k/{codes_on(sheet)[1]}", {**NEW, "email": "fremm@skole.dk"})
    assert (known.status_code, unknown.status_code) == (200, 200)
    varies = r'value="[^"]*"|content="[^"]*"|/en/k/[A-Z]*|kendt@|fremm@'
    assert re.sub(varies, "", known.text) == re.sub(varies, "", unknown.text)


def test_somebody_with_an_account_signs_in_first_and_comes_back(
    session: Session, client: Any, body: Body, code: str
) -> None:
    PersonFactory(email="elev@skole.dk", display_name="Gammel Ven")
    session.commit()
    page = client.get(f"/k/{code}").text
    fields = form_fields(page, "/log-ind")
    ways = client.post("/log-ind", data={**fields, "ways": "1"})
    carried = form_fields(ways.text, "/log-ind")
    assert carried["next"] == f"/k/{code}"
    back = sign_in_by_code(client, session, "elev@skole.dk", next=carried["next"])
    assert back.location == f"/k/{code}"
    shown = client.get(back.location)
    assert "Du er logget ind som Gammel Ven." in shown.text
    answer = client.post(f"/k/{code}")
    assert answer.location == f"/raad/{body.id}/velkommen"
    assert [one.display_name for one in pupils(session, body)] == ["Gammel Ven"]
    assert used(session) == 1


def test_whoever_is_in_another_class_is_told_and_moves(session: Session, sign_in: Any, body: Body, code: str) -> None:
    before = ClassFactory(name="6.C")
    person = SeatFactory(body=before).person
    client = sign_in(person)
    assert "Du er i 6.C nu." in client.get(f"/k/{code}").text
    assert client.post(f"/k/{code}").status_code == 303
    assert pupils(session, body) == [person]
    assert pupils(session, before) == []
    assert person.school_id == body.school_id


def test_a_member_uses_no_slip_up(session: Session, sign_in: Any, body: Body, code: str) -> None:
    person = SeatFactory(body=body).person
    client = sign_in(person)
    for answer in (client.get(f"/k/{code}"), client.post(f"/k/{code}")):
        assert answer.location == f"/raad/{body.id}/velkommen"
    assert used(session) == 0


def test_an_adult_is_refused_kindly(session: Session, sign_in: Any, code: str) -> None:
    answer = sign_in(TeacherFactory()).post(f"/k/{code}")
    assert answer.status_code == 422
    assert "Her sidder kun unge." in answer.text
    assert used(session) == 0


def test_a_council_takes_slips_too_until_it_is_full(session: Session, app: Any) -> None:
    council = BodyFactory(member_seats=1, name="Ungerådet")
    sheet = sheet_for(session, council, CoordinatorSeatFactory(body=council).person)
    session.commit()
    first, second, _third = codes_on(sheet)
    assert submit(app.test_client(), f"/k/{first}", NEW).status_code == 303
    full = submit(app.test_client(), f"/k/{second}", NEW)
    assert full.status_code == 422
    assert "Alle pladser" in full.text
    assert (len(pupils(session, council)), used(session)) == (1, 1)


def test_used_expired_closed_and_mistyped_look_the_same(
    session: Session, app: Any, body: Body, sheet: CodeSheet, code: str, count_queries: Any
) -> None:
    pages, counts = [], []

    def look(typed: str) -> None:
        with count_queries() as seen:
            answer = app.test_client().get(f"/k/{typed}")
        pages.append((answer.status_code, answer.text, sorted(answer.headers.keys())))
        counts.append(len(seen))

    look("BBBBBBBBBBBB")
    look("a" * 3000)
    look("%00%ff")
    session.scalars(select(ClassCode).where(ClassCode.number == 1)).one().used_at = now()
    session.commit()
    look(code)
    with time_machine.travel(sheet.expires_at + timedelta(seconds=1)):
        look(codes_on(sheet)[1])
    revoke_sheet(session, sheet, actor_id=sheet.made_by_id)
    session.commit()
    look(codes_on(sheet)[2])
    body.closed_at, sheet.revoked_at = now(), None
    session.commit()
    look(codes_on(sheet)[2])
    assert {status for status, _, _ in pages} == {404}
    assert len({re.sub(r'href="/en/k[^"]*"', "", page) for _, page, _ in pages}) == 1
    assert len({tuple(names) for _, _, names in pages}) == 1
    assert len(set(counts)) == 1


def test_a_slip_is_good_until_the_day_is_over(client: Any, sheet: CodeSheet, code: str) -> None:
    with time_machine.travel(sheet.expires_at - timedelta(seconds=1)):
        assert client.get(f"/k/{code}").status_code == 200


def test_a_code_is_typed_in_any_shape(client: Any, body: Body, code: str) -> None:
    assert "Set-Cookie" not in client.get("/k").headers
    answer = submit(client, "/k", {"code": f" {grouped(code).lower()} "})
    assert (answer.status_code, answer.location) == (303, f"/k/{code}")
    assert client.get(f"/k/{grouped(code).lower()}").status_code == 200
    for typed, status in (("", 422), ("BCDF", 404), ("<b>", 404), ("x" * 9000, 404)):
        assert submit(client, "/k", {"code": typed}).status_code == status


def test_the_code_is_told_to_no_other_site_and_no_log(client: Any, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from youthvoice.core import logs

    lines: list[str] = []
    monkeypatch.setattr(logs.access, "isEnabledFor", lambda _level: True)
    monkeypatch.setattr(logs.access, "info", lambda *args, **kwargs: lines.append(f"{args}{kwargs}"))
    page = client.get(f"/k/{code}")
    refused = client.get("/k/BBBBBBBBBBBB")
    assert [one.headers["Referrer-Policy"] for one in (page, refused)] == ["strict-origin"] * 2
    assert page.headers["Cache-Control"] == "no-store"
    submit(client, f"/k/{code}", NEW)
    assert len(lines) >= 3
    assert code not in "".join(lines)
    assert not re.findall(rf'(?:href|src|action)="(?!/k/|/en/k/)[^"]*{code}', page.text)


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_send_the_forms(
    session: Session, client: Any, sign_in: Any, code: str, headers: dict[str, str]
) -> None:
    assert client.post(f"/k/{code}", data=NEW, headers=headers).status_code == 403
    assert client.post("/k", data={"code": code}, headers=headers).status_code == 403
    assert sign_in(PersonFactory()).post(f"/k/{code}", headers=headers).status_code == 403
    assert used(session) == 0


def test_guessing_is_slowed_down(client: Any) -> None:
    statuses = [client.get("/k/BBBBBBBBBBBB", check=False).status_code for _ in range(301)]
    assert (statuses[0], statuses[299], statuses[300]) == (404, 404, 429)
    assert client.get("/k/BBBBBBBBBBBB").status_code == 429


def test_the_page_costs_few_queries(session: Session, client: Any, code: str, count_queries: Any) -> None:
    with count_queries() as seen:
        client.get(f"/k/{code}")
    assert len(seen) <= 6
    submit(client, f"/k/{code}", NEW)
    with count_queries() as seen:
        client.get(f"/raad/{session.scalars(select(CodeSheet.body_id)).one()}/velkommen")
    assert len(seen) <= 8


def test_the_welcome_is_for_those_who_are_in(sign_in: Any, body: Body) -> None:
    assert sign_in(PersonFactory()).get(f"/raad/{body.id}/velkommen").status_code == 403
