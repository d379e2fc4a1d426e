"""A promise with a step and a picture, and a word of whoever asked."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.responses import CaseFactory
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, today
from youthvoice.responses.commands import add_party
from youthvoice.responses.models import Milestone, ProgressReport, Promise


def make_promise(session: Session, people: dict[str, Person]) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """(values, values of single endpoints). The author asked; the official's unit promised."""
    official = people["official"]
    case = CaseFactory(unit_id=official.unit_id, unit=official.unit, subject_kind="plain")
    add_party(session, case.id, people["author"].id)
    day = today() + timedelta(days=60)
    promise = Promise(
        case_id=case.id,
        unit_id=case.unit_id,
        owner_id=official.id,
        words="Vi bygger banen.",
        promised_at=now(),
        promised_for=day,
        due_on=day,
    )
    session.add(promise)
    session.flush()
    owned = {"promise_id": promise.id, "owner_id": official.id, "due_on": day, "first_due_on": day}
    step = Milestone(form_key="d" * 32, words="Vi vælger stedet", **owned)
    report = ProgressReport(
        form_key="e" * 32,
        promise_id=promise.id,
        words="Vi har fundet et sted.",
        by_id=official.id,
        at=now(),
        alt_text="En bane",
        picture=b"RIFF",
        picture_type="image/webp",
    )
    session.add_all([step, report])
    session.flush()
    own = {"promises.picture": {"report_id": report.id}, "promises.of_case": {"case_id": case.id}}
    return {"promise_id": promise.id, "milestone_id": step.id}, own
