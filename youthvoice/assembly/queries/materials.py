"""What there is to prepare with."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.assembly.models import Material


def materials_of(session: Session, year_id: int) -> list[Material]:
    """The material of a year in its order: one query."""
    query = select(Material).where(Material.year_id == year_id).order_by(Material.position, Material.id)
    return list(session.scalars(query))
