"""One's own profile: seen, edited, exported, closed; and only one's own."""

import json
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, SchoolFactory
from tests.web.accounts.helpers import ask_for_code, sign_in_by_code
from tests.web.forms import submit
from youthvoice.accounts import export
from youthvoice.accounts.commands import DELETED_NAME
from youthvoice.accounts.models import Person, SignInCode
from youthvoice.core.audit import AuditEntry

PROFILE = "/min-side/profil"
CLOSE = "/min-side/luk-konto"


def audit_of(session: Session, action: str) -> list[dict[str, Any]]:
    return list(session.scalars(select(AuditEntry.data).where(AuditEntry.action == action)))


def test_a_young_person_changes_name_school_and_language(client: Any, session: Session, sign_in: Any) -> None:
    school, person = SchoolFactory(), PersonFactory()
    sign_in(person)
    answer = submit(client, PROFILE, {"display_name": " Grøn  Ugle ", "school_id": str(school.id), "locale": "en"})
    assert (answer.status_code, answer.location) == (303, f"/en{PROFILE}")
    session.refresh(person)
    assert (person.display_name, person.school_id, person.locale) == ("Grøn Ugle", school.id, "en")
    assert audit_of(session, "person.edit") == [{"fields": ["locale", "display_name", "school_id"]}]
    assert "Grøn Ugle" in client.get(PROFILE).get_data(as_text=True)


def test_saving_without_a_change_leaves_no_trace(client: Any, session: Session, sign_in: Any) -> None:
    sign_in(PersonFactory())
    assert submit(client, PROFILE, {}).location == PROFILE
    assert audit_of(session, "person.edit") == []


def test_the_school_can_be_left_out_again(client: Any, session: Session, sign_in: Any) -> None:
    person = PersonFactory(school=SchoolFactory())
    sign_in(person)
    assert submit(client, PROFILE, {"school_id": ""}).status_code == 303
    session.refresh(person)
    assert person.school_id is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"display_name": ""}, "Find på et navn"),
        ({"display_name": "a@b.dk"}, "Brug ikke din e-mail"),
        ({"display_name": "010211-1234 Bo"}, "CPR-nummer"),
        ({"display_name": "<b>" * 20}, "højst have 30"),
        ({"locale": "xx"}, "fra listen"),
        ({"school_id": "123456"}, "fra listen"),
    ],
)
def test_a_wrong_profile_changes_nothing(
    client: Any, session: Session, sign_in: Any, typed: dict[str, str], words: str
) -> None:
    person = PersonFactory(display_name="Før")
    sign_in(person)
    answer = submit(client, PROFILE, typed)
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)
    session.refresh(person)
    assert (person.display_name, person.locale, person.school_id) == ("Før", "da", None)


def test_an_adult_cannot_take_another_name(client: Any, session: Session, sign_in: Any) -> None:
    official = OfficialFactory(display_name="Line Holm")
    sign_in(official)
    typed = {"display_name": "Borgmesteren", "school_id": "1", "title": "Chef", "role": "administrator", "locale": "en"}
    assert submit(client, PROFILE, typed).status_code == 303
    session.refresh(official)
    assert (official.display_name, official.title, official.school_id) == ("Line Holm", "Ungekonsulent", None)
    assert (official.role.value, official.locale) == ("official", "en")


def test_the_profile_takes_few_queries(client: Any, session: Session, sign_in: Any, count_queries: Any) -> None:
    sign_in(PersonFactory(school=SchoolFactory()))
    with count_queries() as seen:
        client.get(PROFILE)
    assert len(seen) <= 6


def test_own_data_is_a_file_of_ones_own(client: Any, session: Session, sign_in: Any) -> None:
    PersonFactory(display_name="En anden", email="anden@example.test")
    sign_in(PersonFactory(display_name="Blå Ræv", email="mia@example.test", school=SchoolFactory(name="Virum Skole")))
    answer = client.get("/min-side/data.json")
    assert answer.headers["Content-Disposition"] == "attachment; filename=youthvoice-data.json"
    assert answer.headers["Cache-Control"] == "no-store"
    data = json.loads(answer.get_data(as_text=True))
    assert data["profile"]["display_name"] == "Blå Ræv"
    assert data["profile"]["email"] == "mia@example.test"
    assert data["profile"]["school"] == "Virum Skole"
    assert "anden" not in answer.get_data(as_text=True)


