"""The part of this room in the file with a person's own data: what the young person said of answers and promises."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts import export
from youthvoice.accounts.export import Rows, rows_of
from youthvoice.accounts.models import Person
from youthvoice.responses.models import AnswerFeedback, Case, ClarityWish, Promise, PromiseMark


def answer_feedback(session: Session, person: Person) -> Rows:
    """Whether answers were understood, and what was unclear; the unit reads these words without a name."""
    columns = (
        Case.title.label("about"), Case.path, AnswerFeedback.understood, AnswerFeedback.taken_seriously,
        AnswerFeedback.unclear, AnswerFeedback.at,
    )  # fmt: skip
    query = select(*columns).join(Case, Case.id == AnswerFeedback.case_id)
    return rows_of(session, query.where(AnswerFeedback.person_id == person.id).order_by(AnswerFeedback.id))


def clearer_answers_wished(session: Session, person: Person) -> Rows:
    """Where the person asked for a clearer answer to somebody else's proposal."""
    query = select(Case.title.label("about"), Case.path, ClarityWish.at).join(Case, Case.id == ClarityWish.case_id)
    return rows_of(session, query.where(ClarityWish.person_id == person.id).order_by(ClarityWish.id))


def promise_marks(session: Session, person: Person) -> Rows:
    """Whether the municipality kept what it promised, each time the person said so; the unit reads the words without a name."""
    columns = Case.title.label("about"), Case.path, PromiseMark.verdict, PromiseMark.words, PromiseMark.at
    query = select(*columns).join(Promise, Promise.case_id == Case.id)
    query = query.join(PromiseMark, PromiseMark.promise_id == Promise.id)
    return rows_of(session, query.where(PromiseMark.person_id == person.id).order_by(PromiseMark.id))


def register() -> None:
    """Add them to every export."""
    export.register("answer_feedback", answer_feedback)
    export.register("clearer_answers_wished", clearer_answers_wished)
    export.register("promise_marks", promise_marks)
