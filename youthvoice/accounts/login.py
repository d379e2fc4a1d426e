"""Flask-Login: who is signed in. A GET page leads to the sign-in; a form that was sent is kept (core/problems.py)."""

from flask import Flask
from flask_login import LoginManager
from sqlalchemy import select

from youthvoice.accounts.models import Person
from youthvoice.core.web import db_session

manager = LoginManager()
manager.session_protection = None


@manager.user_loader
def load_person(token: str) -> Person | None:
    """The person of a session cookie; None where the account is closed or was signed out everywhere."""
    person_id, _, version = token.partition(".")
    if not (person_id.isdigit() and version.isdigit()):
        return None
    query = select(Person).where(Person.id == int(person_id), Person.session_version == int(version), Person.closed_at.is_(None))
    return db_session().scalar(query)


def init(app: Flask) -> None:
    """Connect Flask-Login to the application."""
    manager.init_app(app)
