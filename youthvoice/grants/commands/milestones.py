"""The group's own plan: steps with a day, ticked off when they are done."""

from datetime import date

from flask_babel import gettext
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.errors import Conflict, NotFound
from youthvoice.grants.commands.holding import held_application
from youthvoice.grants.models import Application, GrantMilestone
from youthvoice.grants.rules.applications import ApplicationStatus
from youthvoice.grants.rules.paying import MOST_MILESTONES


def add_milestone(
    session: Session, application: Application, title: str, due_on: date, form_key: str, *, by_id: int
) -> GrantMilestone:
    """A step more. Sent twice, it is stored once. Raises Conflict where there are too many, or the grant is over."""
    application = held_application(session, application.id)
    stored = session.scalar(select(GrantMilestone).where(GrantMilestone.form_key == form_key))
    if stored is not None:
        if stored.application_id != application.id:
            raise Conflict
        return stored
    of = GrantMilestone.application_id == application.id
    if (session.scalar(select(func.count()).select_from(GrantMilestone).where(of)) or 0) >= MOST_MILESTONES:
        raise Conflict(gettext("Der er mange trin nu. Brug dem, I har."))
    if application.status is not ApplicationStatus.accepted:
        raise Conflict
    row = GrantMilestone(
        form_key=form_key, application_id=application.id, title=title.strip(), due_on=due_on, by_id=by_id
    )
    session.add(row)
    session.flush()
    audit.record(session, by_id, "grant.plan", ("application", application.id))
    return row


def tick_milestone(session: Session, application: Application, milestone_id: int, *, is_done: bool, by_id: int) -> None:
    """It is done, or not yet after all. Twice is once. Raises NotFound."""
    row = session.get(GrantMilestone, milestone_id)
    if row is None or row.application_id != application.id or row.hidden_at is not None:
        raise NotFound
    if (row.done_at is not None) == is_done:
        return
    row.done_at = now() if is_done else None
    session.flush()
    audit.record(session, by_id, "grant.tick_plan", ("application", application.id))
