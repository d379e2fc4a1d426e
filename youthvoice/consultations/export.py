"""The part of this room in the file with a person's own data: answers to hearings, and what is begun."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.export import Rows, rows_of
from youthvoice.accounts.export import register as register_part
from youthvoice.accounts.models import Person
from youthvoice.consultations.models import (
    Consultation,
    ConsultationResponse,
    Question,
    QuestionOption,
    ResponseChoice,
    ResponseDraft,
    ResponseText,
)


def register() -> None:
    """Add every part to everybody's file."""
    register_part("consultation_responses", responses)
    register_part("consultation_texts", texts)
    register_part("consultation_choices", choices)
    register_part("consultation_drafts", drafts)


def responses(session: Session, person: Person) -> Rows:
    """Answers that the person sent, alone or for a class or a council."""
    columns = (
        ConsultationResponse.id, Consultation.title.label("consultation"), ConsultationResponse.kind,
        ConsultationResponse.people, ConsultationResponse.sent_at, ConsultationResponse.changed_at,
        ConsultationResponse.withdrawn_at,
    )  # fmt: skip
    query = select(*columns).join(Consultation, Consultation.id == ConsultationResponse.consultation_id)
    query = query.where(ConsultationResponse.person_id == person.id)
    return rows_of(session, query.order_by(ConsultationResponse.id))


def texts(session: Session, person: Person) -> Rows:
    """What the person wrote in them, hidden words too."""
    query = select(
        ResponseText.response_id, Question.words.label("question"), ResponseText.text, ResponseText.hidden_at
    )
    query = query.join(Question, Question.id == ResponseText.question_id)
    query = query.join(ConsultationResponse, ConsultationResponse.id == ResponseText.response_id)
    query = query.where(ConsultationResponse.person_id == person.id)
    return rows_of(session, query.order_by(ResponseText.response_id, Question.number))


def choices(session: Session, person: Person) -> Rows:
    """What the person chose; on a scale the option is the number itself."""
    query = select(
        ResponseChoice.response_id, Question.words.label("question"), ResponseChoice.option, QuestionOption.title,
        ResponseChoice.rank,
    )  # fmt: skip
    query = query.join(Question, Question.id == ResponseChoice.question_id)
    is_option = QuestionOption.question_id == Question.id, QuestionOption.number == ResponseChoice.option
    query = query.outerjoin(QuestionOption, is_option[0] & is_option[1])
    query = query.join(ConsultationResponse, ConsultationResponse.id == ResponseChoice.response_id)
    query = query.where(ConsultationResponse.person_id == person.id)
    return rows_of(session, query.order_by(ResponseChoice.response_id, Question.number, ResponseChoice.rank))


def drafts(session: Session, person: Person) -> Rows:
    """What the person has begun and not sent."""
    query = select(Consultation.title.label("consultation"), ResponseDraft.typed, ResponseDraft.changed_at)
    query = query.join(Consultation, Consultation.id == ResponseDraft.consultation_id)
    return rows_of(session, query.where(ResponseDraft.person_id == person.id).order_by(ResponseDraft.id))
