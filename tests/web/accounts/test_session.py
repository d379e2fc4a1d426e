"""The session: no cookie before it, a new one at sign-in, its flags, where it leads, and its end."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.web.accounts.helpers import ask_for_code, code_form, mailed_code, sign_in_by_code, who_is_signed_in
from tests.web.forms import form_fields
from youthvoice.accounts.models import Person

KNOWN = "mia@example.test"


@pytest.fixture
def person(session: Session) -> Person:
    made = PersonFactory(email=KNOWN)
    session.commit()
    return made


def test_no_step_before_the_sign_in_sets_a_cookie(client: Any, session: Session) -> None:
    pages = [
        client.get("/log-ind"),
        client.post("/log-ind", data={"email": "wrong"}),
        ask_for_code(client, "new@example.test"),
    ]
    form = code_form(pages[-1])
    pages.append(client.post("/log-ind/kode", data={**form, "code": "1"}))
    pages.append(client.post("/log-ind/kode", data={**form, "code": mailed_code(session, "new@example.test")}))
    welcome = form_fields(pages[-1].get_data(as_text=True), "/log-ind/velkommen")
    pages.append(client.post("/log-ind/velkommen", data=welcome))
    assert [page.status_code for page in pages] == [200, 422, 200, 422, 200, 422]
    assert [page.headers.get("Set-Cookie") for page in pages] == [None] * len(pages)


def test_the_cookie_is_secure_httponly_lax_and_lasts(client: Any, session: Session, person: Person) -> None:
    answer = sign_in_by_code(client, session, KNOWN)
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 1
    parts = {part.strip().partition("=")[0] for part in cookies[0].split(";")}
    assert {"session", "Secure", "HttpOnly", "SameSite", "Expires", "Path"} <= parts
    assert "SameSite=Lax" in cookies[0]
    assert "Domain" not in parts


def test_nothing_planted_in_the_cookie_lives_on(client: Any, session: Session, person: Person) -> None:
    with client.session_transaction() as cookie:
        cookie["csrf_token"], cookie["planted"], cookie["_user_id"] = "known to the thief", "x", "999.0"
    before = client.get_cookie("session").value
    assert sign_in_by_code(client, session, KNOWN).status_code == 303
    assert client.get_cookie("session").value != before
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie.get("csrf_token") != "known to the thief"
        assert cookie["_user_id"] == person.get_id()


def test_a_copy_of_the_cookie_dies_with_sign_out_everywhere(
    client: Any, session: Session, person: Person, app: Any, sign_in: Any
) -> None:
    sign_in(person)
    copy = app.test_client()
    copy.set_cookie("session", client.get_cookie("session").value, domain="localhost", secure=True)
    assert copy.get("/min-side/profil").status_code == 200
    fields = form_fields(client.get("/min-side/profil").get_data(as_text=True), "/log-ud/alle")
    assert client.post("/log-ud/alle", data=fields).status_code == 303
    assert copy.get("/min-side/profil").status_code == 302
    assert client.get("/min-side/profil").status_code == 302
    assert sign_in_by_code(client, session, KNOWN).status_code == 303


def test_signing_out_ends_the_session_and_takes_the_cookie(client: Any, person: Person, sign_in: Any) -> None:
    sign_in(person)
    answer = client.post("/log-ud")
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get_cookie("session") is None
    assert client.get("/min-side/profil").status_code == 302


def test_signing_out_twice_or_from_an_old_page_is_no_error(client: Any) -> None:
    assert client.post("/log-ud", data={"csrf_token": "old"}).status_code == 303


def test_signing_out_by_get_is_impossible(client: Any, person: Person, sign_in: Any) -> None:
    sign_in(person)
    assert client.get("/log-ud").status_code == 405
    assert who_is_signed_in(client) == person.get_id()


@pytest.mark.parametrize(
    ("target", "goes_to"),
    [
        ("/forslag/7?side=2", "/forslag/7?side=2"),
        ("", "/min-side"),
        ("https://evil.example/", "/min-side"),
        ("//evil.example/", "/min-side"),
        ("/\\evil.example", "/min-side"),
        ("/\t/evil.example", "/min-side"),
        ("\\\\evil.example", "/min-side"),
        ("javascript:alert(1)", "/min-side"),
        ("/x\r\nSet-Cookie: a=b", "/min-side"),
        (" //evil.example", "/min-side"),
    ],
)
def test_next_leads_only_into_this_site(
    client: Any, session: Session, person: Person, sign_in: Any, target: str, goes_to: str
) -> None:
    assert sign_in_by_code(client, session, KNOWN, next=target).location == goes_to
    if "\r" not in target:
        assert client.get("/log-ind", query_string={"next": target}).location == goes_to


def test_next_travels_from_the_address_to_the_end(client: Any, session: Session, person: Person) -> None:
    first = form_fields(client.get("/log-ind?next=/forslag/7").get_data(as_text=True), "/log-ind")
    assert first["next"] == "/forslag/7"
    second = code_form(client.post("/log-ind", data={**first, "email": KNOWN}))
    assert second["next"] == "/forslag/7"


def test_a_page_for_the_signed_in_leads_to_the_sign_in_and_back(client: Any) -> None:
    answer = client.get("/min-side/profil")
    assert (answer.status_code, answer.location) == (302, "/log-ind?next=/min-side/profil")


def test_a_closed_person_is_nobody_at_once(client: Any, session: Session, person: Person, sign_in: Any) -> None:
    sign_in(person)
    person.closed_at = person.created_at
    session.commit()
    assert client.get("/min-side/profil").status_code == 302


@pytest.mark.parametrize("token", ["", "x", "1", "1.x", "99999999999.0", "1.0.0", "-1.0", "1.0 OR 1=1"])
def test_a_strange_session_is_nobody(client: Any, session: Session, token: str) -> None:
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert client.get("/min-side/profil").status_code == 302
