"""A year that is announced: a council draws lots for it, the author is a delegate, and there is something to read."""

from typing import Any

from sqlalchemy.orm import Session

from tests.factories.assembly import AssemblyYearFactory, DelegateFactory, DelegationFactory
from tests.factories.councils import BodyFactory, CoordinatorSeatFactory, SeatFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import DelegateDraw, Material
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.clock import now

OF_YEAR = (
    "year", "change_year", "announce", "material", "raise_material", "remove_material", "delegations", "add_schools",
    "change_delegation", "remove_delegation", "delegates", "delegation", "end_delegate", "step_back", "volunteer",
    "stop_volunteering", "draw", "call_next", "draw_result",
)  # fmt: skip


def make_years(session: Session, people: dict[str, Person]) -> dict[str, dict[str, Any]]:
    """Values for the addresses of a year."""
    year, council = AssemblyYearFactory(), BodyFactory()
    CoordinatorSeatFactory(body=year.body, person=people["council_coordinator"])
    CoordinatorSeatFactory(body=council, person=people["class_teacher"])
    SeatFactory(body=council, person=people["young_person"])
    lots = DelegationFactory(year_id=year.id, school=None, body=council, name="Et råd", way=DelegateWay.lot)
    delegate = DelegateFactory(delegation=lots, person=people["author"])
    elsewhere = DelegationFactory(year_id=year.id, way=DelegateWay.lot)
    draw = DelegateDraw(
        form_key="d" * 32, delegation_id=elsewhere.id, seed="426115", witnesses="Ida og Bo", places=0, order=[],
        drawn_by_id=people["administrator"].id, at=now(),
    )  # fmt: skip
    material = Material(form_key="e" * 32, year_id=year.id, title="En film")
    session.add_all([draw, material])
    session.flush()
    values = {
        "year": year.year, "delegation_id": lots.id, "delegate_id": delegate.id, "material_id": material.id,
        "draw_id": draw.id,
    }  # fmt: skip
    return dict.fromkeys((f"assembly.{name}" for name in OF_YEAR), values)
