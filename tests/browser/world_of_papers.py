"""What the browser's world needs of paper: slips for a class, somebody who came in by one, and a calendar's address."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.core.web import settings
from youthvoice.councils.commands.bodies import BodyFacts, create_body
from youthvoice.councils.commands.calendars import renew_feed
from youthvoice.councils.commands.codes import SheetFacts, claim, join_by_code, make_sheet, revoke_sheet
from youthvoice.councils.commands.seats import SeatFacts, give_seat
from youthvoice.councils.models import Body, CodeSheet
from youthvoice.councils.queries.bodies import get_body
from youthvoice.councils.queries.codes import find_code
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.codes import code_of
from youthvoice.councils.rules.seats import SeatRole

PAPER_CLASS = "5.P"
SLIPS = 24


def furnish_papers(session: Session, teacher: Person, pupil: Person, reader: Person) -> None:
    """A class with a sheet of slips that is used and one that is closed; a calendar for ``reader``."""
    council = session.scalars(select(Body).where(Body.kind == BodyKind.student_council)).first()
    assert council is not None
    facts = BodyFacts(
        kind=BodyKind.school_class, name=PAPER_CLASS, school_id=council.school_id, parent_id=council.id, grade=5
    )
    body = get_body(session, create_body(session, facts, "5e" * 16, actor_id=None).id)
    give_seat(session, body, teacher, SeatFacts(role=SeatRole.coordinator, starts_on=today()), actor_id=None)
    old = _sheet(session, body, teacher, 5, "5f" * 16)
    revoke_sheet(session, old, actor_id=teacher.id)
    code = find_code(session, settings().secret_key, _code(_sheet(session, body, teacher, SLIPS, "5d" * 16), 1))
    assert code is not None
    assert claim(session, code)
    join_by_code(session, code, pupil, "")
    renew_feed(session, reader.id, "")


def paper_values(session: Session) -> dict[str, Any]:
    """Parts of addresses."""
    body = session.scalars(select(Body).where(Body.name == PAPER_CLASS)).one()
    sheet = session.scalars(select(CodeSheet).where(CodeSheet.revoked_at.is_(None), CodeSheet.size == SLIPS)).one()
    return {"paper_class": body.id, "sheet": sheet.id, "slip": _code(sheet, 2)}


def _sheet(session: Session, body: Body, teacher: Person, size: int, form_key: str) -> CodeSheet:
    facts = SheetFacts(size=size, last_day=today() + timedelta(days=14))
    return make_sheet(session, settings().secret_key, body, facts, form_key, actor_id=teacher.id)


def _code(sheet: CodeSheet, number: int) -> str:
    return code_of(settings().secret_key, sheet.nonce, number)
