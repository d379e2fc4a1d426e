"""The speakers' list: who is called next, who has spoken, and whether one can still ask."""

from collections import Counter
from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.day import hold_live
from youthvoice.assembly.commands.minuting import changed, note
from youthvoice.assembly.models import AssemblyYear, DayItem, Turn
from youthvoice.assembly.queries.day import current_item
from youthvoice.assembly.rules import day as rules
from youthvoice.assembly.rules.day import ItemState, TurnState
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound


@dataclass(frozen=True)
class TurnAudit:
    """Audit: whose turn on the speakers' list."""

    turn_id: int


def call_next(session: Session, year_id: int, seen: int, *, actor_id: int) -> bool:
    """Whoever speaks (``seen``: the turn; 0: nobody) is done, and the next by fair turns is called, if anybody waits.

    False where somebody else speaks by now. Raises Conflict where no item is on.
    """
    year = hold_live(session, year_id)
    item = _current(session, year_id)
    turns = _turns(session, item)
    speaking = next((turn for turn in turns if turn.state is TurnState.speaking), None)
    if (speaking.id if speaking else 0) != seen:
        return False
    order = fair(turns)
    if speaking is None and not order:
        return False
    if speaking is not None:
        _end(session, year, speaking, actor_id)
    if order:
        called = order[0]
        called.state, called.called_at = TurnState.speaking, now()
        audit.record(session, actor_id, "day.call", ("assembly_year", year.id), TurnAudit(called.id))
    changed(session, year)
    return True


def end_turn(session: Session, year_id: int, turn_id: int, *, actor_id: int) -> bool:
    """Whoever speaks is done, and nobody else is called; False where that turn is over already. Raises NotFound."""
    year = hold_live(session, year_id)
    turn = _turn(session, year_id, turn_id)
    if turn.state is not TurnState.speaking:
        return False
    _end(session, year, turn, actor_id)
    changed(session, year)
    return True


def take_off(session: Session, year_id: int, turn_id: int, *, actor_id: int) -> bool:
    """Take somebody off the list who waits; False where they wait no more. Raises NotFound."""
    year = hold_live(session, year_id)
    turn = _turn(session, year_id, turn_id)
    if turn.state is not TurnState.waiting:
        return False
    turn.state, turn.ended_at = TurnState.withdrawn, now()
    audit.record(session, actor_id, "day.take_off", ("assembly_year", year.id), TurnAudit(turn.id))
    changed(session, year)
    return True


def open_list(session: Session, year_id: int, item_id: int, *, is_open: bool, actor_id: int) -> bool:
    """Let people ask for the floor in the current item, or no more; those who wait stay. False where it is so already.

    Raises Conflict where the day is at another item.
    """
    year = hold_live(session, year_id)
    item = _current(session, year_id)
    if item.id != item_id:
        raise Conflict(gettext("Dagen er gået videre til et andet punkt."))
    if item.takes_turns == is_open:
        return False
    item.takes_turns = is_open
    audit.record(session, actor_id, "day.open_list" if is_open else "day.close_list", ("assembly_year", year.id))
    changed(session, year)
    return True


def fair(turns: list[Turn]) -> list[Turn]:
    """Those who wait, in the order in which they are called."""
    by_id = {turn.id: turn for turn in turns}
    had = (TurnState.done, TurnState.speaking)
    spoken = Counter(turn.delegation_id for turn in turns if turn.state in had)
    waiting = [rules.Turn(one.id, one.delegation_id, one.id) for one in turns if one.state is TurnState.waiting]
    return [by_id[turn.id] for turn in rules.fair_order(waiting, spoken)]


def _current(session: Session, year_id: int) -> DayItem:
    item = current_item(session, year_id)
    if item is None or item.state is not ItemState.current:
        raise Conflict(gettext("Der er ikke noget punkt i gang."))
    return item


def _turns(session: Session, item: DayItem) -> list[Turn]:
    query = select(Turn).where(Turn.item_id == item.id).order_by(Turn.id)
    return list(session.scalars(query.execution_options(populate_existing=True)))


def _turn(session: Session, year_id: int, turn_id: int) -> Turn:
    query = select(Turn).where(Turn.id == turn_id, Turn.year_id == year_id)
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return found


def _end(session: Session, year: AssemblyYear, turn: Turn, actor_id: int) -> None:
    turn.state, turn.ended_at = TurnState.done, now()
    session.flush()
    seconds = int((turn.ended_at - turn.called_at).total_seconds()) if turn.called_at else 0
    told = {"turn_id": turn.id, "delegation_id": turn.delegation_id, "seconds": seconds}
    note(session, year, "spoke", item_id=turn.item_id, by_id=actor_id, data=told)
