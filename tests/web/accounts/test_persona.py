"""Personas: in demo mode, made-up people only, and nowhere else."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory
from tests.web.accounts.helpers import who_is_signed_in
from tests.web.forms import form_fields
from youthvoice.accounts.providers import EMAIL_CODE, PERSONA, providers
from youthvoice.core.web import Services


@pytest.fixture
def no_demo(app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The application as it runs for real."""
    found: Services = app.extensions["youthvoice"]
    monkeypatch.setitem(app.extensions, "youthvoice", replace(found, settings=replace(found.settings, demo=False)))


def test_the_page_shows_eight_and_no_real_person(client: Any, session: Session, count_queries: Any) -> None:
    for number in range(9):
        PersonFactory(is_persona=True, display_name=f"Figur {number}")
    PersonFactory(display_name="Rigtig Person")
    session.commit()
    with count_queries() as seen:
        page = client.get("/log-ind").get_data(as_text=True)
    assert page.count("/log-ind/persona") == 8
    assert "Rigtig Person" not in page
    assert len(seen) == 1


def test_a_persona_is_signed_in_with_one_press(client: Any, session: Session) -> None:
    persona = OfficialFactory(is_persona=True)
    session.commit()
    fields = form_fields(client.get("/log-ind?next=/svar").get_data(as_text=True), "/log-ind/persona")
    answer = client.post("/log-ind/persona", data=fields)
    assert (answer.status_code, answer.location) == (303, "/svar")
    assert who_is_signed_in(client) == persona.get_id()


def test_a_real_person_cannot_be_chosen(client: Any, session: Session) -> None:
    real = OfficialFactory()
    closed = PersonFactory(is_persona=True, closed_at=real.created_at)
    session.commit()
    for person in (real, closed):
        assert client.post("/log-ind/persona", data={"person": str(person.id)}).status_code == 404
    assert who_is_signed_in(client) is None


@pytest.mark.parametrize("number", ["", "x", "-1", "0", "1.5", "9" * 18, "9" * 40, "١", "\x00", "1 OR 1=1"])
def test_nobody_is_not_found(client: Any, session: Session, number: str) -> None:
    assert client.post("/log-ind/persona", data={"person": number}).status_code == 404


def test_outside_demo_mode_there_are_none(client: Any, session: Session, no_demo: None) -> None:
    persona = PersonFactory(is_persona=True)
    session.commit()
    assert "/log-ind/persona" not in client.get("/log-ind").get_data(as_text=True)
    assert client.post("/log-ind/persona", data={"person": str(persona.id)}).status_code == 404
    assert who_is_signed_in(client) is None
    assert client.get("/udbakke").status_code == 404


def test_the_registry_follows_the_settings(app: Any) -> None:
    settings = app.extensions["youthvoice"].settings
    assert list(providers(settings)) == [EMAIL_CODE, PERSONA]
    assert list(providers(replace(settings, demo=False))) == [EMAIL_CODE]
