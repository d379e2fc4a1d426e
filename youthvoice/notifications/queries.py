"""Reads of a person's news."""

from functools import lru_cache
from typing import Any

from flask import g
from flask_login import current_user
from sqlalchemy import Select, bindparam, exists, func, literal_column, select
from sqlalchemy.orm import Session

from youthvoice.core.keyset import EPOCH, Page, decode, encode
from youthvoice.core.web import db_session
from youthvoice.moderation.events import ContentReported
from youthvoice.moderation.models import ContentReport
from youthvoice.moderation.rules import URGENT_REASONS, ReportState
from youthvoice.notifications.models import Notification
from youthvoice.notifications.rules import MOST_SHOWN_UNREAD

PAGE_SIZE = 20


def was_told(session: Session, people: Select[int], event_key: str) -> bool:
    """Tell whether that event stands in the list of anybody whose id ``people`` selects."""
    ids = people.subquery()
    told = Notification.person_id.in_(select(ids.c[0])), Notification.event_key == event_key
    return bool(session.scalar(select(exists().where(*told))))


def news_of(session: Session, person_id: int, cursor: str | None) -> Page[Notification]:
    """One page of a person's news, newest first."""
    query = select(Notification).where(Notification.person_id == person_id)
    last = decode(cursor)
    if last is not None:
        query = query.where(Notification.id < last[1])
    found = list(session.scalars(query.order_by(Notification.id.desc()).limit(PAGE_SIZE + 1)))
    shown = found[:PAGE_SIZE]
    return Page(shown, encode(EPOCH, shown[-1].id) if len(found) > PAGE_SIZE else None)


def count_unread(session: Session, person_id: int, at_most: int) -> int:
    """How many are unread; counts no further than ``at_most``."""
    return session.scalar(_unread_query(at_most), {"person_id": person_id}) or 0


@lru_cache(maxsize=4)
def _unread_query(at_most: int) -> Select[int]:
    unread: Select[Any] = select(literal_column("1")).where(
        Notification.person_id == bindparam("person_id"), Notification.read_at.is_(None)
    )
    return select(func.count()).select_from(unread.limit(at_most).subquery())


def nav_unread() -> str:
    """What the menu shows beside «Beskeder»: nothing, a number, or «9+»; asked once a request."""
    if not current_user.is_authenticated:
        return ""
    if "nav_unread" not in g:
        count = count_unread(db_session(), current_user.id, MOST_SHOWN_UNREAD + 1)
        g.nav_unread = f"{MOST_SHOWN_UNREAD}+" if count > MOST_SHOWN_UNREAD else str(count or "")
    shown: str = g.nav_unread
    return shown


def alarm_is_out(session: Session, event: ContentReported) -> bool:
    """Whether an earlier urgent report of the same text still waits for a human."""
    urgent = ContentReport.is_automatic.is_(True) | ContentReport.reason.in_(URGENT_REASONS)
    query = select(ContentReport.id).where(
        ContentReport.target_kind == event.kind,
        ContentReport.target_id == event.id,
        ContentReport.id != event.report_id,
        ContentReport.state == ReportState.open,
        urgent,
    )
    return session.scalar(query.limit(1)) is not None
