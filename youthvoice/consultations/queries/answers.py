"""What was answered, for the unit that asked: texts page by page, and the stored counts."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School
from youthvoice.consultations.models import ConsultationResponse, ConsultationTally, ResponseText
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core import keyset
from youthvoice.core.keyset import Page

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class AnswerText:
    """What was written to a question. Who wrote it alone is told nowhere, and neither is their school."""

    id: int
    text: str
    kind: Respondent
    people: int
    school: str | None
    """Of a class or a council."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many answers chose an option, and how many people stand behind them; whoever answered."""

    option: int
    answers: int
    people: int
    score: int


def texts_page(
    session: Session, question_id: int, kind: Respondent | None, after: str | None, limit: int = A_PAGE
) -> Page[AnswerText]:
    """Texts that stand and are not hidden, the newest first: one query."""
    query = _texts(question_id, kind)
    place = keyset.decode(after)
    if place is not None:
        query = query.where(ResponseText.id < place[1])
    rows = session.execute(query.order_by(ResponseText.id.desc()).limit(limit + 1)).all()
    shown = [_answer(row) for row in rows[:limit]]
    more = keyset.encode(keyset.EPOCH, shown[-1].id) if len(rows) > limit else None
    return Page(shown, more)


def all_texts(session: Session, question_id: int) -> Iterator[AnswerText]:
    """All of them in alphabetical order, so that nothing tells who wrote first, or what one person wrote to several."""
    query = _texts(question_id, None).order_by(ResponseText.text, ResponseText.id)
    for row in session.execute(query.execution_options(yield_per=500)):
        yield _answer(row)


def _texts(question_id: int, kind: Respondent | None) -> Select[tuple[int, str, Respondent, int, str]]:
    columns = (
        ResponseText.id, ResponseText.text, ConsultationResponse.kind, ConsultationResponse.people, School.name,
    )  # fmt: skip
    query = select(*columns).join(ConsultationResponse, ConsultationResponse.id == ResponseText.response_id)
    query = query.outerjoin(School, School.id == ConsultationResponse.school_id)
    query = query.where(
        ResponseText.question_id == question_id,
        ResponseText.hidden_at.is_(None),
        ConsultationResponse.withdrawn_at.is_(None),
    )
    return query if kind is None else query.where(ConsultationResponse.kind == kind)


def _answer(row: Row[tuple[int, str, Respondent, int, str]]) -> AnswerText:
    text_id, text, kind, people, school = row
    return AnswerText(text_id, text, kind, people, None if kind is Respondent.alone else school)


def counts_of(session: Session, question_ids: Collection[int]) -> dict[int, list[Count]]:
    """Question -> its counts by option, of everybody together: one query. Option 0 is who answered it at all."""
    if not question_ids:
        return {}
    sums = func.sum(ConsultationTally.answers), func.sum(ConsultationTally.people), func.sum(ConsultationTally.score)
    query = select(ConsultationTally.question_id, ConsultationTally.option, *sums)
    query = query.where(ConsultationTally.question_id.in_(question_ids))
    query = query.group_by(ConsultationTally.question_id, ConsultationTally.option).order_by(
        ConsultationTally.question_id, ConsultationTally.option
    )
    found: dict[int, list[Count]] = {}
    for question_id, option, answers, people, score in session.execute(query):
        found.setdefault(question_id, []).append(Count(option, int(answers), int(people), int(score)))
    return found
