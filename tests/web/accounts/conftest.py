"""A deployment at which one can sign in elsewhere."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, SchoolFactory
from tests.oidc.processes import Elsewhere, misbehaving_server
from tests.web.accounts.unilogin import PUPIL, known
from youthvoice.accounts.models import Person
from youthvoice.accounts.oidc import published
from youthvoice.core.web import Services
from youthvoice.settings import DirectorySettings, GroupRole, UniloginSettings

CLIENT = {"client_id": "youthvoice", "client_secret": "the secret"}
ROLES = (
    GroupRole(group="CN=Ung-admin,OU=IT", role="administrator", unit="Ung", title="Systemejer"),
    GroupRole(group="ung-svar", role="official", unit="Ung"),
    GroupRole(group="ung-mod", role="moderator", unit="Center for Skole"),
)


def unilogin(issuer: str) -> UniloginSettings:
    """The settings for the schools' sign-in."""
    return UniloginSettings(issuer=issuer, **CLIENT)


def directory(issuer: str) -> DirectorySettings:
    """The settings for a municipality's directory."""
    return DirectorySettings(issuer=issuer, roles=ROLES, **CLIENT)


@pytest.fixture(scope="session")
def running_elsewhere() -> Iterator[Elsewhere]:
    """One misbehaving server for the whole run."""
    with misbehaving_server() as found:
        yield found


@pytest.fixture
def set_up(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """``set_up(oidc_unilogin=...)`` changes the settings of the application for one test."""

    def change(**changes: Any) -> None:
        services: Services = app.extensions["youthvoice"]
        changed = Services(replace(services.settings, **changes), services.database)
        monkeypatch.setitem(app.extensions, "youthvoice", changed)

    return change


@pytest.fixture
def elsewhere(running_elsewhere: Elsewhere, set_up: Callable[..., None]) -> Elsewhere:
    """The server, behaving well, as both kinds of site."""
    published.forget()
    running_elsewhere.behave()
    set_up(oidc_unilogin=unilogin(running_elsewhere.issuer), oidc_directory=directory(running_elsewhere.issuer))
    return running_elsewhere


@pytest.fixture
def pupil(session: Session, elsewhere: Elsewhere) -> Person:
    """Known by Unilogin alone, without an address."""
    elsewhere.behave(claims=PUPIL)
    return known(session, PersonFactory(email=None, school=SchoolFactory(name="Virum Skole")), PUPIL)
