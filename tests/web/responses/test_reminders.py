"""Reminders: to whom, on which mornings, one mail a person a day; whoever works, however late, and whatever is killed."""

import os
import signal
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on, make_settings
from tests.factories.accounts import OfficialFactory, UnitFactory
from tests.factories.base import bind_factories
from tests.factories.responses import CaseFactory
from tests.races import SECONDS, exit_codes
from youthvoice.core import ticks
from youthvoice.core.clock import COPENHAGEN, now, time_told
from youthvoice.core.db import Database
from youthvoice.core.jobs import run_worker
from youthvoice.core.mail import OutboxMessage
from youthvoice.notifications.models import Notification
from youthvoice.responses import reminders
from youthvoice.responses.models import Case, CaseReminder
from youthvoice.responses.rules import CaseState

# A Tuesday; the deadline of most cases here is Tuesday a week later.
TODAY, DUE = date(2027, 2, 2), date(2027, 2, 9)


def at(day: date, hour: int = 8, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=COPENHAGEN)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(at(TODAY), tick=False) as traveller:
        yield traveller


def owed(unit: Any, **changes: Any) -> Any:
    """A case whose receipt was given in time."""
    given = {
        "receipt_at": now(),
        "receipt_due_on": TODAY,
        "answer_due_on": DUE,
        "clock_from": date(2027, 1, 10),
        "state": CaseState.awaiting_answer,
    }
    return CaseFactory(unit=unit, subject_kind="plain", **{**given, **changes})


def mails(session: Session) -> list[tuple[str, str]]:
    """(to whom, subject) of every mail of a reminder, in order."""
    found = session.execute(select(OutboxMessage.recipient, OutboxMessage.subject).order_by(OutboxMessage.id))
    return [(recipient, subject) for recipient, subject in found]


def on(clock: Any, session: Session, *days: date) -> list[list[str]]:
    """Who got mail on each of those mornings."""
    told = []
    for day in days:
        clock.move_to(at(day))
        before = len(mails(session))
        while reminders.remind(session):
            pass
        session.flush()
        told.append(sorted(recipient for recipient, _ in mails(session)[before:]))
    return told


def days_from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def test_the_assignee_is_reminded_twice_and_the_leader_on_the_day(session: Session, clock: Any) -> None:
    unit = UnitFactory()
    leader, one, other = (OfficialFactory(unit=unit) for _ in range(3))
    unit.leader_id = leader.id
    case = owed(unit, assignee=one)
    monday = DUE - timedelta(days=1)
    told = dict(
        zip(
            days_from(DUE - timedelta(days=8), 12),
            on(clock, session, *days_from(DUE - timedelta(days=8), 12)),
            strict=True,
        )
    )
    # Five working days before, the last one before (a Monday, with the week's overview in the same mail), and the day.
    assert {day: people for day, people in told.items() if people} == {
        DUE - timedelta(days=8): [leader.email, one.email],
        DUE - timedelta(days=7): [one.email],
        monday: [leader.email, one.email],
        DUE: [leader.email],
    }
    assert other.email not in {recipient for recipient, _ in mails(session)}
    stages = session.execute(select(CaseReminder.person_id, CaseReminder.stage).order_by(CaseReminder.id)).all()
    assert stages == [(one.id, "five_days"), (one.id, "one_day"), (leader.id, "due")]
    assert case.version == 1


def test_without_assignee_it_is_the_leader_and_without_a_leader_everybody(session: Session, clock: Any) -> None:
    led, leaderless = UnitFactory(), UnitFactory()
    leader, _member = OfficialFactory(unit=led), OfficialFactory(unit=led)
    led.leader_id = leader.id
    both = [OfficialFactory(unit=leaderless) for _ in range(2)]
    # Somebody who has left the unit, or the house, has no turn.
    gone = OfficialFactory(unit=leaderless, closed_at=now())
    owed(led)
    owed(leaderless, assignee=gone)
    everybody = sorted([leader.email, *(person.email for person in both)])
    assert on(clock, session, TODAY, DUE - timedelta(days=1), DUE) == [everybody] * 3


