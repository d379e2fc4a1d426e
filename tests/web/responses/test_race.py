"""Two officials, two processes, one case, the same moment: one answer stands, and nothing that was typed is lost."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.factories.accounts import OfficialFactory
from tests.factories.base import bind_factories
from tests.factories.responses import CaseFactory
from tests.races import SECONDS, at_once, client_of
from tests.web.forms import form_fields
from tests.web.responses.facts import as_form, whole_no
from youthvoice.core.clock import today
from youthvoice.core.db import Database
from youthvoice.responses.models import Answer, CaseExtension


def prepare(session: Session) -> tuple[int, list[int]]:
    """A case and two officials of its unit."""
    bind_factories(session)
    first = OfficialFactory(display_name="Anna Asp")
    second = OfficialFactory(display_name="Bo Berg", unit=first.unit)
    case = CaseFactory(unit=first.unit, subject_kind="plain")
    session.commit()
    return case.id, [first.id, second.id]


def answer_at_once(url: str, case_id: int, person_id: int, form: dict[str, str], start: Any, results: Any) -> None:
    """One official in a process of her own: opens the page, waits for the other, sends."""
    client, address = client_of(url, person_id), f"/svar/{case_id}"
    fields = form_fields(client.get(address).text, address) | form
    start.wait(SECONDS)
    sent = client.post(address, data=fields)
    results.put((form["next_step"], sent.status_code, sent.text))


def race(url: str, forms: list[dict[str, str]], people: list[int], case_id: int) -> list[tuple[str, int, str]]:
    """Send both forms at the same moment; what each got back."""
    own = [(url, case_id, person, form) for person, form in zip(people, forms, strict=True)]
    return at_once(answer_at_once, own)


def stored(url: str) -> list[Answer]:
    database = Database(make_settings(url))
    with database.session(read_only=True) as session:
        found = list(session.scalars(select(Answer)))
    database.dispose()
    return found


def test_one_wins_and_the_others_words_are_kept(own_url: str) -> None:
    database = Database(make_settings(own_url))
    with database.session(read_only=False) as session:
        case_id, people = prepare(session)
    database.dispose()
    forms = [as_form(whole_no(next_step=f"Kom forbi på dag nummer {n} i måneden.")) for n in (1, 2)]
    got = race(own_url, forms, people, case_id)
    assert sorted(status for _, status, _ in got) == [303, 409]
    ((lost, _, page),) = [one for one in got if one[1] == 409]
    (answer,) = stored(own_url)
    assert answer.next_step != lost
    assert lost in page
    assert answer.next_step in page
    assert "har svaret, mens du skrev" in page


def test_one_form_pressed_twice_at_once_is_one_answer(own_url: str) -> None:
    database = Database(make_settings(own_url))
    with database.session(read_only=False) as session:
        case_id, people = prepare(session)
    database.dispose()
    form = {**as_form(whole_no()), "form_key": "ab" * 16}
    got = race(own_url, [form, form], [people[0], people[0]], case_id)
    assert [status for _, status, _ in got] == [303, 303]
    assert len(stored(own_url)) == 1


def move_deadline_at_once(
    url: str, case_id: int, person_id: int, reason: str, until: str, start: Any, results: Any
) -> None:
    """One official in a process of her own, who asks for more time."""
    client, address = client_of(url, person_id), f"/svar/{case_id}/frist"
    fields = form_fields(client.get(address).text, address) | {"reason": reason, "until_on": until}
    start.wait(SECONDS)
    sent = client.post(address, data=fields)
    results.put((reason, sent.status_code, sent.text))


def test_two_who_move_a_deadline_at_once_move_it_once(own_url: str) -> None:
    database = Database(make_settings(own_url))
    with database.session(read_only=False) as session:
        case_id, people = prepare(session)
    until = (today() + timedelta(days=45)).isoformat()
    reasons = [f"Vi venter på {count} priser fra dem, der bygger baner." for count in ("to", "tre")]
    got = at_once(move_deadline_at_once, [(own_url, case_id, *own, until) for own in zip(people, reasons, strict=True)])
    assert sorted(status for _, status, _ in got) == [303, 409]
    ((lost, _, page),) = [one for one in got if one[1] == 409]
    with database.session(read_only=True) as session:
        (extension,) = session.scalars(select(CaseExtension))
    database.dispose()
    assert extension.reason != lost
    for words in ("Nogen kom før dig", lost, extension.reason):
        assert words in page
