"""What a council decides about money stands in the minutes of its meetings."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.factories.awarding import award_facts, awarded, voted
from tests.factories.councils import MeetingFactory, OpenMeetingFactory
from tests.factories.grants import KR, Town, key
from youthvoice.councils.models import AgendaItem, Decision, Meeting
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.grants.commands.awarding import give_award
from youthvoice.grants.commands.minutes import place_motion
from youthvoice.grants.events import MotionPut
from youthvoice.grants.models import Application, LedgerEntry, Motion, Panelist
from youthvoice.grants.rules.awarding import KIND
from youthvoice.grants.rules.deciding import Conflict as Interest
from youthvoice.grants.rules.deciding import FoundBy, MotionState, MotionWay


def put(session: Session, place: Town, application: Application, motion: Motion) -> None:
    place_motion(session, MotionPut(motion.id, application.id, place.pool.id, place.chair.id, None))


def item_of(session: Session, application: Application) -> AgendaItem:
    query = select(AgendaItem).where(AgendaItem.subject_kind == KIND, AgendaItem.subject_id == application.id)
    return session.scalars(query.where(AgendaItem.withdrawn_at.is_(None))).one()


def held_meeting(session: Session, place: Town) -> Meeting:
    meeting: Meeting = OpenMeetingFactory(body=place.council, number=4)
    return meeting


@pytest.mark.parametrize(
    ("amount", "state", "outcome"),
    [
        (8_000 * KR, MotionState.carried, DecisionOutcome.adopted),
        (0, MotionState.carried, DecisionOutcome.adopted),
        (8_000 * KR, MotionState.lost, DecisionOutcome.rejected),
    ],
)
def test_it_stands_in_the_minutes_of_the_meeting(
    session: Session, place: Town, application: Application, amount: int, state: MotionState, outcome: DecisionOutcome
) -> None:
    meeting = held_meeting(session, place)
    motion = voted(session, place.chair, application, amount, state, way=MotionWay.meeting, meeting_id=meeting.id)
    put(session, place, application, motion)
    session.add(
        Panelist(
            application_id=application.id, person_id=place.members[3].id, is_conflicted=True, conflict=Interest.family,
            found_by=FoundBy.member, at=motion.put_at,
        )
    )  # fmt: skip
    award = give_award(session, application, motion, place.chair, award_facts(), key())
    decision = session.get_one(Decision, award.decision_id)
    assert (decision.meeting_id, decision.item_id) == (meeting.id, item_of(session, application).id)
    assert decision.outcome is outcome
    assert (decision.votes_for, decision.votes_against) == (motion.in_favour, motion.against)
    assert "1 medlem var inhabilt og deltog ikke." in decision.text
    assert ".." not in decision.text
    for private in (application.title, application.group_name, application.what):
        assert private not in decision.text + item_of(session, application).title
    documents = session.scalars(select(LedgerEntry.document).where(LedgerEntry.application_id == application.id)).all()
    if state is MotionState.carried and amount:
        assert documents[-1] == f"{place.council.name}, møde 4, punkt 1"


def test_a_motion_for_a_meeting_comes_onto_its_agenda(session: Session, place: Town, application: Application) -> None:
    meeting = MeetingFactory(body=place.council)
    motion = voted(session, place.chair, application, 8_000 * KR, MotionState.open, way=MotionWay.meeting)
    put(session, place, application, motion)
    item = item_of(session, application)
    assert (item.meeting_id, motion.meeting_id) == (meeting.id, meeting.id)
    assert (item.title, item.text) == (f"Ansøgning {application.number} til {place.pool.name}", "")


def test_what_was_voted_in_writing_is_told_at_the_next_meeting(
    session: Session, place: Town, application: Application
) -> None:
    meeting = MeetingFactory(body=place.council)
    award = awarded(session, place, application, 5_000 * KR)
    assert award.decision_id is None
    item = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)).one()
    assert "Gruppen får 5.000 kr. Den søgte om 8.000 kr. Reglen: 2. Vi betaler ikke løn." in item.minutes
    assert "3 stemte for, 0 stemte imod, og 1 undlod." in item.minutes
    assert (item.subject_kind, item.minutes_version) == (None, 1)


def test_a_meeting_that_is_not_open_yet_hears_of_it_too(
    session: Session, place: Town, application: Application
) -> None:
    meeting = MeetingFactory(body=place.council)
    motion = voted(session, place.chair, application, 8_000 * KR, way=MotionWay.meeting)
    put(session, place, application, motion)
    award = give_award(session, application, motion, place.chair, award_facts(), key())
    assert award.decision_id is None
    items = session.scalars(
        select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.withdrawn_at.is_(None))
    ).all()
    assert [item.subject_kind for item in items] == [None]
    assert "Gruppen får 8.000 kr." in items[0].minutes
