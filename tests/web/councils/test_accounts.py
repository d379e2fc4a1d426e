"""What happens to an account happens to its seats, and a person's own data tells where they sat."""

import json
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory
from tests.factories.councils import ClassFactory, SeatFactory
from youthvoice.accounts.commands import close_account, edit_profile
from youthvoice.accounts.export import export
from youthvoice.core.clock import today
from youthvoice.councils.models import Body, Seat
from youthvoice.councils.rules.seats import SeatEnd, SeatRole


def test_a_closed_account_sits_nowhere(session: Session) -> None:
    person = PersonFactory()
    member = SeatFactory(person=person)
    chair = SeatFactory(person=person, body=member.body, role=SeatRole.chair)
    later = SeatFactory(person=person, starts_on=today() + timedelta(days=9))
    over = SeatFactory(person=person, ends_on=today() - timedelta(days=1))
    others = SeatFactory(body=member.body)
    version = member.body.version
    close_account(session, person, person.id)
    for seat in (member, chair):
        assert (seat.ended_on, seat.end_reason, seat.ended_by_id) == (today(), SeatEnd.account_closed, person.id)
    assert later.ended_on == later.starts_on
    assert over.ended_on is None
    assert others.ended_on is None
    assert session.get_one(Body, member.body_id).version > version


def test_a_new_name_is_a_new_version_of_the_bodies_page(session: Session) -> None:
    seat, elsewhere = SeatFactory(), SeatFactory()
    before = seat.body.version, elsewhere.body.version
    edit_profile(session, seat.person, display_name="Ny Ulv", school_id=None, locale="da")
    assert (seat.body.version, elsewhere.body.version) == (before[0] + 1, before[1])


def test_own_data_has_every_seat(session: Session) -> None:
    school_class, person = ClassFactory(), PersonFactory()
    SeatFactory(person=person, body=school_class)
    ended: Seat = SeatFactory(
        person=person, body=school_class.parent, from_body=school_class, ended_on=today(), end_reason=SeatEnd.resigned
    )
    rows: list[dict[str, Any]] = json.loads(json.dumps(export(session, person)))["council_seats"]
    assert [row["body"] for row in rows] == [school_class.name, ended.body.name]
    assert rows[1]["speaks_for"] == school_class.name
    assert (rows[1]["ended_on"], rows[1]["end_reason"]) == (today().isoformat(), "resigned")
