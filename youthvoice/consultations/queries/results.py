"""What was answered, as everybody may read it when a hearing is closed. No query names a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select, union_all
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import School
from youthvoice.consultations.models import (
    ConsultationResponse,
    ConsultationTally,
    Question,
    ResponseText,
)
from youthvoice.consultations.rules.answers import Count
from youthvoice.consultations.rules.questions import SMALLEST_GROUP, QuestionKind
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID, Page, whole_number
from youthvoice.councils.models import Body

FIRST_TEXTS = 3
TEXTS_A_PAGE = 30
MOST_COUNCILS = 60
Tallies = dict[tuple[int, Respondent], dict[int, Count]]
"""(question, kind) -> option -> count."""


@dataclass(frozen=True)
class ShownText:
    """Words, and who said them: a class or a council. Of a person alone, and of a very small class, there is no name."""

    mark: int
    question_id: int
    text: str
    kind: Respondent
    people: int
    body: str = ""
    school: str = ""


def tallies_of(session: Session, consultation_id: int) -> Tallies:
    """The stored counts of a hearing: one query."""
    query = select(ConsultationTally).join(Question, Question.id == ConsultationTally.question_id)
    found: Tallies = {}
    for row in session.scalars(query.where(Question.consultation_id == consultation_id)):
        counts = found.setdefault((row.question_id, row.kind), {})
        counts[row.option] = Count(row.answers, row.people, row.score)
    return found


def councils_of(session: Session, consultation_id: int) -> Sequence[ConsultationResponse]:
    """The answers of councils, with council and school, by name: one query."""
    query = select(ConsultationResponse).join(Body, Body.id == ConsultationResponse.body_id)
    query = query.where(ConsultationResponse.consultation_id == consultation_id)
    query = query.where(ConsultationResponse.kind == Respondent.council, ConsultationResponse.withdrawn_at.is_(None))
    query = query.options(joinedload(ConsultationResponse.body).joinedload(Body.school))
    return session.scalars(query.order_by(Body.name, ConsultationResponse.id).limit(MOST_COUNCILS)).all()


def get_council_answer(session: Session, consultation_id: int, response_id: int) -> ConsultationResponse:
    """The answer of one council, with council and school. Raises NotFound for all others."""
    query = select(ConsultationResponse).where(ConsultationResponse.id == response_id)
    query = query.where(ConsultationResponse.consultation_id == consultation_id)
    query = query.where(ConsultationResponse.kind == Respondent.council, ConsultationResponse.withdrawn_at.is_(None))
    query = query.options(joinedload(ConsultationResponse.body).joinedload(Body.school))
    found = session.scalar(query) if response_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def get_numbered(session: Session, consultation_id: int, number: int) -> Question:
    """The question with that number that is answered in words. Raises NotFound."""
    query = select(Question).where(Question.consultation_id == consultation_id, Question.number == number)
    found = session.scalar(query.where(Question.kind == QuestionKind.text)) if number <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def first_texts(session: Session, questions: Iterable[Question]) -> dict[int, list[ShownText]]:
    """The first words to each question, in an order that tells nothing: one query for all."""
    ids = [one.id for one in questions if one.kind is QuestionKind.text]
    if not ids:
        return {}
    parts = [_texts(one).limit(FIRST_TEXTS + 1).subquery() for one in ids]
    found: dict[int, list[ShownText]] = {one: [] for one in ids}
    for row in session.execute(union_all(*(select(part) for part in parts))):
        found[row.question_id].append(_shown(row))
    return {key: sorted(texts, key=lambda text: text.mark) for key, texts in found.items()}


def texts_page(session: Session, question_id: int, after: str | None) -> Page[ShownText]:
    """The words to one question, a page at a time: one query."""
    query = _texts(question_id)
    last = whole_number(after)
    if last is not None:
        query = query.where(ResponseText.mark > last)
    rows = [_shown(row) for row in session.execute(query.limit(TEXTS_A_PAGE + 1))]
    shown = rows[:TEXTS_A_PAGE]
    return Page(shown, str(shown[-1].mark) if len(rows) > TEXTS_A_PAGE else None)


def marks_of(session: Session, response_id: int) -> dict[int, int]:
    """Question -> the mark of what an answer says to it."""
    query = select(ResponseText.question_id, ResponseText.mark).where(ResponseText.response_id == response_id)
    return {row.question_id: row.mark for row in session.execute(query)}


def _texts(question_id: int) -> Select[int, int, str, Respondent, int, str, str]:
    query = select(
        ResponseText.mark, ResponseText.question_id, ResponseText.text, ConsultationResponse.kind,
        ConsultationResponse.people, Body.name.label("body"), School.name.label("school"),
    )  # fmt: skip
    query = query.join(ConsultationResponse, ConsultationResponse.id == ResponseText.response_id)
    query = query.outerjoin(Body, Body.id == ConsultationResponse.body_id)
    query = query.outerjoin(School, School.id == Body.school_id)
    query = query.where(ResponseText.question_id == question_id, ResponseText.hidden_at.is_(None))
    return query.where(ConsultationResponse.withdrawn_at.is_(None)).order_by(ResponseText.mark)


def _shown(row: Row[*tuple[Any, ...]]) -> ShownText:
    kind = Respondent(row.kind)
    is_named = kind is Respondent.council or (kind is Respondent.school_class and row.people >= SMALLEST_GROUP)
    names = (row.body or "", row.school or "") if is_named else ("", "")
    return ShownText(row.mark, row.question_id, row.text, kind, row.people if is_named else 0, *names)
