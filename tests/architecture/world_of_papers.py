"""Paper of the small world: slips for the class, minutes of the elevråd, and a calendar by a secret address."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.apps import SECRET
from tests.factories.councils import MeetingFactory
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.councils.commands.calendars import renew_feed
from youthvoice.councils.commands.codes import SheetFacts, make_sheet
from youthvoice.councils.models import Body
from youthvoice.councils.rules.codes import code_of
from youthvoice.councils.rules.meetings import MeetingState

OF_A_SHEET = ("sheets", "make_sheet", "revoke_sheet", "sheet_pdf")


def make_papers(
    session: Session, people: dict[str, Person], council_id: int, class_id: int
) -> dict[str, dict[str, Any]]:
    """Values that only endpoints of paper want."""
    facts = SheetFacts(size=3, last_day=today() + timedelta(days=14))
    school_class = session.get_one(Body, class_id)
    sheet = make_sheet(session, SECRET, school_class, facts, "5" * 32, actor_id=people["class_teacher"].id)
    council, moment = session.get_one(Body, council_id), now()
    written = MeetingFactory(body=council, state=MeetingState.approved, approved_at=moment, published_at=moment)
    slip = {"code": code_of(SECRET, sheet.nonce, 1)}
    return {
        **{f"councils.{name}": {"body_id": class_id, "sheet_id": sheet.id} for name in OF_A_SHEET},
        "councils.join": slip,
        "councils.joined": {"body_id": class_id},
        "councils.minutes": {"meeting_id": written.id},
        "councils.minutes_pdf": {"meeting_id": written.id},
        "councils.own_calendar": {"token": renew_feed(session, people["pupil"].id, "").token},
    }
