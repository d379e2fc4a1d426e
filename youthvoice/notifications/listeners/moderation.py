"""Moderation: a cry for help reaches every moderator; authors and reporters hear what a human decided."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.events import subscribe
from youthvoice.moderation.events import ContentHidden, ContentKept, ContentReported
from youthvoice.notifications import queries
from youthvoice.notifications.commands import News, tell
from youthvoice.notifications.kinds import NewsKind


def subscribe_all() -> None:
    """Listen to the room of moderation."""
    subscribe(ContentReported, reported)
    subscribe(ContentHidden, hidden)
    subscribe(ContentKept, kept)


def reported(session: Session, event: ContentReported) -> None:
    """A cry for help reaches every moderator at once, in the app and by mail; the mail holds no word of what was written.

    One alarm for each text while it waits: many reports of the same must not bury the next one.
    """
    if not event.is_urgent or queries.alarm_is_out(session, event):
        return
    watching = select(Person.id).where(Person.role.in_((Role.moderator, Role.administrator)))
    key = f"alarm:{event.report_id}"
    tell(
        session, watching, News(NewsKind.alarm, key, f"/anmeldelser/{event.report_id}", {"title": event.title}), "alarm"
    )


def hidden(session: Session, event: ContentHidden) -> None:
    """The author is told why; whoever reported it is told that a human has decided."""
    data = {"title": event.title, "reason": event.reason}
    key = f"report:{event.report_id}:hidden"
    _tell_one(session, event.author_id, News(NewsKind.text_hidden, key, event.path, data))
    _tell_reporters(session, event, News(NewsKind.report_hidden, key, event.path, {"title": event.title}))


def kept(session: Session, event: ContentKept) -> None:
    """Whoever reported it is told; the author only where the text had been hidden."""
    key = f"report:{event.report_id}:kept"
    data = {"title": event.title}
    if event.was_hidden:
        _tell_one(session, event.author_id, News(NewsKind.text_restored, key, event.path, data))
    _tell_reporters(session, event, News(NewsKind.report_kept, key, event.path, data))


def _tell_reporters(session: Session, event: ContentHidden | ContentKept, news: News) -> None:
    if event.reporter_ids:
        tell(session, select(Person.id).where(Person.id.in_(event.reporter_ids)), news)


def _tell_one(session: Session, person_id: int, news: News) -> None:
    tell(session, select(Person.id).where(Person.id == person_id), news)
