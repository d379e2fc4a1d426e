"""Cases leave the house: who took which out is written down first, whether or not they got them all."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.errors import RuleBroken
from youthvoice.responses.labels import PERIOD_PROBLEM_TEXTS
from youthvoice.responses.queries.records import Wanted
from youthvoice.responses.rules.records import period_problems


@dataclass(frozen=True)
class ExportAudit:
    """Audit: the period by day of registration, and the unit; None for all of them."""

    from_on: str
    to_on: str
    unit_id: int | None


def note_export(session: Session, actor_id: int | None, wanted: Wanted) -> None:
    """Write down who takes cases out (None: a command of the server). Raises RuleBroken (from_on, to_on)."""
    problems = period_problems(wanted.from_on, wanted.to_on)
    if problems:
        raise RuleBroken({field: [PERIOD_PROBLEM_TEXTS[problem]] for field, problem in problems.items()})
    data = ExportAudit(wanted.from_on.isoformat(), wanted.to_on.isoformat(), wanted.unit_id)
    audit.record(session, actor_id, "response.export", ("export", 0), data)
    session.flush()
