"""Reading people, schools and units. ``find_x`` gives None, ``get_x`` raises NotFound."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, School, Unit
from youthvoice.accounts.rules import normalise_email
from youthvoice.core.errors import NotFound

MAX_PERSONAS = 8


def find_person(session: Session, person_id: int) -> Person | None:
    """The person, closed accounts too, or None."""
    return session.get(Person, person_id)


def get_person(session: Session, person_id: int) -> Person:
    """The person, closed accounts too. Raises NotFound."""
    person = find_person(session, person_id)
    if person is None:
        raise NotFound
    return person


def find_person_by_email(session: Session, email: str) -> Person | None:
    """Whoever has the address, in whatever form it is written; closed accounts too."""
    return session.scalar(select(Person).where(Person.email == normalise_email(email)))


def schools(session: Session) -> list[School]:
    """Every school by name."""
    return list(session.scalars(select(School).order_by(School.name)))


def units(session: Session) -> list[Unit]:
    """Every unit of the administration by name."""
    return list(session.scalars(select(Unit).order_by(Unit.name)))


def find_school_by_name(session: Session, name: str) -> School | None:
    """The school with exactly that name."""
    return session.scalar(select(School).where(School.name == name))


def find_unit_by_name(session: Session, name: str) -> Unit | None:
    """The unit with exactly that name."""
    return session.scalar(select(Unit).where(Unit.name == name))


def personas(session: Session) -> list[Person]:
    """The made-up people of the demo data that one may sign in as, in the order they were made."""
    query = select(Person).where(Person.is_persona.is_(True), Person.closed_at.is_(None))
    return list(session.scalars(query.order_by(Person.id).limit(MAX_PERSONAS)))


def people(session: Session, after_id: int = 0, limit: int = 500) -> Sequence[Person]:
    """People with an open account by id, a batch at a time."""
    query = select(Person).where(Person.closed_at.is_(None), Person.id > after_id)
    return session.scalars(query.order_by(Person.id).limit(limit)).all()
