"""A hearing with one question of every kind, and ways to answer it by the ordinary commands."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.consultations import ConsultationFactory, QuestionFactory, QuestionOptionFactory, key
from youthvoice.accounts.models import Person
from youthvoice.consultations.commands.answering import Sender, Sent, send_answer
from youthvoice.consultations.models import Consultation, ConsultationResponse, Question
from youthvoice.consultations.queries.answering import find_response
from youthvoice.consultations.rules.answers import Answer, read_answer
from youthvoice.consultations.rules.questions import HAS_OPTIONS, QuestionKind
from youthvoice.consultations.rules.states import Respondent
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import BodyKind

OPTIONS = 4


def asked(session: Session, *kinds: QuestionKind, **columns: Any) -> Consultation:
    """A hearing with a question of each of those kinds (all, where none is named), numbered from 1."""
    needed = columns.pop("is_needed", False)
    found: Consultation = ConsultationFactory(**columns)
    for number, kind in enumerate(kinds or tuple(QuestionKind), 1):
        ends = {"low_label": "Dårligt", "high_label": "Godt"} if kind is QuestionKind.scale else {}
        question = QuestionFactory(
            consultation_id=found.id, number=number, kind=kind, words=f"Spørgsmål {number}?", is_needed=needed, **ends
        )
        for option in range(1, OPTIONS + 1) if kind in HAS_OPTIONS else ():
            QuestionOptionFactory(question_id=question.id, number=option, title=f"Mulighed {option}")
    session.flush()
    session.expire_all()
    return found


def question(session: Session, found: Consultation, kind: QuestionKind) -> Question:
    """The hearing's question of that kind."""
    return session.query(Question).filter_by(consultation_id=found.id, kind=kind).one()


def alone(person: Person | None = None) -> Sender:
    """Somebody who answers alone."""
    person = person or PersonFactory()
    return Sender(person_id=person.id, school_id=person.school_id)


def together(person: Person, body: Body) -> Sender:
    """Somebody who answers for a class or a council."""
    kind = Respondent.school_class if body.kind is BodyKind.school_class else Respondent.council
    return Sender(person_id=person.id, kind=kind, body_id=body.id, school_id=body.school_id)


def says(session: Session, found: Consultation, **values: list[str]) -> dict[int, Answer]:
    """The answers, by kind of question: ``says(session, found, one=["2"], ranking=["3:1", "1:2"])``."""
    asked_by_kind = {one.kind: one for one in session.query(Question).filter_by(consultation_id=found.id)}
    kinds = {name: QuestionKind(name) for name in values}
    return {asked_by_kind[kind].id: read_answer(kind, values[name]) for name, kind in kinds.items()}


def answered(
    session: Session, found: Consultation, sender: Sender | None = None, people: int = 1, **values: list[str]
) -> ConsultationResponse:
    """Send an answer, or change the one that stands."""
    sender = sender or alone()
    return sent(session, found, sender, says(session, found, **values), people)


def sent(
    session: Session, found: Consultation, sender: Sender, answers: Mapping[int, Answer], people: int = 1
) -> ConsultationResponse:
    """As ``answered``, from answers by question."""
    stored = find_response(session, found.id, sender.person_id, sender.body_id)
    facts = Sent(answers=answers, people=people, seen=stored.version if stored is not None else 0, form_key=key())
    return send_answer(session, found.id, sender, facts)
