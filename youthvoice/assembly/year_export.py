"""The part of years in the file with a person's own data: where they went, and where they would have liked to go."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.export import Rows, rows_of
from youthvoice.accounts.export import register as register_part
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, Delegate, DelegateDraw, Delegation, Volunteer


def register() -> None:
    """Add them to everybody's file."""
    register_part("assembly_delegates", delegates)
    register_part("assembly_volunteers", volunteers)
    register_part("assembly_draws", draws)


def delegates(session: Session, person: Person) -> Rows:
    """Years in which the person was a delegate, for whom, and whether they were there."""
    columns = (
        AssemblyYear.year, Delegation.name.label("delegation"), Delegate.way, Delegate.since, Delegate.withdrawn_at,
        Delegate.came_at, Delegate.left_at,
    )  # fmt: skip
    query = select(*columns).join(Delegation, Delegation.id == Delegate.delegation_id)
    query = query.join(AssemblyYear, AssemblyYear.id == Delegate.year_id)
    return rows_of(session, query.where(Delegate.person_id == person.id).order_by(Delegate.id))


def volunteers(session: Session, person: Person) -> Rows:
    """Where the person would have liked to go, with their number in the lot."""
    columns = (
        Volunteer.id.label("number"), AssemblyYear.year, Delegation.name.label("delegation"), Volunteer.at,
        Volunteer.withdrawn_at,
    )  # fmt: skip
    query = select(*columns).join(Delegation, Delegation.id == Volunteer.delegation_id)
    query = query.join(AssemblyYear, AssemblyYear.id == Delegation.year_id)
    return rows_of(session, query.where(Volunteer.person_id == person.id).order_by(Volunteer.id))


def draws(session: Session, person: Person) -> Rows:
    """Lots that the person drew for a delegation."""
    columns = Delegation.name.label("delegation"), DelegateDraw.seed, DelegateDraw.witnesses, DelegateDraw.at
    query = select(*columns).join(Delegation, Delegation.id == DelegateDraw.delegation_id)
    return rows_of(session, query.where(DelegateDraw.drawn_by_id == person.id).order_by(DelegateDraw.id))
