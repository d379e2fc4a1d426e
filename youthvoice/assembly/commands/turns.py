"""A delegate asks for the floor, and takes it back."""

from flask_babel import gettext
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.chairing import TurnAudit
from youthvoice.assembly.commands.day import hold_live
from youthvoice.assembly.models import Delegate, Turn
from youthvoice.assembly.queries.day import current_item
from youthvoice.assembly.queries.votes import IS_THERE
from youthvoice.assembly.rules.day import TurnState
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, Forbidden
from youthvoice.core.pulse import beat

WAITS = Turn.state.in_((TurnState.waiting, TurnState.speaking))


def ask_for_floor(session: Session, year_id: int, person_id: int) -> None:
    """Put a delegate on the speakers' list of the current item; who stands there already, stays where they are.

    Raises Forbidden for who is not in the hall, Conflict where the day is not on, or the list is closed.
    """
    year = hold_live(session, year_id)
    delegation_id = _delegation(session, year_id, person_id)
    item = current_item(session, year_id)
    if item is None or not item.takes_turns:
        raise Conflict(gettext("Talerlisten er lukket, så du kan ikke bede om ordet lige nu."))
    mine = Turn.item_id == item.id, Turn.person_id == person_id, WAITS
    if session.scalar(select(Turn.id).where(*mine)) is not None:
        return
    turn = Turn(
        year_id=year_id, item_id=item.id, person_id=person_id, delegation_id=delegation_id, asked_at=now(),
    )  # fmt: skip
    session.add(turn)
    session.flush()
    audit.record(session, person_id, "day.ask_for_floor", ("assembly_year", year_id), TurnAudit(turn.id))
    beat(session, year.channel)


def take_back(session: Session, year_id: int, person_id: int) -> None:
    """Take a delegate off the list who no longer wants to speak; nothing where they do not wait. Raises Conflict as above."""
    year = hold_live(session, year_id)
    mine = Turn.year_id == year_id, Turn.person_id == person_id, Turn.state == TurnState.waiting
    turns = session.scalars(select(Turn.id).where(*mine)).all()
    if not turns:
        return
    values = {"state": TurnState.withdrawn, "ended_at": now()}
    session.execute(update(Turn).where(*mine).values(**values), execution_options={"synchronize_session": False})
    for turn_id in turns:
        audit.record(session, person_id, "day.take_back", ("assembly_year", year_id), TurnAudit(turn_id))
    beat(session, year.channel)


def _delegation(session: Session, year_id: int, person_id: int) -> int:
    query = select(Delegate.delegation_id).where(
        Delegate.year_id == year_id, Delegate.person_id == person_id, *IS_THERE
    )
    found = session.scalar(query)
    if found is None:
        raise Forbidden(gettext("Meld først, at du er kommet. Så kan du bede om ordet."))
    return found
