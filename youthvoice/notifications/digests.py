"""The job that gathers news into one mail a person: every day at four, and on Mondays the week's with the day's.

What is mailed and the note that it was are one transaction, under the lock of the job (core/ticks.py): a worker killed in
the middle has mailed nothing, and two never mail the same.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import mail, ticks
from youthvoice.core.clock import COPENHAGEN, now
from youthvoice.notifications.models import Notification
from youthvoice.notifications.presenting import news_view
from youthvoice.notifications.rules import DIGEST_PACES, digest_cut
from youthvoice.notifications.unsubscribing import DIGEST

EVERY = timedelta(minutes=5)
PEOPLE_AT_A_TIME = 50
"""A round is one transaction of well under a second."""
MOST_SHOWN = 20
"""More stand in the list; a mail that nobody reads to its end helps nobody."""


def init(_app: Flask) -> None:
    """Let the worker do it."""
    ticks.register(ticks.Tick("notifications.digests", EVERY, send_digests))


def send_digests(session: Session) -> bool:
    """Mail what is due, to some people; returns whether there are more."""
    moment = now()
    due = _due(moment)
    people = list(session.scalars(select(Notification.person_id).where(due).distinct().limit(PEOPLE_AT_A_TIME)))
    if not people:
        return False
    # Marked first, and mailed by the mark: news that arrive meanwhile are in both or in neither.
    mark = update(Notification).where(Notification.person_id.in_(people), due).values(digested_at=moment)
    session.execute(mark, execution_options={"synchronize_session": False})
    # What was read in the list meanwhile needs no mail.
    marked = and_(
        Notification.person_id.in_(people), Notification.digested_at == moment, Notification.read_at.is_(None)
    )
    shown, counts = _newest(session, marked), _counts(session, marked)
    for person in session.scalars(_reached(people)):
        if counts.get(person.id):
            _mail(session, person, shown[person.id], counts[person.id])
    return len(people) == PEOPLE_AT_A_TIME


def _due(moment: datetime) -> ColumnElement[bool]:
    """It waits since before the last time such a digest was due, however late the worker comes."""
    local = moment.astimezone(COPENHAGEN)
    due = (and_(Notification.pace == pace, Notification.created_at < digest_cut(pace, local)) for pace in DIGEST_PACES)
    return and_(Notification.digested_at.is_(None), or_(*due))


def _reached(people: list[int]) -> Select[Person]:
    """In an order that no plan of the database changes."""
    reached = Person.email.is_not(None), Person.email_refused_at.is_(None), Person.closed_at.is_(None)
    return select(Person).where(Person.id.in_(people), *reached).order_by(Person.id)


def _newest(session: Session, marked: ColumnElement[bool]) -> dict[int, list[Notification]]:
    """The newest of each person, oldest first."""
    place = func.row_number().over(partition_by=Notification.person_id, order_by=Notification.id.desc())
    ranked = select(Notification.id, place.label("place")).where(marked).subquery()
    query = select(Notification).join(ranked, ranked.c.id == Notification.id).where(ranked.c.place <= MOST_SHOWN)
    found: dict[int, list[Notification]] = defaultdict(list)
    for one in session.scalars(query.order_by(Notification.id)):
        found[one.person_id].append(one)
    return found


def _counts(session: Session, marked: ColumnElement[bool]) -> dict[int, int]:
    query = select(Notification.person_id, func.count()).where(marked).group_by(Notification.person_id)
    return {row[0]: row[1] for row in session.execute(query)}


def _mail(session: Session, person: Person, news: list[Notification], count: int) -> None:
    mail.enqueue(
        session,
        str(person.email),
        "notifications/digest",
        person.locale,
        # The last piece of news tells one digest from the next.
        dedupe_key=f"digest:{person.id}:{news[-1].id}",
        person_id=person.id,
        topic=DIGEST,
        person=person,
        news=news,
        view=news_view,
        more=count - len(news),
        count=count,
        path="/beskeder",
    )
