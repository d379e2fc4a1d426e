"""Signing in with Unilogin: who gets in, who is welcomed, who is told what to do instead; and which tokens are not believed."""

import json
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import SchoolFactory, TeacherFactory
from tests.oidc.processes import Elsewhere, sign_in_elsewhere
from tests.web.accounts.helpers import welcome_form, who_is_signed_in
from tests.web.accounts.unilogin import PUPIL, START, TEACHER, known, text_of
from tests.web.forms import form_fields, submit
from youthvoice.accounts.models import Identity, Person
from youthvoice.core.clock import now


def test_a_known_pupil_is_signed_in(client: Any, session: Session, pupil: Person) -> None:
    answer = sign_in_elsewhere(client, "unilogin", {"next": "/forslag/skriv"})
    assert (answer.status_code, answer.location) == (303, "/forslag/skriv")
    assert who_is_signed_in(client) == pupil.get_id()
    session.expire_all()
    assert session.scalars(select(Identity)).one().last_used_at is not None


def test_nothing_of_it_shows_where_it_is_not_set_up(client: Any, session: Session) -> None:
    assert "Unilogin" not in text_of(client.get("/log-ind"))
    answer = client.post(START, data={"next": "/forslag/skriv"})
    assert answer.status_code == 422
    assert form_fields(text_of(answer), "/log-ind")["next"] == "/forslag/skriv"


def test_the_school_stands_first_on_the_page(client: Any, elsewhere: Elsewhere) -> None:
    page = text_of(client.get("/log-ind?next=/forslag/skriv"))
    order = [page.index(text) for text in ("Log ind med Unilogin", "Log ind som ansat", 'name="email"', "fingeraftryk")]
    assert order == sorted(order)
    assert form_fields(page, START)["next"] == "/forslag/skriv"


