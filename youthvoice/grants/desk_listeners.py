"""What the council's work listens to: conflicts are looked for, and what is voted on ends with its application."""

from sqlalchemy.orm import Session

from youthvoice.core.events import subscribe
from youthvoice.grants import view_targets
from youthvoice.grants.commands.conflicts import find_conflicts
from youthvoice.grants.commands.motions import drop_what_stands
from youthvoice.grants.events import ApplicationSent, ApplicationWithdrawn, MemberJoined, MoreTold
from youthvoice.grants.queries.pools import get_application


def init() -> None:
    """Subscribe and register."""
    view_targets.register()
    subscribe(ApplicationSent, application_changed)
    subscribe(MoreTold, application_changed)
    subscribe(MemberJoined, application_changed)
    subscribe(ApplicationWithdrawn, application_withdrawn)


def application_changed(session: Session, event: ApplicationSent | MoreTold | MemberJoined) -> None:
    """The group, or its adult, may be another."""
    application = get_application(session, event.application_id)
    if application.submitted_at is not None:
        find_conflicts(session, application)


def application_withdrawn(session: Session, event: ApplicationWithdrawn) -> None:
    """Nobody votes on what is no longer asked for."""
    drop_what_stands(session, get_application(session, event.application_id), actor_id=event.by_id)
