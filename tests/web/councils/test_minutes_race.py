"""Two people, two processes, one item, the same moment: one wording stands, the other comes back, and both are saved."""

import multiprocessing
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import make_settings
from tests.factories.accounts import PersonFactory
from tests.factories.base import bind_factories
from tests.factories.councils import AgendaItemFactory, BodyFactory, OpenMeetingFactory, SeatFactory
from tests.html import CheckingClient
from tests.web.forms import form_fields
from youthvoice.accounts.models import Person
from youthvoice.app import create_app
from youthvoice.core.db import Database
from youthvoice.councils.models import AgendaItem, MinutesRevision
from youthvoice.councils.rules.seats import SeatRole

SECONDS = 60
WORDS = ("Asta talte om skolemad.", "Bo talte om busser.")


def prepare(session: Session) -> tuple[int, int, list[int]]:
    """An item of an open meeting, and the two who write."""
    bind_factories(session)
    body = BodyFactory()
    people = [SeatFactory(body=body, role=role, person=PersonFactory()).person_id for role in (SeatRole.chair, SeatRole.secretary)]  # fmt: skip
    item = AgendaItemFactory(meeting=OpenMeetingFactory(body=body), body=body)
    session.commit()
    return item.meeting_id, item.id, people


def write_at_once(url: str, ids: tuple[int, int], person_id: int, words: str, start: Any, results: Any) -> None:
    """One of them: opens the page, waits for the other, saves; told of the other's words, saves both."""
    app = create_app(make_settings(url))
    app.test_client_class = CheckingClient
    meeting_id, item_id = ids
    client, address = app.test_client(), f"/punkter/{item_id}/referat"
    with app.extensions["youthvoice"].database.session(read_only=True) as session:
        token = session.get_one(Person, person_id).get_id()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    form = form_fields(client.get(f"/moeder/{meeting_id}").text, address) | {"minutes": words}
    start.wait(SECONDS)
    statuses = []
    sent = client.post(address, data=form)
    statuses.append(sent.status_code)
    if sent.status_code == 409:
        sent = client.post(address, data=form_fields(sent.text, address))
        statuses.append(sent.status_code)
    results.put(statuses)


def test_both_texts_survive(own_url: str) -> None:
    database = Database(make_settings(own_url))
    with database.session(read_only=False) as session:
        meeting_id, item_id, people = prepare(session)
    spawn = multiprocessing.get_context("spawn")
    start, results = spawn.Barrier(2), spawn.Queue()
    processes = [
        spawn.Process(target=write_at_once, args=(own_url, (meeting_id, item_id), person, words, start, results))
        for person, words in zip(people, WORDS, strict=True)
    ]
    for process in processes:
        process.start()
    got = sorted(results.get(timeout=SECONDS) for _ in processes)
    for process in processes:
        process.join(SECONDS)
    assert got == [[303], [409, 303]]
    with database.session(read_only=True) as session:
        item = session.get_one(AgendaItem, item_id)
        kept = list(session.scalars(select(MinutesRevision.text).order_by(MinutesRevision.version)))
    database.dispose()
    assert set(item.minutes.split("\n")) == set(WORDS)
    assert len(kept) == 2
    assert kept[0] in WORDS
