"""Reads of cases and answers."""

from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person, Unit
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID
from youthvoice.core.textcheck import fingerprint
from youthvoice.responses.models import Answer, Case
from youthvoice.responses.rules import Outcome, ReasonCode


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
    """The case with its unit and whose turn it is. Raises NotFound."""
    case = session.get(Case, case_id, options=[joinedload(Case.assignee)]) if case_id <= MAX_ID else None
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
