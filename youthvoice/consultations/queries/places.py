"""Places that were named in hearings before."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.consultations.models import Consultation, Question, QuestionOption
from youthvoice.consultations.rules.questions import MOST_OPTIONS, QuestionKind

NEWEST = 10
"""Questions that are looked at."""


def known_places(session: Session) -> list[str]:
    """What the newest published questions offered as places, by name; at most 20. One query."""
    newest = (
        select(Question.id)
        .join(Consultation, Consultation.id == Question.consultation_id)
        .where(Question.kind == QuestionKind.place, Consultation.published_at.is_not(None))
        .order_by(Question.id.desc())
        .limit(NEWEST)
    )
    query = select(QuestionOption.title).where(QuestionOption.question_id.in_(newest)).group_by(QuestionOption.title)
    return list(session.scalars(query.order_by(func.count().desc(), QuestionOption.title).limit(MOST_OPTIONS)))
