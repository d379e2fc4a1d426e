"""Reading units: who leads them, what they own, and what waits there."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select, text
from sqlalchemy.orm import Session, aliased

from youthvoice.accounts.models import Person, School, Unit
from youthvoice.accounts.rules import UnitKind
from youthvoice.core.errors import NotFound
from youthvoice.proposals.models import Route
from youthvoice.responses.models import Case

MOST_COUNTED = 99
MOST_MEMBERS = 200
# In literal words, so that SQLite sees that the partial indexes of cases hold what is asked for.
IS_OPEN = text("cases.state <> 'answered' AND cases.closed_at IS NULL")


@dataclass(frozen=True)
class UnitRow:
    """A unit in the list. ``open_cases`` is counted no further than one more than ``MOST_COUNTED``."""

    id: int
    name: str
    kind: UnitKind
    school: str | None
    leader: str | None
    members: int
    open_cases: int
    closed_at: datetime | None


@dataclass(frozen=True)
class InTheWay:
    """What a unit still has, so that it cannot be closed."""

    open_cases: int
    routes: int
    members: int

    @property
    def is_free(self) -> bool:
        """Nothing is in the way."""
        return not (self.open_cases or self.routes or self.members)


def get_unit(session: Session, unit_id: int) -> Unit:
    """The unit, closed ones too. Raises NotFound."""
    unit = session.get(Unit, unit_id)
    if unit is None:
        raise NotFound
    return unit


def _members() -> ScalarSelect[int]:
    wanted = select(func.count()).where(Person.unit_id == Unit.id, Person.closed_at.is_(None))
    return wanted.correlate(Unit).scalar_subquery()


def _open_cases() -> ScalarSelect[int]:
    some = select(Case.id).where(Case.unit_id == Unit.id, IS_OPEN).limit(MOST_COUNTED + 1).correlate(Unit)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


def unit_rows(session: Session) -> list[UnitRow]:
    """Every unit by name, the closed ones last: one query."""
    leader = aliased(Person)
    wanted = (
        select(
            Unit.id,
            Unit.name,
            Unit.kind,
            School.name,
            leader.display_name,
            _members(),
            _open_cases(),
            Unit.closed_at,
        )
        .outerjoin(School, School.id == Unit.school_id)
        .outerjoin(leader, leader.id == Unit.leader_id)
        .order_by(Unit.closed_at.is_not(None), Unit.name)
    )
    return [UnitRow(*row) for row in session.execute(wanted)]


def open_units(session: Session) -> list[tuple[int, str]]:
    """(id, name) of the units that take cases, by name."""
    wanted = select(Unit.id, Unit.name).where(Unit.closed_at.is_(None)).order_by(Unit.name)
    return [(unit_id, name) for unit_id, name in session.execute(wanted)]


def members_of(session: Session, unit_id: int) -> list[Person]:
    """Those with an open account in the unit, by name; at most ``MOST_MEMBERS``."""
    wanted = select(Person).where(Person.unit_id == unit_id, Person.closed_at.is_(None))
    return list(session.scalars(wanted.order_by(Person.display_name, Person.id).limit(MOST_MEMBERS)))


def in_the_way(session: Session, unit_id: int) -> InTheWay:
    """What a unit must be rid of before it is closed: one query."""
    routes = select(func.count()).where(Route.unit_id == Unit.id).correlate(Unit).scalar_subquery()
    found = session.execute(select(_open_cases(), routes, _members()).where(Unit.id == unit_id)).one()
    return InTheWay(*found)
