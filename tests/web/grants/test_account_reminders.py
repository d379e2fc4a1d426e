"""Groups are reminded of their accounts before the day and after it: once each stage, whoever works."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.grants import KR, Town, sent, town
from tests.factories.grants_accounts import paid
from youthvoice.core.clock import today
from youthvoice.grants import reminders
from youthvoice.grants.events import AccountsDue
from youthvoice.grants.models import AccountsReminder, Application
from youthvoice.grants.reminders import remind
from youthvoice.grants.rules.applications import ApplicationStatus


@pytest.fixture(autouse=True)
def _by_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever time it is, telephones may ring."""
    monkeypatch.setattr(reminders, "FIRST_HOUR", 0)


@pytest.fixture
def place(session: Session) -> Town:
    return town(session)


def owed(session: Session, place: Town, days: int) -> Application:
    """Accounts that were due so many days ago (below zero: are due in so many)."""
    application = sent(session, place.pool, asked=500 * KR)
    paid(session, application, place.coordinator, 500 * KR)
    application.accounts_due_on = today() - timedelta(days=days)
    session.flush()
    return application


def stages(session: Session) -> list[int]:
    return list(session.scalars(select(AccountsReminder.stage).order_by(AccountsReminder.id)))


@pytest.mark.parametrize(
    ("days", "found"),
    [(-15, []), (-14, [-14]), (-4, [-14]), (-3, [-3]), (0, [-3]), (1, [1]), (7, [1]), (8, [8]), (22, [22]), (400, [])],
)
def test_the_stage_that_has_come(session: Session, place: Town, days: int, found: list[int]) -> None:
    owed(session, place, days)
    for _ in range(2):
        assert remind(session) is False
    assert stages(session) == found


def test_later_stages_follow(session: Session, place: Town) -> None:
    application = owed(session, place, -3)
    remind(session)
    application.accounts_due_on = today() - timedelta(days=8)
    session.flush()
    remind(session)
    assert stages(session) == [-3, 8]


def test_others_are_left_alone(session: Session, place: Town) -> None:
    for status in (ApplicationStatus.accounting, ApplicationStatus.closed, ApplicationStatus.given_up):
        owed(session, place, 8).status = status
    session.flush()
    remind(session)
    assert stages(session) == []


def test_the_event_tells_the_stage(session: Session, place: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Any] = []
    monkeypatch.setattr(reminders, "publish", lambda _session, event: heard.append(event))
    application = owed(session, place, 1)
    remind(session)
    assert heard == [AccountsDue(application.id, today() - timedelta(days=1), 1)]


def test_many_in_turns(session: Session, place: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "AT_A_TIME", 2)
    for days in (-14, 1, 8):
        owed(session, place, days)
    assert remind(session) is True
    assert remind(session) is False
    assert sorted(stages(session)) == [-14, 1, 8]


def test_not_at_night(session: Session, place: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminders, "FIRST_HOUR", 25)
    owed(session, place, 1)
    assert remind(session) is False
    assert stages(session) == []
