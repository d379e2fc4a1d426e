"""The promise holds afterwards too: a row that was whole cannot be changed into one that is not."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.web.responses.facts import whole_no
from tests.web.responses.test_promise import insert_raw


@pytest.mark.parametrize(
    "change",
    [
        "outcome = 'no', reason_code = NULL",
        "explanation = ''",
        "next_step = '          '",
        "contact_name = ''",
        "outcome = 'needs_more'",
        "outcome = 'in_progress'",
    ],
)
def test_a_whole_answer_cannot_be_hollowed_out_afterwards(
    session: Session, case: Any, official: Any, change: str
) -> None:
    insert_raw(session, case, official, whole_no())
    with pytest.raises(DatabaseError, match="replaced by a new one"), session.begin_nested():
        session.execute(text(f"UPDATE answers SET {change}"))
