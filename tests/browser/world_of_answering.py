"""What the browser's world needs of answers to hearings: one that is open, and one whose results everybody reads."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.base import bind_factories
from tests.factories.consultations_answered import alone, answered, asked, question, together
from youthvoice.accounts.models import Person
from youthvoice.consultations.commands.drafts import keep_draft
from youthvoice.consultations.models import Consultation, ConsultationResponse
from youthvoice.consultations.queries.answering import spoken_for
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.core.clock import now
from youthvoice.councils.models import Body
from youthvoice.councils.rules.bodies import BodyKind

ASKED, TOLD = "Hvad skal der ske ved stationen?", "Hvad skal der ske ved havnen?"
THOUGHTS = (
    "Et sted at være, når det regner.",
    "Mere lys på stien.",
    "Bænke, hvor man kan sidde flere sammen.",
    "En bane.",
)


def furnish_answering(session: Session, asker: Person, teacher: Person, writer: Person, answerer: Person) -> None:
    """The writer has begun, the answerer has answered, and the teacher's class and the elevråd have too."""
    bind_factories(session)
    running = asked(session, asked_by=asker, title=ASKED)
    text = question(session, running, QuestionKind.text)
    keep_draft(session, running.id, writer.id, None, {f"q{text.id}": ["Jeg er i gang med at skrive"]})
    answered(session, running, alone(answerer), text=[THOUGHTS[0]], one=["2"], ranking=["3:1", "1:2"], scale=["4"])
    over = asked(session, asked_by=asker, title=TOLD)
    for n in range(24):
        ranking = [f"{(n + place) % 4 + 1}:{place}" for place in range(1, 4)]
        says = {"one": [str(n % 3 + 1)], "several": ["1", "4"], "scale": [str(n % 4 + 1)], "ranking": ranking}
        answered(session, over, alone(PersonFactory()), text=[THOUGHTS[n % 4]], **says)
    for one in spoken_for(session, over, teacher.id):
        people = 23 if one.body.kind is BodyKind.school_class else 9
        answered(session, over, together(teacher, one.body), people=people, text=[THOUGHTS[1]], one=["1"])
    council = session.scalars(
        select(Body).where(Body.kind == BodyKind.student_council).order_by(Body.id).limit(1)
    ).one()
    answered(session, over, together(teacher, council), people=9, text=[THOUGHTS[2]], one=["2"], ranking=["1:1"])
    over.opens_at, over.closes_at = now() - timedelta(days=20), now() - timedelta(days=1)
    session.flush()


def answering_values(session: Session, teacher: Person) -> dict[str, Any]:
    """Numbers of them."""
    running = session.scalars(select(Consultation).where(Consultation.title == ASKED)).one()
    told = session.scalars(select(Consultation.id).where(Consultation.title == TOLD)).one()
    councils = select(ConsultationResponse.id).where(ConsultationResponse.consultation_id == told)
    is_class = (
        one.body.id for one in spoken_for(session, running, teacher.id) if one.body.kind is BodyKind.school_class
    )
    return {
        "hearing_asked": running.id,
        "hearing_told": told,
        "hearing_class": next(is_class),
        "hearing_council": session.scalars(councils.where(ConsultationResponse.kind == "council").limit(1)).one(),
    }