def test_the_receipt_is_reminded_of_on_its_last_day(session: Session, clock: Any) -> None:
    unit = UnitFactory()
    leader, one = OfficialFactory(unit=unit), OfficialFactory(unit=unit)
    unit.leader_id = leader.id
    later = DUE + timedelta(days=30)
    waiting = owed(unit, assignee=one, receipt_at=None, state=CaseState.awaiting_receipt, answer_due_on=later)
    waiting.receipt_due_on = date(2027, 2, 4)
    owed(unit, receipt_due_on=date(2027, 2, 4), answer_due_on=later)
    wednesday = date(2027, 2, 3)
    assert on(clock, session, *days_from(wednesday, 3)) == [[], [leader.email], []]
    (reminder,) = session.scalars(select(CaseReminder))
    assert (reminder.of_receipt, reminder.due_on, reminder.case_id) == (True, date(2027, 2, 4), waiting.id)
    body = session.scalars(select(OutboxMessage.body_text)).one()
    assert "Skriv i dag, at I har fået sagen" in body
    assert waiting.title in body


@pytest.mark.parametrize(
    "changes",
    [
        {"state": CaseState.needs_more, "paused_on": TODAY},
        {"closed_at": datetime(2027, 1, 1, tzinfo=UTC)},
        {
            "state": CaseState.answered,
            "answered_at": datetime(2027, 1, 1, tzinfo=UTC),
        },
        {"answer_due_on": DUE + timedelta(days=1)},
    ],
    ids=["paused", "closed", "answered", "six days left"],
)
def test_nobody_is_reminded_of_these(session: Session, clock: Any, changes: dict[str, Any]) -> None:
    owed(OfficialFactory().unit, **changes)
    assert on(clock, session, TODAY) == [[]]


def test_nobody_is_reminded_before_seven_nor_on_a_day_off(session: Session, clock: Any) -> None:
    owed(OfficialFactory().unit, answer_due_on=date(2027, 2, 8))
    for moment in (at(TODAY, 6, 59), at(date(2027, 2, 6)), at(date(2027, 2, 7))):
        clock.move_to(moment)
        assert reminders.remind(session) is False
        assert mails(session) == []
    clock.move_to(at(TODAY, 7))
    reminders.remind(session)
    assert len(mails(session)) == 1


def test_one_mail_holds_everything_and_a_second_round_sends_nothing(session: Session, clock: Any) -> None:
    official = OfficialFactory(display_name="Line Holm")
    unit = official.unit
    monday = date(2027, 2, 8)
    late = owed(unit, title="En skatebane", answer_due_on=date(2027, 2, 1), assignee=official)
    owed(unit, title="Mere lys på stien", answer_due_on=monday, assignee=official)
    owed(unit, title="Bedre toiletter", answer_due_on=DUE, assignee=official)
    clock.move_to(at(monday))
    for _ in range(2):
        reminders.remind(session)
    (mail,) = session.scalars(select(OutboxMessage))
    assert (mail.subject, mail.dedupe_key) == ("Husk: 3 svar til unge", f"reminder:{official.id}:2027-02-08")
    order = [
        "Fristen er overskredet",
        "En skatebane",
        "I dag er den sidste dag",
        "Mere lys på stien",
        "én arbejdsdag",
        "Ugens overblik",
    ]
    assert sorted(order, key=mail.body_text.index) == order
    assert "Du mangler at give 3 svar. 1 er forsinket." in mail.body_text
    assert f"/svar/{late.id}" in mail.body_html
    (news,) = session.scalars(select(Notification))
    assert (news.kind, news.data) == ("cases_due", {"title": "", "near": 3, "open": 3})


def test_a_day_on_which_nobody_worked_is_caught_up(session: Session, clock: Any) -> None:
    official = OfficialFactory()
    owed(official.unit, assignee=official)
    wednesday, thursday = TODAY + timedelta(days=1), TODAY + timedelta(days=2)
    assert on(clock, session, wednesday, thursday) == [[official.email], []]
    # The day itself is a Tuesday that nobody worked on: the leader's reminder comes on Wednesday.
    assert on(clock, session, DUE + timedelta(days=1), DUE + timedelta(days=2)) == [[official.email], []]
    assert [row.stage for row in session.scalars(select(CaseReminder).order_by(CaseReminder.id))] == [
        "five_days",
        "due",
    ]


def test_a_new_deadline_is_reminded_of_anew(session: Session, clock: Any) -> None:
    official = OfficialFactory()
    case = owed(official.unit, assignee=official)
    assert on(clock, session, TODAY) == [[official.email]]
    case.answer_due_on = date(2027, 2, 10)
    session.flush()
    assert on(clock, session, date(2027, 2, 3), date(2027, 2, 4)) == [[official.email], []]


