"""Reading the audit log: a page of entries, and the names of everything in it. Always two queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, School, Unit
from youthvoice.accounts.rules import normalise_email
from youthvoice.core.audit import AuditEntry
from youthvoice.core.clock import COPENHAGEN
from youthvoice.core.keyset import Page, whole_number
from youthvoice.councils.models import Body
from youthvoice.proposals.models import Proposal
from youthvoice.responses.models import Case

ROWS = 30
MOST_NAMESAKES = 50
Key: TypeAlias = tuple[str, int]
NAMED: dict[str, tuple[Any, Any]] = {
    "person": (Person.id, Person.display_name),
    "unit": (Unit.id, Unit.name),
    "school": (School.id, School.name),
    "body": (Body.id, Body.name),
    "proposal": (Proposal.id, Proposal.title),
    "case": (Case.id, Case.title),
}
"""Kinds of things that have a name, and where it stands."""


@dataclass(frozen=True)
class Filters:
    """What is shown; None or nothing is everything. ``people`` are ids, of whom any may be meant."""

    kind: str = ""
    group: str = ""
    people: tuple[int, ...] | None = None
    day: date | None = None


def log_page(session: Session, filters: Filters, cursor: str | None) -> Page[AuditEntry]:
    """One page of entries, newest first."""
    wanted = select(AuditEntry).where(*_conditions(filters))
    after = whole_number(cursor)
    if after is not None:
        wanted = wanted.where(AuditEntry.id < after)
    rows = list(session.scalars(wanted.order_by(AuditEntry.id.desc()).limit(ROWS + 1)))
    return Page(rows[:ROWS], str(rows[ROWS - 1].id) if len(rows) > ROWS else None)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.kind:
        found.append(AuditEntry.subject_kind == filters.kind)
    if filters.group:
        found.append(AuditEntry.action.startswith(f"{filters.group}.", autoescape=True))
    if filters.people is not None:
        about = and_(AuditEntry.subject_kind == "person", AuditEntry.subject_id.in_(filters.people))
        found.append(or_(AuditEntry.actor_id.in_(filters.people), about))
    if filters.day is not None:
        begins = datetime.combine(filters.day, time(), COPENHAGEN)
        ends = datetime.combine(filters.day + timedelta(days=1), time(), COPENHAGEN)
        found += [AuditEntry.at >= begins, AuditEntry.at < ends]
    return found


def people_called(session: Session, words: str) -> tuple[int, ...]:
    """The ids of those with exactly that name or address, closed accounts too."""
    wanted = select(Person.id).where(or_(Person.display_name == words, Person.email == normalise_email(words)))
    return tuple(session.scalars(wanted.order_by(Person.id).limit(MOST_NAMESAKES)))


def names_of(session: Session, keys: Iterable[Key]) -> dict[Key, str]:
    """(kind, id) -> name, of everything that has one: one query."""
    wanted: dict[str, set[int]] = {}
    for kind, row_id in keys:
        if kind in NAMED:
            wanted.setdefault(kind, set()).add(row_id)
    parts: list[Select[*tuple[Any, ...]]] = [
        select(literal(kind).label("kind"), NAMED[kind][0].label("row_id"), NAMED[kind][1].label("name")).where(
            NAMED[kind][0].in_(ids)
        )
        for kind, ids in wanted.items()
    ]
    if not parts:
        return {}
    return {(kind, row_id): name or "" for kind, row_id, name in session.execute(union_all(*parts))}
