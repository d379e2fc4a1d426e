"""Two coordinators, two processes, one seat left: one gets it, and the other is told."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.factories.base import bind_factories
from tests.factories.councils import ClassFactory, CoordinatorSeatFactory, SeatFactory, StudentCouncilFactory
from tests.races import SECONDS, at_once, client_of
from tests.web.forms import form_fields
from youthvoice.core.db import Database
from youthvoice.councils.models import Seat
from youthvoice.councils.rules.seats import SeatRole


def prepare(session: Session) -> tuple[str, int, list[int], list[int]]:
    """The address that gives a seat, the elevråd, its two coordinators, and two pupils; one member sits already."""
    bind_factories(session)
    council = StudentCouncilFactory()
    school_class = ClassFactory(parent=council)
    SeatFactory(body=council, from_body=school_class)
    helpers = [CoordinatorSeatFactory(body=council).person_id for _ in range(2)]
    pupils = [SeatFactory(body=school_class).person_id for _ in range(2)]
    session.commit()
    return f"/raad/{council.id}/pladser/giv?fra={school_class.id}&slags=plads", council.id, helpers, pupils


def give_at_once(url: str, address: str, helper: int, form: dict[str, str], start: Any, results: Any) -> None:
    """One coordinator in a process of their own: opens the page, waits for the other, sends."""
    client = client_of(url, helper)
    fields = form_fields(client.get(address).text, address) | form
    start.wait(SECONDS)
    sent = client.post(address, data=fields)
    results.put((form["person_id"], sent.status_code, sent.text))


def race(url: str, address: str, helpers: list[int], forms: list[dict[str, str]]) -> list[tuple[str, int, str]]:
    """Send the forms at the same moment; what each got back."""
    own = [(url, address, helper, form) for helper, form in zip(helpers, forms, strict=True)]
    return at_once(give_at_once, own)


def members(url: str, council_id: int) -> list[int]:
    """Who sits there, as it is stored."""
    database = Database(make_settings(url))
    query = select(Seat.person_id).where(Seat.body_id == council_id, Seat.role == SeatRole.member)
    with database.session(read_only=True) as session:
        found = list(session.scalars(query))
    database.dispose()
    return found


def arranged(url: str) -> tuple[str, int, list[int], list[int]]:
    database = Database(make_settings(url))
    with database.session(read_only=False) as session:
        found = prepare(session)
    database.dispose()
    return found


def test_the_last_seat_is_given_once(own_url: str) -> None:
    address, council_id, helpers, pupils = arranged(own_url)
    forms = [{"person_id": str(pupil), "role": "member"} for pupil in pupils]
    got = race(own_url, address, helpers, forms)
    assert sorted(status for _, status, _ in got) == [303, 422]
    ((_lost, _status, page),) = [one for one in got if one[1] == 422]
    assert "Alle pladser af den slags er taget." in page
    assert len(members(own_url, council_id)) == 2


def test_the_same_pupil_from_two_coordinators_has_one_seat(own_url: str) -> None:
    address, council_id, helpers, pupils = arranged(own_url)
    form = {"person_id": str(pupils[0]), "role": "member"}
    got = race(own_url, address, helpers, [form, form])
    assert [status for _, status, _ in got] == [303, 303]
    assert members(own_url, council_id).count(pupils[0]) == 1
