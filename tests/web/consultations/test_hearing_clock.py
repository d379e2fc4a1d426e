"""What the worker tells: that a hearing opened and closed, once, and whom it reminds of the summary."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory
from tests.factories.consultations import ConsultationFactory
from tests.web.consultations.asking import REASON, again, closed, draft, official
from youthvoice.consultations.events import ConsultationOpened, SummaryDue, SummaryOwed
from youthvoice.consultations.reminders import remind
from youthvoice.consultations.ticking import tell_the_clock
from youthvoice.core.clock import COPENHAGEN, now, today
from youthvoice.core.events import subscribe
from youthvoice.core.mail import OutboxMessage

DAY = timedelta(days=1)
NOON = datetime(2027, 3, 27, 12, tzinfo=COPENHAGEN)
"""The day before the clocks change."""
told: list[Any] = []


def note(_session: Session, event: object) -> None:
    told.append(event)


@pytest.fixture(autouse=True)
def clock() -> Any:
    told.clear()
    for kind in (ConsultationOpened, SummaryOwed, SummaryDue):
        subscribe(kind, note)
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def test_opening_and_closing_are_told_once_at_their_moment(session: Session, clock: Any) -> None:
    opens = now() + timedelta(hours=20)
    found = ConsultationFactory(opens_at=opens, closes_at=opens + 8 * DAY, published_at=now())
    tell_the_clock(session)
    assert told == []
    clock.move_to(opens - timedelta(seconds=1))
    tell_the_clock(session)
    assert told == []
    clock.move_to(opens)
    for _ in range(3):
        tell_the_clock(session)
    assert told == [ConsultationOpened(found.id)]
    clock.move_to(found.closes_at)
    for _ in range(3):
        tell_the_clock(session)
    assert told == [ConsultationOpened(found.id), SummaryOwed(found.id)]


def test_what_has_closed_meanwhile_invites_nobody(session: Session) -> None:
    found = closed(official())
    tell_the_clock(session)
    assert told == [SummaryOwed(found.id)]
    assert again(session, found).opening_told_at is not None


def test_drafts_and_cancelled_ones_are_not_told_of(session: Session) -> None:
    draft(official(), opens_at=now() - DAY)
    ConsultationFactory(cancelled_at=now(), cancel_reason=REASON)
    assert tell_the_clock(session) is False
    assert told == []


def test_many_are_told_of_part_by_part(session: Session) -> None:
    asker = official()
    for _ in range(25):
        ConsultationFactory(asked_by=asker)
    assert tell_the_clock(session) is True
    assert tell_the_clock(session) is False
    assert len({event.consultation_id for event in told}) == len(told) == 25


def mails(session: Session) -> list[str]:
    query = select(OutboxMessage.recipient).where(OutboxMessage.subject.contains("opsamling"))
    return list(session.scalars(query.order_by(OutboxMessage.id)))


def test_the_asker_is_reminded_before_on_the_day_and_after_it(session: Session, clock: Any) -> None:
    asker = official()
    asker.email = "spoerger@example.com"
    found = closed(asker, days_ago=1)
    due, stages = found.summary_due_on, []
    while today() <= due + 3 * DAY:
        for _ in range(2):
            remind(session)
        stages.append((today() - due, [event.stage for event in told]))
        told.clear()
        clock.move_to(now() + DAY)
    heard = {days.days: kinds for days, kinds in stages if kinds}
    assert heard == {-3: ["soon"], 0: ["today"], 1: ["overdue"]}
    assert Counter(mails(session)) == {"spoerger@example.com": 3}


def test_nobody_is_woken_and_whoever_was_down_reminds_once(session: Session, clock: Any) -> None:
    found = closed(official(), days_ago=40)
    clock.move_to(NOON.replace(hour=6, minute=59))
    assert remind(session) is False
    assert told == []
    clock.move_to(NOON.replace(hour=7, minute=1))
    remind(session)
    remind(session)
    assert [(event.consultation_id, event.stage) for event in told] == [(found.id, "overdue")]


def test_the_leader_is_told_when_it_is_due_and_stands_in_for_who_has_left(session: Session, clock: Any) -> None:
    asker, leader = official(), OfficialFactory()
    leader.unit = asker.unit
    asker.unit.leader_id = leader.id
    found = closed(asker, days_ago=19)
    session.flush()
    remind(session)
    assert [(event.person_id, event.stage) for event in told] == [(asker.id, "soon")]
    told.clear()
    clock.move_to(now() + 2 * DAY)
    assert today() == found.summary_due_on
    remind(session)
    assert {event.person_id for event in told} == {asker.id, leader.id}
    told.clear()
    asker.closed_at = now()
    session.flush()
    clock.move_to(now() + DAY)
    remind(session)
    assert [(event.person_id, event.stage) for event in told] == [(leader.id, "overdue")]


def test_where_neither_is_left_the_unit_is_told(session: Session) -> None:
    asker, colleague = official(), OfficialFactory()
    colleague.unit = asker.unit
    asker.closed_at = now()
    closed(asker, days_ago=25)
    session.flush()
    remind(session)
    assert [event.person_id for event in told] == [colleague.id]
