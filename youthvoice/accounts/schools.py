"""Adding schools: they are the municipality's configuration, and no code knows their names."""

from dataclasses import dataclass

from flask_babel import gettext
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from youthvoice.accounts.models import School
from youthvoice.accounts.queries import find_school_by_name
from youthvoice.accounts.rules import SchoolType
from youthvoice.core import audit
from youthvoice.core.db import Base
from youthvoice.core.errors import RuleBroken, violated_constraint


@dataclass(frozen=True)
class SchoolCreated:
    """Audit: what kind of school was added."""

    kind: str


def create_school(session: Session, name: str, kind: SchoolType, *, actor_id: int | None) -> School:
    """Add a school. The same school sent twice is added once. Raises RuleBroken (name) where another has the name."""
    name = " ".join(name.split())
    there = find_school_by_name(session, name)
    if there is not None:
        if there.kind is kind:
            return there
        raise _taken()
    school = School(name=name, kind=kind)
    try:
        with session.begin_nested():
            session.add(school)
    except IntegrityError as error:
        if violated_constraint(error, Base.metadata) != "uq_schools_name":
            raise
        raise _taken() from error
    audit.record(session, actor_id, "school.create", ("school", school.id), SchoolCreated(kind.value))
    return school


def _taken() -> RuleBroken:
    return RuleBroken({"name": [gettext("Der er allerede en skole med det navn.")]})
