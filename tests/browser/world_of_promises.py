"""What became of the demo's yeses, and a little more: a step that is late and was moved, a picture, a question."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.core.clock import now, time_told, today
from youthvoice.core.files import CleanFile
from youthvoice.responses.commands.plan import MilestoneFacts, ReportFacts, add_milestone, report_progress
from youthvoice.responses.models import Case, Milestone, Promise, PromiseCheck
from youthvoice.responses.rules.follow_up import ASK_YOUNG_MONTHS, PromiseState

PICTURE_WORDS = "Vi har været ude at se på stedet. Her er der god plads."


def promises_of_demo(session: Session, state: PromiseState) -> list[Promise]:
    """The oldest first."""
    wanted = select(Promise).where(Promise.state == state)
    return list(session.scalars(wanted.order_by(Promise.promised_at, Promise.id)))


def furnish_promises(session: Session, picture: CleanFile) -> None:
    """On the plan that is under way in the demo."""
    promise = promises_of_demo(session, PromiseState.under_way)[0]
    case, owner = session.get_one(Case, promise.case_id), session.get_one(Person, promise.owner_id)
    with time_told(now() - timedelta(days=30)):
        facts = MilestoneFacts("Vi ser på stedet sammen", owner, today() + timedelta(days=20))
        step = add_milestone(session, promise, case, owner, facts, "7" * 32)
    step.first_due_on = step.due_on - timedelta(days=9)
    report = ReportFacts(PICTURE_WORDS, "En plads med plads til mange", picture)
    report_progress(session, promise, case, owner, report, "8" * 32)
    asked = PromiseCheck.promise_id == promise.id, PromiseCheck.months == ASK_YOUNG_MONTHS
    session.scalars(select(PromiseCheck).where(*asked)).one().asked_at = now()
    session.flush()


def promise_values(session: Session) -> dict[str, Any]:
    """Ids for addresses."""
    planned, kept = (promises_of_demo(session, state)[0] for state in (PromiseState.under_way, PromiseState.kept))
    step = select(Milestone.id).where(Milestone.promise_id == planned.id, Milestone.done_at.is_(None))
    return {
        "promise": planned.id,
        "kept_promise": kept.id,
        "promise_case": planned.case_id,
        "step": session.scalars(step.order_by(Milestone.due_on)).first(),
    }
