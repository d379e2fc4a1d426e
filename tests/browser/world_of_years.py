"""What the browser's world needs of years: schools and a council, a lot that was drawn, and one that waits for it."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.assembly import AssemblyYearFactory, DelegateFactory, DelegationFactory
from tests.factories.base import bind_factories
from tests.factories.councils import BodyFactory, SeatFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.commands.lots import draw, volunteer
from youthvoice.assembly.commands.materials import MaterialFacts, add_material
from youthvoice.assembly.models import AssemblyYear, DelegateDraw, Delegation
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.clock import COPENHAGEN

YEAR = 2045
LOTS, NAMED = "Rådet, der trækker lod", "Rådet, der vælger selv"


def furnish_years(session: Session, admin: Person, guest: Person, delegate: Person) -> None:
    """A year far ahead. ``guest`` would like to go; ``delegate`` goes."""
    bind_factories(session)
    day = datetime(YEAR, 4, 10, 9, tzinfo=COPENHAGEN)
    days = {"starts_at": day, "ends_at": day + timedelta(hours=5)}
    year = AssemblyYearFactory(year=YEAR, theme="Sammen om byen", body__name="Bytinget i 2045", **days)
    council, named = BodyFactory(name="Rådet for lodder"), BodyFactory(name="Rådet for valg")
    SeatFactory(body=council, person=guest)
    SeatFactory(body=named, person=PersonFactory(display_name="Kvik Mår"))
    facts: dict[str, Any] = {"year_id": year.id, "school": None}
    lots = DelegationFactory(**facts, body=council, name=LOTS, way=DelegateWay.lot)
    drawn = DelegationFactory(**facts, body=None, name="En trukket", way=DelegateWay.lot, places=1)
    DelegateFactory(delegation=DelegationFactory(**facts, body=named, name=NAMED), person=delegate)
    volunteer(session, year, lots.id, guest)
    for name in ("Rolig Rødkælk", "Vågen Vibe"):
        volunteer(session, year, drawn.id, PersonFactory(display_name=name))
    draw(session, year.id, drawn.id, "426115", "Ida og Bo", "d" * 32, actor_id=admin.id)
    told = MaterialFacts(title="Sådan skriver I et forslag", text="Fem råd.", url="https://example.test/")
    add_material(session, year.id, told, "e" * 32, actor_id=admin.id)


def year_values(session: Session) -> dict[str, Any]:
    """Values for the addresses of that year."""
    of_year = select(Delegation.id).join(AssemblyYear, AssemblyYear.id == Delegation.year_id)
    of_year = of_year.where(AssemblyYear.year == YEAR)
    return {
        "assembly_year": YEAR,
        "assembly_lots": session.scalar(of_year.where(Delegation.name == LOTS)),
        "assembly_named": session.scalar(of_year.where(Delegation.name == NAMED)),
        "assembly_draw": session.scalar(
            select(func.max(DelegateDraw.id)).where(DelegateDraw.delegation_id.in_(of_year))
        ),
    }
