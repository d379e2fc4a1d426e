"""A draft and a phrase of the small world: the official's unit writes an answer."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.responses import AnswerDraftFactory, PhraseFactory
from youthvoice.accounts.models import Person
from youthvoice.responses.models import Case


def make_answers(session: Session, people: dict[str, Person], case: Case) -> dict[str, Any]:
    """Values of addresses."""
    AnswerDraftFactory(case=case, written_by=people["official"])
    phrase = PhraseFactory(unit_id=case.unit_id, created_by_id=people["official"].id)
    session.flush()
    return {"phrase_id": phrase.id}
