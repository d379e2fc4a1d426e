"""Reads of cases and answers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Select, bindparam, func, select, text, tuple_
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID, Page, decode, encode
from youthvoice.core.textcheck import fingerprint
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import CaseState, Outcome, ReasonCode

AnySelect: TypeAlias = Select[*tuple[Any, ...]]
INBOX_ROWS = 20
MOST_COUNTED = 99
# In literal words, so that SQLite sees that its partial indexes hold what is asked for.
IS_OPEN = text("cases.state <> 'answered' AND cases.closed_at IS NULL")


class Tab(StrEnum):
    """The parts of the inbox, by their word in the address."""

    owed = "mangler"
    late = "forsinket"
    waiting = "venter"
    answered = "besvaret"


@dataclass(frozen=True)
class InboxRow:
    """One line of the inbox."""

    id: int
    title: str
    asked_by: str
    unit_name: str
    state: CaseState
    opened_at: datetime
    receipt_due_on: date
    answer_due_on: date
    receipt_at: datetime | None
    answered_at: datetime | None


class AnswerRow(NamedTuple):
    """One wording of an answer and who wrote it, for a page that only shows it."""

    outcome: Outcome
    reason_code: ReasonCode | None
    reason_detail: str
    reason_on: date | None
    explanation: str
    next_step: str
    asked_for: str
    expected_on: date | None
    contact_name: str
    contact_title: str
    contact_unit: str
    created_at: datetime
    number: int
    writer_name: str
    writer_title: str | None
    writer_unit: str | None


SHOWN_COLUMNS = AnswerRow._fields[:-3]
"""Those of the answer itself; the rest is who wrote it."""


def get_case(session: Session, case_id: int) -> Case:
    """The case with its unit. Raises NotFound."""
    case = session.get(Case, case_id) if case_id <= MAX_ID else None
    if case is None:
        raise NotFound
    return case


def answers_of(session: Session, case_id: int) -> list[Answer]:
    """Every wording of the answer, newest first, with who wrote it: one query."""
    wanted = select(Answer).where(Answer.case_id == case_id).options(joinedload(Answer.written_by))
    return list(session.scalars(wanted.order_by(Answer.number.desc())))


# Tables and not classes: rows that are only shown need no objects.
_answers, _writers, _units = Answer.__table__.c, Person.__table__.c, Unit.__table__.c
_SHOWN = (
    select(*(_answers[n] for n in SHOWN_COLUMNS), _writers.display_name, _writers.title, _units.name)
    .join(Person.__table__, _writers.id == _answers.written_by_id)
    .outerjoin(Unit.__table__, _units.id == _writers.unit_id)
    .where(_answers.case_id == bindparam("case_id"))
    .order_by(_answers.number.desc())
)


def shown_answers(session: Session, case_id: int) -> list[AnswerRow]:
    """As ``answers_of``, for a page that only shows them: one query."""
    return [AnswerRow._make(row) for row in session.execute(_SHOWN, {"case_id": case_id})]


def current_answer(session: Session, case_id: int) -> Answer | None:
    """The wording that stands; None where nobody has answered."""
    wanted = select(Answer).where(Answer.case_id == case_id, Answer.replaced_at.is_(None))
    return session.scalar(wanted.options(joinedload(Answer.written_by)))


def answer_by_key(session: Session, case_id: int, form_key: str) -> Answer | None:
    """The answer that this very form has stored already."""
    return session.scalar(select(Answer).where(Answer.case_id == case_id, Answer.form_key == form_key))


def used_in_another_case(session: Session, case_id: int, explanation: str) -> bool:
    """True where the same letters and digits were given to somebody else, in any outcome and any wording."""
    key = fingerprint(explanation)
    if not key:
        return False
    wanted = select(Answer.id).where(Answer.explanation_key == key, Answer.case_id != case_id).limit(1)
    return session.scalar(wanted) is not None


def inbox(session: Session, unit_id: int | None, cursor: str | None, tab: Tab) -> Page[InboxRow]:
    """One page of a unit's cases (None: every unit's): what is due first stands first, or what was answered last."""
    wanted: AnySelect = select(
        Case.id,
        Case.title,
        Case.asked_by,
        Unit.name,
        Case.state,
        Case.opened_at,
        Case.receipt_due_on,
        Case.answer_due_on,
        Case.receipt_at,
        Case.answered_at,
    ).join(Unit, Unit.id == Case.unit_id)
    if unit_id is not None:
        wanted = wanted.where(Case.unit_id == unit_id)
    wanted = _answered(wanted, cursor) if tab is Tab.answered else _open(wanted, cursor, tab)
    rows = [InboxRow(*row) for row in session.execute(wanted.limit(INBOX_ROWS + 1))]
    more = len(rows) > INBOX_ROWS
    rows = rows[:INBOX_ROWS]
    return Page(rows, _cursor_after(rows[-1], tab) if more else None)


def _open(wanted: AnySelect, cursor: str | None, tab: Tab) -> AnySelect:
    is_waiting = Case.state == CaseState.needs_more
    wanted = wanted.where(IS_OPEN, is_waiting if tab is Tab.waiting else ~is_waiting)
    if tab is Tab.late:
        wanted = wanted.where(Case.answer_due_on < today())
    after = decode(cursor)
    if after is not None:
        wanted = wanted.where(tuple_(Case.answer_due_on, Case.id) > (after[0].date(), after[1]))
    return wanted.order_by(Case.answer_due_on, Case.id)


def _answered(wanted: AnySelect, cursor: str | None) -> AnySelect:
    wanted = wanted.where(Case.answered_at.is_not(None))
    after = decode(cursor)
    if after is not None:
        wanted = wanted.where(tuple_(Case.answered_at, Case.id) < after)
    return wanted.order_by(Case.answered_at.desc(), Case.id.desc())


def _cursor_after(row: InboxRow, tab: Tab) -> str:
    if tab is Tab.answered and row.answered_at is not None:
        return encode(row.answered_at, row.id)
    return encode(datetime.combine(row.answer_due_on, time(), UTC), row.id)


def count_late(session: Session, unit_id: int | None) -> int:
    """How many answers are overdue; counts no further than one more than ``MOST_COUNTED``."""
    wanted = _open(select(Case.id), None, Tab.late)
    if unit_id is not None:
        wanted = wanted.where(Case.unit_id == unit_id)
    return session.scalar(select(func.count()).select_from(wanted.limit(MOST_COUNTED + 1).subquery())) or 0
