"""Passkeys: added, used, removed; and every way in which one proves nothing."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.web.accounts.authenticator import Authenticator, pack
from tests.web.accounts.helpers import who_is_signed_in
from tests.web.forms import form_fields, submit
from youthvoice.accounts import passkeys
from youthvoice.accounts.models import Passkey, PasskeyChallenge, Person
from youthvoice.core.clock import now

MINE, ADD_START = "/min-side/noegler", "/min-side/noegler/start"
SIGN_IN, SIGN_IN_START = "/log-ind/noegle", "/log-ind/noegle/start"


@pytest.fixture
def person(session: Session) -> Person:
    made = PersonFactory(email=None)
    session.commit()
    return made


@pytest.fixture
def phone() -> Authenticator:
    return Authenticator()


def add(client: Any, phone: Authenticator, name: str = "Min telefon", **changes: Any) -> Any:
    """Add the phone's key to whoever is signed in."""
    fields = form_fields(client.get(MINE).get_data(as_text=True), MINE)
    options = client.post(ADD_START, headers={"X-CSRFToken": fields["csrf_token"]}).get_json()
    return client.post(MINE, data={**fields, **phone.make(options, **changes), "name": name})


def use(client: Any, phone: Authenticator, more: dict[str, str] | None = None, **changes: Any) -> Any:
    """Sign in with the phone."""
    options = client.post(SIGN_IN_START).get_json()
    return client.post(SIGN_IN, data={**phone.sign(options, **changes), **(more or {})})


@pytest.fixture
def added(client: Any, session: Session, sign_in: Any, person: Person, phone: Authenticator) -> Person:
    """The person has the phone's key, and is signed out."""
    sign_in(person)
    assert add(client, phone).status_code == 303
    client.post("/log-ud")
    return person


def test_a_passkey_is_added_used_and_seen(client: Any, session: Session, added: Person, phone: Authenticator) -> None:
    answer = use(client, phone, {"next": "/forslag/skriv"})
    assert (answer.status_code, answer.location) == (303, "/forslag/skriv")
    assert who_is_signed_in(client) == added.get_id()
    page = client.get(MINE).get_data(as_text=True)
    assert "Min telefon" in page
    assert "Brugt " in page
    session.expire_all()
    stored = session.scalars(select(Passkey)).one()
    assert (stored.sign_count, stored.person_id) == (1, added.id)


def test_the_options_ask_for_a_key_that_needs_no_user_name(client: Any, app: Any, sign_in: Any, person: Person) -> None:
    sign_in(person)
    fields = form_fields(client.get(MINE).get_data(as_text=True), MINE)
    made = client.post(ADD_START, headers={"X-CSRFToken": fields["csrf_token"]}).get_json()
    assert made["authenticatorSelection"]["residentKey"] == "required"
    assert made["authenticatorSelection"]["userVerification"] == "preferred"
    assert made["rp"]["id"] == "localhost"
    assert made["user"]["id"] == pack(passkeys.user_handle(app.extensions["youthvoice"].settings, person.id))
    assert made["user"]["name"] == person.display_name
    asked = client.post(SIGN_IN_START).get_json()
    assert asked.get("allowCredentials", []) == []
    assert asked["challenge"] != made["challenge"]


def test_the_same_key_is_not_added_twice(client: Any, session: Session, sign_in: Any, phone: Authenticator) -> None:
    sign_in(PersonFactory())
    assert add(client, phone).status_code == 303
    answer = add(client, phone, "Igen")
    assert answer.status_code == 422
    assert "allerede gemt" in answer.get_data(as_text=True)
    assert 'value="Igen"' in answer.get_data(as_text=True)


@pytest.mark.parametrize("name", ["", " ", "x" * 61, "\x00"])
def test_a_key_needs_a_name(client: Any, session: Session, sign_in: Any, phone: Authenticator, name: str) -> None:
    sign_in(PersonFactory())
    assert add(client, phone, name).status_code == 422
    assert session.scalars(select(Passkey)).all() == []


def test_nobody_has_more_than_a_few(
    client: Any, session: Session, sign_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passkeys, "MOST", 2)
    sign_in(PersonFactory())
    assert [add(client, Authenticator()).status_code for _ in range(3)] == [303, 303, 422]


