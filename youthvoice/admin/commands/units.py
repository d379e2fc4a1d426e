"""Writing units: made, changed, led, closed and opened again. Nothing is ever deleted."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.events import PersonRenamed
from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.queries import find_unit_by_name
from youthvoice.accounts.rules import UnitKind
from youthvoice.admin.labels import NAME_TAKEN, still_needed
from youthvoice.admin.queries.people import STAFF
from youthvoice.admin.queries.units import in_the_way
from youthvoice.core import audit
from youthvoice.core.clock import now
from youthvoice.core.db import Base
from youthvoice.core.errors import Conflict, RuleBroken, violated_constraint
from youthvoice.core.events import publish


@dataclass(frozen=True)
class UnitFacts:
    """What a unit is. ``leader_id`` must be a member, so a new unit has none."""

    name: str
    kind: UnitKind
    school_id: int | None = None
    leader_id: int | None = None


@dataclass(frozen=True)
class UnitAudit:
    """Audit: what kind of unit, and which fields were changed."""

    kind: str
    fields: list[str]


@dataclass(frozen=True)
class LeaderAudit:
    """Audit: who led the unit before, and who does now."""

    before_person_id: int | None
    person_id: int | None


def create_unit(session: Session, facts: UnitFacts, *, actor_id: int | None) -> Unit:
    """Add a unit. The same one sent twice is added once. Raises RuleBroken (name, school_id)."""
    name = _checked_name(facts)
    there = find_unit_by_name(session, name)
    if there is not None:
        if (there.kind, there.school_id, there.closed_at) == (facts.kind, facts.school_id, None):
            return there
        raise RuleBroken({"name": [NAME_TAKEN]})
    unit = Unit(name=name, kind=facts.kind, school_id=facts.school_id)
    try:
        with session.begin_nested():
            session.add(unit)
    except IntegrityError as error:
        raise _refusal(error) from error
    audit.record(session, actor_id, "unit.create", ("unit", unit.id), UnitAudit(facts.kind.value, []))
    return unit


def change_unit(session: Session, unit: Unit, facts: UnitFacts, *, seen_version: int, actor_id: int | None) -> None:
    """Change what a unit is and who leads it.

    Raises RuleBroken (name, school_id, leader_id), and Conflict where somebody else changed it since ``seen_version``.
    """
    _hold(session, unit)
    if seen_version != unit.version:
        raise Conflict
    wanted = {"name": _checked_name(facts), "kind": facts.kind, "school_id": facts.school_id}
    changed = [field for field, value in wanted.items() if getattr(unit, field) != value]
    if facts.leader_id not in (None, unit.leader_id):
        _check_leader(session, unit, facts.leader_id)
    try:
        with session.begin_nested():
            for field in changed:
                setattr(unit, field, wanted[field])
            session.flush()
    except IntegrityError as error:
        raise _refusal(error) from error
    if changed:
        audit.record(session, actor_id, "unit.change", ("unit", unit.id), UnitAudit(facts.kind.value, changed))
    set_leader(session, unit, facts.leader_id, actor_id=actor_id)
    if changed:
        touch_unit(session, unit)
    if "name" in changed:
        _show_members_anew(session, unit)


def set_leader(session: Session, unit: Unit, person_id: int | None, *, actor_id: int | None) -> None:
    """Somebody leads the unit, or (None) nobody does. Said twice, nothing happens."""
    if unit.leader_id == person_id:
        return
    data = LeaderAudit(unit.leader_id, person_id)
    unit.leader_id = person_id
    touch_unit(session, unit)
    audit.record(session, actor_id, "unit.leader", ("unit", unit.id), data)


def close_unit(session: Session, unit: Unit, *, actor_id: int | None) -> None:
    """The unit takes no more cases; what it answered stays its own. A second time changes nothing.

    Raises Conflict, with words, while it has open cases, routes or members.
    """
    _hold(session, unit)
    if unit.closed_at is not None:
        return
    found = in_the_way(session, unit.id)
    if not found.is_free:
        raise Conflict(still_needed(found))
    unit.closed_at = now()
    touch_unit(session, unit)
    audit.record(session, actor_id, "unit.close", ("unit", unit.id), UnitAudit(unit.kind.value, []))


def reopen_unit(session: Session, unit: Unit, *, actor_id: int | None) -> None:
    """A closed unit can have members and routes again. A second time changes nothing."""
    _hold(session, unit)
    if unit.closed_at is not None:
        unit.closed_at = None
        touch_unit(session, unit)
        audit.record(session, actor_id, "unit.reopen", ("unit", unit.id), UnitAudit(unit.kind.value, []))


def touch_unit(session: Session, unit: Unit) -> None:
    """Raise the version: whoever has the unit's form open is told."""
    unit.version = Unit.version + 1  # added by the database: two at once count as two
    session.flush()


def _hold(session: Session, unit: Unit) -> None:
    """Hold the row until the end of the transaction, and read it anew: another may have changed it."""
    session.flush()
    session.execute(select(Unit.id).where(Unit.id == unit.id).with_for_update())
    session.refresh(unit)


def _checked_name(facts: UnitFacts) -> str:
    if facts.kind is UnitKind.school and facts.school_id is None:
        raise RuleBroken({"school_id": [gettext("Vælg den skole, der svarer.")]})
    if facts.kind is not UnitKind.school and facts.school_id is not None:
        raise RuleBroken(
            {"school_id": [gettext("Kun en enhed, der er en skole, kan høre til en skole. Vælg «Ingen skole».")]}
        )
    return " ".join(facts.name.split())


def _check_leader(session: Session, unit: Unit, person_id: int | None) -> None:
    person = session.get(Person, person_id) if person_id is not None else None
    if person is None or person.unit_id != unit.id or person.closed_at is not None or person.role not in STAFF:
        raise RuleBroken({"leader_id": [gettext("Vælg en leder, der er med i enheden.")]})


def _refusal(error: IntegrityError) -> Exception:
    if violated_constraint(error, Base.metadata) == "uq_units_name":
        return RuleBroken({"name": [NAME_TAKEN]})
    return error


def _show_members_anew(session: Session, unit: Unit) -> None:
    """The unit's name stands beside those of its people, of those who left too."""
    people = session.execute(select(Person.id, Person.display_name).where(Person.unit_id == unit.id))
    for person_id, name in people.all():
        publish(session, PersonRenamed(person_id, name, name))
