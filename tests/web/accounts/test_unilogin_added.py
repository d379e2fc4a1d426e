"""Unilogin added to an account that is there already."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.oidc.processes import Elsewhere, come_back, sign_in_elsewhere, way_back, way_there
from tests.web.accounts.helpers import who_is_signed_in
from tests.web.accounts.unilogin import PUPIL, TEACHER, known, text_of
from tests.web.forms import form_fields
from youthvoice.accounts.models import Identity


def test_unilogin_is_added_to_an_account_that_is_signed_in(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere
) -> None:
    elsewhere.behave(claims=PUPIL)
    person = PersonFactory()
    sign_in(person)
    page = text_of(client.get("/min-side/profil"))
    link = "/min-side/profil/log-ind/unilogin"
    there = client.post(link, data=form_fields(page, link))
    answer = come_back(client, way_back(way_there(there)))
    assert (answer.status_code, answer.location) == (303, "/min-side/profil")
    assert session.scalars(select(Identity)).one().person_id == person.id
    assert "Er slået til" in text_of(client.get("/min-side/profil"))
    client.post("/log-ud")
    sign_in_elsewhere(client, "unilogin")
    assert who_is_signed_in(client) == person.get_id()


@pytest.mark.parametrize(
    ("claims", "words"),
    [(TEACHER, "Det ene er for elever"), (PUPIL, "hører til en anden konto")],
    ids=["an adult's", "taken"],
)
def test_an_identity_that_does_not_fit_is_not_added(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere, claims: dict[str, str], words: str
) -> None:
    elsewhere.behave(claims=claims)
    known(session, PersonFactory(), PUPIL)
    person = PersonFactory()
    sign_in(person)
    link = "/min-side/profil/log-ind/unilogin"
    there = client.post(link, data=form_fields(text_of(client.get("/min-side/profil")), link))
    answer = come_back(client, way_back(way_there(there)))
    assert answer.status_code == 403
    assert words in text_of(answer)
    assert [one.person_id for one in session.scalars(select(Identity))] != [person.id]


def test_an_adult_adds_unilogin_only_with_two_factors(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere
) -> None:
    sign_in(TeacherFactory())
    link = "/min-side/profil/log-ind/unilogin"
    for loa, status in (("2", 403), ("3", 303)):
        elsewhere.behave(claims={**TEACHER, "loa": loa})
        there = client.post(link, data=form_fields(text_of(client.get("/min-side/profil")), link))
        assert come_back(client, way_back(way_there(there))).status_code == status


def test_whoever_signs_out_on_the_way_gets_nothing_added(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere
) -> None:
    elsewhere.behave(claims=PUPIL)
    sign_in(PersonFactory())
    link = "/min-side/profil/log-ind/unilogin"
    there = client.post(link, data=form_fields(text_of(client.get("/min-side/profil")), link))
    client.post("/log-ud")
    assert come_back(client, way_back(way_there(there))).status_code == 422
    assert session.scalars(select(Identity)).all() == []
    assert who_is_signed_in(client) is None


def test_whoever_is_somebody_else_by_then_gets_nothing_added(
    client: Any, session: Session, sign_in: Any, elsewhere: Elsewhere
) -> None:
    elsewhere.behave(claims=PUPIL)
    sign_in(PersonFactory())
    link = "/min-side/profil/log-ind/unilogin"
    there = client.post(link, data=form_fields(text_of(client.get("/min-side/profil")), link))
    sign_in(PersonFactory())
    answer = come_back(client, way_back(way_there(there)))
    assert answer.status_code == 422
    assert "Du er logget ud" in text_of(answer)
    assert session.scalars(select(Identity)).all() == []


def test_an_address_to_add_needs_a_token(client: Any, sign_in: Any, elsewhere: Elsewhere) -> None:
    sign_in(PersonFactory())
    assert client.post("/min-side/profil/log-ind/unilogin").status_code == 400
