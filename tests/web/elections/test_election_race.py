"""Several at the same moment, each in a process of their own: nobody stands twice, and no number is given twice."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.base import bind_factories
from tests.factories.elections import announced, school_town
from tests.races import SECONDS, at_once, client_of, in_database
from tests.web.forms import form_fields
from youthvoice.elections.models import Candidate, Election, ElectionRound
from youthvoice.elections.rules.states import ElectionState


@pytest.fixture(autouse=True)
def clock() -> None:
    """It is the real time: the other processes have no other."""


def prepare(session: Session) -> tuple[int, int, int, list[int]]:
    """An election in which one can stand, its elevråd, the adult who helps, and four pupils."""
    bind_factories(session)
    town = school_town(4)
    election = announced(session, town.council, [town.school_class])
    return election.id, town.council.id, town.helper.id, [one.id for one in town.pupils]


def send(url: str, path: str, person_id: int, form: dict[str, str], start: Any, results: Any) -> None:
    """Open the page, wait for the others, send its form."""
    client = client_of(url, person_id)
    fields = form_fields(client.get(path).text, path) | form
    start.wait(SECONDS)
    sent = client.post(path, data=fields)
    results.put((sent.status_code, sent.text))


def standing(session: Session) -> list[tuple[int, int, str]]:
    query = select(Candidate.number, Candidate.person_id, Candidate.ballot_name)
    return [(number, who, name) for number, who, name in session.execute(query.order_by(Candidate.number))]


def test_four_stand_at_once_and_each_has_a_number(own_url: str) -> None:
    election_id, _council, _helper, pupils = in_database(own_url, prepare)
    path = f"/valg/{election_id}/stil-op"
    got = at_once(send, [(own_url, path, one, {"ballot_name": f"Navn {'ABCD'[n]}"}) for n, one in enumerate(pupils)])
    assert [status for status, _text in got] == [303] * 4
    found = in_database(own_url, standing)
    assert [number for number, _person, _name in found] == [1, 2, 3, 4]
    assert {person for _number, person, _name in found} == set(pupils)


def test_two_telephones_of_one_pupil_are_one_candidate(own_url: str) -> None:
    election_id, _council, _helper, pupils = in_database(own_url, prepare)
    path = f"/valg/{election_id}/stil-op"
    got = at_once(send, [(own_url, path, pupils[0], {"ballot_name": "Freja"})] * 3)
    assert [status for status, _text in got] == [303] * 3
    assert len(in_database(own_url, standing)) == 1


def test_two_with_the_same_name_one_is_told(own_url: str) -> None:
    election_id, _council, _helper, pupils = in_database(own_url, prepare)
    path = f"/valg/{election_id}/stil-op"
    got = at_once(send, [(own_url, path, one, {"ballot_name": "Freja"}) for one in pupils[:2]])
    assert sorted(status for status, _text in got) == [303, 422]
    (said,) = [text for status, text in got if status == 422]
    assert "En anden kandidat har det samme navn" in said


def test_two_announcements_at_once_are_one(own_url: str) -> None:
    election_id, council_id, helper_id, _pupils = in_database(own_url, prepare)

    def end(session: Session) -> None:
        election = session.get_one(Election, election_id)
        election.state, election.cancel_reason = ElectionState.cancelled, "Vi tager den om."

    in_database(own_url, end)
    path = f"/raad/{council_id}/valg/nyt"
    ticked = {
        "constituencies": str(in_database(own_url, lambda session: session.get_one(Election, election_id).from_body_id))
    }
    got = at_once(send, [(own_url, path, helper_id, ticked)] * 2)
    assert sorted(status for status, _text in got) == [303, 422]
    rounds = in_database(own_url, lambda session: len(session.scalars(select(ElectionRound)).all()))
    assert rounds == 2
