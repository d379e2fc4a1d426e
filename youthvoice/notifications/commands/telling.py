"""Telling people things, once each, in the way each of them chose. A few statements, however many the people are.

The row in the list comes first, and carries how soon its reader wants it by mail; mails at once and pushes are drawn from
those rows. So the settings are asked one time for each event, and whoever was told before is not told again.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import ADULT_AGE, ADULT_ROLES
from youthvoice.core import mail
from youthvoice.core.clock import now, today
from youthvoice.core.db import UtcDateTime
from youthvoice.core.outgoing import OutboxState
from youthvoice.core.quiet import awake_at
from youthvoice.core.web import settings
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification, NotificationSetting, PushMessage, PushSubscription
from youthvoice.notifications.presenting import NewsWords, words_of
from youthvoice.notifications.rules import DEFAULT_PACE, DEFAULT_PUSH, FIXED_TOPICS, TOPIC_OF, NewsTopic, Pace

COLUMNS = ("person_id", "kind", "event_key", "path", "data", "created_at", "pace")
PUSH_COLUMNS = (
    "subscription_id",
    "notification_id",
    "created_at",
    "next_try_at",
    "rests_at_night",
    "state",
    "tries",
)
LONGEST_PATH = 200


@dataclass(frozen=True)
class News:
    """What somebody is told. ``event_key`` names the event, so that nobody is told of it twice."""

    kind: NewsKind
    event_key: str
    path: str
    data: dict[str, Any]


class Reader(NamedTuple):
    """Stands for whoever reads a mail that is drawn once for all."""

    display_name: str = mail.NAME_MARK


def notify(session: Session, person_id: int, news: News) -> None:
    """Tell one person in the list alone. Told already of the same event: nothing happens."""
    notify_each(session, select(Person.id).where(Person.id == person_id), news)


def notify_each(session: Session, people: Select[int], news: News) -> None:
    """Tell everybody whose id ``people`` selects in the list alone: never by mail, nor on a device."""
    _store(session, people, news, null())


def tell(session: Session, people: Select[int], news: News, mail_template: str | None = None, **context: Any) -> None:
    """Tell everybody whose id ``people`` selects, by the list and as each of them chose; closed accounts are left out.

    Who wants it at once gets ``mail_template`` (a name in ``notifications/email``), drawn with ``news``, ``path``,
    ``person`` and ``context`` once for each language; without one, the headline and a link. ``person`` knows nothing
    but ``display_name``; pass ``person=None`` for a plain «Hej». Who wants it later gets the headline in a digest.
    """
    topic = TOPIC_OF[news.kind]
    # Whoever was told of it before got the mail then: most news asks for none, and then nobody is asked for.
    if Pace.now in _store(session, people, news, _chosen_pace(topic)):
        _mail(session, people, news, topic, f"notifications/{mail_template or 'news'}", context)
    if settings().vapid_private_key:
        _push(session, people, news, topic)


def may_be_minor_sql() -> ColumnElement[bool]:
    """The SQL of ``accounts.rules.may_be_minor``, for people in a young person's role."""
    year = today().year
    unknown_or_young = or_(Person.birth_year.is_(None), literal(year, Integer) - Person.birth_year <= ADULT_AGE)
    return and_(Person.role.not_in(ADULT_ROLES), unknown_or_young)


def _chosen_pace(topic: NewsTopic) -> ColumnElement[Any]:
    """How soon the person of the row wants news of ``topic`` by mail; NULL where no mail arrives at all."""
    default = literal(DEFAULT_PACE[topic].value, String)
    chosen = default if topic in FIXED_TOPICS else func.coalesce(NotificationSetting.pace, default, type_=String)
    unreachable = or_(Person.email.is_(None), Person.email_refused_at.is_not(None))
    return case((unreachable, null()), else_=chosen)


def _setting_of(topic: NewsTopic) -> ColumnElement[bool]:
    return and_(NotificationSetting.person_id == Person.id, NotificationSetting.topic == topic.value)


def _store(session: Session, people: Select[int], news: News, pace: ColumnElement[Any]) -> set[Pace | None]:
    """INSERT .. SELECT .. ON CONFLICT DO NOTHING; both databases know it, SQLAlchemy by two names.

    Returns how soon those who were not told before want it by mail.
    """
    ids = people.subquery()
    rows = (
        select(
            Person.id,
            literal(news.kind.value, String),
            literal(news.event_key, String),
            literal(news.path[:LONGEST_PATH], String),
            literal(news.data, JSON),
            literal(now(), UtcDateTime),
            pace,
        )
        .outerjoin(NotificationSetting, _setting_of(TOPIC_OF[news.kind]))
        .where(Person.id.in_(select(ids.c[0])), Person.closed_at.is_(None))
    )
    insert = _insert(session, Notification).from_select(COLUMNS, rows)
    insert = insert.on_conflict_do_nothing(index_elements=["person_id", "event_key"])
    return set(session.scalars(insert.returning(Notification.pace)))


def _told(people: Select[int], news: News) -> ColumnElement[bool]:
    """Persons of ``people`` in whose list ``news`` stands, as this kind of news."""
    ids = people.subquery()
    return and_(
        Notification.person_id.in_(select(ids.c[0])),
        Notification.event_key == news.event_key,
        Notification.kind == news.kind.value,
    )


def _mail(
    session: Session, people: Select[int], news: News, topic: NewsTopic, template: str, context: dict[str, Any]
) -> None:
    wants = exists().where(_told(people, news), Notification.person_id == Person.id, Notification.pace == Pace.now)
    reached = Person.email.is_not(None), Person.closed_at.is_(None)
    rests = literal(False) if topic in FIXED_TOPICS else may_be_minor_sql()
    readers = select(Person.email, Person.id, Person.display_name.label("name"), rests.label("rests"))
    shown = {"person": Reader(), "path": news.path, "words": lambda: _words(news), **context}
    for locale in session.scalars(select(Person.locale).where(wants, *reached).distinct()).all():
        mail.enqueue_each(
            session,
            readers.where(wants, *reached, Person.locale == locale),
            template,
            locale,
            dedupe_key=news.event_key,
            topic=None if topic in FIXED_TOPICS else topic.value,
            **shown,
        )


def _words(news: News) -> NewsWords:
    return words_of(news.kind, news.data)


def _push(session: Session, people: Select[int], news: News, topic: NewsTopic) -> None:
    """A row for each device of everybody who wants this topic there."""
    default = literal(topic in DEFAULT_PUSH)
    wanted = literal(True) if topic in FIXED_TOPICS else func.coalesce(NotificationSetting.push, default)
    rests = literal(False) if topic in FIXED_TOPICS else may_be_minor_sql()
    moment = now()
    rows = (
        select(
            PushSubscription.id,
            Notification.id,
            literal(moment, UtcDateTime),
            case((rests, literal(awake_at(moment), UtcDateTime)), else_=literal(moment, UtcDateTime)),
            rests,
            literal(OutboxState.waiting.value, String),
            literal(0, Integer),
        )
        .join(Person, Person.id == Notification.person_id)
        .join(PushSubscription, PushSubscription.person_id == Person.id)
        .outerjoin(NotificationSetting, _setting_of(topic))
        .where(_told(people, news), Person.closed_at.is_(None), wanted)
    )
    insert = _insert(session, PushMessage).from_select(PUSH_COLUMNS, rows, include_defaults=False)
    session.execute(insert.on_conflict_do_nothing(index_elements=["subscription_id", "notification_id"]))


def _insert(session: Session, model: type[Any]) -> Any:
    insert_into: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert_into(model)
