"""Who belongs to a unit: added, moved from another, taken out."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonRenamed
from youthvoice.accounts.models import Person, Unit
from youthvoice.admin.commands.units import set_leader
from youthvoice.admin.queries.units import IS_OPEN
from youthvoice.core import audit
from youthvoice.core.errors import Conflict
from youthvoice.core.events import publish
from youthvoice.responses.commands.whose import assign
from youthvoice.responses.models import Case


@dataclass(frozen=True)
class MemberAudit:
    """Audit: who came or went, and from which unit somebody came."""

    person_id: int
    from_unit_id: int | None = None


def add_member(session: Session, unit: Unit, person: Person, actor: Person) -> None:
    """The person belongs to the unit from now on, and to no other. Said twice, nothing happens.

    Raises Conflict for a closed unit.
    """
    if unit.closed_at is not None:
        raise Conflict(gettext("Enheden er lukket. Åbn den først."))
    if person.unit_id == unit.id:
        return
    before = person.unit_id
    _leave(session, person, actor)
    person.unit_id = unit.id
    audit.record(session, actor.id, "unit.member_add", ("unit", unit.id), MemberAudit(person.id, before))
    _show_anew(session, person)


def remove_member(session: Session, unit: Unit, person: Person, actor: Person) -> None:
    """The person belongs to no unit. Their open cases go back to the unit; what they answered stays theirs."""
    if person.unit_id != unit.id:
        return
    _leave(session, person, actor)
    person.unit_id = None
    audit.record(session, actor.id, "unit.member_remove", ("unit", unit.id), MemberAudit(person.id))
    _show_anew(session, person)


def _leave(session: Session, person: Person, actor: Person) -> None:
    if person.unit_id is None:
        return
    unit = session.get_one(Unit, person.unit_id)
    for case in session.scalars(select(Case).where(Case.assignee_id == person.id, IS_OPEN)).all():
        assign(session, case, actor, None)
    if unit.leader_id == person.id:
        set_leader(session, unit, None, actor_id=actor.id)


def _show_anew(session: Session, person: Person) -> None:
    """The unit stands beside the name on pages that were drawn before."""
    session.flush()
    session.expire(person, ["unit"])
    publish(session, PersonRenamed(person.id, person.display_name, person.display_name))
