"""What somebody hears, as the bell shows it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.notifications.models import Notification
from youthvoice.notifications.presenting import news_view


def news_of(session: Session, person: Any) -> list[Notification]:
    """All somebody heard, the first first."""
    query = select(Notification).where(Notification.person_id == person.id).order_by(Notification.id)
    return list(session.scalars(query))


def told(session: Session, person: Any) -> list[tuple[str, str, str]]:
    """(headline, note, path) of each."""
    views = [news_view(one) for one in news_of(session, person)]
    return [(view.headline, view.note, view.path) for view in views]


def headlines(session: Session, person: Any) -> list[str]:
    """The headline of each."""
    return [headline for headline, _note, _path in told(session, person)]
