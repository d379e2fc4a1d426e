"""An answer that was given stands, whoever writes the SQL."""

import pytest
from alembic import command
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.factories.responses import AnswerFactory
from tests.postgres import postgres_server
from youthvoice.core.cli import alembic_config


@pytest.mark.parametrize(
    "deed",
    [
        "UPDATE answers SET explanation = explanation || ' Og lidt til.' WHERE id = :id",
        "UPDATE answers SET outcome = 'yes' WHERE id = :id",
        "UPDATE answers SET contact_name = 'En anden' WHERE id = :id",
        "UPDATE answers SET asked_for = 'Noget helt andet' WHERE id = :id",
        "DELETE FROM answers WHERE id = :id",
    ],
)
def test_an_answer_is_neither_rewritten_nor_removed(session: Session, deed: str) -> None:
    answer = AnswerFactory()
    with pytest.raises(DatabaseError, match="replaced by a new one"), session.begin_nested():
        session.execute(text(deed), {"id": answer.id})


def test_an_answer_is_replaced_once_and_for_all(session: Session) -> None:
    answer = AnswerFactory()
    replace = text("UPDATE answers SET replaced_at = created_at WHERE id = :id")
    session.execute(replace, {"id": answer.id})
    with pytest.raises(DatabaseError, match="replaced by a new one"), session.begin_nested():
        session.execute(text("UPDATE answers SET replaced_at = NULL WHERE id = :id"), {"id": answer.id})


def test_on_postgresql_no_case_is_answered_without_an_answer() -> None:
    case = (
        "INSERT INTO cases (subject_kind, subject_id, title, path, question, asked_by, unit_id, opened_at, receipt_due_on, "
        "answer_due_on, state, answered_at, version) SELECT 'proposal', 1, 'En bane', '/forslag/1', 'En bane', 'Ræven', id, "
        "now(), current_date, current_date, 'answered', now(), 1 FROM units"
    )
    with postgres_server().database() as url:
        command.upgrade(alembic_config(url), "head")
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("INSERT INTO units (name) VALUES ('Center')"))
        with pytest.raises(DatabaseError, match="answered by an answer"), engine.begin() as connection:
            connection.execute(text(case))
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM cases")) == 0
        engine.dispose()
