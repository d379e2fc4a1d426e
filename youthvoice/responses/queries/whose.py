"""Reads of whose turn it is: who can be given a case, where it can go, and what moved it."""

from datetime import date, datetime
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, Date, Select, String, Text, and_, cast, exists, literal, null, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import Role
from youthvoice.responses.models import Case, CaseExtension, CaseMove

AnySelect: TypeAlias = Select[*tuple[Any, ...]]
MOST_MEMBERS = 200
"""Of one unit; more than anybody can choose from."""
MOST_LOGGED = 30
"""The newest moves of a case; hardly any has more."""


class LogLine(NamedTuple):
    """A move, or (with ``until_on``) the extension. Names are of those who have them now."""

    at: datetime
    by: str
    word: str
    from_unit: str | None
    to_unit: str | None
    from_person: str | None
    to_person: str | None
    until_on: date | None


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


def log_of(session: Session, case_id: int) -> list[LogLine]:
    """What moved the case or its deadline, newest first: one query."""
    both = union_all(_moves(case_id), _extension(case_id)).subquery()
    newest = select(*both.c).order_by(both.c.at.desc(), both.c.id.desc()).limit(MOST_LOGGED)
    return [LogLine._make(row[1:]) for row in session.execute(newest)]


def _moves(case_id: int) -> AnySelect:
    by, sent, got = aliased(Person), aliased(Person), aliased(Person)
    source, target = aliased(Unit), aliased(Unit)
    names = (source.name, target.name, sent.display_name, got.display_name)
    lines: AnySelect = select(CaseMove.id, CaseMove.at, by.display_name, CaseMove.word, *names, cast(null(), Date))
    lines = lines.join(by, by.id == CaseMove.by_id).where(CaseMove.case_id == case_id)
    lines = lines.join(source, source.id == CaseMove.from_unit_id).join(target, target.id == CaseMove.to_unit_id)
    return lines.outerjoin(sent, sent.id == CaseMove.from_person_id).outerjoin(got, got.id == CaseMove.to_person_id)


def _extension(case_id: int) -> AnySelect:
    nobody = [cast(null(), String) for _ in range(4)]
    line: AnySelect = select(
        literal(0),
        CaseExtension.at,
        Person.display_name,
        cast(CaseExtension.reason, Text),
        *nobody,
        CaseExtension.until_on,
    )
    return line.join(Person, Person.id == CaseExtension.by_id).where(CaseExtension.case_id == case_id)
