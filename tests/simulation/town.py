"""Who lives and works in the municipality that is played."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from youthvoice.accounts.models import Person, Unit
from youthvoice.accounts.rules import Role

UNITS = 12


@dataclass
class Town:
    """Who lives and works there."""

    units: list[int]
    officials: dict[int, list[int]]
    leaders: dict[int, int]
    young: list[int]


def settle(session: Session, rng: Random) -> Town:
    """Units with a leader (one has none) and one more; young people."""
    units = [Unit(name=f"Center {chr(65 + n)}") for n in range(UNITS)]
    session.add_all(units)
    session.flush()
    long_ago = datetime(2024, 9, 1, tzinfo=UTC)

    def person(name: str, role: Role, **more: Any) -> Person:
        one = Person(
            display_name=name,
            email=f"{name.lower().replace(' ', '.')}@example.test",
            role=role,
            created_at=long_ago,
            **more,
        )
        session.add(one)
        session.flush()
        return one

    officials: dict[int, list[int]] = {}
    for n, unit in enumerate(units):
        people = [person(f"Voksen {n} {k}", Role.official, title="Konsulent", unit_id=unit.id) for k in range(2)]
        # One unit has no leader.
        unit.leader_id = people[0].id if n != 5 else None
        officials[unit.id] = [one.id for one in people]
    young = [person(f"Ung {n}", Role.young_person, birth_year=2025 - rng.randint(11, 17)).id for n in range(160)]
    leaders = {unit.id: unit.leader_id for unit in units if unit.leader_id}
    return Town([unit.id for unit in units], officials, leaders, young)
