"""The promise holds afterwards too: a row that was whole cannot be changed into one that is not."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.web.responses.facts import whole_no
from tests.web.responses.test_promise import insert_raw
from youthvoice.core.db import Base
from youthvoice.core.errors import violated_constraint


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("outcome = 'no', reason_code = NULL", "ck_answers_reason_needed"),
        ("explanation = ''", "ck_answers_explanation_needed"),
        ("next_step = '          '", "ck_answers_next_step_needed"),
        ("contact_name = ''", "ck_answers_contact_needed"),
        ("outcome = 'needs_more'", "ck_answers_asked_for_needed"),
        ("outcome = 'in_progress'", "ck_answers_expected_on_needed"),
    ],
)
def test_a_whole_answer_cannot_be_hollowed_out_afterwards(
    session: Session, case: Any, official: Any, change: str, constraint: str
) -> None:
    insert_raw(session, case, official, whole_no())
    with pytest.raises(IntegrityError) as refused, session.begin_nested():
        session.execute(text(f"UPDATE answers SET {change}"))
    assert violated_constraint(refused.value, Base.metadata) in {constraint, "ck_answers_explanation_has_words"}
