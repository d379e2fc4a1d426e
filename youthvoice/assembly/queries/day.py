"""The agenda of the day, and who has asked for the floor."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.assembly.models import DayEvent, DayItem, DayVote, Delegate, Delegation, Motion, Turn
from youthvoice.assembly.models.day import MESSAGE
from youthvoice.assembly.queries.votes import IS_DELEGATE
from youthvoice.assembly.rules.day import ItemState, TurnState
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who asked for the floor, or had it."""

    turn: Turn
    name: str
    delegation: str


@dataclass(frozen=True, slots=True)
class Guest:
    """A delegate at the desk."""

    delegate: Delegate
    name: str
    delegation: str

    @property
    def is_there(self) -> bool:
        """In the hall now."""
        return self.delegate.came_at is not None and self.delegate.left_at is None


WITH_MOTION = joinedload(DayItem.motion).load_only(Motion.hidden_at)
"""An item's motion, for whether its words are shown."""


def items_of(session: Session, year_id: int) -> Sequence[DayItem]:
    """The agenda in its order. One query."""
    query = select(DayItem).where(DayItem.year_id == year_id).options(WITH_MOTION)
    return session.scalars(query.order_by(DayItem.position, DayItem.id)).all()


def get_item(session: Session, year_id: int, item_id: int) -> DayItem:
    """An item of that year's day. Raises NotFound."""
    query = select(DayItem).where(DayItem.id == item_id, DayItem.year_id == year_id)
    found = session.scalar(query.options(WITH_MOTION)) if item_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def current_item(session: Session, year_id: int) -> DayItem | None:
    """The item that the day is at."""
    query = select(DayItem).where(DayItem.year_id == year_id, DayItem.state == ItemState.current)
    return session.scalar(query.execution_options(populate_existing=True))


def has_votes(session: Session, item_id: int) -> bool:
    """Tell whether anything was voted on in it, or will be."""
    return session.scalar(select(DayVote.id).where(DayVote.item_id == item_id).limit(1)) is not None


def last_message(session: Session, year_id: int) -> DayEvent | None:
    """What the chair put on the screens last, or took from them."""
    query = select(DayEvent).where(DayEvent.year_id == year_id, DayEvent.kind == MESSAGE)
    return session.scalar(query.order_by(DayEvent.id.desc()).limit(1))


def turns_of_current(session: Session, year_id: int) -> list[Asked]:
    """Who asked for the floor in the current item, had it, or has it; as they asked. One query."""
    query = (
        select(Turn, Person.display_name, Delegation.name)
        .join(DayItem, DayItem.id == Turn.item_id)
        .join(Person, Person.id == Turn.person_id)
        .join(Delegation, Delegation.id == Turn.delegation_id)
        .where(DayItem.year_id == year_id, DayItem.state == ItemState.current, Turn.state != TurnState.withdrawn)
    )
    return [Asked(*row) for row in session.execute(query.order_by(Turn.id))]


def guests(session: Session, year_id: int) -> list[Guest]:
    """All delegates, by delegation and name. One query."""
    query = (
        select(Delegate, Person.display_name, Delegation.name)
        .join(Person, Person.id == Delegate.person_id)
        .join(Delegation, Delegation.id == Delegate.delegation_id)
        .where(Delegate.year_id == year_id, *IS_DELEGATE)
    )
    return [Guest(*row) for row in session.execute(query.order_by(Delegation.name, Person.display_name, Delegate.id))]
