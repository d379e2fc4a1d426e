"""Through the pages: one voter at several devices in the same moment has one vote, and gets a kind page on the others."""

from typing import Any

from sqlalchemy import func, select

from tests.apps import make_settings
from tests.races import SECONDS, at_once, client_of
from tests.web.forms import form_fields
from tests.web.voting.integrity.polling import prepare
from youthvoice.core.db import Database
from youthvoice.voting.models import BallotPaper, GivenPaper

DEVICES = 4


def cast(url: str, path: str, person_id: int, start: Any, results: Any) -> None:
    """One device in a process of its own: a paper of its own, sent twice as by a double tap."""
    client = client_of(url, person_id)
    sent = form_fields(client.get(path).text, path) | {"step": "cast", "ballot": "1"}
    start.wait(SECONDS)
    results.put([client.post(path, data=sent).status_code for _ in range(2)])


def test_one_voter_at_four_devices_has_one_vote(own_url: str) -> None:
    place = prepare(own_url, 2)
    path = f"/afstemninger/{place.contest_id}/stem"
    got = at_once(cast, [(own_url, path, place.people[0])] * DEVICES)
    assert sorted(got) == [[200, 200]] + [[409, 409]] * (DEVICES - 1)
    database = Database(make_settings(own_url))
    with database.session(read_only=True) as session:
        assert session.scalar(select(func.count()).select_from(BallotPaper)) == 1
        assert session.scalars(select(GivenPaper.person_id)).all() == [place.people[0]]
    database.dispose()
