"""Accounts: a closed one is told nothing more, on no device."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonClosed
from youthvoice.core.events import subscribe
from youthvoice.notifications.commands.devices import forget_devices
from youthvoice.notifications.models import NotificationSetting


def subscribe_all() -> None:
    """Listen to the room of accounts."""
    subscribe(PersonClosed, closed)


def closed(session: Session, event: PersonClosed) -> None:
    """Devices and choices are removed; what waits for a digest is passed over when its time comes."""
    forget_devices(session, event.person_id)
    session.execute(delete(NotificationSetting).where(NotificationSetting.person_id == event.person_id))
