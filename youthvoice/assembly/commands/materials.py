"""What delegates read, watch and talk about before the day: added, put in order, taken away."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from youthvoice.assembly.commands.years import touch_year
from youthvoice.assembly.models import Material
from youthvoice.assembly.queries.materials import materials_of
from youthvoice.assembly.queries.years import hold_year
from youthvoice.assembly.rules.delegates import MOST_MATERIALS
from youthvoice.assembly.rules.years import YearState
from youthvoice.assembly.year_labels import DELEGATE_PROBLEM_TEXTS, DelegateProblem
from youthvoice.core import audit
from youthvoice.core.errors import Conflict, NotFound, RuleBroken


@dataclass(frozen=True, kw_only=True)
class MaterialFacts:
    """Something to prepare with; ``url`` empty for none."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class MaterialAudit:
    """Audit: which material."""

    material_id: int


def add_material(session: Session, year_id: int, facts: MaterialFacts, form_key: str, *, actor_id: int) -> Material:
    """The last in the list. Sent twice, it is added once. Raises RuleBroken (title) where there is enough already."""
    year = hold_year(session, year_id)
    made = session.scalar(select(Material).where(Material.form_key == form_key))
    if made is not None:
        return made
    if year.state is YearState.over:
        raise Conflict
    count, last = session.execute(
        select(func.count(), func.max(Material.position)).where(Material.year_id == year_id)
    ).one()
    if count >= MOST_MATERIALS:
        raise RuleBroken({"title": [DELEGATE_PROBLEM_TEXTS[DelegateProblem.too_many]]})
    row = Material(form_key=form_key, year_id=year_id, position=(last or 0) + 1, **vars(facts))
    session.add(row)
    touch_year(session, year)
    audit.record(session, actor_id, "assembly.add_material", ("assembly_year", year_id), MaterialAudit(row.id))
    return row


def raise_material(session: Session, year_id: int, material_id: int, *, actor_id: int) -> None:
    """Change places with the one above it; the first stays where it is. Raises NotFound."""
    year = hold_year(session, year_id)
    rows = materials_of(session, year_id)
    at = next((index for index, row in enumerate(rows) if row.id == material_id), None)
    if at is None:
        raise NotFound
    if at == 0:
        return
    rows[at - 1], rows[at] = rows[at], rows[at - 1]
    for position, row in enumerate(rows, 1):
        row.position = position
    touch_year(session, year)
    audit.record(session, actor_id, "assembly.move_material", ("assembly_year", year_id), MaterialAudit(material_id))


def remove_material(session: Session, year_id: int, material_id: int, *, actor_id: int) -> None:
    """Take it away. Gone already, nothing happens."""
    year = hold_year(session, year_id)
    row = session.get(Material, material_id)
    if row is None or row.year_id != year_id:
        return
    session.delete(row)
    touch_year(session, year)
    audit.record(session, actor_id, "assembly.remove_material", ("assembly_year", year_id), MaterialAudit(material_id))
