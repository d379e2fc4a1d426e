"""The same flows against a server that others wrote: the package oidc-provider-mock, in a process of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import UnitFactory
from tests.oidc.processes import come_back, mock_server, sign_in_elsewhere, way_back, way_there
from tests.web.accounts.conftest import directory, unilogin
from tests.web.accounts.helpers import welcome_form, who_is_signed_in
from youthvoice.accounts.models import Identity, Person
from youthvoice.core.clock import now

PUPIL = {"sub": "mia", "uniid": "1000013b36", "aktoer_gruppe": "Elev", "loa": "2"}
TEACHER = {"sub": "henrik", "uniid": "henr276q", "aktoer_gruppe": "Medarbejder", "loa": "3"}
KARIM = {
    "sub": "karim",
    "email": "karim@kommune.test",
    "email_verified": True,
    "name": "Karim Saleh",
    "groups": ["ung-svar"],
}


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """The running server."""
    with mock_server(PUPIL, TEACHER, KARIM) as found:
        yield found


@pytest.fixture(autouse=True)
def both(issuer: str, set_up: Any) -> None:
    """It plays both kinds of site."""
    set_up(oidc_unilogin=unilogin(issuer), oidc_directory=directory(issuer))


def test_a_pupil_is_welcomed_and_comes_back(client: Any, session: Session) -> None:
    page = sign_in_elsewhere(client, "unilogin", {"next": "/forslag/skriv"}, sub="mia")
    typed = {"display_name": "Blå Ræv", "birth_year": str(now().year - 14), "school_id": ""}
    assert client.post("/log-ind/velkommen", data={**welcome_form(page), **typed}).location == "/forslag/skriv"
    client.post("/log-ud")
    assert sign_in_elsewhere(client, "unilogin", sub="mia").status_code == 303
    made = session.scalars(select(Person)).one()
    assert who_is_signed_in(client) == made.get_id()
    assert session.scalars(select(Identity.subject)).all() == ["1000013b36"]


def test_an_unknown_teacher_is_told_whom_to_ask(client: Any) -> None:
    assert sign_in_elsewhere(client, "unilogin", sub="henrik").status_code == 403


def test_an_official_gets_an_account(client: Any, session: Session) -> None:
    UnitFactory(name="Ung")
    session.commit()
    assert sign_in_elsewhere(client, "directory", sub="karim").status_code == 303
    assert session.scalars(select(Person)).one().byline == "Karim Saleh, Ansat i kommunen, Ung"


def test_who_says_no_is_not_signed_in(client: Any) -> None:
    # This server leaves the state out where it refuses.
    answer = client.get(way_back(way_there(client.post("/log-ind/videre/unilogin")), action="deny"))
    assert answer.status_code == 422
    assert "Du blev ikke logget ind" in answer.get_data(as_text=True)
    assert who_is_signed_in(client) is None


def test_a_code_works_once(client: Any, app: Any) -> None:
    path = way_back(way_there(client.post("/log-ind/videre/unilogin")), sub="mia")
    other = app.test_client()
    second = way_back(way_there(other.post("/log-ind/videre/unilogin")), sub="mia")
    assert "Velkommen!" in come_back(client, path).get_data(as_text=True)
    used = path.partition("code=")[2].partition("&")[0]
    assert come_back(other, second, code=used).status_code == 422
