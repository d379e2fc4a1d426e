"""Real processes on one class meeting at the same moment: one decision, no hand too many, no idea lost."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.apps import make_settings
from tests.factories.base import bind_factories
from tests.factories.classroom import ClassIdeaFactory, TabletMeetingFactory
from tests.factories.councils import CoordinatorSeatFactory
from tests.races import SECONDS, at_once, client_of
from tests.web.forms import form_fields
from youthvoice.core.db import Database
from youthvoice.councils.models import ClassIdea, ClassMeeting, Decision
from youthvoice.councils.rules.meetings import MOST_IDEAS, ClassPhase
from youthvoice.proposals.models import Proposal

TAPS, CHILDREN = 6, 9


def prepare(session: Session, phase: ClassPhase, ideas: int) -> tuple[int, str, int, list[int]]:
    """A class meeting with tablets, two adults who help the class; (meeting, code, first idea, adults)."""
    bind_factories(session)
    held = TabletMeetingFactory(phase=phase, children=CHILDREN)
    made = ClassIdeaFactory.create_batch(ideas, class_meeting=held, hands=3)
    if ideas > 1:
        made[0].hands = 4
    adults = [CoordinatorSeatFactory(body=held.meeting.body).person.id for _ in range(2)]
    session.commit()
    return held.meeting_id, held.join_code, made[0].id, adults


def choose(url: str, meeting_id: int, person_id: int, start: Any, results: Any) -> None:
    """One adult in a process of her own: sees what the class chose, waits for the other, says yes."""
    client, path = client_of(url, person_id), f"/klassemoede/{meeting_id}/valg"
    fields = form_fields(client.get(path).text, path)
    start.wait(SECONDS)
    results.put(client.post(path, data=fields).status_code)


def tap(url: str, path: str, data: dict[str, str], start: Any, results: Any) -> None:
    """One tablet in a process of its own that sends several times."""
    client = client_of(url)
    start.wait(SECONDS)
    results.put([client.post(path, data=data, base_url="https://localhost").status_code for _ in range(TAPS)])


def test_two_windows_make_one_decision(own_url: str) -> None:
    database = Database(make_settings(own_url))
    with database.session(read_only=False) as session:
        meeting_id, _code, idea_id, adults = prepare(session, ClassPhase.hands, 2)
    got = at_once(choose, [(own_url, meeting_id, person_id) for person_id in adults])
    assert got == [303, 303]
    with database.session(read_only=True) as session:
        assert session.scalar(select(func.count()).select_from(Decision)) == 1
        assert session.scalars(select(ClassIdea.id).where(ClassIdea.chosen_at.is_not(None))).all() == [idea_id]
        assert session.scalar(select(func.count()).select_from(Proposal)) == 1
    database.dispose()


def test_tablets_together_raise_no_hand_too_many_and_lose_none(own_url: str) -> None:
    database = Database(make_settings(own_url))
    with database.session(read_only=False) as session:
        _meeting_id, code, idea_id, _adults = prepare(session, ClassPhase.hands, 1)
        session.get_one(ClassIdea, idea_id).hands = 0
        session.commit()
    got = at_once(tap, [(own_url, f"/t/{code}/haand/{idea_id}", {}) for _ in range(2)])
    assert [set(statuses) for statuses in got] == [{303}, {303}]
    with database.session(read_only=True) as session:
        assert session.get_one(ClassIdea, idea_id).hands == min(2 * TAPS, CHILDREN)
    database.dispose()


def test_tablets_together_fill_the_last_places_and_no_more(own_url: str) -> None:
    database = Database(make_settings(own_url))
    with database.session(read_only=False) as session:
        meeting_id, code, _idea_id, _adults = prepare(session, ClassPhase.ideas, MOST_IDEAS - TAPS)
    got = at_once(tap, [(own_url, f"/t/{code}", {"text": "En idé fra en tablet"}) for _ in range(2)])
    statuses = sorted(status for one in got for status in one)
    assert statuses == [303] * TAPS + [422] * TAPS
    with database.session(read_only=True) as session:
        held = session.scalars(select(ClassMeeting).where(ClassMeeting.meeting_id == meeting_id)).one()
        query = select(func.count()).select_from(ClassIdea).where(ClassIdea.class_meeting_id == held.id)
        assert session.scalar(query) == MOST_IDEAS
        assert held.version == 1 + TAPS
    database.dispose()
