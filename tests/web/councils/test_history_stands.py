"""What was is never written over: the database itself refuses it, whoever sends the SQL."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from tests.factories.councils import AgendaItemFactory, DecisionFactory, SeatFactory
from youthvoice.core.clock import now, today
from youthvoice.councils.models import MinutesRevision, Seat


def refused(session: Session, statement: str, **values: Any) -> bool:
    """The database says no, and leaves the row alone."""
    try:
        with session.begin_nested():
            session.execute(text(statement), values)
    except DBAPIError:
        return True
    return False


def revision(session: Session) -> MinutesRevision:
    """One wording of the minutes of an item."""
    decision = DecisionFactory()
    made = MinutesRevision(
        item_id=decision.item_id, version=1, text="Vi talte.", written_by_id=decision.recorded_by_id, written_at=now()
    )
    session.add(made)
    session.flush()
    return made


@pytest.mark.parametrize(
    "change",
    [
        "person_id = person_id + 1",
        "body_id = body_id + 1",
        "role = 'chair'",
        "starts_on = '2020-01-01'",
        "ends_on = '2099-01-01'",
        "from_body_id = body_id",
        "given_by_id = person_id",
        "replaces_id = id",
    ],
)
def test_a_seat_is_not_rewritten(session: Session, change: str) -> None:
    seat = SeatFactory()
    assert refused(session, f"UPDATE seats SET {change} WHERE id = :id", id=seat.id)


def test_a_seat_ends_once_and_stays(session: Session) -> None:
    seat: Seat = SeatFactory()
    end = "UPDATE seats SET ended_on = :day, end_reason = :why WHERE id = :id"
    assert not refused(session, end, id=seat.id, day=today(), why="resigned")
    assert refused(session, end, id=seat.id, day=today() + timedelta(days=1), why="resigned")
    assert refused(session, "UPDATE seats SET ended_on = NULL, end_reason = NULL WHERE id = :id", id=seat.id)
    assert refused(session, "DELETE FROM seats WHERE id = :id", id=seat.id)


@pytest.mark.parametrize(
    "change",
    ["outcome = 'rejected'", "text = 'Noget andet'", "votes_for = 9", "recorded_at = '2020-01-01'", "number = 2"],
)
def test_a_decision_is_not_rewritten(session: Session, change: str) -> None:
    decision = DecisionFactory()
    assert refused(session, f"UPDATE decisions SET {change} WHERE id = :id", id=decision.id)


def test_a_decision_is_replaced_once_and_stays(session: Session) -> None:
    decision = DecisionFactory()
    replace = "UPDATE decisions SET replaced_at = :at WHERE id = :id"
    assert not refused(session, replace, id=decision.id, at=now().replace(tzinfo=None))
    assert refused(session, replace, id=decision.id, at=(now() + timedelta(days=1)).replace(tzinfo=None))
    assert refused(session, "UPDATE decisions SET replaced_at = NULL WHERE id = :id", id=decision.id)
    assert refused(session, "DELETE FROM decisions WHERE id = :id", id=decision.id)


def test_a_wording_of_the_minutes_is_not_rewritten(session: Session) -> None:
    made = revision(session)
    assert refused(session, "UPDATE minutes_revisions SET text = 'Nej' WHERE id = :id", id=made.id)
    assert refused(session, "DELETE FROM minutes_revisions WHERE id = :id", id=made.id)


@pytest.mark.parametrize("table", ["seats", "decisions", "minutes_revisions"])
def test_nothing_takes_the_place_of_a_row(session: Session, table: str) -> None:
    made = {"seats": SeatFactory, "decisions": DecisionFactory, "minutes_revisions": lambda: revision(session)}[table]()
    AgendaItemFactory()
    if session.get_bind().dialect.name == "sqlite":
        copy = f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} WHERE id = :id"
    else:
        fact = {"seats": "person_id = -1", "decisions": "text = 'Nej'", "minutes_revisions": "text = 'Nej'"}[table]
        copy = f"INSERT INTO {table} SELECT * FROM {table} WHERE id = :id ON CONFLICT (id) DO UPDATE SET {fact}"
    assert refused(session, copy, id=made.id)
