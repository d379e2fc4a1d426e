"""Nothing typed is lost: a form without a sign-in, or with an old token, can be sent again with one press."""

import io
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory
from tests.web.accounts.helpers import code_form, mailed_code, welcome_form, who_is_signed_in
from tests.web.forms import form_fields
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today

PROFILE = "/min-side/profil"
TYPED = {"display_name": 'Ræv <b>&</b> "Ugle"', "locale": "en", "school_id": ""}
LONG = "Første linje æøå\n\nAnden linje <script>alert('x')</script>"


@pytest.fixture
def person(session: Session) -> Person:
    made = PersonFactory(email="mia@example.test", display_name="Før")
    session.commit()
    return made


def html(answer: Any) -> str:
    return answer.get_data(as_text=True)


def test_without_a_sign_in_the_text_is_shown_and_kept_and_no_cookie_is_set(client: Any, session: Session) -> None:
    answer = client.post(PROFILE, data={**TYPED, "display_name": LONG, "csrf_token": "old"})
    assert answer.status_code == 401
    assert "Første linje æøå" in html(answer)
    assert "<script>alert" not in html(answer)
    assert answer.headers.get("Set-Cookie") is None
    assert form_fields(html(answer), "/log-ind")["kept"]


def test_the_form_goes_through_address_code_and_sign_in_and_is_saved(
    client: Any, session: Session, person: Person
) -> None:
    kept_page = client.post(PROFILE, data={**TYPED, "csrf_token": "old"})
    fields = form_fields(html(kept_page), "/log-ind")
    refused = client.post("/log-ind", data={**fields, "email": "no address"})
    assert "Det, du skrev, er gemt" in html(refused)
    code_page = client.post("/log-ind", data={**form_fields(html(refused), "/log-ind"), "email": person.email})
    wrong_page = client.post("/log-ind/kode", data={**code_form(code_page), "code": "x"})
    code = mailed_code(session, "mia@example.test")
    resend = client.post("/log-ind/kode", data={**code_form(wrong_page), "code": code})
    assert resend.status_code == 200
    assert "Ræv &lt;b&gt;&amp;&lt;/b&gt;" in html(resend)
    assert who_is_signed_in(client) == person.get_id()
    again = form_fields(html(resend), PROFILE)
    assert again["display_name"] == TYPED["display_name"]
    assert client.post(PROFILE, data=again).status_code == 303
    session.refresh(person)
    assert (person.display_name, person.locale) == (TYPED["display_name"], "en")


def test_the_form_goes_through_a_new_code(client: Any, session: Session, person: Person) -> None:
    fields = form_fields(html(client.post(PROFILE, data=TYPED)), "/log-ind")
    page = client.post("/log-ind", data={**fields, "email": person.email})
    again = form_fields(html(page), "/log-ind")
    assert again["kept"] == fields["kept"]
    page = client.post("/log-ind", data=again)
    code = mailed_code(session, "mia@example.test")
    assert (
        TYPED["display_name"]
        in form_fields(html(client.post("/log-ind/kode", data={**code_form(page), "code": code})), PROFILE).values()
    )


def test_the_form_goes_through_the_welcome(client: Any, session: Session) -> None:
    SchoolFactory()
    session.commit()
    fields = form_fields(html(client.post(PROFILE, data=TYPED)), "/log-ind")
    page = client.post("/log-ind", data={**fields, "email": "ny@example.test"})
    code = mailed_code(session, "ny@example.test")
    page = client.post("/log-ind/kode", data={**code_form(page), "code": code})
    page = client.post("/log-ind/velkommen", data=welcome_form(page))
    assert page.status_code == 422
    answers = {"display_name": "Blå Ræv", "birth_year": str(today().year - 14)}
    resend = client.post("/log-ind/velkommen", data={**welcome_form(page), **answers})
    assert client.post(PROFILE, data=form_fields(html(resend), PROFILE)).status_code == 303
    made = session.scalars(select(Person).where(Person.email == "ny@example.test")).one()
    session.refresh(made)
    assert made.display_name == TYPED["display_name"]


def test_the_form_goes_through_a_persona(client: Any, session: Session) -> None:
    PersonFactory(is_persona=True)
    session.commit()
    fields = form_fields(html(client.post(PROFILE, data=TYPED)), "/log-ind")
    ways = client.post("/log-ind", data={**fields, "ways": "all"})
    assert ways.status_code == 200
    resend = client.post("/log-ind/persona", data=form_fields(html(ways), "/log-ind/persona"))
    assert form_fields(html(resend), PROFILE)["display_name"] == TYPED["display_name"]


def test_an_old_token_gives_a_page_that_sends_again(
    client: Any, session: Session, person: Person, sign_in: Any
) -> None:
    sign_in(person)
    answer = client.post(PROFILE, data={**TYPED, "csrf_token": "old"})
    assert answer.status_code == 400
    assert "Send igen" in html(answer)
    again = form_fields(html(answer), PROFILE)
    assert again["csrf_token"] != "old"
    assert client.post(PROFILE, data=again).status_code == 303
    session.refresh(person)
    assert person.display_name == TYPED["display_name"]


def test_an_old_token_in_english_goes_back_to_english(client: Any, person: Person, sign_in: Any) -> None:
    sign_in(person)
    answer = client.post(f"/en{PROFILE}", data=TYPED)
    assert form_fields(html(answer), f"/en{PROFILE}")["locale"] == "en"


def test_every_value_of_a_field_and_its_lines_come_back(client: Any, person: Person, sign_in: Any) -> None:
    sign_in(person)
    answer = client.post(PROFILE, data={"topic": ["a", "b"], "what": LONG, "form_key": "f" * 32})
    page = html(answer)
    assert page.count('name="topic"') == 2
    again = form_fields(page, PROFILE)
    assert (again["what"], again["form_key"]) == (LONG, "f" * 32)
    shown = page.partition('id="kept-title"')[2].partition("</section>")[0]
    assert "Første linje" in shown
    assert "f" * 32 not in shown


def test_a_chosen_file_is_spoken_of(client: Any, person: Person, sign_in: Any) -> None:
    data = {"what": "Med et billede", "file": (io.BytesIO(b"x"), "billede.png")}
    answer = client.post(PROFILE, data=data, content_type="multipart/form-data")
    assert "Filen kunne vi ikke gemme" in html(answer)
    sign_in(person)
    without = client.post(PROFILE, data={"what": "Uden"})
    assert "Filen kunne vi ikke gemme" not in html(without)


@pytest.mark.parametrize("kept", ["x", "eyJwYXRoIjoiLyJ9.x.y", "\x00", "A" * 10_000])
def test_a_forged_kept_form_is_ignored(client: Any, session: Session, person: Person, kept: str) -> None:
    page = client.post("/log-ind", data={"email": "mia@example.test", "kept": kept})
    code = mailed_code(session, "mia@example.test")
    answer = client.post("/log-ind/kode", data={**code_form(page), "code": code})
    assert (answer.status_code, answer.location) == (303, "/min-side")


def test_hostile_fields_make_a_page(client: Any, person: Person, sign_in: Any) -> None:
    hostile = {"\x00": "\x00", '"><script>': "</textarea><script>", "a": "\u202e\U0001f98a", "b": "x" * 100_000}
    assert client.post(PROFILE, data=hostile).status_code == 401
    sign_in(person)
    assert client.post(PROFILE, data=hostile).status_code == 400
