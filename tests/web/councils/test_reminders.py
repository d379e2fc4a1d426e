"""Members are reminded of a meeting once, on the morning of the reminder day, whoever works and however late."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.councils import BodyFactory, MeetingFactory, SeatFactory
from youthvoice.core.clock import now
from youthvoice.core.db import Database
from youthvoice.core.jobs import run_worker
from youthvoice.councils import reminders
from youthvoice.councils.models import Meeting
from youthvoice.councils.reminders import AT_A_TIME, remind
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.notifications.models import Notification

# Tuesday 16 March 2027, 10.00 in Denmark; two days before is the 14th.
STARTS = datetime(2027, 3, 16, 9, tzinfo=UTC)
EIGHT = datetime(2027, 3, 14, 7, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def on_the_first_of_march() -> Iterator[Any]:
    with time_machine.travel(datetime(2027, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        yield clock


def called_meeting(**changes: Any) -> Any:
    body = changes.pop("body", None) or BodyFactory(reminder_days=2)
    return MeetingFactory(
        body=body, **{"starts_at": STARTS, "state": MeetingState.called, "called_at": now(), **changes}
    )


def reminded_count(session: Session) -> int:
    return session.scalar(select(func.count()).where(Notification.kind == "meeting_near")) or 0


def test_it_goes_out_at_eight_on_the_day_and_once(session: Session, on_the_first_of_march: Any) -> None:
    meeting = called_meeting()
    seat = SeatFactory(body=meeting.body)
    for moment, told in ((EIGHT - SECOND, 0), (EIGHT, 1), (EIGHT + timedelta(hours=3), 1)):
        on_the_first_of_march.move_to(moment)
        assert remind(session) is False
        assert reminded_count(session) == told, moment
    assert meeting.reminded_at == EIGHT
    assert session.scalars(select(Notification.person_id)).all() == [seat.person_id]


def test_a_worker_that_was_asleep_reminds_late_but_not_after_it_began(
    session: Session, on_the_first_of_march: Any
) -> None:
    late, too_late = called_meeting(), called_meeting(starts_at=STARTS - timedelta(hours=5))
    for meeting in (late, too_late):
        SeatFactory(body=meeting.body)
    on_the_first_of_march.move_to(STARTS - timedelta(hours=1))
    remind(session)
    assert (late.reminded_at, too_late.reminded_at) == (now(), None)
    assert reminded_count(session) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"state": MeetingState.planned, "called_at": None},
        {"state": MeetingState.cancelled, "cancelled_at": EIGHT},
        {"starts_at": STARTS + timedelta(days=1)},
        {"reminded_at": EIGHT - timedelta(days=1)},
    ],
    ids=["not called", "cancelled", "a day later", "reminded already"],
)
def test_these_are_not_reminded_of(session: Session, on_the_first_of_march: Any, changes: dict[str, Any]) -> None:
    meeting = called_meeting(**changes)
    SeatFactory(body=meeting.body)
    before = meeting.reminded_at
    on_the_first_of_march.move_to(EIGHT)
    remind(session)
    assert reminded_count(session) == 0
    assert meeting.reminded_at == before


def test_nobody_hears_twice_of_a_meeting_that_was_called_just_before(
    session: Session, on_the_first_of_march: Any
) -> None:
    on_the_first_of_march.move_to(EIGHT + timedelta(hours=1))
    meeting = called_meeting()
    SeatFactory(body=meeting.body)
    remind(session)
    assert reminded_count(session) == 0
    assert meeting.reminded_at == now()


def test_each_body_has_its_own_day(session: Session, on_the_first_of_march: Any) -> None:
    meetings = [called_meeting(body=BodyFactory(reminder_days=days)) for days in (0, 1, 2, 7)]
    on_the_first_of_march.move_to(EIGHT)
    remind(session)
    assert [meeting.reminded_at is not None for meeting in meetings] == [False, False, True, True]


def test_a_meeting_that_was_moved_is_reminded_of_again(session: Session, on_the_first_of_march: Any) -> None:
    meeting = called_meeting()
    SeatFactory(body=meeting.body)
    on_the_first_of_march.move_to(EIGHT)
    remind(session)
    meeting.starts_at, meeting.ends_at = STARTS + timedelta(days=7), STARTS + timedelta(days=7, hours=1)
    meeting.sequence, meeting.reminded_at = 1, None
    session.flush()
    on_the_first_of_march.move_to(EIGHT + timedelta(days=7))
    remind(session)
    assert reminded_count(session) == 2


def test_many_meetings_are_reminded_of_in_short_rounds(
    session: Session, app: Any, on_the_first_of_march: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = BodyFactory(reminder_days=2)
    SeatFactory(body=body)
    for _ in range(AT_A_TIME + 1):
        called_meeting(body=body)
    session.commit()
    rounds: list[bool] = []

    def noted(opened: Session) -> bool:
        rounds.append(remind(opened))
        return rounds[-1]

    database: Database = app.extensions["youthvoice"].database
    monkeypatch.setattr(reminders, "remind", noted)
    reminders.init(app)
    try:
        on_the_first_of_march.move_to(EIGHT)
        run_worker(database, None, once=True)
    finally:
        monkeypatch.undo()
        reminders.init(app)
    assert rounds == [True, False]
    assert reminded_count(session) == AT_A_TIME + 1
    assert session.scalar(select(func.count()).where(Meeting.reminded_at.is_(None))) == 0
