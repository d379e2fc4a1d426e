"""Flask-Login: who is signed in. A GET page leads to the sign-in; a form that was sent is kept (core/problems.py)."""

from flask import Flask
from flask_login import LoginManager, current_user
from sqlalchemy import bindparam, select

from youthvoice.accounts.arrivals import check_settings
from youthvoice.accounts.models import Person
from youthvoice.core.errors import SignInNeeded
from youthvoice.core.publicpage import is_anonymous
from youthvoice.core.web import db_session, services

# Made once: every page of whoever is signed in begins with it.
SIGNED_IN = select(Person).where(
    Person.id == bindparam("person_id"),
    Person.session_version == bindparam("signed_version"),
    Person.closed_at.is_(None),
)
manager = LoginManager()
manager.session_protection = None


@manager.user_loader
def load_person(token: str) -> Person | None:
    """The person of a session cookie; None where the account is closed or was signed out everywhere."""
    person_id, _, version = token.partition(".")
    if not (person_id.isdigit() and version.isdigit()):
        return None
    return db_session().scalar(SIGNED_IN, {"person_id": int(person_id), "signed_version": int(version)})


def signed_in_person() -> Person:
    """Whoever is signed in, of this request's session. Raises SignInNeeded."""
    if not current_user.is_authenticated:
        raise SignInNeeded
    found: Person = current_user._get_current_object()
    return found


def person_here() -> Person | None:
    """Whoever is signed in; None for a visitor, also one whose cookie has run out. Costs no query where nobody can be."""
    if is_anonymous():
        return None
    found: Person = current_user._get_current_object()
    return found


def init(app: Flask) -> None:
    """Connect Flask-Login to the application. Raises SettingsError where a sign-in elsewhere is set up wrongly."""
    with app.app_context():
        check_settings(services().settings)
    manager.init_app(app)
