"""Delegates come to the day and leave it: from the desk, or by themselves with the code that stands in the hall."""

import hashlib
import hmac
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.minuting import changed
from youthvoice.assembly.models import AssemblyYear, Delegate, Turn
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.checking_in import takes_delegates
from youthvoice.assembly.rules.day import TurnState
from youthvoice.core import audit
from youthvoice.core.clock import local_date, now, today
from youthvoice.core.codes import LETTERS, is_code, normalise_code
from youthvoice.core.errors import Conflict, NotFound, RuleBroken

CODE_LENGTH = 4


@dataclass(frozen=True)
class DelegateAudit:
    """Audit: which delegate."""

    delegate_id: int


def check_in(session: Session, year_id: int, delegate_id: int, *, actor_id: int) -> None:
    """Somebody has come: from now on they may vote and speak. Twice is once; who left comes back.

    Raises NotFound, Conflict on another day than the day.
    """
    year = _open_year(session, year_id)
    delegate = _held(session, year_id, delegate_id)
    if delegate.came_at is not None and delegate.left_at is None:
        return
    delegate.came_at, delegate.left_at = delegate.came_at or now(), None
    _record(session, "day.check_in", year, delegate, actor_id)


def check_out(session: Session, year_id: int, delegate_id: int, *, actor_id: int) -> None:
    """Somebody has left, or never came: they stand on no roll that is made from now on. Twice is once.

    Raises NotFound, Conflict on another day than the day.
    """
    year = _open_year(session, year_id)
    delegate = _held(session, year_id, delegate_id)
    if delegate.came_at is None or delegate.left_at is not None:
        return
    delegate.left_at = now()
    _give_up_turns(session, delegate)
    _record(session, "day.check_out", year, delegate, actor_id)


def arrive(session: Session, secret_key: str, year_id: int, person_id: int, code: str) -> None:
    """A delegate comes in by themselves, with the code that stands in the hall. Twice is once.

    Raises RuleBroken (code), NotFound for who is no delegate, Conflict on another day than the day.
    """
    year = _open_year(session, year_id)
    mine = Delegate.year_id == year_id, Delegate.person_id == person_id, Delegate.withdrawn_at.is_(None)
    delegate = session.scalar(select(Delegate).where(*mine))
    if delegate is None:
        raise NotFound
    typed = normalise_code(code)
    if not (is_code(typed, CODE_LENGTH) and hmac.compare_digest(typed, hall_code(secret_key, year))):
        raise RuleBroken({"code": [gettext("Koden passer ikke. Se på koden i salen igen, eller spørg ved indgangen.")]})
    check_in(session, year_id, delegate.id, actor_id=person_id)


def hall_code(secret_key: str, year: AssemblyYear) -> str:
    """Four letters that are shown in the hall and nowhere else: whoever can type them is there."""
    digest = hmac.digest(secret_key.encode(), f"bytinget hall {year.id} {year.form_key}".encode(), hashlib.sha256)
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:CODE_LENGTH])


def _open_year(session: Session, year_id: int) -> AssemblyYear:
    year = hold_year(session, year_id)
    if not takes_delegates(year.state, local_date(year.starts_at), today()):
        raise Conflict(gettext("Man kan først melde, at man er kommet, på selve dagen."))
    return year


def _held(session: Session, year_id: int, delegate_id: int) -> Delegate:
    mine = Delegate.id == delegate_id, Delegate.year_id == year_id, Delegate.withdrawn_at.is_(None)
    found = session.scalar(select(Delegate).where(*mine).execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def _give_up_turns(session: Session, delegate: Delegate) -> None:
    mine = Turn.year_id == delegate.year_id, Turn.person_id == delegate.person_id, Turn.state == TurnState.waiting
    values = {"state": TurnState.withdrawn, "ended_at": delegate.left_at}
    session.execute(update(Turn).where(*mine).values(**values), execution_options={"synchronize_session": False})


def _record(session: Session, action: str, year: AssemblyYear, delegate: Delegate, actor_id: int) -> None:
    audit.record(session, actor_id, action, ("assembly_year", year.id), DelegateAudit(delegate.id))
    changed(session, year)
