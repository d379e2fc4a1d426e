"""The part of this room in the file with a person's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts import export
from youthvoice.accounts.models import Person
from youthvoice.notifications.models import Notification


def messages(session: Session, person: Person) -> list[dict[str, Any]]:
    """What the person was told, and when it was read."""
    columns = (Notification.kind, Notification.path, Notification.data, Notification.created_at, Notification.read_at)
    query = select(*columns).where(Notification.person_id == person.id).order_by(Notification.id)
    return [dict(row._mapping) for row in session.execute(query)]


def register() -> None:
    """Add it to every export."""
    export.register("messages", messages)
