"""The part of this room in the file with a person's own data."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts import export
from youthvoice.accounts.export import rows_of
from youthvoice.accounts.models import Person
from youthvoice.notifications.commands.choosing import choices_of
from youthvoice.notifications.commands.devices import devices_of
from youthvoice.notifications.models import Notification


def messages(session: Session, person: Person) -> list[dict[str, Any]]:
    """What the person was told, and when it was read."""
    columns = (Notification.kind, Notification.path, Notification.data, Notification.created_at, Notification.read_at)
    query = select(*columns).where(Notification.person_id == person.id).order_by(Notification.id)
    return rows_of(session, query)


def ways(session: Session, person: Person) -> dict[str, Any]:
    """How the person is told, and on which devices. Their keys are of use to nobody else, and stay here."""
    chosen = choices_of(session, person.id)
    return {
        "topics": {topic.value: {"mail": one.pace.value, "push": one.push} for topic, one in chosen.items()},
        "devices": [
            {"name": one.label, "address": one.endpoint, "created_at": one.created_at, "last_used_at": one.last_ok_at}
            for one in devices_of(session, person.id)
        ],
        "email_refused_at": person.email_refused_at,
    }


def register() -> None:
    """Add them to every export."""
    export.register("messages", messages)
    export.register("how_to_be_told", ways)
