"""What the tests of «Forstod du svaret?» share."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.forms import submit
from tests.web.responses.asked import UNCLEAR, Asked
from youthvoice.core.calendar import SchoolCalendar
from youthvoice.core.clock import today
from youthvoice.core.i18n import format_day
from youthvoice.notifications.models import Notification

WISH = "Jeg vil gerne have et klarere svar"


NOT_CLEAR = "Svaret var ikke klart nok"


NO = {"understood": "nej", "taken_seriously": "ja", "unclear": UNCLEAR}


def path_of(at: Asked) -> str:
    return f"/forslag/{at.proposal.id}"


def say(client: Any, at: Asked, **typed: str) -> Any:
    """Fill in the form on the proposal's page, and send it."""
    return submit(client, f"/svar/{at.case.id}/forstaaet", typed, page=path_of(at))


def told_of(session: Session, person: Any) -> list[str]:
    found = session.scalars(
        select(Notification.kind).where(Notification.person_id == person.id).order_by(Notification.id)
    )
    return list(found)


def due_day() -> str:
    """As the page writes the day of the clearer answer."""
    day = SchoolCalendar(()).add_working_days(today(), 10)
    return format_day(day, year=day.year != today().year)
