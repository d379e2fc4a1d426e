"""The councils of the small world: Ungerådet, an elevråd below it, a class below that, and who sits there."""

from datetime import timedelta

from tests.factories.councils import (
    AgendaItemFactory,
    BodyFactory,
    ClassFactory,
    CoordinatorSeatFactory,
    OpenMeetingFactory,
    SeatFactory,
    StudentCouncilFactory,
)
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import SeatRole


def make_councils(people: dict[str, Person]) -> dict[str, int]:
    """Values for addresses: an elevråd, a class of it, an open meeting of the elevråd with an item, a member's seat."""
    council = StudentCouncilFactory(parent=BodyFactory(name="Ungerådet"), name="Elevrådet")
    school_class = ClassFactory(parent=council, name="7.B")
    seat = _seats(council, school_class, people)
    meeting = OpenMeetingFactory(body=council)
    item = AgendaItemFactory(meeting=meeting, proposed_by_id=people["council_member"].id)
    return {
        "body_id": council.id,
        "class_id": school_class.id,
        "meeting_id": meeting.id,
        "item_id": item.id,
        "seat_id": seat.id,
    }


def _seats(council: Body, school_class: Body, people: dict[str, Person]) -> Seat:
    """Everyone whose name says so has a seat; that of the former member ended yesterday. Returns the member's."""
    chair, yesterday = people["council_chair"], today() - timedelta(days=1)
    SeatFactory(body=council, person=chair, from_body=school_class)
    SeatFactory(body=council, person=chair, role=SeatRole.chair)
    SeatFactory(body=council, person=people["former_member"], from_body=school_class, ends_on=yesterday)
    SeatFactory(body=council, person=people["former_member"], role=SeatRole.deputy, ends_on=yesterday)
    CoordinatorSeatFactory(body=council, person=people["council_coordinator"])
    CoordinatorSeatFactory(body=school_class, person=people["class_teacher"])
    SeatFactory(body=school_class, person=people["pupil"])
    seat: Seat = SeatFactory(body=council, person=people["council_member"], from_body=school_class)
    return seat
