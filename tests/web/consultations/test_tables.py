"""A hearing is neither published nor finished without what it owes, whoever writes the row; on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.consultations import ConsultationFactory, ConsultationResponseFactory
from youthvoice.consultations.rules.states import ConsultationState
from youthvoice.core.clock import now

HEARD = "Vi hørte, at I helst vil have en bane, og at der skal være lys om aftenen."
WHY = "Vi kan ikke lave en svømmehal i parken, fordi pengene kun rækker til en bane."


def finish(session: Session, consultation_id: int, **columns: str) -> None:
    values = {"heard": HEARD, "changed": "Vi flyttede stien.", "unchanged_why": WHY} | columns
    assignments = ", ".join(f"{name} = :{name}" for name in values)
    statement = text(f"UPDATE consultations SET finished_at = :now, {assignments} WHERE id = :id")
    session.execute(statement, values | {"now": now().replace(tzinfo=None), "id": consultation_id})


def test_it_is_finished_with_what_was_heard_alone(session: Session) -> None:
    found = ConsultationFactory(opens_at=now() - timedelta(days=20))
    assert found.state is ConsultationState.closed
    for missing in ("heard", "changed", "unchanged_why"):
        for words in ("", " " * 60, "\u200b" * 60):
            with pytest.raises(IntegrityError), session.begin_nested():
                finish(session, found.id, **{missing: words})
    finish(session, found.id)
    session.refresh(found)
    assert found.state is ConsultationState.finished


def test_it_is_published_with_what_is_open_and_fixed_alone(session: Session) -> None:
    for missing in ("open_text", "fixed_text", "fixed_why", "decider"):
        with pytest.raises(IntegrityError), session.begin_nested():
            ConsultationFactory(**{missing: ""})


def test_one_answer_each(session: Session) -> None:
    response = ConsultationResponseFactory()
    with pytest.raises(IntegrityError), session.begin_nested():
        ConsultationResponseFactory(consultation_id=response.consultation_id, person_id=response.person_id)
