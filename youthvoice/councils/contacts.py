"""Whom the young can talk to about a no: whoever writes it down, with the office they hold."""

from collections.abc import Sequence

from youthvoice.accounts.models import Person
from youthvoice.councils.labels import ROLE_LABELS
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import ROLE_ORDER


def contact_of(person: Person, seats: Sequence[Seat], body: Body) -> dict[str, str]:
    """Name, office and body, for the fields of a decision."""
    roles = sorted((seat.role for seat in seats), key=ROLE_ORDER.index)
    title = str(ROLE_LABELS[roles[0]]) if roles else ""
    return {"contact_name": person.display_name, "contact_title": title, "contact_unit": body.name}
