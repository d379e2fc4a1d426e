"""How the one who wrote a comment is named."""

from youthvoice.accounts.labels import ROLE_LABELS
from youthvoice.accounts.models import Person


def role_label(person: Person) -> str | None:
    """Adults write as what they are: title and place, or at least their role. None for the young."""
    if not person.is_adult:
        return None
    place = person.unit or person.school
    parts = [person.title or str(ROLE_LABELS[person.role]), place.name if place else None]
    return ", ".join(part for part in parts if part)
