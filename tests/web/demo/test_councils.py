"""The councils of the demo: bodies of every kind, a ladder that is under way, and meetings before and after today."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.web.demo.checks import assert_decisions_are_whole
from youthvoice.accounts.models import Person
from youthvoice.core.clock import now
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting, Seat
from youthvoice.councils.queries.bodies import own_bodies
from youthvoice.councils.rules.bodies import BodyKind
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.proposals.models import Proposal, ProposalStop


def test_bodies_of_every_kind_with_somebody_in_them(loaded: Session) -> None:
    assert set(loaded.scalars(select(Body.kind))) == set(BodyKind)
    assert set(loaded.scalars(select(Seat.role))) == set(SeatRole)
    assert set(loaded.scalars(select(Decision.outcome))) == set(DecisionOutcome)
    replaced = loaded.scalars(select(Seat).where(Seat.replaces_id.is_not(None))).one()
    assert loaded.get_one(Seat, replaced.replaces_id).ended_on == replaced.starts_on


def test_personas_have_seats(loaded: Session) -> None:
    def kinds_of(name: str) -> set[tuple[BodyKind, SeatRole]]:
        person = loaded.scalars(select(Person).where(Person.display_name == name)).one()
        return {(body.kind, role) for body, role in own_bodies(loaded, person.id)}

    assert (BodyKind.student_council, SeatRole.chair) in kinds_of("Blå Ræv")
    assert (BodyKind.youth_council, SeatRole.chair) in kinds_of("Havørn")
    assert (BodyKind.school_class, SeatRole.coordinator) in kinds_of("Mette Dahl")
    assert (BodyKind.joint_student_council, SeatRole.coordinator) in kinds_of("Jonas Friis")


def test_meetings_were_held_and_are_called(loaded: Session) -> None:
    coming = loaded.scalars(select(Meeting).where(Meeting.starts_at > now())).all()
    assert {meeting.state for meeting in coming} == {MeetingState.called}
    assert len(coming) == 4
    held = loaded.scalars(select(Meeting.state).where(Meeting.starts_at < now())).all()
    assert MeetingState.approved in held


def test_what_a_class_decided_is_on_its_way_up(loaded: Session) -> None:
    proposal = loaded.scalars(select(Proposal).where(Proposal.on_behalf_of_id.is_not(None))).one()
    query = select(Body.kind, ProposalStop.outcome).join(Body, Body.id == ProposalStop.body_id)
    way = loaded.execute(query.where(ProposalStop.proposal_id == proposal.id).order_by(ProposalStop.number)).all()
    assert [tuple(step) for step in way] == [
        (BodyKind.school_class, DecisionOutcome.adopted),
        (BodyKind.student_council, DecisionOutcome.adopted),
        (BodyKind.joint_student_council, None),
    ]
    assert loaded.get_one(Body, proposal.holder_id).kind is BodyKind.joint_student_council
    waiting = loaded.scalars(select(AgendaItem).where(AgendaItem.body_id == proposal.holder_id)).all()
    assert proposal.title in {item.title for item in waiting if item.meeting_id is not None}


def test_a_no_of_the_young_is_whole(loaded: Session) -> None:
    assert_decisions_are_whole(loaded)
