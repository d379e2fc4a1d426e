"""A hearing that is open, and one that has closed with the answer of the elevråd."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.consultations_answered import answered, asked, together
from youthvoice.accounts.models import Person
from youthvoice.consultations.rules.questions import QuestionKind
from youthvoice.core.clock import now
from youthvoice.councils.models import Body

OF_OPEN = (
    "answer", "keep_answer", "own_answer", "withdraw_answer", "together", "answer_together", "keep_together",
    "shared_answer", "withdraw_together",
)  # fmt: skip
OF_CLOSED = ("results", "texts", "council_answer")


def make_answering(
    session: Session, people: dict[str, Person], council_id: int, class_id: int
) -> dict[str, dict[str, Any]]:
    """Values for the addresses of those who answer, and of everybody who reads it."""
    running, over = asked(session, QuestionKind.text), asked(session, QuestionKind.text)
    sender = together(people["council_coordinator"], session.get_one(Body, council_id))
    response = answered(session, over, sender, people=9, text=["Vi vil have en bane"])
    over.opens_at, over.closes_at = now() - timedelta(days=20), now() - timedelta(days=1)
    session.flush()
    open_values = {"consultation_id": running.id, "body_id": class_id}
    closed_values = {"consultation_id": over.id, "number": 1, "response_id": response.id}
    return {
        **dict.fromkeys((f"consultations.{name}" for name in OF_OPEN), open_values),
        **dict.fromkeys((f"consultations.{name}" for name in OF_CLOSED), closed_values),
    }
