"""Bodies, seats, meetings, agenda items and decisions."""

from datetime import timedelta

import factory

from tests.factories.accounts import PersonFactory, SchoolFactory, TeacherFactory
from tests.factories.base import HouseFactory
from youthvoice.core.clock import now, today
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting, Seat
from youthvoice.councils.rules.bodies import Attendance, BodyKind
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import MIDDLE, ItemKind, MeetingState
from youthvoice.councils.rules.seats import SeatRole


class BodyFactory(HouseFactory):
    """Ungerådet or a like: anyone may listen, no ages, no limit of seats, more than half must come."""

    class Meta:
        model = Body

    form_key = factory.Sequence(lambda n: f"b{n:031x}")
    kind = BodyKind.youth_council
    name = factory.Sequence(lambda n: f"Ungeråd {n}")
    seats_per_child = False
    ends_with_school_year = False
    attendance = Attendance.everyone
    publishes_minutes = True
    created_at = factory.LazyFunction(now)


class StudentCouncilFactory(BodyFactory):
    """The elevråd of a school: two members and two substitutes for each class."""

    kind = BodyKind.student_council
    name = factory.Sequence(lambda n: f"Elevrådet {n}")
    school = factory.SubFactory(SchoolFactory)
    member_seats = 2
    substitute_seats = 2
    seats_per_child = True
    attendance = Attendance.represented


class ClassFactory(BodyFactory):
    """A class below its school's elevråd."""

    kind = BodyKind.school_class
    name = factory.Sequence(lambda n: f"7.{n}")
    parent = factory.SubFactory(StudentCouncilFactory)
    school = factory.SelfAttribute("parent.school")
    grade = 7
    quorum_percent = 0
    ends_with_school_year = True
    attendance = Attendance.members
    publishes_minutes = False


class SeatFactory(HouseFactory):
    """A member's seat, since a month, for a year."""

    class Meta:
        model = Seat

    body = factory.SubFactory(BodyFactory)
    person = factory.SubFactory(PersonFactory)
    role = SeatRole.member
    starts_on = factory.LazyFunction(lambda: today() - timedelta(days=30))
    ends_on = factory.LazyFunction(lambda: today() + timedelta(days=335))
    created_at = factory.LazyFunction(now)


class CoordinatorSeatFactory(SeatFactory):
    """The adult who helps."""

    person = factory.SubFactory(TeacherFactory)
    role = SeatRole.coordinator


class MeetingFactory(HouseFactory):
    """A meeting in two weeks, that takes items for another week."""

    class Meta:
        model = Meeting

    form_key = factory.Sequence(lambda n: f"c{n:031x}")
    body = factory.SubFactory(BodyFactory)
    number = factory.Sequence(lambda n: n + 1)
    starts_at = factory.LazyFunction(lambda: now() + timedelta(days=14))
    ends_at = factory.LazyAttribute(lambda m: m.starts_at + timedelta(hours=2))
    items_due_at = factory.LazyAttribute(lambda m: m.starts_at - timedelta(days=7))
    place = "Rådhuset, lokale 2"
    state = MeetingState.planned
    created_by_id = factory.LazyFunction(lambda: PersonFactory().id)
    created_at = factory.LazyFunction(now)


class OpenMeetingFactory(MeetingFactory):
    """A meeting that is being held."""

    starts_at = factory.LazyFunction(lambda: now() - timedelta(minutes=10))
    state = MeetingState.open
    called_at = factory.LazyFunction(lambda: now() - timedelta(days=14))
    opened_at = factory.LazyFunction(lambda: now() - timedelta(minutes=10))


class AgendaItemFactory(HouseFactory):
    """An item that a member put on the agenda."""

    class Meta:
        model = AgendaItem

    form_key = factory.Sequence(lambda n: f"d{n:031x}")
    meeting = factory.SubFactory(OpenMeetingFactory)
    body = factory.SelfAttribute("meeting.body")
    position = factory.Sequence(lambda n: MIDDLE + n)
    kind = ItemKind.member
    title = factory.Sequence(lambda n: f"Punkt {n}")
    added_at = factory.LazyFunction(now)


class DecisionFactory(HouseFactory):
    """An item that was adopted by a vote."""

    class Meta:
        model = Decision

    form_key = factory.Sequence(lambda n: f"e{n:031x}")
    item = factory.SubFactory(AgendaItemFactory)
    is_owed_reasons = factory.SelfAttribute("item.is_owed_reasons")
    body_id = factory.SelfAttribute("item.body_id")
    meeting_id = factory.SelfAttribute("item.meeting_id")
    number = 1
    outcome = DecisionOutcome.adopted
    text = "Vi arbejder for en skatebane."
    votes_for = 5
    votes_against = 1
    votes_abstaining = 0
    recorded_by = factory.SubFactory(PersonFactory)
    recorded_at = factory.LazyFunction(now)
