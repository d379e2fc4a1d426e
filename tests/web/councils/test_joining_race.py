"""Two phones, one slip, the same moment, two processes: one comes in, the other gets a kind page."""

from typing import Any

from sqlalchemy import select

from tests.apps import make_settings
from tests.factories.base import bind_factories
from tests.races import SECONDS, at_once, client_of
from tests.web.councils.slips import class_and_teacher, codes_on, sheet_for
from tests.web.forms import form_fields
from youthvoice.accounts.models import Person
from youthvoice.core.clock import today
from youthvoice.core.db import Database
from youthvoice.councils.models import ClassCode, Seat
from youthvoice.councils.rules.seats import SeatRole


def prepare(url: str) -> tuple[int, str]:
    """A class, and one code for it."""
    database = Database(make_settings(url))
    with database.session(read_only=False) as session:
        bind_factories(session)
        body, teacher = class_and_teacher()
        sheet = sheet_for(session, body, teacher, size=1)
        session.commit()
        found = body.id, codes_on(sheet)[0]
    database.dispose()
    return found


def come_in(url: str, code: str, fields: dict[str, str], start: Any, results: Any) -> None:
    """One phone in a process of its own: opens the page, waits for the other, sends."""
    client = client_of(url)
    sent = form_fields(client.get(f"/k/{code}").text, f"/k/{code}") | fields
    start.wait(SECONDS)
    answer = client.post(f"/k/{code}", data=sent)
    results.put((answer.status_code, "Set-Cookie" in answer.headers, answer.text))


def race(url: str, code: str, forms: list[dict[str, str]]) -> list[tuple[int, bool, str]]:
    """Send all forms at the same moment; what each got back."""
    return sorted(at_once(come_in, [(url, code, form) for form in forms]))


def pupils(url: str, body_id: int) -> tuple[int, int, int]:
    """How many sit in the class as members, have a young person's account, and used a slip."""
    database = Database(make_settings(url))
    with database.session(read_only=True) as session:
        seats = session.scalars(select(Seat).where(Seat.body_id == body_id, Seat.role == SeatRole.member)).all()
        people = session.scalars(select(Person).where(Person.role == "young_person")).all()
        used = session.scalars(select(ClassCode).where(ClassCode.used_at.is_not(None))).all()
    database.dispose()
    return len(seats), len(people), len(used)


def form(name: str) -> dict[str, str]:
    """What one child writes."""
    return {"display_name": name, "birth_year": str(today().year - 13)}


def test_two_phones_with_the_same_slip(own_url: str) -> None:
    body_id, code = prepare(own_url)
    # The same name even: it is the form that tells two phones apart.
    won, lost = race(own_url, code, [form("Kvik Odder"), form("Kvik Odder")])
    assert won[:2] == (303, True)
    assert lost[:2] == (404, False)
    assert "Koden virker ikke" in lost[2]
    assert pupils(own_url, body_id) == (1, 1, 1)


def test_one_phone_that_sends_its_form_twice(own_url: str) -> None:
    body_id, code = prepare(own_url)
    twice = {**form("Kvik Odder"), "form_key": "a" * 32}
    both = race(own_url, code, [twice, twice])
    assert [one[:2] for one in both] == [(303, True)] * 2
    assert pupils(own_url, body_id) == (1, 1, 1)
