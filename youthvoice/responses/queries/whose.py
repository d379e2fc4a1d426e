"""Reads of whose turn it is: who can be given a case, and where it can go."""

from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, exists, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import Role
from youthvoice.responses.models import Case

AnySelect: TypeAlias = Select[*tuple[Any, ...]]
MOST_MEMBERS = 200
"""Of one unit; more than anybody can choose from."""


def answers_for(unit_id: ColumnElement[Any] | InstrumentedAttribute[int] | int) -> ColumnElement[bool]:
    """SQL: the person may be given the unit's cases, as an official of it whose account is open."""
    return and_(Person.role == Role.official, Person.unit_id == unit_id, Person.closed_at.is_(None))


def may_answer_for(person: Person, unit_id: int) -> bool:
    """As ``answers_for``, of somebody who is loaded."""
    return person.role is Role.official and person.unit_id == unit_id and person.closed_at is None


def members(session: Session, unit_id: int) -> list[tuple[int, str]]:
    """Id and name of those who may be given the unit's cases, by name."""
    wanted = select(Person.id, Person.display_name).where(answers_for(unit_id))
    found = session.execute(wanted.order_by(Person.display_name, Person.id).limit(MOST_MEMBERS))
    return [(person_id, name) for person_id, name in found]


def open_units(session: Session, *, but: int | None = None) -> list[tuple[int, str]]:
    """Id and name of the units that can take a case over: open, and with somebody who can answer."""
    wanted = select(Unit.id, Unit.name).where(Unit.closed_at.is_(None), exists().where(answers_for(Unit.id)))
    if but is not None:
        wanted = wanted.where(Unit.id != but)
    return [(unit_id, name) for unit_id, name in session.execute(wanted.order_by(Unit.name, Unit.id))]


def unit_names(session: Session) -> list[tuple[int, str]]:
    """Id and name of every unit by name, those that are closed too: their cases can still be read."""
    return [(unit_id, name) for unit_id, name in session.execute(select(Unit.id, Unit.name).order_by(Unit.name))]


def turn_of(case: Case) -> Select[int]:
    """Ids of those whose turn the case is: its assignee, else everybody who may be given it."""
    if case.assignee is not None and may_answer_for(case.assignee, case.unit_id):
        return select(Person.id).where(Person.id == case.assignee_id)
    return select(Person.id).where(answers_for(case.unit_id))
