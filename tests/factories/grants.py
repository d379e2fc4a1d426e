"""A pool with its council, its adults and its money, and applications in it."""

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import factory
from sqlalchemy.orm import Session

from tests.factories.accounts import OfficialFactory, PersonFactory, UnitFactory
from tests.factories.base import HouseFactory
from tests.factories.councils import BodyFactory, CoordinatorSeatFactory, SeatFactory
from youthvoice.accounts.models import Person
from youthvoice.accounts.rules import Role
from youthvoice.core.clock import now, today
from youthvoice.councils.models import Body
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.grants.commands.ledger import Movement, move, open_balance, open_grant_balance
from youthvoice.grants.commands.status import put_status
from youthvoice.grants.models import Application, ApplicationMember, BudgetLine, Pool, PoolOfficer
from youthvoice.grants.rules.applications import AgeBand, ApplicationStatus, LineKind, MemberRole
from youthvoice.grants.rules.ledger import EntryKind
from youthvoice.grants.rules.pools import Excluded, Officer
from youthvoice.grants.rules.timeline import Step
from youthvoice.proposals.rules import Topic
from youthvoice.responses.commands import open_case

KR = 100
"""Øre."""
_keys = itertools.count(1)


def key() -> str:
    """A new key of a form."""
    return f"cd{next(_keys):030x}"


class PoolFactory(HouseFactory):
    """This year's pool, open at any time, from 500 to 20,000 kr., for those from 14 to 20."""

    class Meta:
        model = Pool

    form_key = factory.LazyFunction(key)
    body = factory.SubFactory(BodyFactory, name=factory.Sequence(lambda n: f"Ungerådet {n}"))
    unit = factory.SubFactory(UnitFactory)
    name = factory.Sequence(lambda n: f"Ungerådets pulje {n}")
    year = factory.LazyFunction(lambda: today().year)
    about = "Penge til det, I selv vil sætte i gang."
    who_may = "Unge mellem 14 og 20 år, der bor eller går i skole i kommunen."
    starts_on = factory.LazyFunction(lambda: date(today().year, 1, 1))
    ends_on = factory.LazyFunction(lambda: date(today().year + 1, 6, 30))
    min_age = 14
    max_age = 20
    lowest = 500 * KR
    highest = 20_000 * KR
    excluded = ",".join(one.value for one in Excluded)
    notice_days = 14
    is_rolling = True
    reuses_returned = True
    accounts_days = 30
    complaint = "Skriv til Line Holm inden fire uger, så ser vi på sagen igen."
    contact_name = "Line Holm"
    contact_title = "Ungekonsulent"
    opened_at = factory.LazyFunction(now)
    created_by_id = factory.LazyFunction(lambda: PersonFactory(role=Role.administrator, birth_year=None).id)
    created_at = factory.LazyFunction(now)


@dataclass
class Town:
    """A pool and everybody around it. ``members`` are the council's four members; the first is its chair."""

    pool: Pool
    council: Body
    members: list[Person]
    coordinator: Person
    """The adult who helps the council, and coordinates the pool."""
    treasurer: Person
    administrator: Person

    @property
    def chair(self) -> Person:
        """Leads the council."""
        return self.members[0]


def town(session: Session, money: int = 100_000 * KR, **more: Any) -> Town:
    """A pool with ``money`` øre in it."""
    pool = PoolFactory(**more)
    members = [SeatFactory(body=pool.body, person__display_name=f"Rådsræv {n}").person for n in (1, 2, 3, 4)]
    SeatFactory(body=pool.body, person=members[0], role=SeatRole.chair)
    coordinator = CoordinatorSeatFactory(body=pool.body, person=OfficialFactory(unit=pool.unit)).person
    treasurer = OfficialFactory(display_name="Karim Saleh", title="Økonom", unit=pool.unit)
    for person, role in ((coordinator, Officer.coordinator), (treasurer, Officer.treasurer)):
        session.add(PoolOfficer(pool_id=pool.id, person_id=person.id, role=role, since=now()))
    session.flush()
    administrator = session.get_one(Person, pool.created_by_id)
    open_balance(session, pool.id)
    if money:
        allocate(session, pool, money, administrator)
    return Town(pool, pool.body, members, coordinator, treasurer, administrator)


def allocate(session: Session, pool: Pool, money: int, person: Person) -> None:
    """Put money into a pool."""
    movement = Movement(
        kind=EntryKind.allocate, amount=money, why="Årets pulje", document="Budget, punkt 4", key=f"allocate:{key()}"
    )
    move(session, pool.id, movement, by_id=person.id)


def draft(
    session: Session, pool: Pool, lead: Person | None = None, asked: int = 8_000 * KR, **more: Any
) -> Application:
    """A whole draft of a group's, in two lines."""
    lead = lead or PersonFactory(display_name=f"Søger {next(_keys)}")
    values: dict[str, Any] = {
        "form_key": key(),
        "pool_id": pool.id,
        "lead_id": lead.id,
        "title": "Åben hal-fredag",
        "what": "Vi vil åbne hallen hver fredag, så alle kan komme og spille.",
        "group_name": "Hal-holdet",
        "begins_on": today() + timedelta(days=40),
        "place": "Virumhallen",
        "for_whom": "Alle fra 13 til 18 år",
        "how_to_join": "Man møder bare op.",
        "topic": Topic.leisure,
        "age_band": AgeBand.from_13_to_15,
        "budget": asked,
        "asked": asked,
        "adult_name": "Bo Holm",
        "adult_email": "bo@example.test",
        "confirmed": pool.excluded,
        "created_at": now(),
        "changed_at": now(),
    }
    application = Application(**(values | more))
    session.add(application)
    session.flush()
    half = asked // 2
    for number, amount in enumerate((half, asked - half), 1):
        session.add(
            BudgetLine(
                application_id=application.id, number=number, kind=LineKind.rent, name=f"Linje {number}", amount=amount
            )
        )
    session.add(
        ApplicationMember(application_id=application.id, person_id=lead.id, role=MemberRole.lead, joined_at=now())
    )
    session.flush()
    return application


def sent(session: Session, pool: Pool, lead: Person | None = None, asked: int = 8_000 * KR, **more: Any) -> Application:
    """An application that waits for the council, without the checks of the form."""
    application = draft(session, pool, lead, asked, **more)
    application.number, pool.next_number = pool.next_number, pool.next_number + 1
    case = open_case(
        session,
        subject_kind="application",
        subject_id=application.id,
        title=application.title,
        path=f"/puljen/ansoegninger/{application.id}",
        question=application.what,
        asked_by=application.group_name,
        unit_id=pool.unit_id,
        opened_at=now(),
        party_ids=[application.lead_id],
    )
    application.case_id, application.submitted_at = case.id, now()
    open_grant_balance(session, application.id, pool.id)
    put_status(session, application, ApplicationStatus.submitted, Step.submitted, now())
    return application
