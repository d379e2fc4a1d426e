"""The last wish, one more, and a no, at the same moment: the case is reopened exactly once, and nobody is turned away."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import app_on
from tests.factories.accounts import PersonFactory
from tests.factories.base import bind_factories
from tests.races import SECONDS, at_once, client_of
from tests.web.forms import form_fields
from tests.web.responses.asked import UNCLEAR, asked
from youthvoice.core.clock import now
from youthvoice.notifications.models import Notification
from youthvoice.responses.models import AnswerFeedback, ClarityWish, Reopening

NO = {"understood": "nej", "taken_seriously": "ja", "unclear": UNCLEAR}


@dataclass
class Prepared:
    """A proposal with four wishes, and who will press at once."""

    proposal_id: int
    case_id: int
    author_id: int
    readers: list[int]


def prepare(session: Session) -> Prepared:
    at = asked(session)
    readers = [PersonFactory() for _ in range(6)]
    answer = at.current(session)
    for reader in readers[:4]:
        session.add(ClarityWish(case_id=at.case.id, answer_id=answer.id, person_id=reader.id, at=now()))
    session.commit()
    return Prepared(at.proposal.id, at.case.id, at.parties[0].id, [reader.id for reader in readers[4:]])


def press_at_once(
    url: str, page: str, action: str, person_id: int, typed: dict[str, str], start: Any, got: Any
) -> None:
    """One person in a process of their own: opens the page, waits for the other, sends."""
    client = client_of(url, person_id)
    fields = form_fields(client.get(page).text, action) | typed
    start.wait(SECONDS)
    got.put(client.post(action, data=fields).status_code)


def race(url: str, at: Prepared, *, with_author: bool) -> list[int]:
    """Two at once: the fifth and the sixth reader, or the author and the fifth reader."""
    page = f"/forslag/{at.proposal_id}"
    people = [(url, page, f"{page}/klarere", reader, {}) for reader in at.readers]
    if with_author:
        people[1] = (url, page, f"/svar/{at.case_id}/forstaaet", at.author_id, NO)
    return at_once(press_at_once, people)


def stored(session: Session, at: Prepared) -> list[int]:
    """Reopenings, wishes, words, and how often the author was told."""
    told = Notification.kind == "answer_reopened", Notification.person_id == at.author_id
    return [
        session.scalar(select(func.count(model.id)).where(model.case_id == at.case_id)) or 0
        for model in (Reopening, ClarityWish, AnswerFeedback)
    ] + [session.scalar(select(func.count(Notification.id)).where(*told)) or 0]


def test_one_reopening_whoever_presses_at_once(own_url: str) -> None:
    app = app_on(own_url)
    database = app.extensions["youthvoice"].database
    with app.test_request_context("/"), database.session(read_only=False) as session:
        bind_factories(session)
        first, second = prepare(session), prepare(session)
    assert race(own_url, first, with_author=False) == [303, 303]
    assert race(own_url, second, with_author=True) == [303, 303]
    with database.session(read_only=True) as session:
        assert stored(session, first) == [1, 6, 0, 1]
        reopenings, wishes, said, told = stored(session, second)
    assert (reopenings, wishes, said) == (1, 5, 1)
    # Told of what others asked for, not of the own word.
    assert told in (0, 1)
    database.dispose()