@pytest.mark.parametrize(
    "changes", [{"origin": "https://evil.example"}, {"type": "webauthn.get"}, {"challenge": "AAAA"}]
)
def test_a_key_made_elsewhere_is_not_added(
    client: Any, session: Session, sign_in: Any, phone: Authenticator, changes: dict[str, str]
) -> None:
    sign_in(PersonFactory())
    assert add(client, phone, **changes).status_code == 422
    assert session.scalars(select(Passkey)).all() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://evil.example"},
        {"origin": "http://localhost:1"},
        {"type": "webauthn.create"},
        {"challenge": "AAAA"},
        {"handle": b"another account"},
    ],
)
def test_what_was_signed_for_another_is_refused(
    client: Any, added: Person, phone: Authenticator, changes: dict[str, Any]
) -> None:
    answer = use(client, phone, {"next": "/forslag"}, **changes)
    assert answer.status_code == 422
    assert "kender vi ikke" in answer.get_data(as_text=True)
    assert form_fields(answer.get_data(as_text=True), "/log-ind")["next"] == "/forslag"
    assert who_is_signed_in(client) is None


def test_another_site_cannot_use_the_key(client: Any, added: Person, phone: Authenticator) -> None:
    phone.rp_id = "evil.example"
    assert use(client, phone).status_code == 422


def test_a_stranger_who_knows_the_name_of_the_key_cannot_sign(client: Any, added: Person, phone: Authenticator) -> None:
    thief = Authenticator()
    thief.id, thief.handle = phone.id, phone.handle
    assert use(client, thief).status_code == 422


def test_a_copied_key_is_noticed(client: Any, added: Person, phone: Authenticator) -> None:
    assert use(client, phone, count=7).status_code == 303
    client.post("/log-ud")
    assert use(client, phone, count=7).status_code == 422
    assert use(client, phone, count=3).status_code == 422
    assert use(client, phone, count=8).status_code == 303


def test_an_answer_is_good_once(client: Any, app: Any, session: Session, added: Person, phone: Authenticator) -> None:
    phone.count = 40
    fields = phone.sign(client.post(SIGN_IN_START).get_json())
    assert client.post(SIGN_IN, data=fields).status_code == 303
    other = app.test_client()
    answer = other.post(SIGN_IN, data=fields)
    assert answer.status_code == 422
    assert "for lang tid" in answer.get_data(as_text=True)


def test_a_refused_answer_uses_the_challenge_up(
    client: Any, session: Session, added: Person, phone: Authenticator
) -> None:
    options = client.post(SIGN_IN_START).get_json()
    assert client.post(SIGN_IN, data=phone.sign(options, origin="https://evil.example")).status_code == 422
    assert client.post(SIGN_IN, data=phone.sign(options)).status_code == 422
    assert who_is_signed_in(client) is None


def test_a_challenge_grows_old_and_is_removed(
    client: Any, session: Session, added: Person, phone: Authenticator
) -> None:
    options = client.post(SIGN_IN_START).get_json()
    with time_machine.travel(now() + timedelta(minutes=passkeys.MINUTES, seconds=1)):
        assert client.post(SIGN_IN, data=phone.sign(options)).status_code == 422
    with time_machine.travel(now() + passkeys.KEPT_FOR + timedelta(seconds=1)):
        client.post(SIGN_IN_START)
    session.expire_all()
    assert len(session.scalars(select(PasskeyChallenge)).all()) == 1


