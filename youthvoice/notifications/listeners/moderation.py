"""Moderation: a cry for help reaches every moderator; authors and reporters hear what a human decided."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core import mail
from youthvoice.core.events import subscribe
from youthvoice.moderation.events import ContentHidden, ContentKept, ContentReported
from youthvoice.notifications import queries
from youthvoice.notifications.commands import News, notify, notify_each
from youthvoice.notifications.rules import NewsKind


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
    watching = Person.role.in_((Role.moderator, Role.administrator)), Person.closed_at.is_(None)
    path, key = f"/anmeldelser/{event.report_id}", f"alarm:{event.report_id}"
    notify_each(session, select(Person.id).where(*watching), News(NewsKind.alarm, key, path, {"title": event.title}))
    for person in session.scalars(select(Person).where(*watching, Person.email.is_not(None))):
        dedupe = f"{key}:{person.id}"
        mail.enqueue(
            session,
            str(person.email),
            "notifications/alarm",
            person.locale,
            dedupe_key=dedupe,
            person=person,
            path=path,
        )


def hidden(session: Session, event: ContentHidden) -> None:
    """The author is told why; whoever reported it is told that a human has decided."""
    data = {"title": event.title, "reason": event.reason}
    key = f"report:{event.report_id}:hidden"
    notify(session, event.author_id, News(NewsKind.text_hidden, key, event.path, data))
    _tell_reporters(session, event, News(NewsKind.report_hidden, key, event.path, {"title": event.title}))


def kept(session: Session, event: ContentKept) -> None:
    """Whoever reported it is told; the author only where the text had been hidden."""
    key = f"report:{event.report_id}:kept"
    data = {"title": event.title}
    if event.was_hidden:
        notify(session, event.author_id, News(NewsKind.text_restored, key, event.path, data))
    _tell_reporters(session, event, News(NewsKind.report_kept, key, event.path, data))


def _tell_reporters(session: Session, event: ContentHidden | ContentKept, news: News) -> None:
    if event.reporter_ids:
        notify_each(session, select(Person.id).where(Person.id.in_(event.reporter_ids)), news)
