"""Years, and what somebody is to them."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, Delegate
from youthvoice.assembly.place import Place
from youthvoice.assembly.rules.years import EARLIEST_YEAR, LATEST_YEAR
from youthvoice.core.errors import NotFound
from youthvoice.councils.queries.bodies import standing_in


def find_year(session: Session, year: int) -> AssemblyYear | None:
    """Bytinget of that calendar year, with its body and unit; None where there is none. One query."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return None
    query = select(AssemblyYear).where(AssemblyYear.year == year)
    return session.scalar(query.options(joinedload(AssemblyYear.body), joinedload(AssemblyYear.unit)))


def get_year(session: Session, year: int) -> AssemblyYear:
    """As ``find_year``; raises NotFound."""
    found = find_year(session, year)
    if found is None:
        raise NotFound
    return found


def hold_year(session: Session, year_id: int) -> AssemblyYear:
    """The year, locked: whoever changes the day, its items, turns or votes holds it first, so they come one after another.

    The year is held before its body; a row that points to it can still be written by whoever holds the body alone.
    """
    return session.scalars(
        select(AssemblyYear).where(AssemblyYear.id == year_id).with_for_update(key_share=True),
        execution_options={"populate_existing": True},
    ).one()


def place_in(session: Session, found: AssemblyYear, person: Person | None) -> Place:
    """What a person is to a year (with its body loaded): two queries; none for a visitor."""
    state, stands = found.state, found.body.closed_at is None
    if person is None:
        return Place(year_id=found.id, state=state, body_stands=stands)
    mine = Delegate.year_id == found.id, Delegate.person_id == person.id, Delegate.withdrawn_at.is_(None)
    delegate = session.scalar(select(Delegate).where(*mine))
    return Place(
        year_id=found.id,
        state=state,
        body_stands=stands,
        seats=standing_in(session, person.id, found.body).roles,
        delegate_id=delegate.id if delegate else None,
        delegation_id=delegate.delegation_id if delegate else None,
        is_there=delegate is not None and delegate.came_at is not None and delegate.left_at is None,
    )