def test_a_challenge_to_add_is_the_persons_own(
    client: Any, session: Session, sign_in: Any, phone: Authenticator
) -> None:
    sign_in(PersonFactory())
    fields = form_fields(client.get(MINE).get_data(as_text=True), MINE)
    theirs = client.post(ADD_START, headers={"X-CSRFToken": fields["csrf_token"]}).get_json()
    anyones = client.post(SIGN_IN_START).get_json()
    sign_in(PersonFactory())
    fields = form_fields(client.get(MINE).get_data(as_text=True), MINE)
    for options in (theirs, {**theirs, "challenge": anyones["challenge"]}):
        answer = client.post(MINE, data={**fields, **phone.make(options), "name": "Min telefon"})
        assert answer.status_code == 422
    assert session.scalars(select(Passkey)).all() == []


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "x",
        "[]",
        "7",
        "{}",
        '{"id": 7}',
        '{"id": "\\u0000"}',
        '{"id": "\\ud800"}',
        json.dumps({"id": "x" * 5000}),
        json.dumps({"id": "ID", "rawId": "!!", "type": "public-key", "response": {}}),
        json.dumps({"id": "ID", "rawId": "ID", "type": "public-key", "response": {"clientDataJSON": "e30"}}),
        json.dumps(
            {
                "id": "ID",
                "rawId": "ID",
                "type": "public-key",
                "response": {"clientDataJSON": "W10", "authenticatorData": "AA", "signature": "", "userHandle": "AA"},
            }
        ),
    ],
)
def test_what_is_no_answer_is_refused_kindly(
    client: Any, session: Session, sign_in: Any, added: Person, credential: str
) -> None:
    known = session.scalars(select(Passkey.credential_id)).one()
    credential = credential.replace("ID", known)
    challenge = client.post(SIGN_IN_START).get_json()["challenge"]
    assert client.post(SIGN_IN, data={"challenge": challenge, "credential": credential}).status_code == 422
    sign_in(added)
    fields = form_fields(client.get(MINE).get_data(as_text=True), MINE)
    challenge = client.post(ADD_START, headers={"X-CSRFToken": fields["csrf_token"]}).get_json()["challenge"]
    told = {**fields, "challenge": challenge, "credential": credential, "name": "x"}
    assert client.post(MINE, data=told).status_code == 422


def test_another_site_cannot_sign_anybody_in(client: Any, added: Person, phone: Authenticator) -> None:
    options = client.post(SIGN_IN_START).get_json()
    answer = client.post(SIGN_IN, data=phone.sign(options), headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert client.post(SIGN_IN_START, headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_key_is_removed_after_a_question(client: Any, session: Session, added: Person, phone: Authenticator) -> None:
    use(client, phone)
    remove = f"{MINE}/{session.scalars(select(Passkey.id)).one()}/fjern"
    page = client.get(remove).get_data(as_text=True)
    assert "eneste vej ind" in page
    assert "Min telefon" in page
    assert submit(client, remove, {}).location == MINE
    assert client.get(remove).status_code == 404
    client.post("/log-ud")
    assert use(client, phone).status_code == 422


def test_whoever_has_an_address_is_not_warned(
    client: Any, session: Session, sign_in: Any, phone: Authenticator
) -> None:
    sign_in(OfficialFactory())
    add(client, phone)
    remove = f"{MINE}/{session.scalars(select(Passkey.id)).one()}/fjern"
    assert "eneste vej ind" not in client.get(remove).get_data(as_text=True)


def test_only_ones_own_key_can_be_removed(client: Any, session: Session, sign_in: Any, added: Person) -> None:
    remove = f"{MINE}/{session.scalars(select(Passkey.id)).one()}/fjern"
    sign_in(PersonFactory())
    fields = form_fields(client.get(MINE).get_data(as_text=True), MINE)
    assert client.get(remove).status_code == 404
    assert client.post(remove, data={"csrf_token": fields["csrf_token"]}).status_code == 404
    assert len(session.scalars(select(Passkey)).all()) == 1


def test_keys_are_in_the_export_and_go_with_the_account(
    client: Any, session: Session, added: Person, phone: Authenticator
) -> None:
    use(client, phone)
    data = client.get("/min-side/data.json").get_json()
    assert [one["name"] for one in data["sign_in"]["passkeys"]] == ["Min telefon"]
    submit(client, "/min-side/luk-konto", {})
    assert session.scalars(select(Passkey)).all() == []
    assert session.scalars(select(PasskeyChallenge).where(PasskeyChallenge.person_id.is_not(None))).all() == []
    assert use(client, phone).status_code == 422


def test_an_address_of_numbers_can_have_no_passkeys(client: Any, sign_in: Any, set_up: Any, person: Person) -> None:
    set_up(base_url="http://127.0.0.1:8000")
    assert "fingeraftryk" not in client.get("/log-ind").get_data(as_text=True)
    assert client.post(SIGN_IN_START).status_code == 422
    sign_in(person)
    assert "kan man ikke gemme" in client.get(MINE).get_data(as_text=True)


def test_the_page_takes_few_queries(client: Any, session: Session, sign_in: Any, count_queries: Any) -> None:
    sign_in(PersonFactory())
    seen = []
    for _ in range(2):
        add(client, Authenticator())
        with count_queries() as queries:
            client.get(MINE)
        seen.append(len(queries))
    assert seen[0] == seen[1] <= 6
