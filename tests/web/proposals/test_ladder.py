"""The ladder's commands: sent to a council, decided, and taken up."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.factories.accounts import PersonFactory, TeacherFactory
from tests.factories.councils import (
    BodyFactory,
    MeetingFactory,
    SeatFactory,
)
from tests.factories.proposals import DraftFactory, ProposalFactory
from tests.web.proposals.carrying import LATER, NO, YES, carrying, count, item_of
from tests.web.proposals.ladder import (
    School,
    body_of,
    decide,
    fresh,
    kinds,
    make_school,
    sent,
    status_of,
    stop_of,
)
from youthvoice.core.clock import now, today
from youthvoice.core.errors import Conflict, Forbidden, RuleBroken
from youthvoice.councils.rules.decisions import DecisionOutcome
from youthvoice.councils.rules.seats import SeatRole
from youthvoice.proposals.commands.ladder import bring, carry_on, send_to_council
from youthvoice.proposals.commands.revise import Words, edit_proposal, stored_words, words_version
from youthvoice.proposals.models import Proposal, ProposalEvent, ProposalStop
from youthvoice.proposals.rules import EventKind, ProposalStatus


def _other(proposal: Proposal, title: str) -> Words:
    words = stored_words(proposal)
    return Words(title, words.what, words.why, words.who)


class TestSending:
    def test_a_council_has_it_and_no_case_is_open(self, session: Session, at: School) -> None:
        meeting = MeetingFactory(body=at.council)
        proposal = sent(session, at)
        assert proposal.status is ProposalStatus.in_council
        assert (proposal.case_id, proposal.answer_due_on, proposal.holder_id) == (None, None, at.council.id)
        assert proposal.listed_at == proposal.submitted_at
        assert proposal.thread_id is not None
        item, stop = item_of(session, proposal, at.council), stop_of(session, proposal, at.council)
        assert (item.meeting_id, item.is_owed_reasons, item.path) == (meeting.id, True, f"/forslag/{proposal.id}")
        assert item.proposed_by_label == stop.brought_by_label == "Grøn Odder"
        assert stop.number == 1
        assert kinds(session, proposal) == [EventKind.created, EventKind.brought, EventKind.scheduled]
        assert count(session, ProposalStatus.in_council) == 1

    def test_without_a_meeting_it_waits(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        assert item_of(session, proposal, at.council).meeting_id is None
        assert kinds(session, proposal) == [EventKind.created, EventKind.brought]

    def test_twice_is_once(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        assert not send_to_council(session, at.pupil, proposal, body_of(session, at.council))
        assert session.scalar(select(func.count()).select_from(ProposalStop)) == 1

    def test_words_that_are_not_in_order_are_refused(self, session: Session, at: School) -> None:
        draft = DraftFactory(author=at.pupil, who="Ring til 010199-1234")
        with pytest.raises(RuleBroken):
            send_to_council(session, at.pupil, fresh(session, draft.id), body_of(session, at.council))

    def test_a_closed_council_takes_nothing(self, session: Session, at: School) -> None:
        at.council.closed_at = now()
        draft = DraftFactory(author=at.pupil)
        with pytest.raises(Conflict):
            send_to_council(session, at.pupil, fresh(session, draft.id), body_of(session, at.council))

    def test_a_council_needs_no_unit_at_the_municipality(self, session: Session) -> None:
        assert sent(session, make_school(session)).status is ProposalStatus.in_council


class TestDeciding:
    def test_yes_keeps_it_there_until_it_is_carried(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        version = proposal.version
        decision = decide(session, proposal, at.council, YES)
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.in_council, at.council.id)
        assert proposal.version > version
        stop = stop_of(session, proposal, at.council)
        assert (stop.outcome, stop.decision_id, stop.decided_at) == (YES, decision.id, decision.recorded_at)
        last = session.scalars(select(ProposalEvent).order_by(ProposalEvent.id.desc()).limit(1)).one()
        assert (last.kind, last.data["votes"]) == (EventKind.council_adopted, [12, 1, 0])

    def test_no_leaves_it_with_the_author(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, NO)
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.council_no, None)
        assert (count(session, ProposalStatus.in_council), count(session, ProposalStatus.council_no)) == (0, 1)

    def test_later_changes_nothing_but_the_timeline(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, LATER)
        assert status_of(session, proposal) == "in_council"
        assert kinds(session, proposal)[-1] is EventKind.council_postponed

    @pytest.mark.parametrize(
        ("first", "then", "status"), [(NO, YES, "in_council"), (YES, NO, "council_no"), (LATER, NO, "council_no")]
    )
    def test_a_correction_corrects_the_step(
        self, session: Session, at: School, first: DecisionOutcome, then: DecisionOutcome, status: str
    ) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, first)
        decide(session, proposal, at.council, then)
        assert status_of(session, proposal) == status
        assert stop_of(session, proposal, at.council).outcome is then

    def test_a_yes_that_was_carried_on_stands(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, YES)
        carry_on(session, at.chair, fresh(session, proposal.id), carrying(session, at.council, at.joint))
        with pytest.raises(RuleBroken) as refusal:
            decide(session, proposal, at.council, NO)
        assert list(refusal.value.problems) == ["outcome"]
        decide(session, proposal, at.joint, YES)

    def test_a_no_while_another_body_has_it_is_not_the_last_word(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        bring(session, at.other_chair, proposal, body_of(session, at.joint))
        decide(session, proposal, at.council, NO)
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.in_council, at.joint.id)
        decide(session, proposal, at.joint, NO)
        assert status_of(session, proposal) == "council_no"

    def test_the_municipality_owes_an_answer_whatever_a_council_says(self, session: Session, at: School) -> None:
        proposal = fresh(session, ProposalFactory().id)
        bring(session, at.other_chair, proposal, body_of(session, at.joint))
        decide(session, proposal, at.joint, NO)
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.awaiting, None)
        assert kinds(session, proposal)[-1] is EventKind.council_rejected

    def test_words_are_locked_once_a_body_said_yes(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        edit_proposal(session, at.pupil, proposal, _other(proposal, "En rød bænk"), words_version(proposal))
        assert item_of(session, proposal, at.council).title == "En rød bænk"
        decide(session, proposal, at.council, YES)
        proposal = fresh(session, proposal.id)
        with pytest.raises(Conflict) as refusal:
            edit_proposal(session, at.pupil, proposal, _other(proposal, "En blå bænk"), words_version(proposal))
        assert "netop disse ord" in str(refusal.value.message)
        assert fresh(session, proposal.id).title == "En rød bænk"


class TestBringing:
    def test_a_member_brings_and_nobody_else(self, session: Session, at: School) -> None:
        proposal = fresh(session, ProposalFactory().id)
        youth = BodyFactory(name="Ungerådet")
        member, ended = PersonFactory(), PersonFactory()
        SeatFactory(body=youth, person=member, role=SeatRole.substitute)
        SeatFactory(
            body=youth, person=ended, starts_on=today() - timedelta(days=90), ends_on=today() - timedelta(days=1)
        )
        for stranger in (PersonFactory(), ended, TeacherFactory()):
            with pytest.raises(Forbidden):
                bring(session, stranger, proposal, body_of(session, youth))
        assert bring(session, member, proposal, body_of(session, youth))
        assert not bring(session, member, fresh(session, proposal.id), body_of(session, youth))
        assert kinds(session, proposal) == [EventKind.brought]
        assert session.scalars(select(ProposalEvent)).one().actor_label == ""

    def test_a_body_decides_once(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, NO)
        with pytest.raises(Conflict):
            bring(session, at.chair, fresh(session, proposal.id), body_of(session, at.council))

    def test_after_a_no_another_body_may_take_it_up(self, session: Session, at: School) -> None:
        proposal = sent(session, at)
        decide(session, proposal, at.council, NO)
        bring(session, at.other_chair, fresh(session, proposal.id), body_of(session, at.joint))
        proposal = fresh(session, proposal.id)
        assert (proposal.status, proposal.holder_id) == (ProposalStatus.in_council, at.joint.id)
