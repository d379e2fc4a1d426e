"""What follows of a vote on a motion: resolutions with their cases, and noes that owe reasons."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, UnitFactory
from tests.factories.assembly import LiveYearFactory, MotionCreditFactory
from tests.factories.resolutions import ready_motion
from tests.web.assembly.carried import WORKED_OVER, counted, on_the_day
from tests.web.proposals.ladder import fresh, stop_of
from youthvoice.assembly.commands.resolving import vote_counted
from youthvoice.assembly.events import VoteCounted
from youthvoice.assembly.models import Motion, Resolution
from youthvoice.assembly.queries.afterwork import motions_without_reasons
from youthvoice.assembly.rules.day import Verdict
from youthvoice.assembly.rules.motions import MotionState
from youthvoice.assembly.rules.years import DayTie, Majority
from youthvoice.core.clock import now
from youthvoice.councils.models import AgendaItem, Body, Decision, Meeting
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.meetings import MeetingState
from youthvoice.proposals.models import ProposalEvent, Route
from youthvoice.proposals.rules import EventKind, ProposalStatus, Topic
from youthvoice.responses.models import Case, CaseParty
from youthvoice.responses.rules import CaseState


def resolution_of(session: Session, motion: Motion) -> Resolution:
    """What the motion became."""
    return session.scalars(select(Resolution).where(Resolution.motion_id == motion.id)).one()


def kinds(session: Session, proposal_id: int) -> list[EventKind]:
    """The proposal's timeline."""
    query = select(ProposalEvent.kind).where(ProposalEvent.proposal_id == proposal_id).order_by(ProposalEvent.id)
    return list(session.scalars(query))


def test_a_delegations_motion_becomes_a_resolution_with_a_case_of_its_own(session: Session) -> None:
    motion, unit = ready_motion(topic=Topic.climate), UnitFactory()
    session.add(Route(topic=Topic.climate, school_id=None, unit_id=unit.id))
    other = PersonFactory()
    MotionCreditFactory(motion_id=motion.id, label="En anden", person_id=other.id)
    MotionCreditFactory(motion_id=motion.id, label="Et råd", person_id=None)
    vote = counted(session, motion)
    resolution = resolution_of(session, motion)
    case = session.get_one(Case, resolution.case_id)
    assert (motion.state, motion.decided_at) == (MotionState.adopted, vote.counted_at)
    assert (resolution.number, resolution.title, resolution.text) == (1, motion.title, motion.text)
    assert (case.subject_kind, case.subject_id, case.unit_id) == ("resolution", resolution.id, unit.id)
    assert case.question == motion.text
    assert case.asked_by.startswith("Bytinget 20")
    assert case.path.endswith("/beslutninger/1")
    assert case.answer_due_on > case.clock_from
    parties = set(session.scalars(select(CaseParty.person_id).where(CaseParty.case_id == case.id)))
    assert parties == {motion.written_by_id, other.id}


def test_without_a_route_for_its_topic_the_unit_of_the_year_answers(session: Session) -> None:
    UnitFactory()
    year = LiveYearFactory()
    session.add(Route(topic=None, school_id=None, unit_id=UnitFactory().id))
    motion = ready_motion(year_id=year.id)
    counted(session, motion)
    case = session.get_one(Case, resolution_of(session, motion).case_id)
    assert case.unit_id == year.unit_id


def test_the_proposals_own_way_tells_of_the_vote_and_its_own_case_is_asked(session: Session) -> None:
    year, proposal, motion = on_the_day(session)
    counted(session, motion, hands=(31, 9, 2))
    found = fresh(session, proposal.id)
    resolution = resolution_of(session, motion)
    case = session.get_one(Case, resolution.case_id)
    stop = stop_of(session, found, session.get_one(Body, year.body_id))
    assert found.case_id == case.id
    assert (case.subject_kind, case.subject_id) == ("proposal", proposal.id)
    assert found.status is ProposalStatus.awaiting
    assert kinds(session, proposal.id)[-2:] == [EventKind.council_adopted, EventKind.carried]
    assert stop.outcome is DecisionOutcome.adopted
    assert stop.carried_at is not None
    decision = session.get_one(Decision, stop.decision_id)
    assert (decision.votes_for, decision.votes_against, decision.votes_abstaining) == (31, 9, 2)
    assert decision.meeting_id == year.meeting_id
    assert proposal.what in case.question
    assert WORKED_OVER in case.question
    assert motion.decision_id == decision.id


def test_words_that_are_the_authors_own_are_not_said_twice(session: Session) -> None:
    year, proposal, motion = on_the_day(session)
    motion.text = proposal.what
    session.flush()
    counted(session, motion)
    stop = stop_of(session, fresh(session, proposal.id), session.get_one(Body, year.body_id))
    assert stop.statement == f"Bytinget {year.year} har vedtaget det."


