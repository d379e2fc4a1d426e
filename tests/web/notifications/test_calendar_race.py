"""Two workers whose reminders come at the same moment: everybody has each of them once."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.factories.consultations import ConsultationFactory
from tests.factories.councils import SeatFactory, StudentCouncilFactory
from tests.races import at_once, doing, in_database
from tests.web.assembly.motions import hall
from youthvoice.core.clock import now
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.notifications.calendar_reminders import remind
from youthvoice.notifications.models import Notification

SOON = timedelta(hours=5)


def prepare(session: Session) -> None:
    """The day of Bytinget is near, and so are its deadline and the closing of a hearing."""
    bind_factories(session)
    moment = now()
    hall(session, starts_at=moment + SOON, motions_due_at=moment + SOON)
    SeatFactory(body=StudentCouncilFactory(), role=SeatRole.chair)
    ConsultationFactory(opens_at=now() - timedelta(days=10), closes_at=now() + SOON)


def remind_once(session: Session) -> None:
    """As a worker does."""
    remind(session)


def test_two_workers_remind_once(own_url: str) -> None:
    in_database(own_url, prepare)
    assert at_once(doing, [(own_url, remind_once, ()) for _ in range(3)]) == ["done"] * 3

    def kinds(session: Session) -> dict[str, int]:
        counted = select(Notification.kind, func.count()).group_by(Notification.kind)
        return {row[0]: row[1] for row in session.execute(counted)}

    # Three delegates; at the day those who lead as well, of the deadline those who run councils.
    found = in_database(own_url, kinds)
    assert found["bytinget_near"] == 5
    assert found["motions_due"] == 3
    assert found["hearing_near"] >= 1
