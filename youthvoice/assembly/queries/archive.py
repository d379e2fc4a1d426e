"""The years of Bytinget: all of them, and one with the year before it."""

from typing import NamedTuple

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from youthvoice.accounts.models import Unit
from youthvoice.assembly.models import AssemblyYear, Resolution
from youthvoice.assembly.rules.years import EARLIEST_YEAR, LATEST_YEAR
from youthvoice.core.clock import today
from youthvoice.core.errors import NotFound
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.queries.bodies import held_on, standing_of
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.councils.standing import Standing


class YearLine(NamedTuple):
    """A year in the archive, and how much it adopted."""

    found: AssemblyYear
    resolutions: int


def years_told(session: Session) -> list[YearLine]:
    """Every year that was announced, the newest first, with body and unit: one query (there is one row a year)."""
    adopted = select(func.count()).where(Resolution.year_id == AssemblyYear.id).scalar_subquery()
    query = select(AssemblyYear, adopted).where(AssemblyYear.announced_at.is_not(None))
    query = query.options(joinedload(AssemblyYear.body), joinedload(AssemblyYear.unit))
    return [YearLine._make(row) for row in session.execute(query.order_by(AssemblyYear.year.desc()))]


def planned_years(session: Session) -> list[AssemblyYear]:
    """Those that were not announced yet, the first first: one query."""
    query = select(AssemblyYear).where(AssemblyYear.announced_at.is_(None)).options(joinedload(AssemblyYear.body))
    return list(session.scalars(query.order_by(AssemblyYear.year)))


def year_and_before(session: Session, year: int) -> tuple[AssemblyYear, AssemblyYear | None]:
    """A year with body and unit, and the last one before it that was announced: one query. Raises NotFound."""
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotFound
    told = or_(AssemblyYear.year == year, AssemblyYear.announced_at.is_not(None))
    query = select(AssemblyYear).where(AssemblyYear.year <= year, told)
    query = query.options(joinedload(AssemblyYear.body), joinedload(AssemblyYear.unit))
    found = list(session.scalars(query.order_by(AssemblyYear.year.desc()).limit(2)))
    if not found or found[0].year != year:
        raise NotFound
    return found[0], found[1] if len(found) > 1 else None


def assembly_bodies(session: Session, person_id: int) -> list[tuple[Body, Standing]]:
    """The bodies that are a Bytinget and not closed, with what a person is in each: one query."""
    mine = (Seat.body_id == Body.id) & (Seat.person_id == person_id) & held_on(today())
    query = select(Body, Seat.role).outerjoin(Seat, mine)
    query = query.where(Body.kind == BodyKind.assembly, Body.closed_at.is_(None))
    roles: dict[Body, list[tuple[SeatRole, int]]] = {}
    for body, role in session.execute(query.order_by(Body.name, Body.id)):
        roles.setdefault(body, []).extend([(role, body.id)] if role is not None else [])
    return [(body, standing_of(body, held)) for body, held in roles.items()]


def answering_units(session: Session) -> list[tuple[int, str]]:
    """(id, name) of the units that take cases, by name: one query."""
    query = select(Unit.id, Unit.name).where(Unit.closed_at.is_(None)).order_by(Unit.name, Unit.id)
    return [(unit_id, name) for unit_id, name in session.execute(query)]