def test_an_answered_proposal_gets_a_case_that_asks_anew(session: Session) -> None:
    year, proposal, motion = on_the_day(session)
    old = Case(
        subject_kind="proposal", subject_id=proposal.id, title=proposal.title, path="/", question="Før", asked_by="Mig",
        unit_id=year.unit_id, opened_at=now(), receipt_due_on=now().date(), answer_due_on=now().date(),
        clock_from=now().date(), state=CaseState.answered, answered_at=now(), receipt_at=now(),
    )  # fmt: skip
    session.add(old)
    session.flush()
    found = fresh(session, proposal.id)
    found.case_id, found.status, found.holder_id = old.id, ProposalStatus.no, None
    session.flush()
    counted(session, motion)
    case = session.get_one(Case, resolution_of(session, motion).case_id)
    assert case.id != old.id
    assert case.subject_kind == "resolution"
    assert session.get_one(Case, old.id).question == "Før"
    assert kinds(session, proposal.id)[-1] is EventKind.council_adopted


def test_two_thirds_that_were_not_reached_stand_in_words(session: Session) -> None:
    motion = ready_motion()
    counted(session, motion, hands=(30, 20, 0), majority=Majority.two_thirds, verdict=Verdict.rejected)
    assert motion.state is MotionState.rejected
    assert session.scalar(select(func.count()).select_from(Resolution)) == 0


def test_a_yes_by_lot_is_told_without_hands(session: Session) -> None:
    year, proposal, motion = on_the_day(session)
    counted(session, motion, hands=(20, 20, 1), tie_rule=DayTie.lot, verdict=Verdict.adopted)
    stop = stop_of(session, fresh(session, proposal.id), session.get_one(Body, year.body_id))
    decision = session.get_one(Decision, stop.decision_id)
    assert decision.votes_for is None
    assert decision.text.endswith("20 stemte for, 20 stemte imod, og 1 undlod. Lodtrækning afgjorde det.")


@pytest.mark.parametrize("verdict", [Verdict.tied, Verdict.no_quorum])
def test_what_is_not_decided_changes_nothing(session: Session, verdict: Verdict) -> None:
    motion = ready_motion()
    counted(session, motion, verdict=verdict)
    assert motion.state is MotionState.ready


def test_counted_twice_there_is_one_resolution_and_one_case(session: Session) -> None:
    motion = ready_motion()
    vote = counted(session, motion)
    vote_counted(session, VoteCounted(vote.id, vote.year_id))
    assert session.scalar(select(func.count()).select_from(Resolution)) == 1
    assert session.scalar(select(func.count()).select_from(Case)) == 1


def test_numbers_follow_each_other_in_a_year(session: Session) -> None:
    year = LiveYearFactory()
    motions = [ready_motion(year_id=year.id) for _ in range(3)]
    for motion in motions:
        counted(session, motion)
    assert [resolution_of(session, motion).number for motion in motions] == [1, 2, 3]


def test_a_no_to_somebodys_proposal_waits_for_its_reasons(session: Session) -> None:
    year, proposal, motion = on_the_day(session)
    counted(session, motion, hands=(5, 30, 1))
    assert motion.state is MotionState.ready
    assert [one.motion_id for one in motions_without_reasons(session, year.id)] == [motion.id]
    assert fresh(session, proposal.id).status is ProposalStatus.in_council
    counted(session, motion, hands=(30, 5, 1))
    assert motions_without_reasons(session, year.id) == []


def test_a_no_to_a_proposal_that_was_taken_back_ends_the_motion(session: Session) -> None:
    _year, proposal, motion = on_the_day(session)
    found = fresh(session, proposal.id)
    found.status, found.withdrawn_at, found.listed_at, found.holder_id = ProposalStatus.withdrawn, now(), None, None
    session.flush()
    counted(session, motion, hands=(5, 30, 1))
    assert motion.state is MotionState.withdrawn


def test_minutes_that_are_closed_do_not_stop_the_count(session: Session) -> None:
    year, _proposal, motion = on_the_day(session)
    meeting = session.get_one(Meeting, year.meeting_id)
    meeting.state, meeting.approved_at = MeetingState.approved, now()
    session.flush()
    counted(session, motion)
    case = session.get_one(Case, resolution_of(session, motion).case_id)
    assert case.subject_kind == "resolution"


def test_the_database_itself_refuses_a_no_without_reasons(session: Session) -> None:
    year, proposal, motion = on_the_day(session)
    item = session.scalars(
        select(AgendaItem).where(AgendaItem.subject_id == proposal.id, AgendaItem.body_id == year.body_id)
    ).one()
    values = {
        "key": "0" * 32, "item": item.id, "body": year.body_id, "meeting": year.meeting_id, "by": year.created_by_id,
        "at": "2027-04-20 10:00:00+00:00",
    }  # fmt: skip
    insert = text(
        "INSERT INTO decisions (form_key, item_id, is_owed_reasons, body_id, meeting_id, number, outcome, text, explanation, "
        "explanation_key, next_step, contact_name, contact_title, contact_unit, recorded_by_id, recorded_at) VALUES "
        "(:key, :item, :owed, :body, :meeting, 1, 'rejected', 'Nej tak.', '', '', '', '', '', '', :by, :at)"
    )
    # True is what the item says; false does not fit to it.
    for is_owed in (True, False):
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert, {**values, "owed": is_owed})
    with pytest.raises(IntegrityError, match="rejected_with_a_decision"), session.begin_nested():
        session.execute(
            text("UPDATE assembly_motions SET state = 'rejected', decided_at = :at WHERE id = :id"),
            {"at": values["at"], "id": motion.id},
        )
