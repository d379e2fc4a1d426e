"""Slips for a class: made, closed, and used once each."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core import audit
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict
from youthvoice.councils.commands.seats import SeatFacts, give_seat, move_to_class
from youthvoice.councils.models import Body, ClassCode, CodeSheet, Seat
from youthvoice.councils.queries.codes import JOINED, expires_after, is_open
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.codes import code_of, hash_code
from youthvoice.councils.rules.seats import SeatRole

NONCE_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class SheetFacts:
    """How many slips, and the last day on which they can be used."""

    size: int
    last_day: date


@dataclass(frozen=True)
class SheetAudit:
    """Audit: how many slips were made, or closed."""

    sheet_id: int
    size: int


@dataclass(frozen=True)
class JoinAudit:
    """Audit: somebody came in by a slip; which one is not written, so that nobody can tell who had it.

    ``form_key`` is the form that did it: sent again, it leads to the same account.
    """

    form_key: str


def make_sheet(
    session: Session, secret_key: str, body: Body, facts: SheetFacts, form_key: str, *, actor_id: int
) -> CodeSheet:
    """Make slips for a body. Sent twice, they are made once. Raises Conflict where nobody can come in by one."""
    made = session.scalar(select(CodeSheet).where(CodeSheet.form_key == form_key))
    if made is not None:
        return made
    if not takes_slips(body):
        raise Conflict
    sheet = CodeSheet(
        form_key=form_key,
        body_id=body.id,
        nonce=secrets.token_urlsafe(NONCE_BYTES),
        size=facts.size,
        made_by_id=actor_id,
        created_at=now(),
        expires_at=expires_after(facts.last_day),
    )
    session.add(sheet)
    session.flush()
    for number in range(1, facts.size + 1):
        keyed = hash_code(secret_key, code_of(secret_key, sheet.nonce, number))
        session.add(ClassCode(sheet_id=sheet.id, number=number, code_hash=keyed))
    session.flush()
    audit.record(session, actor_id, "council.make_codes", ("body", body.id), SheetAudit(sheet.id, sheet.size))
    return sheet


def takes_slips(body: Body) -> bool:
    """Tell whether a slip can say all that a seat there needs: not whom somebody speaks for."""
    return body.closed_at is None and not body.seats_per_child


def revoke_sheet(session: Session, sheet: CodeSheet, *, actor_id: int) -> None:
    """Close a sheet: no slip of it lets anyone in any more. A second time changes nothing."""
    if sheet.revoked_at is None:
        sheet.revoked_at = now()
        session.flush()
        data = SheetAudit(sheet.id, sheet.size)
        audit.record(session, actor_id, "council.revoke_codes", ("body", sheet.body_id), data)


def join_by_code(session: Session, code: ClassCode, person: Person, form_key: str) -> Seat:
    """Let somebody into the body by a slip that has been claimed; a class takes its pupil from the class before.

    Raises RuleBroken for a wrong age, an adult, or no room.
    """
    body = code.sheet.body
    if body.kind is BodyKind.school_class:
        seat = move_to_class(session, body, person, actor_id=person.id)
    else:
        facts = SeatFacts(role=SeatRole.member, starts_on=today())
        seat = give_seat(session, body, person, facts, actor_id=person.id)
    audit.record(session, person.id, JOINED, ("body", body.id), JoinAudit(form_key))
    return seat


def claim(session: Session, code: ClassCode) -> bool:
    """Use the slip up; False where it lets nobody in, or somebody else was quicker. Undone where the joining fails."""
    if not is_open(code):
        return False
    query = update(ClassCode).where(ClassCode.id == code.id, ClassCode.used_at.is_(None)).values(used_at=now())
    done = session.scalar(query.returning(ClassCode.id).execution_options(synchronize_session=False))
    return done is not None
