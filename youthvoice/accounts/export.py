"""A person's own data as one JSON file. Rooms above add their part with ``register``."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Executable
from sqlalchemy.orm import Session

from youthvoice.accounts.identities import ways_in
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now

Part = Callable[[Session, Person], Any]
Rows = list[dict[str, Any]]
_parts: dict[str, Part] = {}


def register(name: str, part: Part) -> None:
    """Add ``part(session, person)`` to every export under ``name``: a JSON value, in which moments may stand as they are.

    The same name twice is an error.
    """
    if _parts.get(name, part) is not part:
        raise ValueError(f"export {name!r} is registered twice")
    _parts[name] = part


def rows_of(session: Session, query: Executable) -> Rows:
    """What a query finds, each row by the names of its columns: what most parts are."""
    return [dict(row._mapping) for row in session.execute(query)]


def export(session: Session, person: Person) -> dict[str, Any]:
    """Everything that is stored about the person, by part; moments are ISO 8601 in UTC."""
    parts = {name: _plain(part(session, person)) for name, part in sorted(_parts.items())}
    return {"exported_at": now().isoformat(), **parts}


def _plain(value: Any) -> Any:
    """Moments and dates as text, all the way down."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def profile(_session: Session, person: Person) -> dict[str, Any]:
    """The part of this room."""
    return {
        "display_name": person.display_name,
        "email": person.email,
        "role": person.role.value,
        "birth_year": person.birth_year,
        "school": person.school.name if person.school else None,
        "unit": person.unit.name if person.unit else None,
        "title": person.title,
        "language": person.locale,
        "created_at": person.created_at.isoformat(),
    }


def sign_in(session: Session, person: Person) -> dict[str, Any]:
    """What the person can sign in with. A public key is nobody's secret, but of no use to anyone either."""
    found = ways_in(session, person)
    return {
        "identities": [
            {
                "site": one.provider,
                "subject": one.subject,
                "created_at": one.created_at,
                "last_used_at": one.last_used_at,
            }
            for one in found.identities
        ],
        "passkeys": [
            {"name": one.name, "created_at": one.created_at, "last_used_at": one.last_used_at, "uses": one.sign_count}
            for one in found.passkeys
        ],
    }


register("profile", profile)
register("sign_in", sign_in)
