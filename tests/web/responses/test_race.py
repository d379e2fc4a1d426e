"""Two officials, two processes, one case, the same moment: one answer stands, and nothing that was typed is lost."""

import multiprocessing
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import make_settings
from tests.factories.accounts import OfficialFactory
from tests.factories.base import bind_factories
from tests.factories.responses import CaseFactory
from tests.html import CheckingClient
from tests.web.forms import form_fields
from tests.web.responses.facts import as_form, whole_no
from youthvoice.accounts.models import Person
from youthvoice.app import create_app
from youthvoice.core.db import Database
from youthvoice.responses.models import Answer

SECONDS = 60


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
    app = create_app(make_settings(url))
    app.test_client_class = CheckingClient
    client, address = app.test_client(), f"/svar/{case_id}"
    with app.extensions["youthvoice"].database.session(read_only=True) as session:
        token = session.get_one(Person, person_id).get_id()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    fields = form_fields(client.get(address).text, address) | form
    start.wait(SECONDS)
    sent = client.post(address, data=fields)
    results.put((form["next_step"], sent.status_code, sent.text))


def race(url: str, forms: list[dict[str, str]], people: list[int], case_id: int) -> list[tuple[str, int, str]]:
    """Send both forms at the same moment; what each got back."""
    spawn = multiprocessing.get_context("spawn")
    start, results = spawn.Barrier(len(forms)), spawn.Queue()
    processes = [
        spawn.Process(target=answer_at_once, args=(url, case_id, person, form, start, results))
        for person, form in zip(people, forms, strict=True)
    ]
    for process in processes:
        process.start()
    got = [results.get(timeout=SECONDS) for _ in processes]
    for process in processes:
        process.join(SECONDS)
    return got


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