def test_rooms_above_add_their_part(
    client: Any, session: Session, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "_parts", dict(export._parts))
    export.register("shoe_sizes", lambda _session, person: [person.id])
    person = PersonFactory()
    sign_in(person)
    assert client.get("/min-side/data.json").get_json()["shoe_sizes"] == [person.id]
    with pytest.raises(ValueError, match="twice"):
        export.register("shoe_sizes", lambda _session, _person: [])


def test_the_close_page_asks_and_changes_nothing(client: Any, session: Session, sign_in: Any) -> None:
    person = PersonFactory()
    sign_in(person)
    page = client.get(CLOSE).get_data(as_text=True)
    assert "Vil du lukke din konto?" in page
    session.refresh(person)
    assert person.closed_at is None


def test_closing_removes_what_points_at_the_child(client: Any, session: Session, sign_in: Any) -> None:
    person = PersonFactory(email="mia@example.test", school=SchoolFactory())
    version = person.session_version
    session.commit()
    ask_for_code(client, "mia@example.test")
    sign_in(person)
    cookie = client.get_cookie("session").value
    answer = submit(client, CLOSE, {})
    assert answer.status_code == 200
    assert "Kontoen er lukket" in answer.get_data(as_text=True)
    session.refresh(person)
    assert (person.display_name, person.email, person.birth_year, person.school_id) == (DELETED_NAME, None, None, None)
    assert person.closed_at is not None
    assert person.session_version == version + 1
    assert session.scalars(select(SignInCode)).all() == []
    assert audit_of(session, "person.close") == [{}]
    assert client.get_cookie("session") is None
    client.set_cookie("session", cookie, domain="localhost", secure=True)
    assert client.get(PROFILE).status_code == 302


def test_the_address_of_a_closed_account_is_free_again(client: Any, session: Session, sign_in: Any) -> None:
    sign_in(PersonFactory(email="mia@example.test"))
    submit(client, CLOSE, {})
    assert "Velkommen!" in sign_in_by_code(client, session, "mia@example.test").get_data(as_text=True)


def test_an_adults_answers_keep_their_name(client: Any, session: Session, sign_in: Any) -> None:
    official = OfficialFactory(display_name="Line Holm", email="line@example.test")
    sign_in(official)
    page = client.get(CLOSE).get_data(as_text=True)
    assert "bliver stående ved de svar" in page
    assert submit(client, CLOSE, {}).status_code == 200
    session.refresh(official)
    assert (official.display_name, official.email) == ("Line Holm", None)
    assert official.closed_at is not None


def test_a_persona_cannot_be_closed(client: Any, session: Session, sign_in: Any) -> None:
    persona = PersonFactory(is_persona=True)
    sign_in(persona)
    assert client.get(CLOSE).status_code == 403
    assert client.post(CLOSE, data={}).status_code in (400, 403)
    assert CLOSE not in client.get(PROFILE).get_data(as_text=True)
    session.refresh(persona)
    assert persona.closed_at is None


@pytest.mark.parametrize("path", [PROFILE, CLOSE, "/min-side/data.json"])
def test_nobody_sees_a_profile_without_sign_in(client: Any, session: Session, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.location) == (302, f"/log-ind?next={path}")


@pytest.mark.parametrize("path", [PROFILE, CLOSE, "/log-ud/alle"])
def test_a_form_without_its_token_does_nothing(client: Any, session: Session, sign_in: Any, path: str) -> None:
    person = PersonFactory(display_name="Før")
    sign_in(person)
    assert client.post(path, data={"display_name": "Efter", "locale": "en"}).status_code == 400
    session.refresh(person)
    assert (person.display_name, person.closed_at, person.session_version) == ("Før", None, 0)


def test_every_page_of_the_room_reads_only(client: Any, session: Session, sign_in: Any, count_queries: Any) -> None:
    person: Person = PersonFactory()
    sign_in(person)
    with count_queries() as seen:
        for path in (PROFILE, CLOSE, "/min-side/data.json", "/log-ind", "/udbakke"):
            client.get(path)
    assert {statement.split()[0] for statement in seen} == {"SELECT"}
