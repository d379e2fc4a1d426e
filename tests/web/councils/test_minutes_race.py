"""Two people, two processes, one item, the same moment: one wording stands, the other comes back, and both are saved."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.factories.accounts import PersonFactory
from tests.factories.base import bind_factories
from tests.factories.councils import AgendaItemFactory, BodyFactory, OpenMeetingFactory, SeatFactory
from tests.races import SECONDS, at_once, client_of
from tests.web.forms import form_fields
from youthvoice.core.db import Database
from youthvoice.councils.models import AgendaItem, MinutesRevision
from youthvoice.councils.rules.seats import SeatRole

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
    meeting_id, item_id = ids
    client, address = client_of(url, person_id), f"/punkter/{item_id}/referat"
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
    own = [(own_url, (meeting_id, item_id), person, words) for person, words in zip(people, WORDS, strict=True)]
    got = sorted(at_once(write_at_once, own))
    assert got == [[303], [409, 303]]
    with database.session(read_only=True) as session:
        item = session.get_one(AgendaItem, item_id)
        kept = list(session.scalars(select(MinutesRevision.text).order_by(MinutesRevision.version)))
    database.dispose()
    assert set(item.minutes.split("\n")) == set(WORDS)
    assert len(kept) == 2
    assert kept[0] in WORDS
