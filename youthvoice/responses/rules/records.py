"""What a case is called in the municipality's own system, and which period can be taken out."""

from datetime import date
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 2000, 2100


class PeriodProblem(StrEnum):
    """Why no cases can be taken out for a period."""

    missing = "missing"
    not_our_time = "not_our_time"
    backwards = "backwards"


def record_number(municipality_code: str, registered_on: date, case_id: int) -> str:
    """Return «YV-173-2026-000042»: it never changes, is never used again, and can be part of a file's name."""
    code = "".join(sign for sign in municipality_code if sign.isascii() and sign.isalnum())
    return f"YV-{code}-{registered_on.year}-{case_id:06d}"


def period_problems(from_on: date | None, to_on: date | None) -> dict[str, PeriodProblem]:
    """Return what is wrong with a period (both days are in it), by field: ``from_on``, ``to_on``."""
    found = {
        name: problem
        for name, day in (("from_on", from_on), ("to_on", to_on))
        if (problem := _day_problem(day)) is not None
    }
    if not found and from_on is not None and to_on is not None and to_on < from_on:
        found["to_on"] = PeriodProblem.backwards
    return found


def _day_problem(day: date | None) -> PeriodProblem | None:
    if day is None:
        return PeriodProblem.missing
    return None if FIRST_YEAR <= day.year <= LAST_YEAR else PeriodProblem.not_our_time
