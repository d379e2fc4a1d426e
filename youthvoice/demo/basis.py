"""The schools, units and routes of the municipality: needed by every deployment, and harmless to load again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School, Unit
from youthvoice.accounts.queries import schools, units
from youthvoice.demo import content
from youthvoice.proposals.models import Route


def load_basis(session: Session) -> int:
    """Add what is missing; how many rows that were. What an administrator has changed stays as it is."""
    wanted = content.basis()
    known_schools = {school.name for school in schools(session)}
    new: list[School | Unit | Route] = [
        School(name=name, kind=kind)
        for kind, names in wanted.schools.items()
        for name in names
        if name not in known_schools
    ]
    known_units = {unit.name for unit in units(session)}
    new += [Unit(name=name) for name in wanted.units if name not in known_units]
    session.add_all(new)
    session.flush()
    by_name = {unit.name: unit.id for unit in units(session)}
    routed = set(session.scalars(select(Route.topic).where(Route.school_id.is_(None))))
    routes = [Route(topic=topic, unit_id=by_name[name]) for topic, name in wanted.routes.items() if topic not in routed]
    session.add_all(routes)
    session.flush()
    return len(new) + len(routes)
