"""A year with a school and a council, and what somebody types to make one."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, UnitFactory
from tests.factories.assembly import AssemblyBodyFactory, AssemblyYearFactory, DelegationFactory
from tests.factories.councils import CoordinatorSeatFactory, SeatFactory, StudentCouncilFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import AssemblyYear, Delegation
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Body


@dataclass
class Town:
    """Bytinget this year or the next, the adult who helps, an elevråd of four, its contact teacher, and a school of six."""

    year: AssemblyYear
    helper: Person
    council: Body
    members: list[Person]
    teacher: Person
    delegation: Delegation
    pupils: list[Person]


def town(session: Session, *, places: int = 2, way: DelegateWay = DelegateWay.appointment, **facts: Any) -> Town:
    """The delegation is the elevråd's school, with so many places."""
    year = AssemblyYearFactory(**{"year": next_day().year, "starts_at": next_day(), **facts})
    council = StudentCouncilFactory(seats_per_child=False, member_seats=None)
    members = [SeatFactory(body=council, person=PersonFactory(school=council.school)).person for _ in range(4)]
    delegation = DelegationFactory(year_id=year.id, school=council.school, places=places, way=way)
    pupils = [PersonFactory(school=council.school) for _ in range(6)]
    helper = CoordinatorSeatFactory(body=year.body).person
    teacher = CoordinatorSeatFactory(body=council).person
    session.flush()
    return Town(year, helper, council, members, teacher, delegation, pupils)


def next_day() -> Any:
    """A day in three weeks; in its calendar year."""
    return now() + timedelta(days=21)


def typed(**changes: str) -> dict[str, str]:
    """What somebody types into the form of a year."""
    day = today() + timedelta(days=90)
    unit = changes.pop("unit_id", None) or str(UnitFactory().id)
    told = {
        "theme": "Plads til os alle", "about": "Vi taler om skoler.", "day": day.isoformat(), "starts": "9.00",
        "ends": "15.00", "place": "Rådhuset", "due_day": (day - timedelta(days=14)).isoformat(), "voting": "hemmeligt",
        "majority": "simple", "tie_rule": "falls", "quorum_percent": "50", "speech_seconds": "90", "most_motions": "3",
    }  # fmt: skip
    return {**told, "unit_id": unit, **changes}


def assembly_body() -> Body:
    """A Bytinget without a year."""
    found: Body = AssemblyBodyFactory()
    return found