def test_a_new_pupil_chooses_a_name_and_needs_no_address(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    elsewhere.behave(claims=PUPIL)
    school = SchoolFactory(name="Virum Skole")
    session.commit()
    page = sign_in_elsewhere(client, "unilogin", {"next": "/forslag/skriv"})
    assert "Velkommen!" in text_of(page)
    typed = {"display_name": "Blå Ræv", "birth_year": str(now().year - 14), "school_id": str(school.id)}
    refused = client.post("/log-ind/velkommen", data={**welcome_form(page), **typed, "birth_year": ""})
    assert refused.status_code == 422
    answer = client.post("/log-ind/velkommen", data={**welcome_form(refused), **typed})
    assert (answer.status_code, answer.location) == (303, "/forslag/skriv")
    made = session.scalars(select(Person)).one()
    assert (made.email, made.school_id, made.role.value) == (None, school.id, "young_person")
    assert session.scalars(select(Identity)).one().person_id == made.id
    client.post("/log-ud")
    sign_in_elsewhere(client, "unilogin")
    assert who_is_signed_in(client) == made.get_id()


def test_the_welcome_sent_twice_makes_one_account(client: Any, session: Session, elsewhere: Elsewhere) -> None:
    elsewhere.behave(claims=PUPIL)
    form = welcome_form(sign_in_elsewhere(client, "unilogin"))
    typed = {**form, "display_name": "Blå Ræv", "birth_year": str(now().year - 14), "school_id": ""}
    assert [client.post("/log-ind/velkommen", data=typed).status_code for _ in range(2)] == [303, 303]
    assert len(session.scalars(select(Person)).all()) == 1
    with time_machine.travel(now() + timedelta(minutes=5)):
        late = client.post("/log-ind/velkommen", data=typed)
    assert late.status_code == 422
    assert "allerede en konto" in text_of(late)


@pytest.mark.parametrize("group", ["Medarbejder", "Ekstern", "Kontaktperson", ["Elev", "Medarbejder"], None, 7])
def test_an_adult_who_is_unknown_is_told_whom_to_ask(client: Any, elsewhere: Elsewhere, group: Any) -> None:
    elsewhere.behave(claims={**TEACHER, "aktoer_gruppe": group})
    answer = sign_in_elsewhere(client, "unilogin", {"next": "/forslag"})
    assert answer.status_code == 403
    assert "Spørg skolens administrator" in text_of(answer)
    assert form_fields(text_of(answer), START)["next"] == "/forslag"


@pytest.mark.parametrize(
    ("loa", "status"),
    [
        ("3", 303),
        (3, 303),
        ("4", 303),
        ("Substantial", 303),
        ("ToFaktor", 303),
        ("https://data.gov.dk/concept/core/nsis/loa/High", 303),
        ("2", 403),
        ("Low", 403),
        ("EnFaktor", 403),
        (["3", "2"], 403),
        ("", 403),
        (None, 403),
        ({"loa": 3}, 403),
        ("³", 403),
    ],
)
def test_an_adult_needs_two_factors(client: Any, session: Session, elsewhere: Elsewhere, loa: Any, status: int) -> None:
    known(session, TeacherFactory(), TEACHER)
    elsewhere.behave(claims={**TEACHER, "loa": loa})
    assert sign_in_elsewhere(client, "unilogin").status_code == status


def test_whoever_changes_school_keeps_the_account(client: Any, session: Session, pupil: Person) -> None:
    sign_in_elsewhere(client, "unilogin")
    school = SchoolFactory(name="Lundtofte Skole")
    session.commit()
    submit(client, "/min-side/profil", {"school_id": str(school.id)})
    client.post("/log-ud")
    sign_in_elsewhere(client, "unilogin")
    assert who_is_signed_in(client) == pupil.get_id()
    session.refresh(pupil)
    assert pupil.school_id == school.id


def test_a_closed_account_forgets_the_identity(client: Any, session: Session, pupil: Person) -> None:
    sign_in_elsewhere(client, "unilogin")
    assert "unilogin" in text_of(client.get("/min-side/data.json"))
    submit(client, "/min-side/luk-konto", {})
    assert session.scalars(select(Identity)).all() == []
    assert "Velkommen!" in text_of(sign_in_elsewhere(client, "unilogin"))


@pytest.mark.parametrize(
    "told",
    [
        {"token": {"nonce": "another"}},
        {"token": {"nonce": None}},
        {"token": {"iss": "https://evil.example"}},
        {"token": {"iss": None}},
        {"token": {"aud": "another-client"}},
        {"token": {"aud": ["another-client", "third"]}},
        {"token": {"aud": ["youthvoice", "another-client"]}},
        {"token": {"aud": ["youthvoice", "another-client"], "azp": "another-client"}},
        {"token": {"aud": ["another-client", "third"], "azp": "youthvoice"}},
        {"token": {"azp": "another-client"}},
        {"token": {"exp": 1_000_000_000}},
        {"token": {"exp": None}},
        {"token": {"exp": "tomorrow"}},
        {"token": {"iat": None}},
        {"token": {"iat": 32_000_000_000}},
        {"token": {"nbf": 32_000_000_000}},
        {"token": {"sub": None}},
        {"token": {"uniid": None}},
        {"token": {"uniid": ["1000013b36"]}},
        {"token": {"uniid": "x" * 256}},
        {"sign": "none"},
        {"sign": "hs256"},
        {"sign": "other_key"},
        {"at_token": "refuse"},
        {"at_token": "no_id_token"},
    ],
    ids=lambda told: json.dumps(told)[:60],
)
def test_a_token_that_proves_nothing_is_refused(
    client: Any, session: Session, pupil: Person, elsewhere: Elsewhere, told: dict[str, Any]
) -> None:
    elsewhere.behave(claims=PUPIL, **told)
    answer = sign_in_elsewhere(client, "unilogin", {"next": "/forslag"})
    assert answer.status_code == 422
    assert "kunne ikke tjekke dit login" in text_of(answer)
    assert form_fields(text_of(answer), START)["next"] == "/forslag"
    assert who_is_signed_in(client) is None


def test_several_audiences_are_fine_when_we_are_the_authorized_party(
    client: Any, pupil: Person, elsewhere: Elsewhere
) -> None:
    elsewhere.behave(claims=PUPIL, token={"aud": ["youthvoice", "other"], "azp": "youthvoice"})
    assert sign_in_elsewhere(client, "unilogin").status_code == 303


def test_a_new_key_is_fetched_once(client: Any, app: Any, pupil: Person, elsewhere: Elsewhere) -> None:
    sign_in_elsewhere(client, "unilogin")
    elsewhere.behave(claims=PUPIL, sign="new_key")
    assert sign_in_elsewhere(app.test_client(), "unilogin").status_code == 303
    assert elsewhere.seen().count("/jwks") == 1
    elsewhere.behave(claims=PUPIL)
    assert sign_in_elsewhere(app.test_client(), "unilogin").status_code == 303
    # All that is published is remembered by now.
    assert elsewhere.seen() == ["/authorize", "/token"]


def test_what_is_remembered_grows_old(client: Any, pupil: Person, elsewhere: Elsewhere) -> None:
    client.post(START)
    elsewhere.behave()
    with time_machine.travel(now() + timedelta(minutes=61)):
        client.post(START)
    assert elsewhere.seen() == ["/.well-known/openid-configuration"]
