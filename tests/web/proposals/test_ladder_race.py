"""Two officers, two processes, one proposal, the same moment: it is carried once, and the other's words are kept."""

from typing import Any

from sqlalchemy import select

from tests.apps import app_on
from tests.factories.base import bind_factories
from tests.races import SECONDS, at_once, client_of
from tests.web.forms import form_fields
from tests.web.proposals.ladder import decide, make_school, sent
from tests.web.proposals.writing import route
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.proposals.models import ProposalEvent, ProposalStop
from youthvoice.proposals.rules import EventKind
from youthvoice.responses.models import Case


def prepare(url: str) -> tuple[str, list[int]]:
    """The address of the page for a proposal that an elevråd said yes to, and two who run that elevråd."""
    app = app_on(url)
    with app.test_request_context("/"), app.extensions["youthvoice"].database.transaction() as session:
        bind_factories(session)
        route()
        at = make_school(session)
        proposal = sent(session, at)
        decide(session, proposal, at.council, DecisionOutcome.adopted)
        found = f"/forslag/{proposal.id}/baer-videre?fra={at.council.id}", [at.chair.id, at.teacher.id]
    app.extensions["youthvoice"].database.dispose()
    return found


def carry_at_once(url: str, address: str, person_id: int, form: dict[str, str], start: Any, results: Any) -> None:
    """One officer in a process of their own: opens the page, waits for the other, sends."""
    client = client_of(url, person_id)
    fields = form_fields(client.get(address).text, address) | form
    start.wait(SECONDS)
    answer = client.post(address, data={**fields, "send": "1"})
    results.put((form["statement"], answer.status_code, answer.text))


def race(url: str, address: str, people: list[int], forms: list[dict[str, str]]) -> list[tuple[str, int, str]]:
    """Send both forms at the same moment; what each got back."""
    own = [(url, address, person, form) for person, form in zip(people, forms, strict=True)]
    return at_once(carry_at_once, own)


def stored(url: str) -> tuple[list[str], int, int]:
    """The words of the steps, how many lines of carrying there are, and how many cases."""
    app = app_on(url)
    with app.extensions["youthvoice"].database.session(read_only=True) as session:
        words = [stop.statement for stop in session.scalars(select(ProposalStop).order_by(ProposalStop.number))]
        lines = session.scalars(select(ProposalEvent.id).where(ProposalEvent.kind == EventKind.carried)).all()
        cases = session.scalars(select(Case.id)).all()
    app.extensions["youthvoice"].database.dispose()
    return words, len(lines), len(cases)


def test_one_wins_and_the_other_is_told(own_url: str) -> None:
    address, people = prepare(own_url)
    forms = [
        {"statement": "Vi vil op til de andre skoler."},
        {"statement": "Kommunen skal se det nu.", "target": "kommunen"},
    ]
    got = race(own_url, address, people, forms)
    assert sorted(status for _, status, _ in got) == [303, 409]
    ((lost, _, page),) = [one for one in got if one[1] == 409]
    words, lines, _cases = stored(own_url)
    assert lines == 1
    assert lost not in words
    assert lost in page
    assert "lige båret forslaget videre" in page


def test_one_form_pressed_twice_at_once_is_carried_once(own_url: str) -> None:
    address, people = prepare(own_url)
    form = {"statement": "Vores ord.", "target": "kommunen", "form_key": "ab" * 16}
    got = race(own_url, address, [people[0], people[0]], [form, form])
    assert [status for _, status, _ in got] == [303, 303]
    assert stored(own_url) == (["Vores ord."], 1, 1)