def test_who_has_no_address_gets_it_in_the_list(session: Session, clock: Any) -> None:
    silent = OfficialFactory(email=None)
    refused = OfficialFactory(unit=silent.unit, email_refused_at=now())
    owed(silent.unit)
    assert on(clock, session, TODAY) == [[]]
    told = session.scalars(select(Notification.person_id).order_by(Notification.person_id)).all()
    assert told == sorted([silent.id, refused.id])


def test_leaders_get_the_units_week_and_members_their_own(session: Session, clock: Any) -> None:
    unit = UnitFactory()
    leader, one, idle = (OfficialFactory(unit=unit) for _ in range(3))
    unit.leader_id = leader.id
    far = DUE + timedelta(days=60)
    owed(unit, assignee=one, answer_due_on=far, title="Elevernes egen bus")
    owed(unit, answer_due_on=far, title="Et sted at være")
    monday = date(2027, 2, 8)
    assert on(clock, session, monday) == [sorted([leader.email, one.email])]
    body = {m.recipient: m.body_text for m in session.scalars(select(OutboxMessage))}
    assert "Jeres enhed mangler at give 2 svar." in body[leader.email]
    assert "Du mangler at give 1 svar." in body[one.email]
    assert "Et sted at være" not in body[one.email]
    assert {subject for _, subject in mails(session)} == {
        "Ugens overblik: 2 svar mangler",
        "Ugens overblik: 1 svar mangler",
    }
    assert idle.email not in body


def test_a_round_looks_after_few_and_asks_a_constant_number_of_queries(
    session: Session, clock: Any, count_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reminders, "AT_A_TIME", 2)
    unit = UnitFactory()
    people = [OfficialFactory(unit=unit) for _ in range(5)]
    for _ in range(3):
        owed(unit)
    rounds, seen_counts = [], []
    for _ in range(3):
        with count_queries() as seen:
            rounds.append(reminders.remind(session))
        seen_counts.append(len(seen))
    assert rounds == [True, True, False]
    assert len(mails(session)) == len(people)
    for _ in range(30):
        owed(unit, answer_due_on=date(2027, 2, 10))
    clock.move_to(at(date(2027, 2, 3)))
    session.expire_all()
    with count_queries() as seen:
        reminders.remind(session)
    assert len(seen) <= seen_counts[0] + 2, seen


def _worker(url: str, victim: bool, start: Any) -> None:
    """One worker process on that morning. The victim is killed in the middle of its second round, when the other begins."""
    app = app_on(url)
    ticks._ticks.clear()
    reminders.init(app)
    reminders.AT_A_TIME = 2
    start.wait(SECONDS)
    if victim:
        _die_at_third(start)
    elif start.parties > 1:
        start.wait(SECONDS)
    with app.app_context(), time_told(at(TODAY)):
        run_worker(app.extensions["youthvoice"].database, None, once=True)


def _die_at_third(start: Any) -> None:
    tell, told = reminders._tell, []

    def deadly(session: Session, *rest: Any) -> None:
        tell(session, *rest)
        told.append(rest)
        if len(told) == 3:
            session.flush()
            start.wait(SECONDS)
            os.kill(os.getpid(), signal.SIGKILL)

    reminders._tell = deadly


def test_two_workers_and_one_killed_in_the_middle_remind_each_once(own_url: str) -> None:
    database = Database(make_settings(own_url))
    with time_told(at(TODAY)), database.session(read_only=False) as session:
        bind_factories(session)
        unit = UnitFactory()
        people = [OfficialFactory(unit=unit).id for _ in range(7)]
        cases = [owed(unit).id for _ in range(3)]
        session.commit()
    assert exit_codes(_worker, [(own_url, True), (own_url, False)]) == [-signal.SIGKILL, 0]
    assert exit_codes(_worker, [(own_url, False)]) == [0]
    with database.session(read_only=True) as session:
        keys = session.scalars(select(OutboxMessage.dedupe_key)).all()
        assert sorted(keys) == sorted(f"reminder:{person}:{TODAY.isoformat()}" for person in people)
        assert session.scalar(select(func.count(CaseReminder.id))) == len(people) * len(cases)
        assert session.scalar(select(func.count(Notification.id))) == len(people)
        assert session.scalar(select(func.count(Case.id))) == len(cases)
    database.dispose()
