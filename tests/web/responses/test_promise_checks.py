"""What the worker asks of promises: when, whom, and never twice."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, TeacherFactory
from tests.web.responses.promising import keys, promised
from youthvoice.core.clock import now, time_told
from youthvoice.notifications.kinds import NewsKind
from youthvoice.notifications.models import Notification
from youthvoice.responses.commands import add_party
from youthvoice.responses.commands.marks import mark_promise
from youthvoice.responses.commands.plan import MilestoneFacts, ReportFacts, add_milestone, report_progress
from youthvoice.responses.commands.promises import place_promise
from youthvoice.responses.models import Promise, PromiseCheck
from youthvoice.responses.promise_checks import ask
from youthvoice.responses.rules.follow_up import Verdict

START = datetime(2027, 1, 31, 9, 0, tzinfo=UTC)
"""In winter: 10 o'clock in Denmark. A promise of this day is asked about on the last day of April."""


def told(session: Session) -> list[tuple[str, int]]:
    """(kind, person) of all news of promises, in order."""
    rows = session.execute(select(Notification.kind, Notification.person_id).order_by(Notification.id))
    ours = {NewsKind.promise_check, NewsKind.promise_late, NewsKind.verdict_wanted}
    return [(kind, person_id) for kind, person_id in rows if kind in {one.value for one in ours}]


def ask_on(session: Session, day: datetime) -> list[tuple[str, int]]:
    """What is told anew when the worker comes round at that time, twice."""
    before = len(told(session))
    with time_told(day):
        ask(session)
        ask(session)
    return told(session)[before:]


def begin(session: Session, case: Any, official: Any, days: int) -> tuple[Promise, Any]:
    """A promise of ``START``."""
    with time_told(START):
        promise, (young,) = promised(session, case, official, days=days)
    return promise, young


def test_asked_after_3_and_12_months_once_each(session: Session, case: Any, official: Any) -> None:
    promise, young = begin(session, case, official, 500)
    day = START.replace(month=4, day=30)
    version = promise.version
    assert ask_on(session, day - timedelta(days=1)) == []
    assert ask_on(session, day) == [("promise_check", official.id)]
    assert promise.version > version
    assert ask_on(session, day + timedelta(days=30)) == []
    late = START.replace(year=2028) + timedelta(days=3)
    assert ask_on(session, late) == [("promise_check", official.id), ("verdict_wanted", young.id)]
    assert ask_on(session, late + timedelta(days=1)) == []


def test_nobody_is_asked_at_night(session: Session, case: Any, official: Any) -> None:
    begin(session, case, official, 500)
    night = datetime(2027, 5, 1, 4, 59, tzinfo=UTC)
    assert ask_on(session, night) == []
    assert ask_on(session, night + timedelta(minutes=1)) == [("promise_check", official.id)]


def test_the_day_after_owner_and_leader_are_told_and_the_young_are_asked(
    session: Session, case: Any, official: Any
) -> None:
    leader, teacher = OfficialFactory(unit=official.unit), TeacherFactory()
    official.unit.leader_id = leader.id
    _promise, young = begin(session, case, official, 20)
    add_party(session, case.id, teacher.id)
    assert ask_on(session, START + timedelta(days=20)) == []
    found = ask_on(session, START + timedelta(days=21))
    assert sorted(found) == sorted(
        [("promise_late", official.id), ("promise_late", leader.id), ("verdict_wanted", young.id)]
    )
    assert ask_on(session, START + timedelta(days=22)) == []


def test_a_late_step_is_told_its_owner_and_the_young_wait_for_the_day_that_was_promised(
    session: Session, case: Any, official: Any
) -> None:
    colleague = OfficialFactory(unit=official.unit)
    promise, young = begin(session, case, official, 60)
    with time_told(START):
        facts = MilestoneFacts("Vi vælger stedet", colleague, (START + timedelta(days=9)).date())
        add_milestone(session, promise, case, official, facts, next(keys))
    found = ask_on(session, START + timedelta(days=10))
    assert sorted(found) == sorted([("promise_late", official.id), ("promise_late", colleague.id)])
    assert ask_on(session, START + timedelta(days=61)) == [("verdict_wanted", young.id)]


def test_what_is_done_or_settled_is_left_alone(session: Session, case: Any, official: Any) -> None:
    promise, young = begin(session, case, official, 20)
    with time_told(START + timedelta(days=5)):
        report_progress(session, promise, case, official, ReportFacts("Den står der nu.", is_done=True), next(keys))
    assert ask_on(session, START + timedelta(days=200)) == []
    year = START + timedelta(days=366)
    assert ask_on(session, year) == [("verdict_wanted", young.id)]
    check = session.scalars(select(PromiseCheck).where(PromiseCheck.promise_id == promise.id)).one()
    assert check.report_id is not None
    with time_told(year):
        mark_promise(session, promise, case, young, Verdict.kept, "", next(keys))
    assert ask_on(session, year + timedelta(days=900)) == []


def test_a_hidden_one_is_asked_about_when_it_can_be_read_again(session: Session, case: Any, official: Any) -> None:
    begin(session, case, official, 500)
    place_promise(session, case.id, is_public=False)
    day = START + timedelta(days=120)
    assert ask_on(session, day) == []
    place_promise(session, case.id, is_public=True)
    assert ask_on(session, day) == [("promise_check", official.id)]


def test_the_unit_is_asked_where_the_owner_has_left(session: Session, case: Any, official: Any) -> None:
    colleague = OfficialFactory(unit=official.unit)
    begin(session, case, official, 500)
    official.closed_at = now()
    session.flush()
    assert ask_on(session, START + timedelta(days=120)) == [("promise_check", colleague.id)]
