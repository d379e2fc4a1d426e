"""Somebody new: an address that was proved becomes a young person with a pseudonym, once."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import SchoolFactory
from tests.web.accounts.helpers import sign_in_by_code, welcome_form, who_is_signed_in
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import MAX_AGE, MIN_AGE, Role
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import now, today

NEW = "ny@example.test"


@pytest.fixture
def form(client: Any, session: Session) -> dict[str, str]:
    """The fields of the welcome form, as shown to a new address."""
    SchoolFactory(name="Virum Skole")
    session.commit()
    page = sign_in_by_code(client, session, NEW, next="/forslag/skriv")
    assert page.status_code == 200
    return welcome_form(page)


def send(client: Any, form: dict[str, str], **typed: Any) -> Any:
    good = {"display_name": "Blå Ræv", "birth_year": str(today().year - 15), "school_id": ""}
    return client.post("/log-ind/velkommen", data={**form, **good, **typed})


def find(session: Session) -> Person | None:
    session.expire_all()
    return session.scalar(select(Person).where(Person.email == NEW))


def test_three_answers_make_a_young_person_and_sign_in(client: Any, session: Session, form: dict[str, str]) -> None:
    school = session.scalar(select(Person.school_id).limit(1)) or _school_id(session)
    answer = send(client, form, display_name="  Blå   Ræv ", school_id=str(school))
    made = find(session)
    assert made is not None
    assert (answer.status_code, answer.location) == (303, "/forslag/skriv")
    assert (made.display_name, made.role, made.birth_year) == ("Blå Ræv", Role.young_person, today().year - 15)
    assert (made.school_id, made.unit_id, made.title, made.locale) == (school, None, None, "da")
    assert who_is_signed_in(client) == made.get_id()


def _school_id(session: Session) -> int:
    from youthvoice.accounts.queries import schools

    return schools(session)[0].id


def test_a_new_person_is_in_the_audit_log_without_texts(client: Any, session: Session, form: dict[str, str]) -> None:
    send(client, form)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "person.create")).one()
    assert entry.data == {"role": "young_person"}


def test_english_visitors_get_english_mails(client: Any, session: Session) -> None:
    from tests.web.accounts.helpers import ask_for_code, code_form, mailed_code

    ask_for_code(client, NEW)
    page = client.post("/en/log-ind", data={"email": NEW})
    page = client.post("/en/log-ind/kode", data={**code_form(page), "code": mailed_code(session, NEW)})
    fields = {**welcome_form(page), "display_name": "Blue Fox", "birth_year": str(today().year - 15)}
    assert client.post("/en/log-ind/velkommen", data=fields).location == "/en/min-side"
    made = find(session)
    assert made is not None
    assert made.locale == "en"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"display_name": ""}, "Find på et navn"),
        ({"display_name": "\x00 \u200b"}, "Find på et navn"),
        ({"display_name": "x"}, "mindst 2 tegn"),
        ({"display_name": "x" * 31}, "højst have 30 tegn"),
        ({"display_name": "mia@example.test"}, "Brug ikke din e-mail"),
        ({"display_name": "Mia 010211-1234"}, "CPR-nummer"),
        ({"display_name": "Mia 20 30 40 50"}, "telefonnummer"),
        ({"display_name": "12 34"}, "ét bogstav"),
        ({"birth_year": ""}, "Vælg det år"),
        ({"birth_year": "abc"}, "Vælg det år"),
        ({"birth_year": "9" * 30}, "Vælg det år"),
        ({"birth_year": "-2010"}, "Vælg det år"),
        ({"birth_year": "1850"}, "til man er 25"),
        ({"school_id": "99999999"}, "fra listen"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_typed_is_lost(
    client: Any, session: Session, form: dict[str, str], typed: dict[str, str], words: str
) -> None:
    answer = send(client, form, **typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert words in re.sub(r'<p class="field__hint".*?</p>', "", page)
    assert find(session) is None
    assert who_is_signed_in(client) is None
    again = welcome_form(answer)
    assert (again["verified"], again["next"]) == (form["verified"], "/forslag/skriv")
    if "display_name" not in typed:
        assert again["display_name"] == "Blå Ræv"


@pytest.mark.parametrize(("age", "status"), [(MIN_AGE - 1, 422), (MIN_AGE, 303), (MAX_AGE, 303), (MAX_AGE + 1, 422)])
def test_the_ages_that_may_join(client: Any, session: Session, form: dict[str, str], age: int, status: int) -> None:
    assert send(client, form, birth_year=str(today().year - age)).status_code == status
    assert (find(session) is not None) == (status == 303)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "'; DROP TABLE x; --", "Ræv & Co {{ 7*7 }}"])
def test_hostile_names_are_shown_as_text(client: Any, session: Session, form: dict[str, str], name: str) -> None:
    assert send(client, form, display_name=name).status_code == 303
    made = find(session)
    assert made is not None
    assert made.display_name == name
    page = client.get("/min-side/profil").get_data(as_text=True)
    assert "<script>alert" not in page
    assert ">49<" not in page
    assert session.scalar(select(func.count()).select_from(Person)) == 1


def test_the_forms_own_hints(client: Any, session: Session) -> None:
    page = sign_in_by_code(client, session, NEW).get_data(as_text=True)
    assert "Brug ikke dit rigtige navn" in page
    years = [int(y) for y in re.findall(r'<option value="(\d{4})"', page)]
    assert years == list(range(today().year - MIN_AGE, today().year - MAX_AGE - 1, -1))


def test_the_form_sent_twice_makes_one_person_and_signs_in(client: Any, session: Session, form: dict[str, str]) -> None:
    assert send(client, form).status_code == 303
    answer = send(client, form, display_name="En anden")
    assert answer.status_code == 303
    assert session.scalar(select(func.count()).select_from(Person)) == 1
    made = find(session)
    assert made is not None
    assert made.display_name == "Blå Ræv"


def test_the_proof_is_no_second_key_to_the_account(
    client: Any, session: Session, form: dict[str, str], app: Any
) -> None:
    send(client, form)
    other = app.test_client()
    with time_machine.travel(now() + timedelta(minutes=2), tick=False):
        answer = other.post("/log-ind/velkommen", data=form)
    assert answer.status_code == 422
    assert "allerede en konto" in answer.get_data(as_text=True)
    assert who_is_signed_in(other) is None


@pytest.mark.parametrize("verified", ["", "x", "Im15QGV4YW1wbGUudGVzdCI.x.y", "\x00"])
def test_an_address_that_was_not_proved_makes_nobody(
    client: Any, session: Session, form: dict[str, str], verified: str
) -> None:
    answer = send(client, form, verified=verified)
    assert answer.status_code == 422
    assert "Få en ny kode" in answer.get_data(as_text=True)
    assert session.scalar(select(func.count()).select_from(Person)) == 0


def test_a_proof_of_another_purpose_is_no_proof(client: Any, session: Session, form: dict[str, str]) -> None:
    from youthvoice.core.signing import sign

    assert send(client, form, verified=sign("kept-form", NEW)).status_code == 422
    assert find(session) is None


def test_the_proof_lasts_an_hour(client: Any, session: Session, form: dict[str, str]) -> None:
    with time_machine.travel(now() + timedelta(minutes=61), tick=False):
        assert send(client, form).status_code == 422
    assert find(session) is None
