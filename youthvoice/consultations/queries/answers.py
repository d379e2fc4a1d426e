"""What was written, for the unit that asked. Who wrote it alone is told nowhere, and neither is their school."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School
from youthvoice.consultations.models import ConsultationResponse, ResponseText
from youthvoice.consultations.rules.questions import SMALLEST_GROUP
from youthvoice.consultations.rules.states import Respondent
from youthvoice.core.keyset import Page, whole_number
from youthvoice.councils.models import Body

A_PAGE = 30
PARTS = 500


@dataclass(frozen=True, slots=True)
class AnswerText:
    """What was written to a question."""

    mark: int
    """Its name on pages; drawn at random (models.py)."""
    text: str
    kind: Respondent
    people: int
    """Who stand behind it; 1 where somebody wrote alone."""
    school: str
    """Of a council, and of a class that is not very small; else empty."""


def texts_page(
    session: Session, question_id: int, kind: Respondent | None, after: str | None, limit: int = A_PAGE
) -> Page[AnswerText]:
    """Texts that stand and are not hidden, in an order that tells nothing: one query."""
    columns = (
        ResponseText.mark, ResponseText.text, ConsultationResponse.kind, ConsultationResponse.people, School.name,
    )  # fmt: skip
    query = select(*columns).join(ConsultationResponse, ConsultationResponse.id == ResponseText.response_id)
    query = query.outerjoin(Body, Body.id == ConsultationResponse.body_id).outerjoin(
        School, School.id == Body.school_id
    )
    query = query.where(
        ResponseText.question_id == question_id,
        ResponseText.hidden_at.is_(None),
        ConsultationResponse.withdrawn_at.is_(None),
    )
    if kind is not None:
        query = query.where(ConsultationResponse.kind == kind)
    last = whole_number(after)
    if last is not None:
        query = query.where(ResponseText.mark > last)
    rows = session.execute(query.order_by(ResponseText.mark).limit(limit + 1)).all()
    shown = [_answer(*row) for row in rows[:limit]]
    return Page(shown, str(shown[-1].mark) if len(rows) > limit else None)


def all_texts(session: Session, question_id: int) -> Iterator[AnswerText]:
    """All of them, in the same order, ``PARTS`` a query."""
    cursor = None
    while True:
        page = texts_page(session, question_id, None, cursor, PARTS)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return


def _answer(mark: int, text: str, kind: Respondent, people: int, school: str | None) -> AnswerText:
    is_named = kind is Respondent.council or (kind is Respondent.school_class and people >= SMALLEST_GROUP)
    return AnswerText(mark, text, kind, people, (school or "") if is_named else "")
