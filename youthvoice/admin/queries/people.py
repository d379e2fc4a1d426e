"""Finding the adults who can be members of a unit. Young people are never found here."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role, normalise_email
from youthvoice.core.errors import NotFound

STAFF = (Role.official, Role.moderator, Role.administrator, Role.council_coordinator)
"""Who can belong to a unit; a teacher belongs to a school."""
FEWEST_LETTERS = 2
MOST_FOUND = 20


def search_staff(session: Session, words: str, *, unit_id: int, only_free: bool) -> list[Person]:
    """Staff outside the unit whose name has the words, or whose address is exactly that; at most ``MOST_FOUND``.

    ``only_free``: nobody who belongs to another unit.
    """
    if len(words) < FEWEST_LETTERS:
        return []
    # SQLite knows small and large letters of English alone.
    spellings = {words, words.lower(), words.title(), words.upper()}
    named = [Person.display_name.icontains(text, autoescape=True) for text in sorted(spellings)]
    wanted = select(Person).where(
        Person.role.in_(STAFF),
        Person.closed_at.is_(None),
        Person.unit_id.is_distinct_from(unit_id),
        or_(Person.email == normalise_email(words), *named),
    )
    if only_free:
        wanted = wanted.where(Person.unit_id.is_(None), Person.role == Role.official)
    return list(session.scalars(wanted.order_by(Person.display_name, Person.id).limit(MOST_FOUND)))


def get_staff(session: Session, person_id: int) -> Person:
    """An adult of the staff with an open account. Raises NotFound."""
    person = session.get(Person, person_id)
    if person is None or person.closed_at is not None or person.role not in STAFF:
        raise NotFound
    return person
