"""What a person has read of the list."""

from sqlalchemy import Update, update
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.notifications.models import Notification


def mark_all_read(session: Session, person_id: int) -> None:
    """Nothing is new any more."""
    session.execute(_reading().where(Notification.person_id == person_id))


def mark_read(session: Session, person_id: int, notification_id: int) -> Notification:
    """Read one's own piece of news; read twice it keeps its first time. Raises NotFound for somebody else's."""
    found = session.get(Notification, notification_id) if notification_id <= MAX_ID else None
    if found is None or found.person_id != person_id:
        raise NotFound
    if found.read_at is None:
        found.read_at = now()
    return found


def _reading() -> Update:
    return update(Notification).where(Notification.read_at.is_(None)).values(read_at=now())
