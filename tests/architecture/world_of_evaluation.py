"""A report on a period, with the addresses of its files."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import AdministratorFactory
from youthvoice.insight.evaluating import make_evaluation as make
from youthvoice.insight.taking_part import Period


def make_evaluation(session: Session) -> dict[str, dict[str, Any]]:
    """What its endpoints want."""
    made = make(session, Period(date(2025, 1, 1), date(2025, 12, 31)), "e" * 32, actor_id=AdministratorFactory().id)
    of = {"evaluation_id": made.id}
    return {"participation.evaluation": of, "participation.evaluation_file": of | {"kind": "csv"}}
