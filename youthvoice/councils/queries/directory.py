"""Finding bodies: what there is in the municipality, at a school, below a body; a page at a time where there are many."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session, aliased, joinedload

from youthvoice.accounts.models import School
from youthvoice.core.clock import now
from youthvoice.core.keyset import Page, whole_number
from youthvoice.councils.models import Body, Meeting
from youthvoice.councils.rules.bodies import PARENT_KINDS, SCHOOL_KINDS, BodyKind
from youthvoice.councils.rules.meetings import PLANNABLE

COUNCILS_A_PAGE = 20
CLASSES_A_PAGE = 40
MOST_WIDE = 60
"""Bodies of the whole municipality: its councils and committees, never more than a screen or two."""
WIDE_ORDER = (BodyKind.youth_council, BodyKind.joint_student_council, BodyKind.assembly, BodyKind.committee)
NO_GRADE = 99
"""Orders what is no class after the classes."""


def wide_bodies(session: Session) -> list[Body]:
    """Those of the whole municipality, those of the young first: one query."""
    query = select(Body).where(Body.kind.not_in(SCHOOL_KINDS), Body.closed_at.is_(None))
    found = session.scalars(query.order_by(Body.kind, Body.name, Body.id).limit(MOST_WIDE))
    return sorted(found, key=lambda body: WIDE_ORDER.index(body.kind))


def councils_page(session: Session, school_id: int | None, after: str | None) -> Page[Body]:
    """The elevråd of every school (or of one), by school, ``COUNCILS_A_PAGE`` at a time: one query."""
    query = select(Body).join(Body.school).options(joinedload(Body.school))
    query = query.where(Body.kind == BodyKind.student_council, Body.closed_at.is_(None))
    if school_id is not None:
        query = query.where(Body.school_id == school_id)
    last, school = aliased(Body), aliased(School)
    place = select(school.name).join(last, last.school_id == school.id)
    keys = {School.name: place.where(last.id == whole_number(after)).scalar_subquery(), **_name(after)}
    return _page(session, query, keys, after, COUNCILS_A_PAGE)


def classes_page(session: Session, school_id: int, after: str | None) -> Page[Body]:
    """The classes of a school by grade and name, ``CLASSES_A_PAGE`` at a time: one query."""
    query = select(Body).where(Body.kind == BodyKind.school_class, Body.closed_at.is_(None))
    return _page(session, query.where(Body.school_id == school_id), _grade(after), after, CLASSES_A_PAGE)


def children_page(session: Session, body_id: int, after: str | None) -> Page[Body]:
    """The bodies right below one, by grade and name, ``CLASSES_A_PAGE`` at a time: one query."""
    query = select(Body).where(Body.parent_id == body_id, Body.closed_at.is_(None))
    return _page(session, query, _grade(after), after, CLASSES_A_PAGE)


def next_meetings(session: Session, body_ids: Iterable[int]) -> dict[int, datetime]:
    """When each of the bodies meets next; without those that have planned nothing. One query."""
    ids = sorted(set(body_ids))
    if not ids:
        return {}
    query = select(Meeting.body_id, func.min(Meeting.starts_at))
    query = query.where(Meeting.body_id.in_(ids), Meeting.state.in_(PLANNABLE), Meeting.ends_at > now())
    return dict(session.execute(query.group_by(Meeting.body_id)).all())


def schools_with_bodies(session: Session) -> Sequence[tuple[int, str]]:
    """(id, name) of every school that has an elevråd, by name."""
    council = select(Body.id).where(Body.school_id == School.id, Body.closed_at.is_(None)).exists()
    found = session.execute(select(School.id, School.name).where(council).order_by(School.name))
    return [(school_id, name) for school_id, name in found]


def possible_parents(session: Session, kind: BodyKind, own_id: int | None) -> list[tuple[int, str]]:
    """(id, name) of the bodies that may stand over one of that kind; not the body itself."""
    query = select(Body.id, Body.name).where(Body.kind.in_(PARENT_KINDS[kind]), Body.closed_at.is_(None))
    if own_id is not None:
        query = query.where(Body.id != own_id)
    return [(body_id, name) for body_id, name in session.execute(query.order_by(Body.name, Body.id))]


def _of_last(column: Any, after: str | None) -> ColumnElement[Any]:
    """A value of the row that was shown last."""
    return select(column).where(Body.id == whole_number(after)).correlate(None).scalar_subquery()


def _name(after: str | None) -> dict[Any, ColumnElement[Any]]:
    return {Body.name: _of_last(Body.name, after), Body.id: _of_last(Body.id, after)}


def _grade(after: str | None) -> dict[Any, ColumnElement[Any]]:
    grade = func.coalesce(Body.grade, NO_GRADE)
    return {grade: _of_last(grade, after), **_name(after)}


def _page(
    session: Session, query: Select[Body], keys: dict[Any, ColumnElement[Any]], after: str | None, size: int
) -> Page[Body]:
    """Rows in the order of ``keys`` (column: its value in the row shown last), after the one that ``after`` names."""
    if whole_number(after) is not None:
        query = query.where(tuple_(*keys) > tuple_(*keys.values()))
    rows = list(session.scalars(query.order_by(*keys).limit(size + 1)))
    return Page(rows[:size], str(rows[size - 1].id) if len(rows) > size else None)
