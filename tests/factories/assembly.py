"""A year of Bytinget with its body, its day, delegations and delegates, motions and items of the day."""

import itertools
from datetime import timedelta
from typing import Any

import factory

from tests.factories.accounts import PersonFactory, SchoolFactory, UnitFactory
from tests.factories.base import HouseFactory
from tests.factories.councils import BodyFactory, MeetingFactory, SeatFactory
from youthvoice.accounts.models import Person
from youthvoice.assembly.models import (
    AssemblyYear,
    Committee,
    CommitteeMember,
    DayItem,
    Delegate,
    Delegation,
    Motion,
    MotionCredit,
    MotionVersion,
)
from youthvoice.assembly.rules.day import ItemKind
from youthvoice.assembly.rules.motions import MotionOrigin, MotionState
from youthvoice.assembly.rules.years import DelegateWay
from youthvoice.core.clock import now
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.proposals.rules import Topic

_keys = itertools.count(1)


def key() -> str:
    """A new key of a form."""
    return f"ab{next(_keys):030x}"


class AssemblyBodyFactory(BodyFactory):
    """Bytinget."""

    kind = BodyKind.assembly
    name = factory.Sequence(lambda n: f"Bytinget {n}")
    quorum_percent = 0


class AssemblyYearFactory(HouseFactory):
    """Announced; the day is in three weeks, and motions can be sent in for two more."""

    class Meta:
        model = AssemblyYear

    form_key = factory.LazyFunction(key)
    body = factory.SubFactory(AssemblyBodyFactory)
    unit = factory.SubFactory(UnitFactory)
    year = factory.Sequence(lambda n: 2001 + n % 99)
    theme = "En kommune for os alle"
    starts_at = factory.LazyFunction(lambda: now() + timedelta(days=21))
    ends_at = factory.LazyAttribute(lambda y: y.starts_at + timedelta(hours=6))
    meeting_id = factory.LazyAttribute(
        lambda y: MeetingFactory(body=y.body, starts_at=y.starts_at, ends_at=y.ends_at).id
    )
    place = "Rådhuset, kommunalbestyrelsens sal"
    motions_due_at = factory.LazyAttribute(lambda y: y.starts_at - timedelta(days=7))
    announced_at = factory.LazyFunction(lambda: now() - timedelta(days=30))
    created_by_id = factory.LazyFunction(lambda: PersonFactory().id)
    created_at = factory.LazyFunction(lambda: now() - timedelta(days=40))


class LiveYearFactory(AssemblyYearFactory):
    """The day is on."""

    starts_at = factory.LazyFunction(lambda: now() - timedelta(hours=1))
    begun_at = factory.LazyAttribute(lambda y: y.starts_at)


class DelegationFactory(HouseFactory):
    """A school with four places."""

    class Meta:
        model = Delegation

    year_id = factory.LazyFunction(lambda: AssemblyYearFactory().id)
    school = factory.SubFactory(SchoolFactory)
    name = factory.LazyAttribute(lambda d: d.school.name)
    places = 4


class DelegateFactory(HouseFactory):
    """A delegate with a seat; ``is_there=True`` for one in the hall."""

    class Meta:
        model = Delegate

    class Params:
        is_there = factory.Trait(came_at=factory.LazyFunction(now))

    delegation = factory.SubFactory(DelegationFactory)
    year_id = factory.SelfAttribute("delegation.year_id")
    person = factory.SubFactory(PersonFactory)
    way = DelegateWay.appointment
    since = factory.LazyFunction(now)


class CommitteeFactory(HouseFactory):
    """A group without members."""

    class Meta:
        model = Committee

    year_id = factory.LazyFunction(lambda: AssemblyYearFactory().id)
    name = factory.Sequence(lambda n: f"Udvalg {n}")


class CommitteeMemberFactory(HouseFactory):
    """Somebody of a committee."""

    class Meta:
        model = CommitteeMember

    committee_id = factory.LazyFunction(lambda: CommitteeFactory().id)
    person = factory.SubFactory(PersonFactory)
    since = factory.LazyFunction(now)


class MotionFactory(HouseFactory):
    """Written by a delegation and sent in, with its first wording and its author's credit."""

    class Meta:
        model = Motion

    form_key = factory.LazyFunction(key)
    year_id = factory.LazyFunction(lambda: AssemblyYearFactory().id)
    number = factory.Sequence(lambda n: n + 1)
    origin = MotionOrigin.delegation
    topic = Topic.climate
    title = factory.Sequence(lambda n: f"Flere træer ved skolerne {n}")
    text = "Bytinget foreslår, at der plantes mindst tre træer ved hver skole i kommunen."
    state = MotionState.submitted
    written_by_id = factory.LazyFunction(lambda: PersonFactory().id)
    created_at = factory.LazyFunction(now)
    submitted_at = factory.LazyFunction(now)

    @factory.post_generation
    def first_version(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Its first wording."""
        MotionVersionFactory(motion_id=self.id, title=self.title, text=self.text)
        MotionCreditFactory(motion_id=self.id, person_id=self.written_by_id, label=f"Delegation {self.id}")


class MotionVersionFactory(HouseFactory):
    """A wording."""

    class Meta:
        model = MotionVersion

    number = 1
    written_by_label = "En delegation"
    at = factory.LazyFunction(now)


class MotionCreditFactory(HouseFactory):
    """Somebody whose idea it was."""

    class Meta:
        model = MotionCredit


class DayItemFactory(HouseFactory):
    """A talk of twenty minutes."""

    class Meta:
        model = DayItem

    form_key = factory.LazyFunction(key)
    year_id = factory.LazyFunction(lambda: LiveYearFactory().id)
    position = factory.Sequence(lambda n: n)
    kind = ItemKind.talk
    title = "Borgmesteren fortæller"
    minutes = 20


def seat_of_chair(year: AssemblyYear, person: Person | None = None) -> Person:
    """Give a young person the chair of that year's body."""
    seat = SeatFactory(body=year.body, role=SeatRole.chair, **({"person": person} if person else {}))
    found: Person = seat.person
    return found
