"""Several at the same moment, each in a process of their own: published once, finished once, told of once."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.races import at_once, doing, in_database
from tests.web.consultations.asking import SUMMARY, closed, draft, official
from youthvoice.consultations.commands.correcting import correct_summary
from youthvoice.consultations.commands.publishing import publish_consultation
from youthvoice.consultations.commands.summary import finish_consultation
from youthvoice.consultations.events import SummaryDue, SummaryOwed
from youthvoice.consultations.models import SummaryWording
from youthvoice.consultations.reminders import remind
from youthvoice.consultations.rules.summary import Summary
from youthvoice.consultations.ticking import tell_the_clock
from youthvoice.core import audit
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import COPENHAGEN, now, time_told
from youthvoice.core.events import subscribe

CHANGED = dict(SUMMARY, changed="Vi ændrede noget andet end min kollega skrev.")


def made(session: Session) -> tuple[int, int, int]:
    """(a draft, one that is closed and late, who asks)."""
    bind_factories(session)
    asker = official()
    asker.email = "spoerger@example.com"
    return draft(asker, opens_at=now() + timedelta(days=1)).id, closed(asker, days_ago=30).id, asker.id


def publish_it(session: Session, consultation_id: int, actor_id: int) -> None:
    publish_consultation(session, consultation_id, 1, actor_id=actor_id)


def finish_it(session: Session, consultation_id: int, actor_id: int, words: dict[str, str]) -> None:
    finish_consultation(session, consultation_id, Summary(**words), 1, actor_id=actor_id)


def deeds(session: Session) -> dict[str, int]:
    counts = select(AuditEntry.action, func.count()).where(AuditEntry.action.startswith("consultation."))
    return dict(session.execute(counts.group_by(AuditEntry.action)).all())


def raced(url: str, do: Any, arguments: list[tuple[Any, ...]]) -> list[Any]:
    return sorted(at_once(doing, [(url, do, own) for own in arguments]))


def test_pressed_by_three_it_goes_out_once(own_url: str) -> None:
    unseen, _closed, asker = in_database(own_url, made)
    assert raced(own_url, publish_it, [(unseen, asker)] * 3) == ["done"] * 3
    assert in_database(own_url, deeds) == {"consultation.publish": 1}


def test_two_who_finish_it_at_once_finish_it_once(own_url: str) -> None:
    _unseen, found, asker = in_database(own_url, made)
    got = raced(own_url, finish_it, [(found, asker, SUMMARY), (found, asker, CHANGED)])
    assert got == ["Conflict", "done"]
    assert in_database(own_url, deeds) == {"consultation.finish": 1}


def test_the_same_finished_twice_is_finished_once(own_url: str) -> None:
    _unseen, found, asker = in_database(own_url, made)
    assert raced(own_url, finish_it, [(found, asker, SUMMARY)] * 2) == ["done", "done"]
    assert in_database(own_url, deeds) == {"consultation.finish": 1}


def test_three_workers_tell_of_it_once(own_url: str) -> None:
    _unseen, found, _asker = in_database(own_url, made)
    results = raced(own_url, tell_it, [()] * 3)
    assert sorted(results) == ["done"] * 3
    assert in_database(own_url, lambda session: told(session, found)) == (1, 1)


def tell_it(session: Session) -> None:
    """A worker's round; what it tells is written down by a listener of this process."""
    subscribe(SummaryOwed, write_down)
    subscribe(SummaryDue, write_down)
    tell_the_clock(session)
    with time_told(now().astimezone(COPENHAGEN).replace(hour=12)):
        remind(session)


def write_down(session: Session, event: Any) -> None:
    audit.record(session, None, f"test.{type(event).__name__}", ("consultation", event.consultation_id))


def told(session: Session, consultation_id: int) -> tuple[int, int]:
    """How often it was told that it closed, and that its summary is late."""
    written = select(AuditEntry.action).where(AuditEntry.subject_id == consultation_id)
    actions = list(session.scalars(written))
    return actions.count("test.SummaryOwed"), actions.count("test.SummaryDue")


def correct_it(session: Session, consultation_id: int, actor_id: int, changed: str, seen: int) -> None:
    words = Summary(SUMMARY["heard"], changed, SUMMARY["unchanged_why"])
    correct_summary(session, consultation_id, words, "Stien er alligevel ikke flyttet.", seen, actor_id=actor_id)


def finished(session: Session) -> tuple[int, int, int]:
    """(a hearing that is over, who asks, its version)."""
    bind_factories(session)
    found = closed(official(), finished_at=now(), **SUMMARY)
    return found.id, found.asked_by_id, found.version


def wordings(session: Session) -> list[int]:
    return list(session.scalars(select(SummaryWording.number).order_by(SummaryWording.number)))


def test_two_who_correct_it_at_once_correct_it_once(own_url: str) -> None:
    found, asker, seen = in_database(own_url, finished)
    texts = ("Vi satte flere lamper op.", "Vi satte færre lamper op.")
    assert raced(own_url, correct_it, [(found, asker, text, seen) for text in texts]) == ["Conflict", "done"]
    assert in_database(own_url, wordings) == [1, 2]


def test_the_same_correction_twice_is_one(own_url: str) -> None:
    found, asker, seen = in_database(own_url, finished)
    arguments = [(found, asker, "Vi satte flere lamper op.", seen)] * 2
    assert raced(own_url, correct_it, arguments) == ["done", "done"]
    assert in_database(own_url, wordings) == [1, 2]
    assert in_database(own_url, deeds) == {"consultation.correct": 1}
