"""How a person wants to be told: one pace for each topic, and whether their devices are told too."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Update, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from youthvoice.core.clock import now
from youthvoice.core.mail import OutboxMessage
from youthvoice.core.outgoing import OutboxState
from youthvoice.notifications.models import Notification, NotificationSetting
from youthvoice.notifications.rules import DIGEST_PACES, FIXED_TOPICS, TOPICS, Choice, NewsTopic, Pace, with_defaults


def choices_of(session: Session, person_id: int) -> dict[NewsTopic, Choice]:
    """What holds for a person, topic by topic: the own choice, else the default."""
    rows = session.scalars(select(NotificationSetting).where(NotificationSetting.person_id == person_id))
    stored = {row.topic: Choice(row.pace, push=row.push) for row in rows}
    return with_defaults(stored)


def choose(session: Session, person_id: int, choices: Mapping[NewsTopic, Choice]) -> None:
    """Store what was chosen. What waits follows: into another digest, or nowhere."""
    before = choices_of(session, person_id)
    for topic, choice in choices.items():
        if topic in FIXED_TOPICS:
            continue
        if before[topic] != choice:
            _store(session, person_id, topic, choice)
        if before[topic].pace is not choice.pace:
            _move_waiting(session, person_id, topic, choice.pace)


def unsubscribe(session: Session, person_id: int, topics: Collection[NewsTopic]) -> None:
    """No more mails of these topics; done twice it is done once. Devices are told as before."""
    before = choices_of(session, person_id)
    choose(session, person_id, {topic: Choice(Pace.never, push=before[topic].push) for topic in topics})


def digest_topics(session: Session, person_id: int) -> list[NewsTopic]:
    """What the person gets in digests now."""
    return [topic for topic, choice in choices_of(session, person_id).items() if choice.pace in DIGEST_PACES]


def _store(session: Session, person_id: int, topic: NewsTopic, choice: Choice) -> None:
    insert_into: Any = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    values = {"pace": choice.pace, "push": choice.push}
    insert = insert_into(NotificationSetting).values(person_id=person_id, topic=topic.value, **values)
    session.execute(insert.on_conflict_do_update(index_elements=["person_id", "topic"], set_=values))


def _move_waiting(session: Session, person_id: int, topic: NewsTopic, pace: Pace) -> None:
    """Towards ``now`` nothing moves: what waits comes with the next digest, and what comes after it at once."""
    waiting = _waiting(person_id, topic)
    if pace in DIGEST_PACES:
        session.execute(waiting.values(pace=pace))
    elif pace is Pace.never:
        session.execute(waiting.values(pace=pace, digested_at=now()))
    if pace is not Pace.now:
        unsent = OutboxMessage.state == OutboxState.waiting, OutboxMessage.tries == 0
        mine = OutboxMessage.person_id == person_id, OutboxMessage.topic == topic.value
        session.execute(delete(OutboxMessage).where(*unsent, *mine))


def _waiting(person_id: int, topic: NewsTopic) -> Update:
    kinds = [kind.value for kind in TOPICS[topic]]
    return (
        update(Notification)
        .where(
            Notification.person_id == person_id,
            Notification.kind.in_(kinds),
            Notification.pace.in_(DIGEST_PACES),
            Notification.digested_at.is_(None),
        )
        .execution_options(synchronize_session=False)
    )
