"""The questions of a hearing and what can be chosen."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School
from youthvoice.consultations.models import ConsultationSchool, Question, QuestionOption
from youthvoice.core.errors import NotFound
from youthvoice.core.keyset import MAX_ID


def questions_of(session: Session, consultation_id: int) -> list[Question]:
    """In their order, at most 20: one query."""
    query = select(Question).where(Question.consultation_id == consultation_id)
    return list(session.scalars(query.order_by(Question.number)))


def options_of(session: Session, question_ids: Collection[int]) -> dict[int, list[QuestionOption]]:
    """Question -> its options in their order; without those that have none. One query."""
    if not question_ids:
        return {}
    query = select(QuestionOption).where(QuestionOption.question_id.in_(question_ids))
    found: dict[int, list[QuestionOption]] = {}
    for option in session.scalars(query.order_by(QuestionOption.question_id, QuestionOption.number)):
        found.setdefault(option.question_id, []).append(option)
    return found


def get_question(session: Session, consultation_id: int, question_id: int) -> Question:
    """One of the hearing's questions. Raises NotFound."""
    query = select(Question).where(Question.id == question_id, Question.consultation_id == consultation_id)
    found = session.scalar(query) if question_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def count_questions(session: Session, consultation_id: int) -> int:
    """How many it has; at most 20."""
    query = select(func.count()).select_from(Question).where(Question.consultation_id == consultation_id)
    return session.scalar(query) or 0


def schools_asked(session: Session, consultation_id: int) -> list[School]:
    """The schools it is meant for, by name; empty where it is for everyone. One query."""
    query = select(School).join(ConsultationSchool, ConsultationSchool.school_id == School.id)
    return list(
        session.scalars(query.where(ConsultationSchool.consultation_id == consultation_id).order_by(School.name))
    )
