"""An account without an address: it can be made, it is told what it lacks, and it can get one."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory
from tests.web.accounts.helpers import mailed_code, mails_to, sign_in_by_code, who_is_signed_in, wrong
from tests.web.forms import form_fields, submit
from youthvoice.accounts import commands
from youthvoice.accounts.identities import link_identity
from youthvoice.accounts.models import Person
from youthvoice.accounts.proofs import Identity
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now
from youthvoice.core.errors import RuleBroken

PAGE, CODE = "/min-side/e-mail", "/min-side/e-mail/kode"
NEW = "mia@skole.example"
YOUNG = {"role": Role.young_person, "birth_year": now().year - 15}


@pytest.fixture
def person(session: Session) -> Person:
    made = commands.create_person(session, display_name="Blå Ræv", school_id=SchoolFactory().id, **YOUNG)
    session.commit()
    return made


def ask(client: Any, email: str) -> dict[str, str]:
    """Send the address; the fields of the page that asks for the code."""
    return form_fields(submit(client, PAGE, {"email": email}).get_data(as_text=True), CODE)


def test_the_young_need_no_address(session: Session, person: Person) -> None:
    assert (person.email, person.display_name) == (None, "Blå Ræv")
    with pytest.raises(RuleBroken, match="ligner ikke"):
        commands.create_person(session, display_name="Rød Ræv", email="x", **YOUNG)


def test_adults_do_unless_somebody_vouches_for_them(session: Session) -> None:
    facts: Any = {"display_name": "Line Holm", "role": Role.teacher, "title": "Lærer", "school_id": SchoolFactory().id}
    with pytest.raises(RuleBroken, match="ligner ikke"):
        commands.create_person(session, **facts)
    with pytest.raises(RuleBroken, match="ligner ikke"):
        commands.create_person(session, identity=Identity("email-code", email="x@example.test"), **facts)
    made = commands.create_person(session, identity=Identity("unilogin", subject="line123"), **facts)
    assert made.email is None


def test_an_identity_belongs_to_one(session: Session, person: Person) -> None:
    link_identity(session, person, "unilogin", "mia123")
    link_identity(session, person, "unilogin", "mia123")
    with pytest.raises(RuleBroken, match="anden konto"):
        link_identity(session, PersonFactory(), "unilogin", "mia123")
    with pytest.raises(RuleBroken, match="anden konto"):
        commands.create_person(session, display_name="To", identity=Identity("unilogin", subject="mia123"), **YOUNG)


def test_the_profile_says_so_gently_until_there_is_a_way_back(
    client: Any, session: Session, sign_in: Any, person: Person
) -> None:
    sign_in(person)
    assert "Så du kan finde tilbage" in client.get("/min-side/profil").get_data(as_text=True)
    link_identity(session, person, "unilogin", "mia123")
    session.commit()
    assert "Så du kan finde tilbage" not in client.get("/min-side/profil").get_data(as_text=True)


def test_an_address_is_added_by_a_code(client: Any, session: Session, sign_in: Any, person: Person) -> None:
    sign_in(person)
    form = ask(client, " MIA@skole.example ")
    answer = client.post(CODE, data={**form, "code": mailed_code(session, NEW)})
    assert (answer.status_code, answer.location) == (303, "/min-side/profil")
    page = client.get("/min-side/profil").get_data(as_text=True)
    assert "Så du kan finde tilbage" not in page
    assert NEW in page
    client.post("/log-ud")
    sign_in_by_code(client, session, NEW)
    assert who_is_signed_in(client) == person.get_id()


def test_a_wrong_code_is_counted_and_loses_nothing(client: Any, session: Session, sign_in: Any, person: Person) -> None:
    sign_in(person)
    form = ask(client, NEW)
    code = mailed_code(session, NEW)
    for _ in range(4):
        answer = client.post(CODE, data={**form, "code": wrong(code)})
        assert answer.status_code == 422
        assert "passer ikke" in answer.get_data(as_text=True)
        form = form_fields(answer.get_data(as_text=True), CODE)
    answer = client.post(CODE, data={**form, "code": wrong(code)})
    assert answer.status_code == 422
    assert form_fields(answer.get_data(as_text=True), PAGE)["email"] == NEW
    assert client.post(CODE, data={**form, "code": code}).status_code == 422
    session.refresh(person)
    assert person.email is None


def test_an_address_that_somebody_has_is_told_of_only_to_its_owner(
    client: Any, session: Session, sign_in: Any, person: Person
) -> None:
    PersonFactory(email=NEW)
    sign_in(person)
    page = submit(client, PAGE, {"email": NEW}).get_data(as_text=True)
    assert "allerede" not in page
    answer = client.post(CODE, data={**form_fields(page, CODE), "code": mailed_code(session, NEW)})
    assert answer.status_code == 422
    assert "allerede en konto" in answer.get_data(as_text=True)
    session.expire_all()
    assert person.email is None


@pytest.mark.parametrize("email", ["", "x", "a@b", "\x00", "a" * 300 + "@skole.example"])
def test_what_is_no_address_is_refused(client: Any, sign_in: Any, person: Person, email: str) -> None:
    sign_in(person)
    assert submit(client, PAGE, {"email": email}).status_code == 422


def test_whoever_has_an_address_is_led_back(client: Any, session: Session, sign_in: Any, person: Person) -> None:
    sign_in(person)
    form = ask(client, NEW)
    code = mailed_code(session, NEW)
    person.email = "anden@skole.example"
    session.commit()
    assert client.get(PAGE).location == "/min-side/profil"
    assert client.post(CODE, data={**form, "code": code}).location == "/min-side/profil"
    session.expire_all()
    assert session.scalars(select(Person.email)).all() == ["anden@skole.example"]


def test_a_persona_gets_no_way_in_of_its_own(client: Any, session: Session, sign_in: Any) -> None:
    sign_in(PersonFactory(is_persona=True, email=None))
    assert "Så du kan finde tilbage" not in client.get("/min-side/profil").get_data(as_text=True)
    for path in (PAGE, "/min-side/noegler"):
        assert client.get(path).status_code == 403
    assert mails_to(session, NEW) == 0
