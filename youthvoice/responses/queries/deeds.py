"""Who did what in a case: the audit log, and beside it the words with which a case changed hands or got more time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    String,
    Text,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.audit import AuditEntry
from youthvoice.responses.models import CaseExtension, CaseMove, Milestone, Promise

MOST_LOGGED = 30
"""The newest deeds of a case; what it does not show stands in the record."""
TOLD_BY_MOVES = ("response.assign", "response.hand_over", "response.extend")
"""Deeds that have a row of their own, with a word why."""


class LogLine(NamedTuple):
    """A deed of the audit log (with ``action``), a move, or (with ``until_on``) the extension.

    Names are of those who have them now; ``by`` is None for what the product did by itself.
    """

    at: datetime
    by: str | None
    action: str | None
    data: dict[str, Any] | None
    word: str
    from_unit: str | None
    to_unit: str | None
    from_person: str | None
    to_person: str | None
    until_on: date | None


def log_of(session: Session, case_id: int) -> list[LogLine]:
    """What was done in the case, newest first: one query."""
    lines = union_all(_deed_lines(case_id), _move_lines(case_id), _extension_line(case_id)).subquery()
    newest = select(*lines.c).order_by(lines.c.at.desc(), lines.c.id.desc()).limit(MOST_LOGGED)
    return [LogLine._make(row[1:]) for row in session.execute(newest)]


def _deed_lines(case_id: int) -> Select[Any]:
    deeds = _entries([case_id]).subquery()
    nobody = [cast(null(), String).label(f"nobody_{number}") for number in range(4)]
    lines = select(
        deeds.c.id, deeds.c.at, Person.display_name, deeds.c.action, deeds.c.data, cast(literal(""), Text), *nobody,
        cast(null(), Date),
    )  # fmt: skip
    lines = lines.select_from(deeds).outerjoin(Person, Person.id == deeds.c.actor_id)
    return lines.where(deeds.c.action.not_in(TOLD_BY_MOVES))


def _move_lines(case_id: int) -> Select[Any]:
    by, sent, got = aliased(Person), aliased(Person), aliased(Person)
    source, target = aliased(Unit), aliased(Unit)
    names = (source.name, target.name, sent.display_name, got.display_name)
    lines = select(CaseMove.id, CaseMove.at, by.display_name, *_no_deed(), CaseMove.word, *names, cast(null(), Date))
    lines = lines.join(by, by.id == CaseMove.by_id).where(CaseMove.case_id == case_id)
    lines = lines.join(source, source.id == CaseMove.from_unit_id).join(target, target.id == CaseMove.to_unit_id)
    return lines.outerjoin(sent, sent.id == CaseMove.from_person_id).outerjoin(got, got.id == CaseMove.to_person_id)


def _extension_line(case_id: int) -> Select[Any]:
    nobody = [cast(null(), String) for _ in range(4)]
    line = select(
        literal(0),
        CaseExtension.at,
        Person.display_name,
        *_no_deed(),
        cast(CaseExtension.reason, Text),
        *nobody,
        CaseExtension.until_on,
    )
    return line.join(Person, Person.id == CaseExtension.by_id).where(CaseExtension.case_id == case_id)


def _no_deed() -> list[ColumnElement[Any]]:
    return [cast(null(), String), cast(null(), JSON)]


def deeds_of(case_ids: Sequence[int]) -> Select[Any]:
    """All of them, the oldest first: ``case_id``, the entry's columns and ``actor_name``."""
    deeds = _entries(case_ids).subquery()
    found = select(*deeds.c, Person.display_name.label("actor_name"))
    return found.outerjoin(Person, Person.id == deeds.c.actor_id).order_by(deeds.c.at, deeds.c.id)


def _entries(case_ids: Sequence[int]) -> CompoundSelect[Any]:
    """The entries about cases, about their promises, and about the steps of these."""
    entry = AuditEntry.__table__.c
    of_case = select(entry.subject_id.label("case_id"), *entry)
    of_promise = select(Promise.case_id, *entry).join(Promise, Promise.id == entry.subject_id)
    of_step = select(Promise.case_id, *entry).join(Milestone, Milestone.id == entry.subject_id)
    of_step = of_step.join(Promise, Promise.id == Milestone.promise_id)
    return union_all(
        of_case.where(entry.subject_kind == "case", entry.subject_id.in_(case_ids)),
        of_promise.where(entry.subject_kind == "promise", Promise.case_id.in_(case_ids)),
        of_step.where(entry.subject_kind == "milestone", Promise.case_id.in_(case_ids)),
    )
