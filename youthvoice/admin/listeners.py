"""An account is closed: nobody leads a unit who cannot sign in."""

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonClosed
from youthvoice.accounts.models import Unit
from youthvoice.admin.commands.units import set_leader
from youthvoice.core.events import subscribe


def init(_app: Flask) -> None:
    """Subscribe."""
    subscribe(PersonClosed, person_closed)


def person_closed(session: Session, event: PersonClosed) -> None:
    """The unit has no leader until an administrator chooses one."""
    for unit in session.scalars(select(Unit).where(Unit.leader_id == event.person_id)).all():
        set_leader(session, unit, None, actor_id=event.actor_id)
