"""Hearings of the official's unit: a draft, one that is open, one that waits for its summary, and one whose summary was corrected."""

from datetime import timedelta
from typing import Any

from tests.factories.consultations import ConsultationFactory, QuestionFactory
from tests.web.consultations.asking import SUMMARY
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now

OF_DRAFT = (
    "edit", "remove", "questions", "new_question", "edit_question", "move_question", "remove_question", "preview", "publish",
)  # fmt: skip
OF_OPEN = ("show", "more_time", "cancel")
OF_FINISHED = ("correct", "wordings")
OF_CLOSED = ("summary", "keep", "read_answers", "texts_file", "counts_file")


def make_asking(people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Values for the addresses of those who ask."""
    asker, opens = people["official"], now() + timedelta(days=2)
    draft = ConsultationFactory(asked_by=asker, opens_at=opens, published_at=None)
    question = QuestionFactory(consultation_id=draft.id, number=1)
    running = ConsultationFactory(asked_by=asker)
    closed = ConsultationFactory(asked_by=asker, opens_at=now() - timedelta(days=20))
    QuestionFactory(consultation_id=closed.id, number=1)
    finished = ConsultationFactory(
        asked_by=asker, opens_at=now() - timedelta(days=30), finished_at=now(), corrected_at=now(), **SUMMARY
    )
    of_open, of_closed, of_finished = ({"consultation_id": one.id} for one in (running, closed, finished))
    of_draft = {"consultation_id": draft.id, "question_id": question.id, "name": "tekst"}
    return {
        **dict.fromkeys((f"consultations.{name}" for name in OF_DRAFT), of_draft),
        **dict.fromkeys((f"consultations.{name}" for name in OF_OPEN), of_open),
        **dict.fromkeys((f"consultations.{name}" for name in OF_CLOSED), of_closed),
        **dict.fromkeys((f"consultations.{name}" for name in OF_FINISHED), of_finished),
    }
