"""Flask-Login: who is signed in. A GET page leads to the sign-in; a form that was sent is kept (core/problems.py)."""

from flask import Flask
from flask_login import LoginManager, current_user
from sqlalchemy import select

from youthvoice.accounts.models import Person
from youthvoice.core.errors import SignInNeeded
from youthvoice.core.web import db_session

manager = LoginManager()
manager.session_protection = None


@manager.user_loader
def load_person(token: str) -> Person | None:
    """The person of a session cookie; None where the account is closed or was signed out everywhere."""
    person_id, _, version = token.partition(".")
    if not (person_id.isdigit() and version.isdigit()):
        return None
    query = select(Person).where(Person.id == int(person_id), Person.session_version == int(version))
    return db_session().scalar(query.where(Person.closed_at.is_(None)))


def signed_in_person() -> Person:
    """Whoever is signed in, of this request's session. Raises SignInNeeded."""
    if not current_user.is_authenticated:
        raise SignInNeeded
    found: Person = current_user._get_current_object()
    return found


def init(app: Flask) -> None:
    """Connect Flask-Login to the application."""
    manager.init_app(app)
