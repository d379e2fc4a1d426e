"""The secret address of one's own calendar: made, renewed, removed."""

import secrets

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, violated_constraint
from youthvoice.councils.models import CalendarFeed
from youthvoice.councils.queries.calendars import find_feed

TOKEN_BYTES = 32


def renew_feed(session: Session, person_id: int, seen: str) -> CalendarFeed:
    """Give a person an address, or another one in its place; the old one is useless from now on.

    ``seen`` is the token that the person had before them (empty: none). Sent twice, it is renewed once.
    """
    feed = find_feed(session, person_id)
    if feed is not None and feed.token != seen:
        return feed
    if feed is None:
        feed = CalendarFeed(person_id=person_id)
    feed.token, feed.created_at = secrets.token_urlsafe(TOKEN_BYTES), now()
    try:
        with session.begin_nested():
            session.add(feed)
            session.flush()
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) == "uq_calendar_feeds_person_id":
            raise Conflict from error
        raise
    audit.record(session, person_id, "calendar.renew", ("person", person_id))
    return feed


def forget_feed(session: Session, person_id: int) -> None:
    """Remove the address; calendars that used it get nothing any more."""
    session.execute(delete(CalendarFeed).where(CalendarFeed.person_id == person_id))
