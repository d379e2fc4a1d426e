"""Who represents you: the people of a body, one line each, whatever seats they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from youthvoice.councils.labels import ROLE_LABELS
from youthvoice.councils.models import Seat
from youthvoice.councils.rules.seats import OFFICES, ROLE_ORDER, SeatRole


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person: a pseudonym, or an adult's name with ``where`` (title and place)."""

    name: str
    mark: str
    """The letter in the round field."""
    role: str
    speaks_for: str
    where: str
    until: date


@dataclass(frozen=True, slots=True)
class People:
    """The people of a body, as the page groups them."""

    leaders: list[Sitting]
    members: list[Sitting]
    substitutes: list[Sitting]
    coordinators: list[Sitting]

    @property
    def count(self) -> int:
        """How many members there are, those with an office too."""
        return len(self.leaders) + len(self.members)

    @property
    def is_empty(self) -> bool:
        """Nobody sits here."""
        return not (self.leaders or self.members or self.substitutes or self.coordinators)


def people_of(seats: Sequence[Seat]) -> People:
    """The seats that are held, one line a person; an office stands first, and the member's seat says for whom."""
    by_person: dict[int, list[Seat]] = {}
    for seat in seats:
        by_person.setdefault(seat.person_id, []).append(seat)
    people = People([], [], [], [])
    for held in sorted(by_person.values(), key=_place):
        _group(people, _first_role(held)).append(_sitting(held))
    return people


def _place(held: Sequence[Seat]) -> tuple[int, str, int]:
    first = min(held, key=lambda seat: ROLE_ORDER.index(seat.role))
    return ROLE_ORDER.index(first.role), _speaks_for(held), first.id


def _first_role(held: Sequence[Seat]) -> SeatRole:
    return min((seat.role for seat in held), key=ROLE_ORDER.index)


def _group(people: People, role: SeatRole) -> list[Sitting]:
    if role in OFFICES:
        return people.leaders
    if role is SeatRole.member:
        return people.members
    return people.substitutes if role is SeatRole.substitute else people.coordinators


def _sitting(held: Sequence[Seat]) -> Sitting:
    person = held[0].person
    offices = sorted({seat.role for seat in held if seat.role in OFFICES}, key=ROLE_ORDER.index)
    roles = offices or [_first_role(held)]
    where = person.byline.removeprefix(person.display_name).lstrip(", ")
    return Sitting(
        name=person.display_name,
        mark=person.display_name[:1].upper(),
        role=" · ".join(str(ROLE_LABELS[role]) for role in roles),
        speaks_for=_speaks_for(held),
        where=where,
        until=max(seat.ends_on for seat in held),
    )


def _speaks_for(held: Sequence[Seat]) -> str:
    return next((seat.from_body.name for seat in held if seat.from_body is not None), "")
